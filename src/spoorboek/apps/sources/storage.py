"""Where the files of the sources are kept."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from spoorboek.services.tables.store import FileStore


def open_store() -> FileStore:
    """Return the store of received files and of the tables made from them."""
    return FileStore(Path(settings.DATA_DIR) / "store")
