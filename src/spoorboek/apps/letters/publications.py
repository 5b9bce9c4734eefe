"""Reading what was published: manifests, printed numbers, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.judging import judge_letter
from spoorboek.apps.letters.known_figures import find_known_figures
from spoorboek.apps.letters.models import UNREAD_IN_LISTS, Letter, Publication, PublishedFigure
from spoorboek.apps.letters.reading import read_text
from spoorboek.apps.letters.reading_manifests import read_number, read_published_manifests
from spoorboek.apps.plans.families import PlanFamily
from spoorboek.documents.printed_text import join_claim_words
from spoorboek.documents.source.letter import LetterSource
from spoorboek.figures.figure import Figure
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.letter_claims import build_claims, list_claim_keys
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.letter_references import LetterContext
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
    found = Publication.objects.filter(letter__in=letters).select_related("letter", "letter__plan")
    rows = list(found.defer(*UNREAD_IN_LISTS).order_by("-letter__dated_on", "-published_at"))
    manifests = read_published_manifests(row.manifest_digest for row in rows)
    return tuple(_as_published(row, manifests[row.manifest_digest]) for row in rows)


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
    return next(iter(_find_drifts(viewer, [letter], at)), LetterDrift(slug, (), ()))


def find_drifts(viewer: Viewer, slugs: Iterable[str], *, at: datetime) -> dict[str, LetterDrift]:
    """Return the same of several published letters at once, by slug; the others are left out."""
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers van nu inzien")
    letters = Access(viewer).filter(Letter.objects.filter(slug__in=set(slugs)))
    return {drift.letter: drift for drift in _find_drifts(viewer, letters, at)}


def list_drifts(viewer: Viewer, *, at: datetime) -> tuple[LetterDrift, ...]:
    """Return of every letter that stands and under which something changed, what that is; newest first.

    The figures of all letters are counted at once; sentences are judged again only where one differs.
    """
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers van nu inzien")
    gone = (LetterStatus.CORRECTED.value, LetterStatus.RETRACTED.value)
    letters = Access(viewer).filter(Letter.objects.exclude(status__in=gone))
    return tuple(drift for drift in _find_drifts(viewer, letters, at) if drift.changed)


def _find_drifts(viewer: Viewer, letters: Iterable[Letter], at: datetime) -> list[LetterDrift]:
    """Compare the published ones of these letters with today, the newest first."""
    found = Publication.objects.filter(letter__in=letters).select_related("letter", "revision")
    rows = list(found.defer("manifest").order_by("-letter__dated_on", "-published_at"))
    manifests = read_published_manifests(row.manifest_digest for row in rows)
    keys = {one["key"] for manifest in manifests.values() for one in manifest["figures"]}
    figures = find_known_figures(viewer, sorted(keys), at=at)
    changed = [_list_changed(manifests[row.manifest_digest], figures) for row in rows]
    flipped = _list_flipped(
        viewer,
        [
            (row, manifests[row.manifest_digest])
            for row, differs in zip(rows, changed, strict=True)
            if differs
        ],
        figures,
        at,
    )
    return [
        LetterDrift(row.letter.slug, differs, flipped.get(row.letter.slug, ()))
        for row, differs in zip(rows, changed, strict=True)
    ]


def _list_changed(manifest: Mapping[str, Any], figures: Mapping[str, Figure]) -> tuple[ChangedFigure, ...]:
    kept = {one["key"]: one for one in manifest["figures"]}
    compared = (_compare(key, one, figures.get(key)) for key, one in kept.items())
    return tuple(change for change in compared if change)


def _as_published(row: Publication, manifest: Mapping[str, Any]) -> PublishedLetter:
    letter = row.letter
    return PublishedLetter(
        slug=letter.slug,
        title=letter.title,
        plan=letter.plan.slug if letter.plan else "",
        dated_on=letter.dated_on,
        published_at=row.published_at,
        is_corrected=LetterStatus(letter.status) is LetterStatus.CORRECTED,
        manifest=manifest,
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
    viewer: Viewer,
    published: Sequence[tuple[Publication, Mapping[str, Any]]],
    figures: Mapping[str, Figure],
    at: datetime,
) -> dict[str, tuple[FlippedClaim, ...]]:
    """Judge the sentences of these letters again; what they are judged by is counted for all at once."""
    families: dict[str, PlanFamily | None] = {}
    letters = []
    for row, manifest in published:
        letter = read_text(row.revision.source)
        gathered = Gathered(viewer, letter, at)
        plan = letter.front_matter.plan
        if plan not in families:
            families[plan] = gathered.look_up_family()
        letters.append((row, manifest, letter, gathered.make_context(families[plan])))
    wanted = {key for _, _, letter, context in letters for key in list_claim_keys(letter, context)}
    known = {**figures, **find_known_figures(viewer, sorted(wanted - set(figures)), at=at)}
    return {
        row.letter.slug: tuple(_judge_again(letter, manifest, known, context))
        for row, manifest, letter, context in letters
    }


def _judge_again(
    letter: LetterSource, manifest: Mapping[str, Any], known: Mapping[str, Figure], context: LetterContext
) -> Iterator[FlippedClaim]:
    claims = build_claims(letter, known, context)
    answers = judge_letter([claim.entry for claim in claims], on=letter.front_matter.dated_on)
    then = {claim["entry"]["id"]: str(claim["verdict"].get("verdict", "")) for claim in manifest["claims"]}
    said = join_claim_words(manifest["parts"])
    for claim, answer in zip(claims, answers, strict=True):
        if claim.entry["claim"] != "states" and answer.get("verdict") != then.get(claim.claim_id):
            yield FlippedClaim(
                claim_id=claim.claim_id,
                words=said.get(claim.claim_id, claim.words),
                keys=claim.keys,
                verdict_then=then[claim.claim_id],
                verdict_now=str(answer.get("verdict", "")),
                why_now=str(answer.get("why", "")),
            )
