"""Counting registrations: a rule that is data, turned into the rows that count.

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

from django.db.models import Min, Q, QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.registers import Measure, Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.figures.period import Period

STOCK_MOMENTS = ("start", "end")
_KEYS = ("register", "moment", "stock", "where", "measure")

Registers = Mapping[str, Register]


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What to count: rows that happened in the period (``moment``) or stood at its border (``stock``)."""

    register: str
    moment: str = ""
    stock: str = ""
    where: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    measure: str = "rows"

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> CountingRule:
        """Read ``{register, moment | stock, where, measure}`` or raise CountingRuleError in Dutch."""
        if unknown := sorted(set(data) - set(_KEYS)):
            raise CountingRuleError(f"Een telregel kent geen '{unknown[0]}', wel: {_join(_KEYS)}.")
        where = data.get("where") or {}
        if not isinstance(where, Mapping):
            raise CountingRuleError(f"'where' is een lijst van filters met hun waarde, niet {where!r}.")
        return cls(
            register=str(data.get("register", "")),
            moment=str(data.get("moment") or ""),
            stock=str(data.get("stock") or ""),
            where=tuple((str(name), _as_values(value)) for name, value in sorted(where.items())),
            measure=str(data.get("measure") or "rows"),
        )


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One registration that counts: which (``register:id``), when, and for how much."""

    identity: str
    moment: date
    amount: int | Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that count, oldest first. ``invented`` when one of them is made up, as in the example city.

    ``is_before_register``: the period ends before the register has its first row, so that nothing found says
    nothing.
    """

    rows: tuple[CountedRow, ...]
    question: str
    invented: bool
    is_before_register: bool = False

    @property
    def amount(self) -> int | Decimal:
        """Return the sum of the amounts; nothing found is 0: a register is complete once it is kept."""
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


def check_rule(registers: Registers, rule: CountingRule) -> Register:
    """Return the register that the rule counts in, or raise CountingRuleError saying what it lacks."""
    register = registers.get(rule.register)
    if register is None:
        raise CountingRuleError(f"Register '{rule.register}' bestaat niet, wel: {_join(registers)}.")
    if bool(rule.moment) == bool(rule.stock):
        raise CountingRuleError(f"{register} telt op een moment of als stand: noem er één van de twee.")
    if rule.moment and rule.moment not in register.moments:
        raise CountingRuleError(_lacks(register, "moment", rule.moment, register.moments))
    if rule.stock and register.stock is None:
        raise CountingRuleError(f"{register} kent geen stand, alleen momenten: {_join(register.moments)}.")
    if rule.stock and rule.stock not in STOCK_MOMENTS:
        raise CountingRuleError(_lacks(register, "stand", rule.stock, STOCK_MOMENTS))
    if rule.measure not in register.measures:
        raise CountingRuleError(_lacks(register, "maat", rule.measure, register.measures))
    for name, values in rule.where:
        _check_filter(register, name, values)
    return register


def count_registrations(
    registers: Registers, rule: CountingRule, period: Period, *, area_code: str = ""
) -> Counted:
    """Return every registration that the rule counts in ``period``, whoever asks, in one query.

    ``area_code`` narrows to a district or neighbourhood and all that lies in it.
    """
    register = check_rule(registers, rule)
    found = list(_read(register, rule, _select(register, rule, period, area_code)))
    return Counted(
        rows=tuple(CountedRow(f"{register.code}:{key}", day, amount) for key, day, amount, *_ in found),
        question=describe_question(register, rule, period, area_code),
        invented=any(invented for *_, invented in found),
        is_before_register=not found and _is_before_register(register, rule, period),
    )


def list_counted_rows(
    viewer: Viewer, registers: Registers, rule: CountingRule, period: Period, *, area_code: str = ""
) -> SeenRows:
    """Return the rows behind a count as far as they exist for ``viewer``, and how many are hidden."""
    register = check_rule(registers, rule)
    rows = list(_read(register, rule, _select(register, rule, period, area_code)))
    visible = Access(viewer).filter(register.model._default_manager.all())
    seen = set(
        visible.filter(pk__in=_select(register, rule, period, area_code).values("pk")).values_list(
            "pk", flat=True
        )
    )
    shown = tuple(
        SeenRow(f"{register.code}:{key}", number, day, amount)
        for key, day, amount, number, _ in rows
        if key in seen
    )
    return SeenRows(shown, hidden_count=len(rows) - len(shown))


def describe_question(register: Register, rule: CountingRule, period: Period, area_code: str = "") -> str:
    """Return what was asked, in words and codes, for the provenance of a figure."""
    when = f"{rule.moment} in {period}" if rule.moment else f"stand {rule.stock} van {period}"
    parts = [f"{register.code}: {when}"]
    parts += [f"{name} = {' of '.join(map(str, values))}" for name, values in rule.where]
    parts += [f"gebied {area_code}"] if area_code else []
    return "; ".join([*parts, f"maat {rule.measure}"])


def _is_before_register(register: Register, rule: CountingRule, period: Period) -> bool:
    path = register.moments[rule.moment] if rule.moment else register.stock[0] if register.stock else ""
    first: date | None = register.model._default_manager.aggregate(first=Min(path))["first"]
    return first is not None and period.last < first


def _select(register: Register, rule: CountingRule, period: Period, area_code: str) -> QuerySet[Registration]:
    question = Q()
    for path in register.void:
        question &= ~Q(**{path: True})
    if rule.moment:
        path = register.moments[rule.moment]
        question &= Q(**{f"{path}__gte": period.first, f"{path}__lte": period.last})
    else:
        question &= _stock_question(register, rule.stock, period)
    for name, values in rule.where:
        question &= Q(**{f"{register.filters[name]}__in": values})
    if area_code:
        question &= _area_question(area_code)
    rows = register.model._default_manager.all()
    # A subquery, because a filter over a plural relation would count a row more than once.
    return rows.filter(pk__in=rows.filter(question).values("pk"))


def _stock_question(register: Register, border: str, period: Period) -> Q:
    """Stock at the start is what was open before the first day; at the end, after the last day."""
    assert register.stock is not None
    opened, closed = register.stock
    if border == "start":
        return Q(**{f"{opened}__lt": period.first}) & (
            Q(**{f"{closed}__isnull": True}) | Q(**{f"{closed}__gte": period.first})
        )
    return Q(**{f"{opened}__lte": period.last}) & (
        Q(**{f"{closed}__isnull": True}) | Q(**{f"{closed}__gt": period.last})
    )


def _area_question(area_code: str) -> Q:
    """The digits nest: BU05050101 lies in WK050501, and that in GM0505."""
    digits = area_code[2:]
    inside = {"GM": ("GM", "WK", "BU"), "WK": ("WK", "BU"), "BU": ("BU",)}.get(area_code[:2])
    if inside is None:
        raise CountingRuleError(f"Tellen kan per gemeente, wijk of buurt, niet in '{area_code}'.")
    question = Q()
    for prefix in inside:
        question |= Q(area_code__startswith=prefix + digits)
    return question


def _read(
    register: Register, rule: CountingRule, rows: QuerySet[Registration]
) -> Iterator[tuple[int, date, int | Decimal, str, bool]]:
    """Yield key, moment, amount, number and whether it is invented, in a fixed order."""
    measure = register.measures[rule.measure]
    moment = register.moments[rule.moment] if rule.moment else (register.stock or ("",))[0]
    value = measure.path or "pk"
    found = rows.order_by(moment, "pk").values_list("pk", moment, value, "number", "invented")
    for key, day, amount, number, invented in _first_of_each(found) if measure.distinct else found:
        yield key, day, _amount(measure, amount), number, invented


def _first_of_each(rows: Iterable[Any]) -> Iterator[Any]:
    """Keep the first row of each value: that is the registration that made it count."""
    met = set()
    for row in rows:
        if row[2] not in met:
            met.add(row[2])
            yield row


def _amount(measure: Measure, value: Any) -> int | Decimal:
    if measure.distinct or not measure.path:
        return 1
    if isinstance(value, (int, Decimal)):
        return value
    raise CountingRuleError(f"De maat '{measure.path}' is geen heel of decimaal getal, maar {value!r}.")


def _check_filter(register: Register, name: str, values: tuple[Any, ...]) -> None:
    if name not in register.filters:
        raise CountingRuleError(_lacks(register, "filter", name, register.filters))
    if not values:
        raise CountingRuleError(f"{register} heeft geen waarde bij het filter '{name}'.")
    known = register.values_of(name)
    for value in values:
        # A misspelt value would silently count nothing.
        if known is not None and not any(value == one and type(value) is type(one) for one in known):
            raise CountingRuleError(_lacks(register, f"waarde voor '{name}'", value, known))


def _as_values(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _lacks(register: Register, what: str, asked: object, known: Iterable[object]) -> str:
    return f"{register} kent geen {what} '{asked}', wel: {_join(known)}."


def _join(names: Iterable[object]) -> str:
    return ", ".join(str(name) for name in names) or "geen enkele"
