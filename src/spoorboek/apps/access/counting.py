"""Counting registrations: rules that are data, turned into the rows that count.

A count takes ALL registrations, whoever asks: if it took only what the reader may see, each reader
would get another number for the same figure. What a viewer may not see are the rows behind the
number; ``list_counted_rows`` shows those that exist for the viewer and says how many do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, IntegerField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.counting_questions import ask, select_registrations
from spoorboek.apps.access.counting_rule import CountingRule, Registers, check_rule, describe_question
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.registers import Measure, Register, field_at
from spoorboek.apps.access.viewer import Viewer
from spoorboek.figures.period import Period

_AT_ONCE = 200
"""SQLite joins at most 500 questions into one."""

_Row = tuple[int, date, Any, str, bool]
"""Key, moment, what is measured, number, and whether it is invented."""


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What is counted: a rule over a period, in an area (empty: everywhere)."""

    rule: CountingRule
    period: Period
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One registration that counts: which (``register:id``), when, and for how much."""

    identity: str
    moment: date
    amount: int | Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that count, oldest first. ``invented`` when one of them is made up, as in the example city.

    ``is_outside_register``: nothing was found, and in the whole register nothing either, of any kind, in or
    around the period: it ends before the first row, begins after the last, or there is no row. Then nothing
    found says nothing, unless somebody declares that the register was kept.
    """

    rows: tuple[CountedRow, ...]
    question: str
    invented: bool
    is_outside_register: bool = False

    @property
    def amount(self) -> int | Decimal:
        """Return the sum of the amounts; nothing found is 0: a register is complete while it is kept."""
        return sum((row.amount for row in self.rows), 0)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row that counts, as shown to somebody for whom it exists. ``number`` opens it."""

    identity: str
    number: str
    moment: date
    amount: int | Decimal


@dataclass(frozen=True, slots=True)
class SeenRows:
    """The rows that exist for the viewer, and how many more counted."""

    rows: tuple[SeenRow, ...]
    hidden_count: int


def count_registrations(
    registers: Registers, rule: CountingRule, period: Period, *, area_code: str = ""
) -> Counted:
    """Return every registration that the rule counts in ``period``, whoever asks.

    ``area_code`` narrows to a district or neighbourhood and all that lies in it.
    """
    question = CountQuestion(rule, period, area_code)
    return count_each(registers, [question])[question]


def count_each(registers: Registers, questions: Iterable[CountQuestion]) -> dict[CountQuestion, Counted]:
    """Return the answer to every question, a whole letter's at once in a handful of queries."""
    asked = {question: check_rule(registers, question.rule) for question in questions}
    found = _read_all(asked)
    spans = _find_spans(asked[question] for question, rows in found.items() if not rows)
    answers = {}
    for question, register in asked.items():
        rule, rows = question.rule, found[question]
        measure = register.measures[rule.measure]
        answers[question] = Counted(
            rows=tuple(
                CountedRow(f"{register.code}:{key}", day, _amount(measure, v)) for key, day, v, *_ in rows
            ),
            question=describe_question(register, rule, question.period, question.area_code),
            invented=any(invented for *_, invented in rows),
            is_outside_register=not rows
            and _lies_outside(question.period, spans[register.code], _moment_path(register, rule)),
        )
    return answers


def count_rows_by(
    registers: Registers, rules: Mapping[str, CountingRule], period: Period, *, by: str
) -> dict[Any, dict[str, int]]:
    """Return for each value of a field how many rows each of these rules counts, whoever asks.

    The rules count rows of one register, by paths without plural relations; all in one look at it.
    """
    (register,) = {rule.register: check_rule(registers, rule) for rule in rules.values()}.values()
    asked = {name: Count("pk", filter=ask(register, rule, period)) for name, rule in rules.items()}
    rows = register.model._default_manager.order_by().values(register.filters[by]).annotate(**asked)
    return {row.pop(register.filters[by]): row for row in rows}


def list_counted_rows(
    viewer: Viewer, registers: Registers, rule: CountingRule, period: Period, *, area_code: str = ""
) -> SeenRows:
    """Return the rows behind a count as far as they exist for ``viewer``, and how many are hidden."""
    register = check_rule(registers, rule)
    question = CountQuestion(rule, period, area_code)
    rows = _read_all({question: register})[question]
    counted = select_registrations(register, rule, period, area_code)
    seen = set(Access(viewer).filter(counted).order_by().values_list("pk", flat=True))
    measure = register.measures[rule.measure]
    shown = tuple(
        SeenRow(f"{register.code}:{key}", number, day, _amount(measure, value))
        for key, day, value, number, _ in rows
        if key in seen
    )
    return SeenRows(shown, hidden_count=len(rows) - len(shown))


def _read_all(asked: Mapping[CountQuestion, Register]) -> dict[CountQuestion, list[_Row]]:
    """Return the rows that count for each question, oldest first.

    Questions that measure the same type of value are joined into one query, whatever the register.
    """
    questions = list(asked)
    alike: dict[str, list[QuerySet[Any, Any]]] = {}
    for place, question in enumerate(questions):
        register = asked[question]
        path = register.measures[question.rule.measure].path or "pk"
        kind = field_at(register.model, path).get_internal_type() if path != "pk" else "pk"
        alike.setdefault(kind, []).append(_as_rows(register, question, path, place))
    found: dict[CountQuestion, list[_Row]] = {question: [] for question in questions}
    for parts in alike.values():
        for begin in range(0, len(parts), _AT_ONCE):
            first, *others = parts[begin : begin + _AT_ONCE]
            for place, *row in first.union(*others, all=True) if others else first:
                found[questions[place]].append(tuple(row))
    return {question: list(_in_order(asked[question], question, rows)) for question, rows in found.items()}


def _as_rows(register: Register, question: CountQuestion, path: str, place: int) -> QuerySet[Any, Any]:
    moment = _moment_path(register, question.rule)
    rows = select_registrations(register, question.rule, question.period, question.area_code)
    return (
        rows.order_by()
        .annotate(
            counted_place=Value(place, output_field=IntegerField()),
            counted_key=F("pk"),
            counted_on=F(moment),
            counted_value=F(path),
            counted_number=F("number"),
            counted_invented=F("invented"),
        )
        .values_list(
            "counted_place",
            "counted_key",
            "counted_on",
            "counted_value",
            "counted_number",
            "counted_invented",
        )
    )


def _moment_path(register: Register, rule: CountingRule) -> str:
    return register.moments[rule.moment] if rule.moment else (register.stock or ("",))[0]


def _in_order(register: Register, question: CountQuestion, rows: list[_Row]) -> Iterator[_Row]:
    """Oldest first. Where different values are counted, the first row of each made it count."""
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    if not register.measures[question.rule.measure].distinct:
        yield from ordered
        return
    met = set()
    for row in ordered:
        if row[2] not in met:
            met.add(row[2])
            yield row


@dataclass(frozen=True, slots=True)
class _Span:
    """From which day on a register knows each of its moments, and the last day of any of them."""

    begun_on: Mapping[str, date | None]
    last_on: date | None


def _find_spans(registers: Iterable[Register]) -> dict[str, _Span]:
    """Return over which days each register, by its code, is seen to be kept."""
    found = {}
    for register in {one.code: one for one in registers}.values():
        paths = sorted({*register.moments.values(), *(register.stock or ())[:1]})
        wanted: dict[str, Aggregate] = {}
        for place, path in enumerate(paths):
            # A day that was still to come when it was written down is a plan, and shows no keeping.
            is_past = Q(**{f"{path}__lte": TruncDate("entered_at")})
            wanted |= {f"first_{place}": Min(path), f"last_{place}": Max(path, filter=is_past)}
        days = register.model._default_manager.aggregate(**wanted)
        lasts = [day for name, day in days.items() if day and name.startswith("last_")]
        begun_on = {path: days[f"first_{place}"] for place, path in enumerate(paths)}
        found[register.code] = _Span(begun_on, max(lasts, default=None))
    return found


def _lies_outside(period: Period, span: _Span, path: str) -> bool:
    begun_on = span.begun_on.get(path)
    if begun_on is not None and period.last < begun_on:
        return True
    return span.last_on is None or period.first > span.last_on


def _amount(measure: Measure, value: Any) -> int | Decimal:
    if measure.distinct or not measure.path:
        return 1
    if isinstance(value, (int, Decimal)):
        return value
    raise CountingRuleError(f"De maat '{measure.path}' is geen heel of decimaal getal, maar {value!r}.")
