"""The manifest of a published letter: all that is needed to check it again, with a fingerprint over it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spoorboek.documents.canonical_json import digest_of, read_json, write_canonical
from spoorboek.documents.errors import ManifestError
from spoorboek.documents.figure_record import record_figure
from spoorboek.documents.figures_csv import COLUMNS, write_figures_csv
from spoorboek.documents.model import Document
from spoorboek.documents.printed_text import Part, record_parts, text_sha256
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.writers.running_lines import PAGE_PATTERN, get_running_lines
from spoorboek.figures.figure import Figure

FORMAT = "spoorboek-manifest/1"
MANIFEST_NAME = "manifest.json"
FIGURES_NAME = "cijfers.csv"
"""The names of the two files inside a published PDF."""


@dataclass(frozen=True, slots=True)
class OverrideRecord:
    """A verdict that a person set aside, with the reason. ``by`` is a role, never a name."""

    verdict: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim and its verdict, both in the JSON form of ``spoorboek claim test``."""

    entry: Mapping[str, Any]
    verdict: Mapping[str, Any]
    overrides: tuple[OverrideRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalRecord:
    """A step of the approval route that was taken over this text. ``role`` says by whom."""

    step: str
    purpose: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of a letter at the moment of publication, besides its text."""

    figures: Sequence[Figure]
    claims: Sequence[ClaimRecord]
    approvals: Sequence[ApprovalRecord]
    code_version: str
    published_at: datetime
    words: Mapping[str, Any] | None = None
    """The municipality's own words by which the claims were judged, if it has any."""


@dataclass(frozen=True, slots=True)
class WrittenManifest:
    """The two files that travel inside a published PDF, and the digest that is its fingerprint."""

    manifest: bytes
    figures_csv: bytes
    digest: str


def write_manifest(letter: LetterSource, document: Document, publication: Publication) -> WrittenManifest:
    """Return the manifest and the table of figures of a letter.

    ``document`` is ``letter`` filled in. Every figure that is printed must be among the figures.
    The same input gives the same bytes. Raises ManifestError when a printed figure is absent, two
    figures have one key, or moments have no time zone.
    """
    parts = record_parts(document)
    figures = _record_figures(publication.figures, parts)
    figures_csv = write_figures_csv(figures)
    content: dict[str, Any] = {
        "format": FORMAT,
        "letter": _record_letter(letter, document),
        "source_sha256": hashlib.sha256(letter.text.encode()).hexdigest(),
        "running": _record_running(document),
        "parts": parts,
        "text_sha256": text_sha256(parts),
        "figures": figures,
        "figures_csv": {"sha256": hashlib.sha256(figures_csv).hexdigest(), "columns": COLUMNS},
        "claims": [_record_claim(claim) for claim in publication.claims],
        "approvals": [
            {"step": a.step, "purpose": a.purpose, "role": a.role, "at": _moment(a.at)}
            for a in publication.approvals
        ],
        "code_version": publication.code_version,
        "published_at": _moment(publication.published_at),
    }
    if publication.words is not None:
        content["words"] = publication.words
    content["digest"] = digest_of(content)
    return WrittenManifest(write_canonical(content), figures_csv, content["digest"])


def read_manifest(content: bytes) -> dict[str, Any]:
    """Return the manifest in ``content`` after checking its format and shape, not its truth.

    Raises ManifestError with a Dutch sentence.
    """
    manifest = read_json(content)
    if manifest.get("format") != FORMAT:
        raise ManifestError(f"Dit manifest heeft een onbekende vorm: {str(manifest.get('format'))[:40]!r}.")
    for name, kind in _SHAPE.items():
        if not isinstance(manifest.get(name), kind):
            raise ManifestError(f"In het manifest ontbreekt '{name}', of het heeft een verkeerde vorm.")
    return manifest


_SHAPE: dict[str, type] = {
    "letter": dict,
    "source_sha256": str,
    "running": dict,
    "parts": list,
    "text_sha256": str,
    "figures": list,
    "figures_csv": dict,
    "claims": list,
    "approvals": list,
    "code_version": str,
    "published_at": str,
    "digest": str,
}


def _record_letter(letter: LetterSource, document: Document) -> dict[str, Any]:
    front = letter.front_matter
    return {
        "slug": front.slug,
        "title": front.title,
        "type": front.type,
        "kind": document.kind,
        "dated_on": front.dated_on.isoformat(),
        "case_number": front.case_number,
        "plan": front.plan,
        "period": str(front.period),
        "area": front.area,
        "corrects": front.corrects,
        "invented": document.invented,
    }


def _record_running(document: Document) -> dict[str, str]:
    lines = get_running_lines(document)
    return {"header": lines.header, "notice": lines.notice, "page_pattern": PAGE_PATTERN}


def _record_figures(figures: Sequence[Figure], parts: Sequence[Part]) -> list[dict[str, Any]]:
    by_key = {figure.key: figure for figure in figures}
    if len(by_key) != len(figures):
        double = sorted({f.key for f in figures if [g.key for g in figures].count(f.key) > 1})
        raise ManifestError(f"Het cijfer {double[0]} staat er twee keer.")
    printed = {run["figure"] for part in parts for run in part["runs"] if "figure" in run}
    if missing := sorted(printed - by_key.keys()):
        raise ManifestError(
            f"Het cijfer {missing[0]} staat in de brief, maar hoort niet bij deze publicatie."
        )
    return [record_figure(by_key[key]) for key in sorted(by_key)]


def _record_claim(claim: ClaimRecord) -> dict[str, Any]:
    record: dict[str, Any] = {"entry": dict(claim.entry), "verdict": dict(claim.verdict)}
    if claim.overrides:
        record["overrides"] = [
            {"verdict": o.verdict, "reason": o.reason, "by": o.by, "at": _moment(o.at)}
            for o in claim.overrides
        ]
    return record


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ManifestError(f"Een moment in het manifest heeft een tijdzone nodig: {moment}.")
    return moment.isoformat()
