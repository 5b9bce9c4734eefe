"""What people decided on a proposal: is everything there, and does it differ from the table?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_money
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.clocks.terms import Term, add_term
from spoorboek.rules.ladders.errors import MeasureError
from spoorboek.rules.ladders.ladder import (
    DECISIONS,
    MEASURE_WORDS,
    QUESTIONS,
    CompetentBody,
    LadderKind,
    LadderRow,
    MeasureKind,
    Motivation,
)
from spoorboek.rules.ladders.proposal import Proposal, describe_row
from spoorboek.rules.protocols.grounds import rests_on_tips_alone


class Ground(Enum):
    """On what a measure rests. The values are the Dutch words."""

    POLICE_REPORT = "bestuurlijke rapportage"
    INSPECTION = "controle"
    OWN_FINDING = "eigen constatering"
    RESIDENTS = "verklaringen van omwonenden"
    ANONYMOUS_TIP = "anonieme melding"


class Direction(Enum):
    """How a decision differs from the table. The values are the Dutch words."""

    LIGHTER = "lichter"
    HEAVIER = "zwaarder"
    OTHER = "anders"
    TREAD_SKIPPED = "trede overgeslagen"
    TREAD_BACK = "trede terug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A measure as it was written down.

    ``row``: the row of the table that it follows, empty for none. ``basis``: the article that gives the
    power; ``provision``: the article that was broken. ``motivation``: what was answered.
    ``views_asked_on``: the day on which people were asked for their views; else ``views_skipped_because``.
    ``deviation_reason``: why the table was not followed. ``body_because``: why this body is competent, where
    the table leaves that open.
    """

    kind: MeasureKind
    basis: str
    provision: str
    body: CompetentBody
    grounds: frozenset[Ground]
    row: str = ""
    term: Term | None = None
    indefinite: bool = False
    amount: Decimal | None = None
    maximum: Decimal | None = None
    motivation: Mapping[Motivation, str] = field(default_factory=dict)
    views_asked_on: date | None = None
    views_skipped_because: str = ""
    deviation_reason: str = ""
    body_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A reportable difference between table and decision."""

    ladder: str
    version: str
    row: str
    direction: Direction
    differences: tuple[str, ...]
    reason: str


def find_deviation(proposal: Proposal, decision: Decision) -> Deviation | None:
    """Return how a decision differs from the table, or None when it follows it.

    Parameters: ``proposal``; ``decision``. What the table leaves open (an unknown amount or maximum) is no
    difference. Returns a Deviation with Dutch words. Errors: none. Source: Awb, artikel 4:84.
    """
    row = proposal.row
    differences: list[str] = []
    if decision.kind is not row.kind or (decision.row and decision.row != row.code):
        differences.append(f"de tabel noemt {describe_row(row)}; besloten is {MEASURE_WORDS[decision.kind]}")
    elif (decision.term, decision.indefinite) != (row.term, row.indefinite):
        differences.append(
            f"de tabel noemt {_length(row.term, row.indefinite)}; besloten is {_own(decision)}"
        )
    for word, table, own in (
        ("bedrag", row.amount, decision.amount),
        ("maximum", row.maximum, decision.maximum),
    ):
        if decision.kind is row.kind and table is not None and own != table:
            given = "niets" if own is None else format_money(own)
            differences.append(f"{word}: de tabel noemt {format_money(table)}; besloten is {given}")
    if not differences:
        return None
    return Deviation(
        ladder=proposal.ladder,
        version=proposal.version,
        row=row.code,
        direction=_find_direction(proposal, decision),
        differences=tuple(differences),
        reason=decision.deviation_reason.strip(),
    )


def check_can_take_measure(proposal: Proposal, decision: Decision, *, on: date) -> None:
    """Check that a decision says all that it must.

    Parameters: ``proposal``, on which it was prepared; ``decision``; ``on``, its day. Returns nothing.
    Errors: MeasureError with a Dutch sentence, in this order: no ground but an anonymous tip; no legal
    basis, another basis than that of the row, or no provision that was broken (Awb, artikel 5:9); another
    body than the competent one, or no word why where the table leaves it open; a difference from the table
    without a reason (4:84); a term, amount or maximum that is missing (5:32b); views not asked (4:8) and
    not said why (4:11); a motivation that is missing.
    """
    if on < proposal.holds_from or (proposal.holds_until is not None and on > proposal.holds_until):
        raise MeasureError(
            f"Versie '{proposal.version}' van de tabel geldt niet op {format_date(on)}: vraag een nieuw "
            "voorstel."
        )
    _check_grounds(decision.grounds)
    _check_basis(proposal, decision)
    deviation = find_deviation(proposal, decision)
    if deviation is not None and not says_something(deviation.reason):
        article = "" if proposal.kind is LadderKind.TREADS else " (Awb, artikel 4:84)"
        raise MeasureError(
            f"Het besluit wijkt af: {'; '.join(deviation.differences)}. Schrijf op waarom{article}."
        )
    _check_content(decision)
    if decision.kind not in DECISIONS:
        return
    _check_views(decision, on)
    _check_motivation(decision, tuple(proposal.to_motivate) or (Motivation.NECESSITY, Motivation.BALANCE))


def _check_motivation(decision: Decision, asked: tuple[Motivation, ...]) -> None:
    for motivation in asked:
        if not says_something(decision.motivation.get(motivation, "")):
            raise MeasureError(f"De motivering van de {motivation.value} ontbreekt. {QUESTIONS[motivation]}")


def check_measure_without_ladder(decision: Decision, *, on: date) -> None:
    """Check that a decision for which no table exists says all that it must.

    Parameters: ``decision``; ``on``, its day. Returns nothing. Errors: MeasureError with a Dutch sentence as
    ``check_can_take_measure``, without what compares it with a table.
    """
    _check_grounds(decision.grounds)
    _check_named(decision)
    _check_content(decision)
    if decision.kind in DECISIONS:
        _check_views(decision, on)
        _check_motivation(decision, (Motivation.NECESSITY, Motivation.BALANCE))


def _check_grounds(grounds: frozenset[Ground]) -> None:
    if not grounds:
        raise MeasureError("Schrijf op waarop de maatregel rust, zoals een bestuurlijke rapportage.")
    if rests_on_tips_alone(ground is Ground.ANONYMOUS_TIP for ground in grounds):
        raise MeasureError("Een maatregel kan niet op een anonieme melding alleen rusten.")


def _check_named(decision: Decision) -> None:
    if not says_something(decision.basis):
        raise MeasureError("De wettelijke grondslag van de maatregel ontbreekt.")
    if not says_something(decision.provision):
        raise MeasureError("Het overtreden voorschrift ontbreekt (Awb, artikel 5:9).")


def _check_basis(proposal: Proposal, decision: Decision) -> None:
    if not says_something(decision.basis):
        raise MeasureError("De wettelijke grondslag van de maatregel ontbreekt.")
    row = proposal.row
    if decision.kind is row.kind and row.names_article and decision.basis.strip() != row.basis:
        raise MeasureError(
            f"Bij deze rij hoort de grondslag '{proposal.row.basis}'; in het besluit staat "
            f"'{decision.basis.strip()}'."
        )
    if not says_something(decision.provision):
        raise MeasureError("Het overtreden voorschrift ontbreekt (Awb, artikel 5:9).")
    wanted = proposal.violation.provision
    if wanted and decision.provision.strip() != wanted:
        raise MeasureError(
            f"De overtreding is vastgesteld op '{wanted}'; het besluit noemt '{decision.provision.strip()}'."
        )
    _check_body(row, decision)


def _check_body(row: LadderRow, decision: Decision) -> None:
    """The table names the body, or the decision says why the one it chose is competent."""
    if row.body is None and not says_something(decision.body_because):
        raise MeasureError(
            "De tabel laat open wie bevoegd is. Schrijf op waarom dat "
            f"{_with_article(decision.body)} is, met het artikel."
        )
    if row.body is not None and decision.kind is row.kind and decision.body is not row.body:
        raise MeasureError(f"Bevoegd is: {row.body.value}, niet: {decision.body.value}.")


def _with_article(body: CompetentBody) -> str:
    return f"{'de' if body is CompetentBody.MAYOR else 'het'} {body.value}"


def _check_content(decision: Decision) -> None:
    if decision.kind is MeasureKind.CLOSURE and (decision.term is None) == (not decision.indefinite):
        raise MeasureError("Een sluiting heeft een termijn of is voor onbepaalde tijd.")
    if decision.kind is not MeasureKind.PENALTY_ORDER:
        return
    if decision.amount is None or decision.maximum is None:
        raise MeasureError("Een last onder dwangsom noemt een bedrag en een maximum (Awb, artikel 5:32b).")
    if not 0 < decision.amount <= decision.maximum:
        raise MeasureError(
            f"De dwangsom {format_money(decision.amount)} ligt niet tussen € 0 en het maximum "
            f"{format_money(decision.maximum)}."
        )


def _check_views(decision: Decision, on: date) -> None:
    if decision.views_asked_on is None and not says_something(decision.views_skipped_because):
        raise MeasureError(
            "Er is geen zienswijze gevraagd (Awb, artikel 4:8). Schrijf anders op waarom niet (artikel 4:11)."
        )
    if decision.views_asked_on is not None and decision.views_asked_on > on:
        raise MeasureError(
            f"De zienswijze is gevraagd op {format_date(decision.views_asked_on)}, na het besluit van "
            f"{format_date(on)}."
        )


def _find_direction(proposal: Proposal, decision: Decision) -> Direction:
    kinds = list(MeasureKind)
    step = kinds.index(decision.kind) - kinds.index(proposal.row.kind)
    if proposal.kind is LadderKind.TREADS and step:
        return Direction.TREAD_SKIPPED if step > 0 else Direction.TREAD_BACK
    step = step or _compare_length(proposal, decision) or _compare_money(proposal, decision)
    if not step:
        return Direction.OTHER
    return Direction.HEAVIER if step > 0 else Direction.LIGHTER


def _compare_length(proposal: Proposal, decision: Decision) -> int:
    return _sign(
        _days(decision.term, decision.indefinite) - _days(proposal.row.term, proposal.row.indefinite)
    )


def _compare_money(proposal: Proposal, decision: Decision) -> int:
    pairs = ((decision.amount, proposal.row.amount), (decision.maximum, proposal.row.maximum))
    steps = {_sign(own - table) for own, table in pairs if own is not None and table is not None} - {0}
    return steps.pop() if len(steps) == 1 else 0


def _sign(number: int | Decimal) -> int:
    return (number > 0) - (number < 0)


def _days(term: Term | None, indefinite: bool) -> int:
    """Return a length to compare by, counted from an arbitrary day."""
    start = date(2023, 1, 1)
    if indefinite:
        return date.max.toordinal()
    return 0 if term is None else add_term(start, term).toordinal() - start.toordinal()


def _length(term: Term | None, indefinite: bool) -> str:
    if indefinite:
        return "onbepaalde tijd"
    return "geen termijn" if term is None else str(term)


def _own(decision: Decision) -> str:
    return _length(decision.term, decision.indefinite)
