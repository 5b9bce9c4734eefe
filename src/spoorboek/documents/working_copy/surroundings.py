"""What stands around the words of a letter that never was ours; it stays in the file, and is told."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.package import W14, W15, R, W, WordPackage

_RUNNING = {"header": "koptekst (blijft in het bestand)", "footer": "voettekst (blijft in het bestand)"}
_CHOICES = (f"{W}dropDownList", f"{W}comboBox", f"{W}date", f"{W14}checkbox", f"{W}checkBox")
_BLOCKS = (f"{W}docPartObj", f"{W15}repeatingSection")


def list_surroundings(package: WordPackage, body: Element) -> Counter[str]:
    """Count what has no place in a letter of ours and leaves no trace in its words.

    Parameters: ``package``, a file that was checked; ``body``, its text. Returns by what it is, in Dutch, how
    often it stands there.
    """
    found = Counter({name: _count_running(package, kind) for kind, name in _RUNNING.items()})
    links = [one for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor") and one.get(f"{R}id") is None]
    found["link naar een plek in de brief zelf (de woorden staan in de tekst)"] = len(links)
    found["vak van een ander programma (de woorden staan in de tekst)"] = _count_controls(body)
    found["indeling in kolommen"] = sum(_count_columns(one) > 1 for one in body.iter(f"{W}cols"))
    breaks = [one for one in body.iter(f"{W}br") if one.get(f"{W}type") == "page"]
    breaks += [one for one in body.iter(f"{W}pageBreakBefore") if one.get(f"{W}val") not in ("0", "false")]
    found["begin van een nieuwe bladzijde"] = len(breaks)
    return +found


def _count_running(package: WordPackage, kind: str) -> int:
    """Count headers or footers with words in them; each section of a file has its own."""
    return sum(
        any((text.text or "").strip() for text in part.iter(f"{W}t")) for part in package.list_parts(kind)
    )


def _count_controls(body: Element) -> int:
    """Count boxes of others that ask for something; one that only holds words loses nothing."""
    properties = (control.find(f"{W}sdtPr") for control in body.iter(f"{W}sdt"))
    return sum(
        one is not None
        and (
            one.find(f"{W}tag") is not None or any(one.find(tag) is not None for tag in (*_CHOICES, *_BLOCKS))
        )
        and one.find(f"{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']") is None
        for one in properties
    )


def _count_columns(columns: Element) -> int:
    said = columns.get(f"{W}num", "1")
    return int(said) if said.isdecimal() else 1
