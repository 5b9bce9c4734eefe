"""Values of a plan written as a file: one way only, so that the same plan gives the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from spoorboek.apps.plans.plan_file import PlanFile, put_in_order
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import PlanContent
from spoorboek.rules.promises import KINDS, get_kind

_PROMISES = tuple(KINDS.values())


def write_plan(plan: PlanFile) -> bytes:
    """Return the plan as UTF-8 YAML: keys and lists in a fixed order, what is empty left out."""
    plain = _as_plain(put_in_order(plan))
    text = yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2)
    return text.encode()


def write_content(content: PlanContent) -> bytes:
    """Return the content of a version alone, for its fingerprint in the log."""
    return yaml.dump(
        _as_plain(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    ).encode()


def mark_of(value: object) -> str:
    """Return a short mark that is another one as soon as anything in the value is."""
    text = yaml.dump(_as_plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, never shortens by anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _as_plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Decimal):
        return _as_number(value)
    if isinstance(value, tuple):
        return [_as_plain(each) for each in value]
    if is_dataclass(value):
        return _as_mapping(value)
    return value


def _as_mapping(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for each in fields(value):
        said = getattr(value, each.name)
        if isinstance(said, PlanContent):
            plain |= _as_mapping(said)
        elif not _is_left_out(each, said):
            plain[each.name] = _as_plain(said)
        if each.name == "code" and isinstance(value, _PROMISES):
            plain["kind"] = get_kind(value).value
    return plain


def _is_left_out(each: Field[Any], said: Any) -> bool:
    return each.default is not MISSING and said == each.default


def _as_number(number: Decimal) -> int | _Number:
    return int(number) if number == number.to_integral_value() else _Number(number)


class _Number:
    """A decimal that is written as it is, not as a binary fraction."""

    def __init__(self, number: Decimal) -> None:
        self.text = f"{number.normalize():f}"


def _represent_number(dumper: yaml.SafeDumper, number: _Number) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", number.text)


_Dumper.add_representer(_Number, _represent_number)
