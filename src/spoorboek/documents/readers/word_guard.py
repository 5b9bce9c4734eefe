"""What is refused of a Word file before anything reads it: zip bombs, entities, passwords."""

from __future__ import annotations

import io
import zipfile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from spoorboek.documents.errors import UnreadableFileError

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 200_000_000
MOST_PARTS = 2_000
LARGEST_PART_OF_XML = 50_000_000
STEEPEST_PACKING = 200
"""Unpacked against packed; ordinary Word text packs about 1 to 10, a bomb 1 to 1000."""

SMALLEST_BOMB = 1_000_000


def check_word_file(content: bytes) -> None:
    """Refuse what is no Word file, locked, or built to fill memory or to read other files.

    Parameters: ``content``. Raises UnreadableFileError with a Dutch sentence.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(
            f"Dit bestand is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE})."
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(
            "Dit is een oud of beveiligd Word-bestand. Sla het op als .docx zonder wachtwoord."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_package(package)
    except UnreadableFileError:
        raise
    except DefusedXmlException as error:
        raise UnreadableFileError(
            "Dit Word-bestand bevat een documenttype of entiteit; die lezen wij niet."
        ) from error
    except zipfile.BadZipFile as error:
        raise UnreadableFileError(
            "Dit bestand is geen Word-bestand (.docx), of het is beschadigd."
        ) from error
    except Exception as error:
        # A damaged package makes the library fail in many ways; for the reader they are one.
        raise UnreadableFileError("Dit Word-bestand is beschadigd en kan niet worden gelezen.") from error


def _check_package(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_PARTS:
        raise UnreadableFileError(
            f"Dit Word-bestand heeft {len(entries)} onderdelen; ten hoogste {MOST_PARTS}."
        )
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise UnreadableFileError("Dit Word-bestand wordt uitgepakt te groot.")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableFileError(
                "Dit Word-bestand is beveiligd met een wachtwoord. Haal de beveiliging eraf."
            )
        steep = entry.file_size > STEEPEST_PACKING * max(entry.compress_size, 1)
        if steep and entry.file_size > SMALLEST_BOMB:
            raise UnreadableFileError(
                f"Het onderdeel '{entry.filename[:60]}' wordt uitgepakt verdacht groot."
            )
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            if entry.file_size > LARGEST_PART_OF_XML:
                raise UnreadableFileError(f"Het onderdeel '{entry.filename[:60]}' is te groot.")
            _check_xml(package.read(entry))


def _check_xml(content: bytes) -> None:
    try:
        fromstring(content, forbid_dtd=True)
    except ParseError as error:
        raise UnreadableFileError(
            "Dit Word-bestand is beschadigd: een onderdeel is geen goede XML."
        ) from error
