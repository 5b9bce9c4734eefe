"""What a definition says: the counting rule, where the numbers come from, where the method broke."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.indicators.derived_origin import DerivedOrigin, derived_as_data, read_derived
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.figures.codes import is_code
from spoorboek.figures.definition import Counts, FigureDefinition, Kind, SourceType
from spoorboek.figures.period import Period

E = TypeVar("E", bound=Enum)

_NEEDED = ("code", "title", "unit", "kind", "counts", "source_type", "counting_rule")
_ORIGINS = ("series", "registrations", "derived")
_NAMED_ORIGINS = "'series', 'registrations' of 'derived'"
_KNOWN = frozenset({*_NEEDED, *_ORIGINS, "comparability", "decimals", "depends_on", "breaks"})
_SERIES_KEYS = frozenset({"source", "value", "where"})


@dataclass(frozen=True, slots=True)
class SeriesOrigin:
    """Counted from a source: the rows where the columns hold these values, added up.

    An empty ``value`` counts the rows themselves.
    """

    source: str
    value: str
    where: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class RegistrationsOrigin:
    """Counted from what was written down in a register."""

    rule: CountingRule


Origin = SeriesOrigin | RegistrationsOrigin | DerivedOrigin


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """From this day on it was counted in another way; before and after do not compare."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """A definition with where its numbers come from."""

    definition: FigureDefinition
    origin: Origin
    breaks: tuple[Break, ...] = ()

    def list_summed_codes(self) -> tuple[str, ...]:
        """Return the figures of which this one is the plain sum; nothing when it follows in another way."""
        return self.origin.list_summed_codes() if isinstance(self.origin, DerivedOrigin) else ()

    def definition_for(self, period: Period) -> FigureDefinition:
        """Return the definition as it holds in ``period``: before a break it compares with less."""
        for one in self.breaks:
            if period.first < one.on:
                word = "over" if one.on <= period.last else "tot"
                changed = f"{self.definition.comparability}/{word}-{one.on.isoformat()}"
                return replace(self.definition, comparability=changed)
        return self.definition


def read_rule(data: object, *, version: int = 1) -> IndicatorRule:
    """Return the definition in one entry of a file; raise DefinitionError with a Dutch sentence."""
    if not isinstance(data, Mapping):
        raise DefinitionError("Een definitie is een lijst van namen en waarden.")
    code = str(data.get("code", ""))
    if not is_code(code) or len(code) > 60:
        raise DefinitionError(
            f"'{code}' is geen code; schrijf kleine letters met streepjes, zoals mma-reports."
        )
    if missing := [key for key in _NEEDED if not data.get(key)]:
        raise DefinitionError(f"Bij cijfer '{code}' ontbreekt '{missing[0]}'.")
    if unknown := sorted(str(key) for key in data if key not in _KNOWN):
        raise DefinitionError(f"Bij cijfer '{code}' staat een onbekende sleutel '{unknown[0]}'.")
    decimals = data.get("decimals", 0)
    if not isinstance(decimals, int) or not 0 <= decimals <= 6:
        raise DefinitionError(
            f"Cijfer '{code}': 'decimals' is een getal van 0 tot en met 6, niet '{decimals}'."
        )
    origin = _read_origin(data, code)
    depends_on = _texts(data.get("depends_on", []), code, "depends_on")
    if isinstance(origin, DerivedOrigin):
        # What is made of a figure depends on it, whether its definition says so or not.
        depends_on = tuple(dict.fromkeys((*depends_on, *origin.codes)))
    definition = FigureDefinition(
        code=code,
        version=version,
        title=str(data["title"]).strip(),
        unit=str(data["unit"]).strip(),
        kind=_choice(Kind, data["kind"], code, "kind"),
        counts=_choice(Counts, data["counts"], code, "counts"),
        source_type=_choice(SourceType, data["source_type"], code, "source_type"),
        comparability=str(data.get("comparability") or code),
        counting_rule=str(data["counting_rule"]).strip(),
        decimals=decimals,
        depends_on=depends_on,
    )
    return IndicatorRule(definition, origin, _read_breaks(data.get("breaks", []), code))


@lru_cache(maxsize=1000)
def read_kept_rule(text: str, version: int) -> IndicatorRule:
    """Return the definition in an entry as it is kept, in JSON; the same text is read once."""
    return read_rule(json.loads(text), version=version)


def rule_as_data(rule: IndicatorRule) -> dict[str, Any]:
    """Return a definition as the entry that ``read_rule`` reads back."""
    said = rule.definition
    data: dict[str, Any] = {
        "code": said.code,
        "title": said.title,
        "unit": said.unit,
        "kind": said.kind.value,
        "counts": said.counts.value,
        "source_type": said.source_type.value,
        "counting_rule": said.counting_rule,
    }
    if said.comparability != said.code:
        data["comparability"] = said.comparability
    if said.decimals:
        data["decimals"] = said.decimals
    implied = rule.origin.codes if isinstance(rule.origin, DerivedOrigin) else ()
    if depends_on := [code for code in said.depends_on if code not in implied]:
        data["depends_on"] = depends_on
    if isinstance(rule.origin, SeriesOrigin):
        data["series"] = _series_as_data(rule.origin)
    elif isinstance(rule.origin, DerivedOrigin):
        data["derived"] = derived_as_data(rule.origin)
    else:
        data["registrations"] = _counting_as_data(rule.origin.rule)
    if rule.breaks:
        data["breaks"] = [{"on": one.on.isoformat(), "reason": one.reason} for one in rule.breaks]
    return data


def _read_origin(data: Mapping[str, Any], code: str) -> Origin:
    named = [key for key in _ORIGINS if data.get(key)]
    if len(named) != 1:
        raise DefinitionError(f"Cijfer '{code}' noemt één herkomst: {_NAMED_ORIGINS}.")
    said = data[named[0]]
    if not isinstance(said, Mapping):
        raise DefinitionError(f"Cijfer '{code}': '{named[0]}' is een lijst van namen en waarden.")
    if named[0] == "registrations":
        try:
            return RegistrationsOrigin(CountingRule.parse(said))
        except CountingRuleError as error:
            raise DefinitionError(f"Cijfer '{code}': {error}") from error
    if named[0] == "derived":
        return read_derived(said, code)
    if unknown := sorted(str(key) for key in said if key not in _SERIES_KEYS):
        raise DefinitionError(f"Cijfer '{code}': een reeks kent geen '{unknown[0]}'.")
    where = said.get("where") or {}
    if not said.get("source") or not isinstance(where, Mapping):
        raise DefinitionError(f"Cijfer '{code}': een reeks noemt een bron ('source') en kolommen ('where').")
    return SeriesOrigin(
        source=str(said["source"]),
        value=str(said.get("value") or ""),
        where=tuple((str(name), _texts(value, code, str(name))) for name, value in sorted(where.items())),
    )


def _read_breaks(data: object, code: str) -> tuple[Break, ...]:
    if not isinstance(data, list):
        raise DefinitionError(f"Cijfer '{code}': 'breaks' is een lijst van dagen met een reden.")
    return tuple(sorted(_read_break(each, code) for each in data))


def _read_break(data: object, code: str) -> Break:
    sentence = f"Cijfer '{code}': een breuk heeft een dag ('on') en een reden ('reason')."
    if not isinstance(data, Mapping) or set(data) != {"on", "reason"}:
        raise DefinitionError(sentence)
    try:
        return Break(date.fromisoformat(str(data["on"])), str(data["reason"]))
    except ValueError as error:
        raise DefinitionError(sentence) from error


def _texts(value: object, code: str, key: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str | int) for each in listed):
        raise DefinitionError(f"Cijfer '{code}': '{key}' is een woord of een lijst van woorden.")
    return tuple(str(each) for each in listed)


def _choice(kind: type[E], value: object, code: str, key: str) -> E:
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(str(each.value) for each in kind)
        raise DefinitionError(f"Cijfer '{code}': '{key}' is een van {allowed}; niet '{value}'.") from error


def _series_as_data(origin: SeriesOrigin) -> dict[str, Any]:
    data: dict[str, Any] = {"source": origin.source}
    if origin.where:
        data["where"] = {name: _one_or_list(values) for name, values in origin.where}
    if origin.value:
        data["value"] = origin.value
    return data


def _counting_as_data(rule: CountingRule) -> dict[str, Any]:
    data: dict[str, Any] = {"register": rule.register}
    data |= {"moment": rule.moment} if rule.moment else {"stock": rule.stock}
    if rule.where:
        data["where"] = {name: _one_or_list(values) for name, values in rule.where}
    if rule.measure != "rows":
        data["measure"] = rule.measure
    return data


def _one_or_list(values: tuple[Any, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)
