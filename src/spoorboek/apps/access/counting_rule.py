"""A counting rule: data that says which registrations count, checked against the register it counts in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.registers import Register
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


def describe_question(register: Register, rule: CountingRule, period: Period, area_code: str = "") -> str:
    """Return what was asked, in words and codes, for the provenance of a figure."""
    when = f"{rule.moment} in {period}" if rule.moment else f"stand {rule.stock} van {period}"
    parts = [f"{register.code}: {when}"]
    parts += [f"{name} = {' of '.join(map(str, values))}" for name, values in rule.where]
    parts += [f"gebied {area_code}"] if area_code else []
    return "; ".join([*parts, f"maat {rule.measure}"])


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
