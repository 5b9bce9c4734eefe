"""Reading a letter by anybody, from any kind of file, into one text with blocks."""

from __future__ import annotations

import re
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
from spoorboek.documents.readers.audit_docx import read_audit_docx
from spoorboek.documents.readers.audit_html import read_audit_html
from spoorboek.documents.readers.audit_pdf import read_audit_pdf
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
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|p|div|h[1-6])\b", re.IGNORECASE)
# What people send that is none of these, by its first bytes.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "Dit is een oud of beveiligd Word-bestand. Sla het op als .docx zonder wachtwoord.",
    b"{\\rtf": "Dit is een RTF-bestand. Sla het op als .docx of PDF.",
    b"\x89PNG": "Dit is een afbeelding. Lever de tekst aan, of een PDF met tekst.",
    b"\xff\xd8\xff": "Dit is een afbeelding. Lever de tekst aan, of een PDF met tekst.",
    b"GIF8": "Dit is een afbeelding. Lever de tekst aan, of een PDF met tekst.",
    b"MZ": "Dit is een programma en geen brief.",
}
_NAMED = {".pdf": b"%PDF-", ".docx": b"PK"}


def read_audit_text(source: Path | str | bytes, name: str | None = None) -> AuditText:
    """Read a letter: PDF, Word (.docx), a page (.html), Markdown or plain text.

    Parameters: ``source``, the path of a file or its bytes; ``name``, its name, for the kind of file.
    Returns its text with blocks. Raises ReaderError with a Dutch sentence when it cannot be read.
    """
    try:
        if isinstance(source, bytes):
            return _read(source, (name or "").lower())
        path = Path(source)
        if path.stat().st_size > LARGEST_FILE:
            raise ReaderError(f"Dit bestand is te groot (ten hoogste {LARGEST_FILE // 1_000_000} MB).")
        return _read(path.read_bytes(), (name or path.name).lower())
    except ReaderError:
        raise
    except UnreadableFileError as error:
        raise ReaderError(str(error)) from error
    except (OSError, ValueError) as error:
        raise ReaderError("Dit bestand is er niet of kan niet worden geopend.") from error


def _read(content: bytes, name: str) -> AuditText:
    if len(content) > LARGEST_FILE:
        raise ReaderError(f"Dit bestand is te groot (ten hoogste {LARGEST_FILE // 1_000_000} MB).")
    if not content.strip():
        raise ReaderError("Dit bestand is leeg.")
    for ending, first in _NAMED.items():
        if name.endswith(ending) and first not in content[:1024]:
            raise ReaderError(f"De naam van dit bestand eindigt op {ending}, maar het is iets anders.")
    if b"%PDF-" in content[:1024]:
        found = read_audit_pdf(content)
    elif content.startswith(b"PK"):
        found = _read_package(content)
    elif content.startswith(tuple(_OTHERS)):
        raise ReaderError(next(why for first, why in _OTHERS.items() if content.startswith(first)))
    elif name.endswith((".html", ".htm", ".xhtml")) or _is_page(content, name):
        found = read_audit_html(content)
    else:
        found = read_plain(content, is_markdown=name.endswith((".md", ".markdown")))
    if not found.blocks:
        raise ReaderError("In dit bestand staat geen tekst.")
    return found


def _is_page(content: bytes, name: str) -> bool:
    if name.endswith((".md", ".markdown", ".txt")):
        return False
    return bool(_PAGE.search(content[:2000])) and content.lstrip()[:1] == b"<"


def _read_package(content: bytes) -> AuditText:
    if b"word/" in content:
        return read_audit_docx(content)
    if b"opendocument" in content[:200]:
        raise ReaderError("Dit is een OpenDocument-bestand. Sla het op als .docx of PDF.")
    if b"xl/" in content:
        raise ReaderError("Dit is een Excel-bestand. Lever de brief zelf aan, als .docx of PDF.")
    raise ReaderError("Dit is een zip-bestand. Pak het uit en lever de brief zelf aan.")
