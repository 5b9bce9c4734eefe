"""Reading a letter by anybody, from any kind of file, into one text with blocks."""

from __future__ import annotations

from pathlib import Path

from spoorboek.documents.errors import ReaderError, UnreadableFileError
from spoorboek.documents.readers.audit_blocks import (
    AuditTable,
    AuditText,
    BlockKind,
    Cell,
    Repair,
    TextBlock,
)
from spoorboek.documents.readers.audit_plain import read_plain

__all__ = [
    "AuditTable",
    "AuditText",
    "BlockKind",
    "Cell",
    "ReaderError",
    "Repair",
    "TextBlock",
    "read_audit_text",
]

LARGEST_FILE = 50_000_000


def read_audit_text(source: Path | str | bytes, name: str | None = None) -> AuditText:
    """Read a letter: PDF, Word (.docx), a page (.html), Markdown or plain text.

    Parameters: ``source``, the path of a file or its bytes; ``name``, its name, for the kind of file.
    Returns its text with blocks. Raises ReaderError with a Dutch sentence when it cannot be read.
    """
    try:
        if isinstance(source, bytes):
            return read_plain(source)
        path = Path(source)
        if path.stat().st_size > LARGEST_FILE:
            raise ReaderError(f"Dit bestand is te groot (ten hoogste {LARGEST_FILE // 1_000_000} MB).")
        return read_audit_text(path.read_bytes(), name or path.name)
    except ReaderError:
        raise
    except UnreadableFileError as error:
        raise ReaderError(str(error)) from error
    except OSError as error:
        raise ReaderError("Dit bestand is er niet of kan niet worden geopend.") from error
