"""Files kept under the hash of their content, so that a name can never come to mean something else."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from spoorboek.services.tables.errors import DamagedFileError, TableError

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files that are written once: received files, and tables made from them."""

    root: Path

    @property
    def workshop(self) -> Path:
        """Return the folder for files in the making, on the same disk as the kept ones."""
        folder = self.root / "workshop"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @contextmanager
    def working_file(self, suffix: str = "") -> Iterator[Path]:
        """Lend a path for a file in the making; what is left of it is removed afterwards."""
        path = self.workshop / f"{secrets.token_hex(12)}{suffix}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this content stands or would stand."""
        if not _SHA256.fullmatch(sha256):
            raise TableError(f"a sha256 is 64 hexadecimal digits, got {sha256!r}")
        return self.root / sha256[:2] / sha256

    def keep_stream(self, stream: BinaryIO) -> str:
        """Keep what the stream gives and return its sha256."""
        with self.working_file() as path:
            with path.open("xb") as target:
                shutil.copyfileobj(stream, target, _CHUNK)
            return self.keep_file(path)

    def keep_file(self, path: Path) -> str:
        """Take over a working file that is ready and return its sha256."""
        with path.open("rb+") as made:
            _to_disk(made)
        return self._place(path, hash_file(path))

    def remove_leftovers(self, before: float) -> None:
        """Remove files in the making that a killed process left before a moment (seconds since 1970)."""
        for path in self.workshop.iterdir():
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def check(self, sha256: str) -> Path:
        """Return the path of a kept file after reading it through; raise DamagedFileError."""
        path = self.path_of(sha256)
        if not path.is_file():
            raise DamagedFileError(f"the kept file {sha256} is absent")
        if (found := hash_file(path)) != sha256:
            raise DamagedFileError(f"the kept file {sha256} was changed, its content is now {found}")
        return path

    def _place(self, made: Path, sha256: str) -> str:
        """Rename ``made`` to its place. The rename is the moment at which the file exists."""
        place = self.path_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        made.replace(place)
        # Without this the name itself could be lost in a power cut, though the content is on disk.
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return sha256


def hash_file(path: Path) -> str:
    """Return the sha256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
