"""The zip around a Word or Excel file, with nothing in it that depends on the moment of writing."""

from __future__ import annotations

import io
import zipfile

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name; what a file is of stands in its own properties."""


def normalise_package(packed: bytes) -> bytes:
    """Return the same parts in a fixed order, each with the same moment and the same compression."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(written, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return written.getvalue()
