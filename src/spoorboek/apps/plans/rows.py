"""Between the rows of a version and the values that the rules know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from django.db import models

from spoorboek.apps.plans.errors import PlanError
from spoorboek.apps.plans.models import (
    PART_MODELS,
    PlanVersion,
    Promise,
    SafetyPlan,
    VersionPart,
)
from spoorboek.apps.plans.models import PlanDecision as DecisionRow
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Part, PlanContent, PlanDecision
from spoorboek.rules.promises import KINDS, PromiseKind, get_kind

T = TypeVar("T")

_HINTS = get_type_hints(PlanContent)
_TYPES: dict[str, type[Any]] = {name: get_args(_HINTS[name])[0] for name in PART_MODELS if name != "promises"}


_REMEMBERED: dict[str, PlanContent] = {}
"""What adopted versions say, by the fingerprint of just that: it can never be out of date."""
_MOST_REMEMBERED = 64


def read_content(version: PlanVersion) -> PlanContent:
    """Return what a version says. Whether the viewer may see the version was asked before.

    A plan is read on nearly every page, from a dozen tables. What is adopted never changes, so that it is
    read once and remembered.
    """
    fingerprint = version.content_sha256
    if not fingerprint:
        return _read_parts(version)
    if fingerprint not in _REMEMBERED:
        content = _read_parts(version)
        if len(_REMEMBERED) >= _MOST_REMEMBERED:
            _REMEMBERED.clear()
        _REMEMBERED[fingerprint] = content
        return content
    return _REMEMBERED[fingerprint]


def _read_parts(version: PlanVersion) -> PlanContent:
    lists: dict[str, Any] = {
        name: tuple(_read_part(name, row) for row in model._default_manager.filter(version=version))
        for name, model in PART_MODELS.items()
    }
    return PlanContent(accountability=tuple(version.accountability), **lists)


def write_content(version: PlanVersion, content: PlanContent) -> None:
    """Replace everything that a draft says. The database refuses it for any other version."""
    version.accountability = list(content.accountability)
    version.save(update_fields=["accountability"])
    for name, model in PART_MODELS.items():
        manager = model._default_manager
        manager.filter(version=version).delete()
        manager.bulk_create(_make_rows(version, model, getattr(content, name)))


def replace_list(content: PlanContent, name: str, parts: Iterable[Part]) -> PlanContent:
    """Return content with another list; raise PlanError for a list or part that does not belong."""
    wanted = tuple(parts)
    if name not in PART_MODELS:
        raise PlanError(f"Een plan heeft geen lijst '{name}', wel: {', '.join(PART_MODELS)}.")
    if not all(isinstance(part, _TYPES.get(name, tuple(KINDS.values()))) for part in wanted):
        raise PlanError(f"Dit onderdeel hoort niet in de lijst '{name}'.")
    changed: dict[str, Any] = {name: wanted}
    return replace(content, **changed)


def list_family_decisions(plan: SafetyPlan) -> tuple[PlanDecision, ...]:
    """Return what was decided about a plan, and about it in the decisions of the plan above it."""
    plans = [plan.pk, *([plan.parent_id] if plan.parent_id else [])]
    return tuple(read_value(PlanDecision, row) for row in DecisionRow.objects.filter(plan__in=plans))


def read_value(made: type[T], row: models.Model) -> T:
    """Return a row as the frozen value with the same field names."""
    return made(**{name: _from_column(hint, getattr(row, name)) for name, hint in _slots(made).items()})


def write_value(value: object) -> dict[str, Any]:
    """Return the columns of a frozen value."""
    slots = _slots(type(value))
    return {name: _as_column(hint, getattr(value, name)) for name, hint in slots.items()}


def _read_part(name: str, row: VersionPart) -> Part:
    made = KINDS[PromiseKind(row.kind)] if isinstance(row, Promise) else _TYPES[name]
    part: Part = read_value(made, row)
    return part


def _make_rows(
    version: PlanVersion, model: type[VersionPart], parts: Iterable[Part]
) -> Iterable[VersionPart]:
    for position, part in enumerate(parts):
        columns = write_value(part)
        if model is Promise:
            columns["kind"] = get_kind(part).value  # type: ignore[arg-type]
        yield model(version=version, position=position, **columns)


_SLOTS: dict[type[Any], dict[str, Any]] = {}


def _slots(made: type[Any]) -> dict[str, Any]:
    """The fields of a class with their types; looked up once, as it takes longer than the row."""
    if made not in _SLOTS:
        hints = get_type_hints(made)
        _SLOTS[made] = {each.name: hints[each.name] for each in fields(made)}
    return _SLOTS[made]


def _as_column(hint: Any, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if _is_period(hint):
        return "" if value is None else str(value)
    return list(value) if isinstance(value, tuple) else value


def _from_column(hint: Any, value: Any) -> Any:
    if _is_period(hint):
        return Period.parse(value) if value else None
    if value is None and hint is str:
        # Columns that came later are empty in older rows.
        return ""
    if isinstance(value, list) or (value is None and get_origin(hint) is tuple):
        return tuple(value or ())
    if isinstance(value, Decimal):
        # The column keeps four decimals; people wrote 178.
        return Decimal(f"{value.normalize():f}")
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


def _is_period(hint: Any) -> bool:
    return hint is Period or Period in get_args(hint)
