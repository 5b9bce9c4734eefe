"""Where the configuration of this municipality is read: its own file, else the one that we ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from spoorboek.rules import parameters

SHIPPED = Path(parameters.__file__).parent


def find_own_file(name: str) -> Path | None:
    """Return the municipality's own file, or None when it has none by this name."""
    return _find(settings.CONFIGURATION_DIR, name)


def find_file(name: str) -> Path:
    """Return the municipality's own file, else ours: it replaces the whole of ours."""
    return find_own_file(name) or SHIPPED / name


@cache
def _find(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder is not None and (folder / name).is_file() else None
