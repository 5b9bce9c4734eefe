"""An audited letter as people look at it: the words with their marks, and the findings beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.letter_audits.queries import AuditView, DecisionRow
from spoorboek.apps.letters.building import passport_address
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.finding_choice import FindingChoice
from spoorboek.rules.letter_audit.finding_kind import FindingKind
from spoorboek.web.dates import format_period
from spoorboek.web.pages.letters_verdicts import SIGNS, WORDS

GROUPS: dict[str, Promise] = {
    "wrong": _("Klopt niet"),
    "unknown": _("Niet aantoonbaar"),
    "absent": _("Ontbreekt"),
    "note": _("Let op"),
}


@dataclass(frozen=True, slots=True)
class FigureLink:
    """A figure that a number of the letter was compared with."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding beside its words."""

    number: int
    status: str
    title: str
    quote: str
    why: str
    better: str
    page: int
    href: str
    choice: str
    reason: str
    figures: tuple[FigureLink, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether nobody decided about it yet."""
        return not self.choice


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; ``status`` is empty where nothing was found."""

    text: str
    status: str = ""
    sign: str = ""
    number: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A heading, paragraph, list item or table, with the cards that begin in it."""

    kind: str
    level: int
    pieces: tuple[Piece, ...]
    cards: tuple[FindingCard, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A filter: one group of findings."""

    label: str | Promise
    href: str
    count: int
    status: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole audited letter. ``loose``: findings about words that are not in this letter."""

    blocks: tuple[SheetBlock, ...]
    loose: tuple[FindingCard, ...]
    groups: tuple[GroupLink, ...]
    shown_count: int


def lay_out_audit(view: AuditView, group: str, *, sees_figures: bool) -> Sheet:
    """Return an audit for its page; ``group`` shows only the findings of one group.

    ``sees_figures``: whether the numbers lead to the figures that they were compared with.
    """
    cards = [
        _make_card(view, number, one, sees_figures)
        for number, one in enumerate(view.result["findings"], start=1)
    ]
    shown = [card for card in cards if not group or card.status == group]
    numbers = {card.number for card in shown}
    places = [
        (int(one["start"]), int(one["end"]), cards[number - 1])
        for number, one in enumerate(view.result["findings"], start=1)
        if number in numbers
    ]
    inside = [place for place in places if place[0] < place[1]]
    text = str(view.result["text"])
    return Sheet(
        blocks=tuple(_lay_out_block(text, block, inside) for block in _list_blocks(view.result)),
        loose=tuple(card for start, end, card in places if start >= end),
        groups=_list_groups(view, cards, group),
        shown_count=len(shown),
    )


def _list_blocks(result: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    whole = {"kind": "paragraph", "start": 0, "end": len(result["text"]), "level": 0}
    return result["blocks"] or [whole]


def _make_card(view: AuditView, number: int, one: Mapping[str, Any], sees_figures: bool) -> FindingCard:
    decided: DecisionRow | None = view.decisions.get(number)
    return FindingCard(
        number=number,
        status=WORDS[str(one["verdict"])][0],
        title=_title_of(one),
        quote=" ".join(str(one["quote"]).split()),
        why=str(one["why"]),
        better=str(one.get("better") or ""),
        page=int(one["page"]),
        href=reverse("letter_audit_decide", args=[view.row.code, number]),
        choice=decided.choice.value if decided else "",
        reason=decided.reason if decided else "",
        figures=tuple(_list_figures(view, one)) if sees_figures else (),
    )


def _list_figures(view: AuditView, one: Mapping[str, Any]) -> Iterator[FigureLink]:
    """Yield the figures behind the numbers that a finding is about, each once."""
    seen: set[str] = set()
    for number in view.result["numbers"]:
        key = str(number["figure"] or "")
        if key and key not in seen and one["start"] <= number["start"] and number["end"] <= one["end"]:
            seen.add(key)
            label = _("%(number)s in %(period)s") % {
                "number": number["quote"],
                "period": format_period(Period.parse(key.split("@")[1])),
            }
            yield FigureLink(label, passport_address(key))


def _title_of(one: Mapping[str, Any]) -> str:
    kind = FindingKind(one["kind"])
    return kind.note if one["verdict"] == VerdictCode.SUPPORTED_WITH_NOTE.value else kind.title


def _lay_out_block(
    text: str, block: Mapping[str, Any], places: Sequence[tuple[int, int, FindingCard]]
) -> SheetBlock:
    start, end = int(block["start"]), int(block["end"])
    here = [place for place in places if place[0] < end and start < place[1]]
    return SheetBlock(
        kind=str(block["kind"]),
        level=min(max(int(block["level"]) + 1, 2), 4),
        pieces=tuple(_cut(text, start, end, here)),
        cards=tuple(card for first, _last, card in here if first >= start),
        header=tuple(block.get("header", ())),
        rows=tuple(tuple(row) for row in block.get("rows", ())),
    )


def _cut(text: str, start: int, end: int, places: Sequence[tuple[int, int, FindingCard]]) -> Sequence[Piece]:
    """Cut a block where findings begin and end; the shortest finding that covers a piece marks it."""
    cuts = sorted(
        {start, end, *(max(first, start) for first, _last, _card in places)}
        | {min(last, end) for _first, last, _card in places}
    )
    pieces: list[Piece] = []
    for first, last in itertools.pairwise(cuts):
        over = [place for place in places if place[0] <= first and last <= place[1]]
        if not over:
            pieces.append(Piece(text[first:last]))
            continue
        closest = min(over, key=lambda place: place[1] - place[0])
        card = closest[2]
        is_last = last == min(closest[1], end)
        sign = SIGNS[card.status] if is_last else ""
        pieces.append(Piece(text[first:last], card.status, sign, card.number, card.title))
    return pieces


def _list_groups(view: AuditView, cards: Sequence[FindingCard], group: str) -> tuple[GroupLink, ...]:
    page = reverse("letter_audit", args=[view.row.code])
    links = [GroupLink(_("Alles"), page, len(cards), "", not group)]
    for status, label in GROUPS.items():
        count = sum(card.status == status for card in cards)
        links.append(GroupLink(label, f"{page}?groep={status}", count, status, group == status))
    return tuple(links)


def read_choice(word: str) -> FindingChoice | None:
    """Return the choice of a form, or None when it is none."""
    return next((one for one in FindingChoice if one.value == word), None)
