"""The measure that a ladder proposes, with everything that people need to decide otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_money
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import (
    DECISIONS,
    QUESTIONS,
    CompetentBody,
    Ladder,
    LadderKind,
    LadderRow,
    LadderVersion,
    MeasureKind,
    Motivation,
)
from spoorboek.rules.ladders.recidivism import Recidivism, Violation, count_recidivism

NO_DECISION = "Dit is een voorstel uit de tabel. Het bevoegde bestuursorgaan weegt en beslist."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the table says. It decides nothing.

    ``row`` of ``version`` of ``ladder``, which holds from ``holds_from`` until ``holds_until``;
    ``position``: ordinal or tread; ``recidivism`` None for treads. ``why``: Dutch sentences;
    ``to_motivate``: what the decision must say of itself, with the question to answer. ``checked``: the
    policy itself was read.
    """

    ladder: str
    title: str
    kind: LadderKind
    version: str
    holds_from: date
    holds_until: date | None
    source: str
    checked: bool
    row: LadderRow
    position: int
    violation: Violation
    recidivism: Recidivism | None
    why: tuple[str, ...]
    to_motivate: Mapping[Motivation, str]


@dataclass(frozen=True, slots=True)
class TakenTread:
    """A tread that was taken: its number and the day."""

    tread: int
    on: date


def propose_measure(
    ladder: Ladder, violation: Violation, *, earlier: Sequence[Violation] = (), on: date
) -> Proposal:
    """Return the measure that the policy in force names for a violation.

    Parameters: ``ladder`` that counts ordinals; ``violation``, the one at hand; ``earlier`` violations in
    any order; ``on``, the day of the decision, which chooses the version. Returns a Proposal. Errors:
    LadderError with a Dutch sentence for a ladder of treads, a day without a version, facts that the ladder
    does not know, a violation after ``on``. Source: the ladder's own; Awb, artikelen 4:81 and 4:84.
    """
    if ladder.kind is not LadderKind.ORDINAL:
        raise LadderError(
            f"'{ladder.title}' gaat trede voor trede: kies de trede, niet de hoeveelste overtreding."
        )
    if violation.on > on:
        raise LadderError(
            f"De overtreding van {format_date(violation.on)} ligt na de dag van het besluit, "
            f"{format_date(on)}."
        )
    version = ladder.get_version(on)
    for each in (violation, *earlier):
        _check_facts(ladder, each)
    recidivism = count_recidivism(version, violation, earlier)
    row = _get_row(version, violation.facts, recidivism.ordinal)
    why = (*_explain_ordinal(ladder, version, violation, recidivism), *_explain_row(version, row))
    return _make(ladder, version, row, recidivism.ordinal, violation, recidivism, why)


def propose_tread(
    ladder: Ladder, violation: Violation, *, taken: Sequence[TakenTread] = (), on: date
) -> Proposal:
    """Return the next tread of a ladder that is climbed tread by tread.

    Parameters: ``ladder`` of treads; ``violation``, the nuisance at hand; ``taken``, the treads taken so
    far in any order; ``on``, the day of the decision. Returns a Proposal for the tread after the one taken
    last; on the last tread it stays. Skipping and going back are people's choice, with a reason. Errors:
    LadderError. Source: CCV and University of Groningen, escalatieladder (2022).
    """
    if ladder.kind is not LadderKind.TREADS:
        raise LadderError(f"'{ladder.title}' telt overtredingen en heeft geen treden.")
    version = ladder.get_version(on)
    most = max(row.position for row in version.rows)
    for step in taken:
        if not 1 <= step.tread <= most or step.on > on:
            raise LadderError(
                f"Trede {step.tread} op {format_date(step.on)} kan niet: er zijn {most} treden, en een "
                "genomen trede "
                f"ligt niet na {format_date(on)}."
            )
    last = max(taken, key=lambda step: (step.on, step.tread), default=None)
    position = 1 if last is None else min(last.tread + 1, most)
    row = _get_row(version, {}, position)
    start = "Er is nog geen trede genomen."
    if last is not None:
        start = f"De laatst genomen trede is {last.tread}, op {format_date(last.on)}."
    skip = "Een trede overslaan of teruggaan kan, met een reden."
    why = (start, skip, *_explain_row(version, row))
    return _make(ladder, version, row, position, violation, None, why)


def describe_row(row: LadderRow) -> str:
    """Return the measure of a row in Dutch words.

    Parameters: ``row``. Returns such as ``sluiting, 3 maanden`` or ``last onder dwangsom, € 5.000 per
    overtreding, hoogstens € 20.000``.
    """
    parts = [row.title]
    if row.term is not None:
        parts.append(str(row.term))
    if row.indefinite:
        parts.append("voor onbepaalde tijd")
    if row.amount is not None:
        parts.append(f"{format_money(row.amount)} per overtreding")
    if row.maximum is not None:
        parts.append(f"hoogstens {format_money(row.maximum)}")
    return ", ".join(parts)


def _make(
    ladder: Ladder,
    version: LadderVersion,
    row: LadderRow,
    position: int,
    violation: Violation,
    recidivism: Recidivism | None,
    why: tuple[str, ...],
) -> Proposal:
    asked = version.motivate if row.kind in DECISIONS else ()
    return Proposal(
        ladder=ladder.code,
        title=ladder.title,
        kind=ladder.kind,
        version=version.version,
        holds_from=version.since,
        holds_until=version.until,
        source=version.source,
        checked=version.checked,
        row=row,
        position=position,
        violation=violation,
        recidivism=recidivism,
        why=why,
        to_motivate={motivation: QUESTIONS[motivation] for motivation in asked},
    )


def _get_row(version: LadderVersion, facts: Mapping[str, str], position: int) -> LadderRow:
    """Return the one row for these facts; the reader saw to it that there is one."""
    rows = [row for row in version.rows if row.when == dict(facts)]
    return next(r for r in rows if r.position == position or (r.and_more and r.position <= position))


def _check_facts(ladder: Ladder, violation: Violation) -> None:
    if set(violation.facts) != set(ladder.facts):
        raise LadderError(f"'{ladder.title}' vraagt precies deze feiten: {', '.join(ladder.facts)}.")
    for name, value in violation.facts.items():
        if value not in ladder.facts[name]:
            options = ", ".join(ladder.facts[name])
            raise LadderError(f"'{value}' is geen waarde van '{name}': kies uit {options}.")


def _explain_ordinal(
    ladder: Ladder, version: LadderVersion, violation: Violation, recidivism: Recidivism
) -> tuple[str, ...]:
    words = ladder.describe(violation.facts)
    sentences = [f"{recidivism.ordinal}e overtreding ({words}) op {format_date(violation.on)}."]
    if recidivism.counted:
        days = ", ".join(format_date(each.on) for each in recidivism.counted)
        window = "zonder einde" if version.window is None else f"binnen {version.window}"
        sentences.append(f"Eerder, {window}: {days}.")
    sentences += [f"{format_date(each.on)} telt niet mee: {why}." for each, why in recidivism.left_out]
    return tuple(sentences)


def _describe_body(body: CompetentBody | None) -> str:
    if body is None:
        return (
            "Wie bevoegd is, de burgemeester of het college, laat de tabel open: het besluit kiest en zegt "
            "waarom."
        )
    return f"Bevoegd: {'de' if body is CompetentBody.MAYOR else 'het'} {body.value}."


def _explain_row(version: LadderVersion, row: LadderRow) -> tuple[str, ...]:
    sentences = [
        f"Rij '{row.code}' van versie '{version.version}' noemt: {describe_row(row)}.",
        f"Grondslag: {row.basis}. {_describe_body(row.body)}",
    ]
    if not row.names_article:
        sentences.append("De tabel beschrijft het artikel alleen: het besluit noemt het artikel zelf.")
    if row.kind is MeasureKind.FORFEITURE:
        sentences.append("Invorderen vraagt een aparte beschikking (Awb, artikel 5:37).")
    if row.kind is MeasureKind.PENALTY_ORDER and row.maximum is None:
        sentences.append("De tabel noemt geen maximum: het besluit moet dat doen (Awb, artikel 5:32b).")
    sentences += [remark for remark in (row.remark, version.remark) if remark]
    if not version.checked:
        sentences.append(f"Deze versie is nog niet nagekeken door een jurist ({version.source}).")
    return (*sentences, NO_DECISION)
