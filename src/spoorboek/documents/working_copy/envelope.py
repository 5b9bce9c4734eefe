"""What travels in a working copy besides its text: which letter it is, and what was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

from defusedxml.ElementTree import fromstring

NAMESPACE = "urn:spoorboek:working-copy:1"
OWN_AUTHOR, OWN_INITIALS = "Spoorboek", "SB"
"""Whose name stands under our verdicts."""

OPENING, CLOSING, TITLE = "opening", "closing", "title"
"""Controls around what does not come from the text of the letter."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """``source`` is the letter as it was; ``sent`` what stood in each control, line by line.

    ``fields`` gives for a control of a formal field its key in the front matter. ``comments`` are the
    fingerprints of our own comments: what a person changed in them is no longer ours.
    """

    slug: str
    revision: int
    source: str
    sent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    comments: frozenset[str] = frozenset()


def fingerprint(text: str) -> str:
    """Return what a comment or source is known by. Parameters: ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_envelope(envelope: Envelope) -> bytes:
    """Return the custom XML part; the same envelope gives the same bytes. Parameters: ``envelope``."""
    root = Element(f"{{{NAMESPACE}}}workingCopy", slug=envelope.slug, revision=str(envelope.revision))
    root.set("sha256", fingerprint(envelope.source))
    # Each line is an element of its own: white space inside one text is not safe in every program.
    _add_lines(SubElement(root, f"{{{NAMESPACE}}}source"), envelope.source.split("\n"))
    for name, lines in sorted(envelope.sent.items()):
        _add_lines(SubElement(root, f"{{{NAMESPACE}}}sent", name=name), lines)
    for name, code in sorted(envelope.fields.items()):
        SubElement(root, f"{{{NAMESPACE}}}field", name=name, code=code)
    for digest in sorted(envelope.comments):
        SubElement(root, f"{{{NAMESPACE}}}comment", sha256=digest)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def read_envelope(content: bytes) -> Envelope | None:
    """Return the envelope in a custom XML part, or None when it is another part or was changed.

    Parameters: ``content``, which has been checked to be XML without entities.
    """
    root = fromstring(content, forbid_dtd=True)
    source = root.find(f"{{{NAMESPACE}}}source")
    if root.tag != f"{{{NAMESPACE}}}workingCopy" or source is None:
        return None
    text = "\n".join(_lines_of(source))
    if fingerprint(text) != root.get("sha256") or not root.get("revision", "").isdecimal():
        return None
    return Envelope(
        slug=root.get("slug", ""),
        revision=int(root.get("revision", "0")),
        source=text,
        sent={one.get("name", ""): _lines_of(one) for one in root.iter(f"{{{NAMESPACE}}}sent")},
        fields={one.get("name", ""): one.get("code", "") for one in root.iter(f"{{{NAMESPACE}}}field")},
        comments=frozenset(one.get("sha256", "") for one in root.iter(f"{{{NAMESPACE}}}comment")),
    )


def _add_lines(parent: Element, lines: tuple[str, ...] | list[str]) -> None:
    for line in lines:
        SubElement(parent, f"{{{NAMESPACE}}}line").text = line


def _lines_of(parent: Element) -> tuple[str, ...]:
    return tuple(line.text or "" for line in parent.findall(f"{{{NAMESPACE}}}line"))
