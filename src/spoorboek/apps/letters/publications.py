"""Reading what was published: manifests, printed numbers, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.known_figures import find_known_figures
from spoorboek.apps.letters.models import Letter, Publication, PublishedFigure
from spoorboek.apps.letters.reading import read_text
from spoorboek.apps.letters.reading_manifests import read_number, read_published_manifest
from spoorboek.documents.printed_text import join_claim_words
from spoorboek.figures.figure import Figure
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.letter_claims import build_claims, list_claim_keys
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class PublishedLetter:
    """One published letter with its manifest; ``is_corrected`` when a newer letter replaces it.

    ``is_retracted``: taken back; it stays readable.
    """

    slug: str
    title: str
    plan: str
    dated_on: date
    published_at: datetime
    is_corrected: bool
    manifest: Mapping[str, Any]
    is_retracted: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether the letter is what the municipality says today: not replaced, and not taken back."""
        return not (self.is_corrected or self.is_retracted)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One place where a figure is printed. ``verdict`` is that of the claim around it, or empty."""

    letter: str
    title: str
    dated_on: date
    published_at: datetime
    is_corrected: bool
    text: str
    sentence: str
    verdict: str
    is_retracted: bool = False


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of a published letter that is another number today."""

    key: str
    title: str
    then: Value
    now: Value


@dataclass(frozen=True, slots=True)
class FlippedClaim:
    """A published sentence that gets another verdict today. ``keys``: the figures it is judged by."""

    claim_id: str
    words: str
    keys: tuple[str, ...]
    verdict_then: str
    verdict_now: str
    why_now: str


@dataclass(frozen=True, slots=True)
class LetterDrift:
    """What has changed under a published letter since it was published. The letter itself never does."""

    letter: str
    changed: tuple[ChangedFigure, ...]
    flipped: tuple[FlippedClaim, ...]


def list_published(viewer: Viewer) -> tuple[PublishedLetter, ...]:
    """Return every published letter with its manifest, the newest first."""
    letters = Access(viewer).filter(Letter.objects.all())
    rows = Publication.objects.filter(letter__in=letters).select_related("letter", "letter__plan")
    return tuple(_as_published(row) for row in rows.order_by("-letter__dated_on", "-published_at"))


def list_printed(viewer: Viewer, key: str) -> tuple[PrintedRow, ...]:
    """Return where a figure is printed in the published letters, the newest letter first."""
    letters = Access(viewer).filter(Letter.objects.all())
    rows = PublishedFigure.objects.filter(key=key, publication__letter__in=letters)
    rows = rows.select_related("publication__letter").order_by("-publication__published_at", "pk")
    return tuple(
        PrintedRow(
            letter=row.publication.letter.slug,
            title=row.publication.letter.title,
            dated_on=row.publication.letter.dated_on,
            published_at=row.publication.published_at,
            is_corrected=LetterStatus(row.publication.letter.status) is LetterStatus.CORRECTED,
            text=row.text,
            sentence=row.sentence,
            verdict=row.verdict,
            is_retracted=LetterStatus(row.publication.letter.status) is LetterStatus.RETRACTED,
        )
        for row in rows
    )


def find_drift(viewer: Viewer, slug: str, *, at: datetime) -> LetterDrift:
    """Return what has changed under a published letter: figures, and the sentences that flip by it.

    Every claim is judged again with the figures of today and the agreements of the letter's own day.
    Raises NotFoundError, and NotPermittedError for who may not see figures.
    """
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers van nu inzien")
    letter = Access(viewer).get(Letter.objects.all(), what=f"De brief '{slug}'", slug=slug)
    row = Publication.objects.select_related("letter", "revision").filter(letter=letter).first()
    if row is None:
        return LetterDrift(slug, (), ())
    manifest = read_published_manifest(row.manifest_digest, row.manifest)
    kept = {figure["key"]: figure for figure in manifest["figures"]}
    figures = find_known_figures(viewer, kept, at=at)
    changed = tuple(
        change for key, figure in kept.items() if (change := _compare(key, figure, figures.get(key)))
    )
    flipped = _list_flipped(viewer, row, manifest, figures, at) if changed else ()
    return LetterDrift(slug, changed, flipped)


def list_drifts(viewer: Viewer, *, at: datetime) -> tuple[LetterDrift, ...]:
    """Return of every letter that stands and under which something changed, what that is; newest first.

    The figures of all letters are counted at once; sentences are judged again only where one differs.
    """
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers van nu inzien")
    standing = [letter for letter in list_published(viewer) if letter.stands]
    keys = {figure["key"] for letter in standing for figure in letter.manifest["figures"]}
    figures = find_known_figures(viewer, sorted(keys), at=at)
    return tuple(
        find_drift(viewer, letter.slug, at=at)
        for letter in standing
        if any(_compare(one["key"], one, figures.get(one["key"])) for one in letter.manifest["figures"])
    )


def _as_published(row: Publication) -> PublishedLetter:
    letter = row.letter
    return PublishedLetter(
        slug=letter.slug,
        title=letter.title,
        plan=letter.plan.slug if letter.plan else "",
        dated_on=letter.dated_on,
        published_at=row.published_at,
        is_corrected=LetterStatus(letter.status) is LetterStatus.CORRECTED,
        manifest=read_published_manifest(row.manifest_digest, row.manifest),
        is_retracted=LetterStatus(letter.status) is LetterStatus.RETRACTED,
    )


def _compare(key: str, kept: Mapping[str, Any], figure: Figure | None) -> ChangedFigure | None:
    then = read_number(kept["value"])
    now = figure.value if figure else NonValue.MISSING
    if then is NonValue.SUPPRESSED:
        # It was withheld because it is small; what it is today says nothing about a change.
        return None
    return None if then == now else ChangedFigure(key, str(kept["title"]), then, now)


def _list_flipped(
    viewer: Viewer, row: Publication, manifest: Mapping[str, Any], figures: Mapping[str, Figure], at: datetime
) -> tuple[FlippedClaim, ...]:
    letter = read_text(row.revision.source)
    gathered = Gathered(viewer, letter, at)
    wanted = {*list_claim_keys(letter, gathered.context)} - set(figures)
    known = {**figures, **find_known_figures(viewer, sorted(wanted), at=at)}
    claims = build_claims(letter, known, gathered.context)
    answers = judge_claims([claim.entry for claim in claims], on=letter.front_matter.dated_on)
    then = {claim["entry"]["id"]: str(claim["verdict"].get("verdict", "")) for claim in manifest["claims"]}
    said = join_claim_words(manifest["parts"])
    return tuple(
        FlippedClaim(
            claim_id=claim.claim_id,
            words=said.get(claim.claim_id, claim.words),
            keys=claim.keys,
            verdict_then=then[claim.claim_id],
            verdict_now=str(answer.get("verdict", "")),
            why_now=str(answer.get("why", "")),
        )
        for claim, answer in zip(claims, answers, strict=True)
        if claim.entry["claim"] != "states" and answer.get("verdict") != then.get(claim.claim_id)
    )
