"""Reading dated values: what held on a day, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.errors import RuleError

FOLDER = Path(__file__).parent


class ParameterError(RuleError):
    """A parameter that does not exist, held no value on that day, or is written wrongly."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value with the day from which it holds and where that is written.

    ``checked`` is false for what was read second-hand or not in its present text: a lawyer looks at it first.
    """

    value: Decimal
    since: date
    reference: str
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that was agreed. ``title`` and ``unit`` are Dutch; ``values`` run from old to new."""

    name: str
    title: str
    unit: str
    values: tuple[DatedValue, ...]

    def get_value(self, on: date | None = None) -> DatedValue:
        """Return what held on the day ``on``, or what holds last when no day is given.

        Raises ParameterError, in Dutch, when nothing held yet on that day.
        """
        held = [value for value in self.values if on is None or value.since <= on]
        if not held:
            when = format_date(on) if on else "welke dag ook"
            raise ParameterError(f"Op {when} gold nog geen afspraak over: {self.title}.")
        return held[-1]


def get_parameters(topic: str) -> Mapping[str, Parameter]:
    """Return the parameters of one topic: one YAML file of this folder, by its name without ``.yaml``.

    Raises ParameterError when there is no such topic or its file is written wrongly.
    """
    path = FOLDER / f"{topic}.yaml"
    if not path.is_file():
        raise ParameterError(f"there are no parameters for {topic!r}")
    return _read_file(path)


@cache
def _read_file(path: Path) -> Mapping[str, Parameter]:
    return read_parameters(path.read_text(encoding="utf-8"))


def read_parameters(text: str) -> dict[str, Parameter]:
    """Read parameters from YAML: per name a title, a unit and dated values, each with a reference.

    Raises ParameterError with the name of the parameter that is written wrongly.
    """
    return {name: _read_parameter(name, raw) for name, raw in (yaml.safe_load(text) or {}).items()}


def _read_parameter(name: str, raw: Mapping[str, Any]) -> Parameter:
    try:
        values = tuple(
            DatedValue(Decimal(v["value"]), v["since"], v["reference"], v.get("checked", True))
            for v in raw["values"]
        )
        parameter = Parameter(name, raw["title"], raw["unit"], values)
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ParameterError(f"parameter {name} needs title, unit and values, got {raw!r}") from error
    days = [value.since for value in values]
    if not days or days != sorted(set(days)):
        raise ParameterError(f"the values of parameter {name} must run from old to new, got {days}")
    if not all(value.reference for value in values):
        raise ParameterError(f"each value of parameter {name} needs a reference")
    return parameter
