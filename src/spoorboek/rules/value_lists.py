"""Lists of values that fields of registers can have: dated configuration with a reference for each value.

A municipality adds values and ends ours. It never takes one out or gives a code another word: what was
written down under it keeps its word, and counts as it did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from spoorboek.documents.source.yaml_reading import YamlValue
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.errors import RuleError
from spoorboek.rules.ladders.ladder import MeasureKind
from spoorboek.rules.parameters.yaml_values import (
    fail_at,
    hint,
    read_day,
    read_mapping,
    read_pairs,
    read_root,
    read_text,
)

NOTHING_FOUND = "none"
FIXED_CAMERA = "fixed_camera"
DRUGS = "drugs"
RELIED_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "findings": frozenset({NOTHING_FOUND}),
        "asset_kinds": frozenset({FIXED_CAMERA}),
        "report_subjects": frozenset({DRUGS}),
        "measure_kinds": frozenset(kind.value for kind in MeasureKind),
    }
)
"""The values that cannot end: rules and forms count on them, or a law names them."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,15}")
"""What fits in every field that has a list."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ListedValue:
    """One value. ``valid_from`` and ``valid_until`` are the first and last day on which it can be entered.

    ``title``: the Dutch word. ``reference``: where it is written that there is such a value or that it ended.
    """

    code: str
    title: str
    reference: str
    valid_from: date | None = None
    valid_until: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Tell whether something of a day can be entered under it. Parameters: ``day``."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def describe_days(self) -> str:
        """Return from when until when it can be entered, in Dutch words; empty when always."""
        first = f"vanaf {format_date(self.valid_from)}" if self.valid_from else ""
        last = f"tot en met {format_date(self.valid_until)}" if self.valid_until else ""
        return " ".join(part for part in (first, last) if part)


@dataclass(frozen=True, slots=True)
class ValueList:
    """One list. ``values``: by code, in the order in which people choose."""

    code: str
    title: str
    values: Mapping[str, ListedValue]

    def check_open(self, code: str, on: date) -> None:
        """Check that something of a day can be entered under a value.

        Parameters: ``code``; ``on``, the day. Errors: RuleError with a Dutch sentence.
        """
        value = self.values.get(code)
        if value is None:
            raise RuleError(f"'{code}' staat niet in de lijst '{self.title}'.")
        if not value.is_open_on(on):
            raise RuleError(f"'{value.title}' geldt {value.describe_days()}, en niet op {format_date(on)}.")


AllLists = Mapping[str, ValueList]


def read_value_lists(text: str) -> dict[str, ValueList]:
    """Return the lists that we ship.

    Parameters: ``text``, YAML: by list ``title``, ``reference`` and ``values``; by value ``title`` and maybe
    ``valid_from``, ``valid_until`` and a ``reference`` of its own. Errors: ParameterError with a Dutch
    sentence that begins with the line.
    """
    return {code: _read_list(code, said) for code, said in read_pairs(read_root(text)).items()}


def lay_over(lists: AllLists, text: str) -> dict[str, ValueList]:
    """Return the lists with what a municipality added to them and ended of them.

    Parameters: ``lists``, ours; ``text``, YAML: by list its own values by code. A new one has ``title`` and
    ``reference``; one of ours is named with ``reference`` and ``valid_until`` or ``valid_from``. Errors:
    ParameterError with a Dutch sentence that begins with the line.
    """
    merged = dict(lists)
    for code, said in read_pairs(read_root(text)).items():
        if code not in lists:
            raise fail_at(said, f"er is geen lijst '{code}'{hint(code, lists)}.")
        values = dict(lists[code].values)
        for own, fields in read_pairs(said).items():
            values[own] = _end(lists[code], own, fields) if own in values else _read_new(own, fields, values)
        merged[code] = replace(lists[code], values=values)
    return merged


def _read_list(code: str, said: YamlValue) -> ValueList:
    raw = read_mapping(said, "title reference values")
    reference = read_text(raw["reference"])
    values: dict[str, ListedValue] = {}
    for name, fields in read_pairs(raw["values"]).items():
        found = read_mapping(fields, "title", "reference valid_from valid_until")
        rests_on = read_text(found["reference"]) if "reference" in found else reference
        values[name] = _with_days(ListedValue(name, read_text(found["title"]), rests_on), found, fields)
    return ValueList(code, read_text(raw["title"]), values)


def _read_new(code: str, said: YamlValue, known: Mapping[str, ListedValue]) -> ListedValue:
    raw = read_mapping(said, "title reference", "valid_from valid_until")
    if not _CODE.fullmatch(code):
        raise fail_at(said, f"'{code}' is geen code: hoogstens 16 kleine letters, cijfers en _.")
    title = read_text(raw["title"])
    if len(title) > _LONGEST:
        raise fail_at(raw["title"], f"dit woord is langer dan {_LONGEST} tekens.")
    same = next((each for each in known.values() if each.title.casefold() == title.casefold()), None)
    if same is not None:
        raise fail_at(raw["title"], f"'{title}' staat al in deze lijst, als '{same.code}'.")
    return _with_days(ListedValue(code, title, read_text(raw["reference"])), raw, said)


def _end(ours: ValueList, code: str, said: YamlValue) -> ListedValue:
    value = ours.values[code]
    if isinstance(said.content, dict) and "title" in said.content:
        why = "Sluit hem met valid_until en voeg een eigen waarde toe."
        raise fail_at(said.content["title"], f"'{code}' heet '{value.title}' en houdt dat woord. {why}")
    raw = read_mapping(said, "reference", "valid_from valid_until")
    if code in RELIED_ON.get(ours.code, ()):
        raise fail_at(said, f"'{value.title}' ({code}) kan niet eindigen: Spoorboek rekent erop.")
    return _with_days(replace(value, reference=read_text(raw["reference"])), raw, said)


def _with_days(value: ListedValue, raw: Mapping[str, YamlValue], said: YamlValue) -> ListedValue:
    first = read_day(raw["valid_from"]) if "valid_from" in raw else value.valid_from
    last = read_day(raw["valid_until"]) if "valid_until" in raw else value.valid_until
    dated = replace(value, valid_from=first, valid_until=last)
    if dated.valid_from and dated.valid_until and dated.valid_until < dated.valid_from:
        raise fail_at(said, f"'{value.title}' eindigt voordat het begint.")
    return dated
