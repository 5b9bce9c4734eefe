"""Checking a published letter again, offline, from its pages and the two files that travel inside it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

from spoorboek.documents.canonical_json import digest_of, read_json, write_canonical
from spoorboek.documents.errors import ManifestError
from spoorboek.documents.figures_csv import write_figures_csv
from spoorboek.documents.manifest import read_manifest
from spoorboek.documents.printed_text import text_sha256
from spoorboek.documents.text_comparison import compare_pages
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.claims.own_words import read_kept_words
from spoorboek.rules.claims.word_list import WordList, get_kept_word_list
from spoorboek.rules.letter_numbers import list_number_faults


class Judge(Protocol):
    """Claims in, verdicts out, in order, by the agreements of the day ``on`` and by ``words``."""

    def __call__(
        self, entries: Sequence[object], *, on: date | None = None, words: WordList | None = None
    ) -> list[dict[str, Any]]:
        """Return the verdicts."""


class Check(Enum):
    """What was checked. The labels are in ``CHECK_LABELS``."""

    MANIFEST = "manifest"
    FINGERPRINT = "fingerprint"
    FIGURES_TABLE = "figures_table"
    PAGE_TEXT = "page_text"
    NUMBERS = "numbers"
    VERDICTS = "verdicts"


CHECK_LABELS: dict[Check, str] = {
    Check.MANIFEST: "het manifest is ongewijzigd",
    Check.FINGERPRINT: "de vingerafdruk is die van de publicatie",
    Check.FIGURES_TABLE: "de tabel met cijfers hoort bij het manifest",
    Check.PAGE_TEXT: "de bladzijden hebben de tekst van het manifest",
    Check.NUMBERS: "elk getal is een cijfer of een vast getal, en klopt",
    Check.VERDICTS: "de oordelen zijn opnieuw berekend en gelijk",
}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A published letter as it was read from its PDF."""

    manifest: bytes
    figures_csv: bytes
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerificationFinding:
    """Something that is not as it was published; the sentence is Dutch and says where."""

    check: Check
    sentence: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it: the letter's slug and digest, what was counted, and every finding.

    ``own_words`` names the version of the municipality's own words by which it was judged, empty without.
    """

    slug: str
    digest: str
    figure_count: int
    claim_count: int
    number_count: int
    findings: tuple[VerificationFinding, ...]
    own_words: str = ""

    @property
    def is_genuine(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def verify_letter(
    published: PublishedFile, *, fingerprint: str | None = None, judge: Judge = judge_claims
) -> Verification:
    """Check a published letter.

    ``fingerprint``: the digest that the municipality published; without it an alteration of everything at
    once cannot be seen, only that the parts fit each other. ``judge`` recomputes the verdicts, by the
    agreements of the day of the letter.
    Never raises for what is in the file: a manifest that cannot be read is a finding.
    """
    try:
        manifest = read_manifest(published.manifest)
        return _verify(published, manifest, judge, fingerprint)
    except ManifestError as error:
        findings = (VerificationFinding(Check.MANIFEST, str(error)),)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        sentence = "Het manifest heeft een verkeerde vorm en kan niet worden nagekeken."
        findings = (VerificationFinding(Check.MANIFEST, sentence),)
    return Verification("", "", 0, 0, 0, findings)


def _verify(
    published: PublishedFile, manifest: dict[str, Any], judge: Judge, fingerprint: str | None
) -> Verification:
    digest = digest_of(manifest)
    number_faults, number_count = list_number_faults(manifest["parts"], manifest["figures"])
    found = {
        Check.MANIFEST: _check_manifest(published.manifest, manifest, digest),
        Check.FINGERPRINT: _check_fingerprint(digest, fingerprint),
        Check.FIGURES_TABLE: _check_figures_table(published.figures_csv, manifest),
        Check.PAGE_TEXT: list(compare_pages(published.pages, manifest["parts"], manifest["running"])),
        Check.NUMBERS: list(number_faults),
        Check.VERDICTS: _check_verdicts(manifest, judge),
    }
    return Verification(
        slug=str(manifest["letter"]["slug"]),
        digest=digest,
        figure_count=len(manifest["figures"]),
        claim_count=len(manifest["claims"]),
        number_count=number_count,
        findings=tuple(VerificationFinding(check, text) for check, texts in found.items() for text in texts),
        own_words=_name_words(manifest),
    )


def _check_manifest(content: bytes, manifest: Mapping[str, Any], digest: str) -> list[str]:
    found: list[str] = []
    if manifest["digest"] != digest:
        found.append("Het manifest is gewijzigd: de vingerafdruk klopt niet met de inhoud.")
    elif write_canonical(manifest) != content:
        found.append("Het manifest is gewijzigd: het is anders geschreven dan bij de publicatie.")
    if manifest["text_sha256"] != text_sha256(manifest["parts"]):
        found.append("De tekst in het manifest is gewijzigd.")
    return found


def _check_fingerprint(digest: str, fingerprint: str | None) -> list[str]:
    if fingerprint is None or fingerprint.strip().lower() == digest:
        return []
    return [f"De vingerafdruk is {digest}, maar gepubliceerd is {fingerprint.strip()[:80]}."]


def _check_figures_table(content: bytes, manifest: Mapping[str, Any]) -> list[str]:
    expected = write_figures_csv(manifest["figures"])
    if hashlib.sha256(content).hexdigest() == manifest["figures_csv"]["sha256"] and content == expected:
        return []
    if content == expected:
        return ["De vingerafdruk van de tabel met cijfers in het manifest klopt niet."]
    ours, theirs = expected.splitlines(), content.splitlines()
    for number, (ours_line, theirs_line) in enumerate(zip(ours, theirs, strict=False), start=1):
        if ours_line != theirs_line:
            name = ours_line.split(b",")[0].decode()
            return [f"De tabel met cijfers is gewijzigd in regel {number} ({name})."]
    return [f"De tabel met cijfers is gewijzigd: {len(theirs)} regels in plaats van {len(ours)}."]


def _check_verdicts(manifest: Mapping[str, Any], judge: Judge) -> list[str]:
    claims = manifest["claims"]
    day = date.fromisoformat(manifest["letter"]["dated_on"])
    # The words of the municipality travel with the letter: those of who checks it have no say.
    words = get_kept_word_list(manifest.get("words"), day)
    answers = judge([dict(claim["entry"]) for claim in claims], on=day, words=words) if claims else []
    found: list[str] = []
    for claim, raw in zip(claims, answers, strict=True):
        kept, answer = claim["verdict"], read_json(write_canonical(raw))
        name = f"Bewering {claim['entry'].get('id')} ('{str(claim['entry'].get('words', ''))[:60]}')"
        ours, theirs = answer.get("verdict"), kept.get("verdict")
        if ours != theirs:
            found.append(f"{name}: het oordeel is {ours}, in het manifest staat {theirs}.")
        elif not _is_same(answer, kept):
            found.append(f"{name}: de uitleg of de berekening is anders dan in het manifest.")
        if any(not str(override.get("reason") or "").strip() for override in claim.get("overrides", ())):
            found.append(f"{name}: het oordeel is opzij gezet zonder reden.")
    return found


def _name_words(manifest: Mapping[str, Any]) -> str:
    if "words" not in manifest:
        return ""
    own = read_kept_words(manifest["words"])
    return f"versie {own.version}, vanaf {format_date(own.valid_from)} ({own.reference})"


def _is_same(ours: Any, theirs: Any) -> bool:
    """Compare JSON values; fractions may differ in their last digits, as other machines round otherwise."""
    if isinstance(ours, float) and isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
        return math.isclose(ours, theirs, rel_tol=1e-6, abs_tol=1e-12)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_is_same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_is_same, ours, theirs))
    return bool(ours == theirs)
