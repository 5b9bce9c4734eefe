"""The PDF reader: the text of each page and the files inside, and nothing that a PDF could run."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import pypdf

from spoorboek.documents.errors import UnreadableFileError

LARGEST_FILE = 50_000_000
MOST_PAGES = 500
MOST_ATTACHMENTS = 50
LARGEST_PAGE = 2_000_000
"""Bytes of drawing instructions on one page; a page of text has some tens of thousands."""
LINK = "/Link"
# What the library has to say about damage, the reader hears in one sentence.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PdfContent:
    """The text of each page in order, and the attached files by name."""

    pages: tuple[str, ...]
    attachments: Mapping[str, bytes]


def read_pdf(content: bytes) -> PdfContent:
    """Return the page texts and attachments of a PDF.

    Raises UnreadableFileError with a Dutch sentence when it is no PDF, damaged, locked with a
    password, too large, or has anything but links laid over a page.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(f"Deze PDF is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE}).")
    if b"%PDF-" not in content[:1024]:
        raise UnreadableFileError("Dit bestand is geen PDF.")
    try:
        return _read(content)
    except UnreadableFileError:
        raise
    except Exception as error:
        # A damaged PDF makes the library fail in dozens of ways; for the reader they are one.
        raise UnreadableFileError("Deze PDF is beschadigd en kan niet worden gelezen.") from error


def _read(content: bytes) -> PdfContent:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise UnreadableFileError("Deze PDF is beveiligd met een wachtwoord. Haal de beveiliging eraf.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFileError(f"Deze PDF heeft {len(reader.pages)} bladzijden; ten hoogste {MOST_PAGES}.")
    pages = tuple(_read_page(page, number) for number, page in enumerate(reader.pages, start=1))
    return PdfContent(pages, _read_attachments(reader))


def _read_page(page: pypdf.PageObject, number: int) -> str:
    drawing = page.get_contents()
    if drawing is not None and len(drawing.get_data()) > LARGEST_PAGE:
        raise UnreadableFileError(f"Bladzijde {number} van deze PDF is te groot om te lezen.")
    _check_annotations(page, number)
    return str(page.extract_text())


def _check_annotations(page: pypdf.PageObject, number: int) -> None:
    # A note or stamp lies over the page and prints with it, but is no part of the text that is read.
    for note in page.annotations or ():
        kind = str(note.get_object().get("/Subtype", "/?"))
        if kind != LINK:
            raise UnreadableFileError(
                f"Op bladzijde {number} van deze PDF ligt iets over de tekst ({kind[1:]}), zoals een notitie "
                "of stempel. Dat is er later op gezet; haal het eraf en kijk de brief opnieuw na."
            )


def _read_attachments(reader: pypdf.PdfReader) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for attachment in reader.attachment_list:
        if len(found) == MOST_ATTACHMENTS:
            raise UnreadableFileError(f"In deze PDF zitten meer dan {MOST_ATTACHMENTS} bestanden.")
        if attachment.name in found:
            raise UnreadableFileError(f"In deze PDF zit het bestand '{attachment.name}' twee keer.")
        found[attachment.name] = bytes(attachment.content)
    return found
