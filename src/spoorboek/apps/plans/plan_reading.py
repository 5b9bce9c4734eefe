"""The file of a plan read into values. Every problem is told at once, with its line and place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from spoorboek.apps.plans.errors import PlanFileError
from spoorboek.apps.plans.plan_file import PlanFile, find_problems
from spoorboek.apps.plans.yaml_nodes import compose, line_of
from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import PlanContent
from spoorboek.rules.promises import KINDS, PromiseKind

_NULL = "tag:yaml.org,2002:null"
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,4})?")
_WHOLE = re.compile(r"\d{1,6}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNPRINTABLE = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]")
_MAX_TEXT = {"code": 80, "plan": 100, "title": 200, "area": 16, "owner": 200, "body": 200, "unit": 120}
_UNREADABLE: Any = object()
"""Stands for a value that could not be read; its problem is already noted."""


def read_plan(data: bytes) -> PlanFile:
    """Return the plan in the bytes of a YAML file, or raise PlanFileError with every problem."""
    root = compose(data)
    reader = _Reader()
    plan: PlanFile = reader.read_object(root, PlanFile, "")
    if not reader.problems:
        for problem in find_problems(plan):
            reader.problems.append((reader.line_near(problem.path), problem.path, problem.sentence))
    if reader.problems:
        ordered = sorted(reader.problems, key=lambda p: p[0])
        raise PlanFileError([f"Regel {line}, {path or 'bestand'}: {said}" for line, path, said in ordered])
    return plan


@dataclass
class _Reader:
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def line_near(self, path: str) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while path and path not in self.lines:
            path = re.sub(r"(\.?[^.\[\]]+|\[\d+\])$", "", path)
        return self.lines.get(path, 1)

    def note(self, node: yaml.Node, path: str, sentence: str) -> Any:
        self.problems.append((line_of(node), path, sentence))
        return _UNREADABLE

    def read(self, node: yaml.Node, wanted: Any, path: str) -> Any:
        """Read one node as the type that a field has."""
        self.lines[path] = line_of(node)
        if isinstance(wanted, types.UnionType) or get_origin(wanted) is not None:
            options = [each for each in get_args(wanted) if each not in (types.NoneType, Ellipsis)]
            if get_origin(wanted) is tuple:
                return self._read_list(node, options[0], path)
            if len(options) == 1:
                return self.read(node, options[0], path)
            return self._read_promise(node, path)
        if is_dataclass(wanted) and isinstance(wanted, type) and wanted is not Period:
            return self.read_object(node, wanted, path)
        return self._read_scalar(node, wanted, path)

    def _read_list(self, node: yaml.Node, wanted: Any, path: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.note(node, path, "Hier hoort een lijst, met een streepje voor elk punt.")
        return tuple(self.read(each, wanted, f"{path}[{i}]") for i, each in enumerate(node.value))

    def _read_promise(self, node: yaml.Node, path: str) -> Any:
        said = self.read_keys(node, path)
        if said is None:
            return _UNREADABLE
        if "kind" not in said:
            return self.note(node, path, "De sleutel 'kind' ontbreekt: welke soort belofte is dit?")
        kind = self.read(said.pop("kind"), PromiseKind, f"{path}.kind")
        if kind is _UNREADABLE:
            return _UNREADABLE
        return self._fill(node, KINDS[kind], said, path, kind)

    def read_object(self, node: yaml.Node, wanted: type[Any], path: str) -> Any:
        """Read a mapping as a frozen dataclass."""
        self.lines[path] = line_of(node)
        said = self.read_keys(node, path)
        return _UNREADABLE if said is None else self._fill(node, wanted, said, path)

    def read_keys(self, node: yaml.Node, path: str) -> dict[str, yaml.Node] | None:
        """Return the keys of a mapping with their nodes; None, and a problem, when it is no mapping."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, path, "Hier horen sleutels met elk een waarde.")
            return None
        said: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in said:
                self.note(key, _join(path, name), f"De sleutel '{name}' staat er twee keer.")
            said[name] = value
        return said

    def _fill(
        self,
        node: yaml.Node,
        wanted: type[Any],
        said: Mapping[str, yaml.Node],
        path: str,
        kind: PromiseKind | None = None,
    ) -> Any:
        slots = _slots(wanted)
        for name in said:
            if name not in slots:
                self.note(said[name], _join(path, name), _explain_unknown(name, slots, kind))
        read: dict[str, Any] = {}
        for name, (kind_of_value, required) in slots.items():
            if name in said:
                read[name] = self.read(said[name], kind_of_value, _join(path, name))
            elif required:
                self.note(node, path, _explain_missing(name, said))
        if self.problems:
            return _UNREADABLE
        if wanted is PlanFile:
            inside = {f.name for f in fields(PlanContent)}
            read["content"] = PlanContent(**{name: read.pop(name) for name in inside & read.keys()})
        return wanted(**read)

    def _read_scalar(self, node: yaml.Node, wanted: Any, path: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return self.note(node, path, "Hier hoort één waarde, geen lijst of groep sleutels.")
        text = str(node.value).strip()
        if node.tag == _NULL and not node.style:
            return self.note(node, path, "Hier staat niets. Vul iets in of haal de sleutel weg.")
        if issubclass(wanted, Enum):
            return self._read_choice(node, wanted, text, path)
        try:
            return _SCALARS[wanted](text, path)
        except ValueError as error:
            return self.note(node, path, str(error))

    def _read_choice(self, node: yaml.Node, wanted: type[Enum], text: str, path: str) -> Any:
        choices = [str(each.value) for each in wanted]
        if text in choices:
            return wanted(text)
        return self.note(node, path, f"Kies uit {', '.join(choices)}; hier staat '{text}'.")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _slots(wanted: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Return the keys that a kind of thing has: their type and whether they must be there."""
    hints = get_type_hints(wanted)
    slots: dict[str, tuple[Any, bool]] = {}
    for each in fields(wanted):
        if hints[each.name] is PlanContent:
            slots |= _slots(PlanContent)
        else:
            required = each.default is MISSING and each.default_factory is MISSING
            slots[each.name] = (hints[each.name], required)
    return slots


def _explain_unknown(name: str, slots: Mapping[str, Any], kind: PromiseKind | None) -> str:
    if kind and any(name in _slots(made) for made in KINDS.values()):
        return f"De sleutel '{name}' hoort niet bij een belofte van de soort {kind.value}."
    return f"De sleutel '{name}' is onbekend. Hier kunnen staan: {', '.join(slots)}."


def _explain_missing(name: str, said: Mapping[str, yaml.Node]) -> str:
    if name == "unit" and "target" in said:
        return "Er staat een doel (target) zonder eenheid (unit). Schrijf erbij wat er wordt geteld."
    return f"De sleutel '{name}' ontbreekt."


def _read_text(text: str, path: str) -> str:
    if not text:
        raise ValueError("Hier staat een lege tekst. Vul iets in of haal de sleutel weg.")
    if found := _UNPRINTABLE.search(text):
        raise ValueError(f"De tekst bevat een teken dat niet te drukken is (U+{ord(found[0]):04X}).")
    longest = _MAX_TEXT.get(path.rsplit(".", 1)[-1], 4000)
    if len(text) > longest:
        raise ValueError(f"De tekst is {len(text)} tekens lang; hoogstens {longest} kan.")
    return text


def _read_decimal(text: str, path: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"Hier hoort een getal, zoals 10 of 7.3; hier staat '{text}'.")
    return Decimal(text)


def _read_whole(text: str, path: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"Hier hoort een heel getal; hier staat '{text}'.")
    return int(text)


def _read_day(text: str, path: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"Hier hoort een datum, zoals 2024-12-31; hier staat '{text}'.")


def _read_period(text: str, path: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise ValueError(
            f"Hier hoort een periode, zoals 2023, 2023-04 of 2023..2026; hier staat '{text}'."
        ) from error


_SCALARS: dict[Any, Callable[[str, str], Any]] = {
    str: _read_text,
    Decimal: _read_decimal,
    int: _read_whole,
    date: _read_day,
    Period: _read_period,
}
