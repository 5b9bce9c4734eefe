"""A list that was sent and waits for its mapping: an hour at most, for who sent it only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer

_KEPT_SECONDS = 3600


def keep_waiting_list(content: bytes, *, by: Viewer, at: datetime) -> str:
    """Keep a file until it is taken in, and return the secret word for it. Old ones are thrown away."""
    folder = _folder()
    for old in folder.iterdir():
        if at.timestamp() - old.stat().st_mtime > _KEPT_SECONDS:
            old.unlink(missing_ok=True)
    word = secrets.token_urlsafe(24)
    path = _path(word, by)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return word


def read_waiting_list(word: str, *, by: Viewer) -> bytes:
    """Return the file that belongs to a secret word; for anybody else it does not exist."""
    path = _path(word, by)
    if not path.is_file():
        raise NotFoundError("Dit bestand")
    return path.read_bytes()


def drop_waiting_list(word: str, *, by: Viewer) -> None:
    """Throw a file away that was taken in."""
    _path(word, by).unlink(missing_ok=True)


def _path(word: str, by: Viewer) -> Path:
    return _folder() / hashlib.sha256(f"{by.person_id}\x1f{word}".encode()).hexdigest()


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "waiting-lists"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
