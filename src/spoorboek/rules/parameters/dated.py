"""Reading dated values: what held on a day, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.errors import RuleError

FOLDER = Path(__file__).parent
_OWN: dict[str, Mapping[str, Parameter]] = {}
"""By topic ours with those of this municipality on top. Rules ask no settings: who starts them, sets this."""


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
    """Something that was agreed. ``title`` and ``unit`` are Dutch; ``values`` run from old to new.

    ``local``: no law says it, so that a municipality may agree otherwise.
    """

    name: str
    title: str
    unit: str
    values: tuple[DatedValue, ...]
    local: bool = False

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
    if topic in _OWN:
        return _OWN[topic]
    path = FOLDER / f"{topic}.yaml"
    if not path.is_file():
        raise ParameterError(f"there are no parameters for {topic!r}")
    return _read_file(path)


def set_own_parameters(topic: str, text: str) -> None:
    """Lay what a municipality agreed over ours, from its first day on; once, when the program starts.

    Parameters: ``topic``; ``text``, YAML as ``read_parameters`` reads it, empty for none. Returns nothing.
    Errors: ParameterError with a Dutch sentence for what stands in a law or what we do not know.
    """
    _OWN.pop(topic, None)
    ours = dict(get_parameters(topic))
    for name, own in read_parameters(text).items():
        if name not in ours:
            raise ParameterError(f"De afspraak '{name}' bestaat niet.")
        if not ours[name].local:
            raise ParameterError(f"'{ours[name].title}' ({name}) staat in de wet en is geen eigen afspraak.")
        before = tuple(value for value in ours[name].values if value.since < own.values[0].since)
        ours[name] = replace(own, values=before + own.values, local=True)
    if text.strip():
        _OWN[topic] = ours


@cache
def _read_file(path: Path) -> Mapping[str, Parameter]:
    return read_parameters(path.read_text(encoding="utf-8"))


def read_parameters(text: str) -> dict[str, Parameter]:
    """Read parameters from YAML: per name a title, a unit and dated values, each with a reference.

    Raises ParameterError, in Dutch, with the name of the parameter that is written wrongly.
    """
    try:
        listed = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise ParameterError(f"De afspraken zijn niet te lezen: {error}") from error
    if not isinstance(listed, dict):
        raise ParameterError("De afspraken staan elk onder hun naam.")
    return {str(name): _read_parameter(str(name), raw) for name, raw in listed.items()}


def _read_parameter(name: str, raw: Mapping[str, Any]) -> Parameter:
    try:
        values = tuple(
            DatedValue(Decimal(v["value"]), v["since"], v["reference"], v.get("checked", True))
            for v in raw["values"]
        )
        parameter = Parameter(name, raw["title"], raw["unit"], values, bool(raw.get("local", False)))
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ParameterError(f"'{name}' heeft title, unit en values nodig, niet {raw!r}.") from error
    days = [value.since for value in values]
    if not days or any(type(day) is not date for day in days) or days != sorted(set(days)):
        raise ParameterError(f"De waarden van '{name}' lopen van oud naar nieuw, elk met een eigen dag.")
    if not all(value.reference for value in values):
        raise ParameterError(f"Elke waarde van '{name}' noemt waar zij op rust (reference).")
    return parameter
