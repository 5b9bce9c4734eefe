"""Encrypting one text for one place: AES-256-GCM with a key apart from SECRET_KEY, bound to its record.

A sealed text reads ``sb1:<key id>:<nonce, text and mark, base64>``. The place (which field of which record)
is associated data: moved to another row it does not open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from spoorboek.apps.access.errors import LostKeyError, SealError

_MARK = "sb1"
_TOKEN = re.compile(rf"{_MARK}:([0-9a-f]{{8}}):([A-Za-z0-9_-]+=*)")
_NONCE_BYTES = 12
_PURPOSE = b"spoorboek sealed field"


class KeyRing:
    """The keys in order: the first seals, every one opens."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise SealError("er is geen sleutel om mee te versleutelen")
        self._keys = {name_key(key): _derive(key) for key in keys}

    @property
    def first(self) -> str:
        """Return the name of the key that seals."""
        return next(iter(self._keys))

    def seal(self, text: str, place: str) -> str:
        """Return ``text`` sealed for ``place`` with the first key."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._keys[self.first]).encrypt(nonce, text.encode(), place.encode())
        return f"{_MARK}:{self.first}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def mark(self, text: str) -> str:
        """Return sixteen signs, the same for the same text, that tell nothing without the first key."""
        key = self._keys[self.first]
        return hmac.new(key, b"mark:" + text.encode(), hashlib.sha256).hexdigest()[:16]

    def open(self, token: str, place: str) -> str:
        """Return the text, or raise LostKeyError without its key, SealError when it was changed or moved."""
        name = read_key_name(token)
        if name not in self._keys:
            raise LostKeyError(name)
        try:
            content = base64.urlsafe_b64decode(token.rpartition(":")[2])
            opened = AESGCM(self._keys[name]).decrypt(
                content[:_NONCE_BYTES], content[_NONCE_BYTES:], place.encode()
            )
        except (InvalidTag, ValueError, binascii.Error) as error:
            raise SealError(f"de versleutelde tekst van {place} is gewijzigd of hoort daar niet") from error
        return opened.decode()


def name_key(key: str) -> str:
    """Return eight signs that name a key and tell nothing of it."""
    return hashlib.sha256(b"name:" + _derive(key)).hexdigest()[:8]


def read_key_name(token: str) -> str:
    """Return the name of the key that sealed a text, or raise SealError when it is no sealed text."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise SealError("in de database staat een tekst die niet versleuteld is en dat wel hoort te zijn")
    return found.group(1)


def read_keys(file: Path) -> list[str]:
    """Return the keys in a file, the first one first; they stand on lines or between commas."""
    return [key for key in re.split(r"[,\s]+", file.read_text()) if key]


def add_new_key(file: Path) -> str:
    """Put a new key before those in the file, readable by its owner only, and return the name of the key."""
    key = secrets.token_urlsafe(64)
    write_keys(file, [key, *read_keys(file)])
    return name_key(key)


def write_keys(file: Path, keys: Sequence[str]) -> None:
    """Write the keys to the file in one move: after a crash the old ones or the new ones are there."""
    temporary = file.with_suffix(f".{secrets.token_hex(4)}")
    temporary.touch(mode=0o600)
    temporary.write_text("\n".join(keys))
    temporary.replace(file)


def _derive(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
