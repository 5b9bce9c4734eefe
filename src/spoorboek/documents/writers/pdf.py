"""The PDF writer: PDF/A-3a and PDF/UA-1 by typst, the same bytes for the same letter."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from spoorboek.documents.errors import WritingError
from spoorboek.documents.fonts import FONT_FOLDER
from spoorboek.documents.model import Document
from spoorboek.documents.writers.checks import check_document
from spoorboek.documents.writers.payload import build_payload

_TEMPLATE = Path(__file__).with_name("letter.typ")
_STANDARDS = ["a-3a", "ua-1"]
_ONE_AT_A_TIME = threading.Lock()

Relationship = Literal["source", "data", "alternative", "supplement"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF. ``relationship`` says what it is to the letter (PDF/A-3)."""

    name: str
    mime: str
    content: bytes
    description: str
    relationship: Relationship = "data"


def write_pdf(
    document: Document, attachments: Sequence[Attachment] = (), *, figure_address: str = ""
) -> bytes:
    """Write a letter as PDF/A-3a and PDF/UA-1.

    ``document``: the letter; its date is the timestamp of the file, so that bytes do not depend on
    the day of writing. ``attachments``: files to carry, in this order, each with its own name.
    ``figure_address``: where the passports of figures begin on the website; each number then leads there.
    Returns the file. Raises WritingError when the document cannot be an accessible letter, or has
    characters that the house font lacks.
    """
    check_document(document)
    payload = build_payload(document, figure_address) | {
        "attachments": [_describe(item) for item in attachments]
    }
    moment = datetime.combine(document.dated_on, time(), UTC)
    inputs = {"letter": json.dumps(payload, ensure_ascii=False)}
    try:
        with _ONE_AT_A_TIME:
            written: bytes = _get_compiler().compile(
                format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=moment
            )
    except typst.TypstError as error:
        raise WritingError(f"the letter cannot be written as PDF: {error.message}") from error
    return written


@cache
def _get_compiler() -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )
    return typst.Compiler(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True
    )


def _describe(attachment: Attachment) -> dict[str, Any]:
    """Return the attachment for the template; bytes that are no UTF-8 travel as whole numbers."""
    content: str | list[int]
    try:
        content = attachment.content.decode()
    except UnicodeDecodeError:
        content = list(attachment.content)
    return {
        "name": attachment.name,
        "mime": attachment.mime,
        "content": content,
        "description": attachment.description,
        "relationship": attachment.relationship,
    }
