"""Plain text and Markdown by anybody: which encoding, which lines, which blocks."""

from __future__ import annotations

import re

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditText
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_lines import Line, add_lines

LARGEST_FILE = 20_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_plain(content: bytes) -> AuditText:
    """Read plain text or Markdown.

    Parameters: ``content``, in UTF-8, UTF-16 with its mark, or the encoding of Windows.
    Returns the letter. Raises ReaderError with a Dutch sentence when it is no text or too large.
    """
    if len(content) > LARGEST_FILE:
        raise ReaderError(f"Deze tekst is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE}).")
    text = decode_text(content)
    builder = TextBuilder()
    for number, page in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\f")):
        if number:
            builder.begin_page()
        add_lines(builder, [Line(line) for line in page.split("\n")])
    return builder.finish()


def decode_text(content: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises ReaderError with a Dutch sentence when they are no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if strange > len(text) // 50:
        raise ReaderError("Dit bestand is geen tekst. Lever een PDF, Word-bestand, pagina of tekst aan.")
    return _CONTROL.sub(" ", text)
