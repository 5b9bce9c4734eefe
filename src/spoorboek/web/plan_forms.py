"""The form of a part of a plan, and how its answers become that part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from django import forms

from spoorboek.rules.plan_content import (
    Action,
    AnnouncedPlan,
    Approach,
    Budget,
    Goal,
    Part,
    Partner,
    Pillar,
    PillarKind,
    PlanArea,
    PlanContent,
    Theme,
)
from spoorboek.rules.promises import KINDS, CountedPer, OutcomeDirection, PromiseKind, TargetDirection
from spoorboek.web.plan_questions import Figures, list_questions

MADE: dict[str, type[Any]] = {
    "themes": Theme,
    "goals": Goal,
    "actions": Action,
    "pillars": Pillar,
    "approaches": Approach,
    "partners": Partner,
    "budgets": Budget,
    "areas": PlanArea,
    "announced_plans": AnnouncedPlan,
}


class PartForm(forms.Form):
    """A part of a plan. ``more`` names the fields that few people need; they wait behind one line."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    more: tuple[str, ...] = ()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Return the fields that everybody sees."""
        return [field for field in self.visible_fields() if field.name not in self.more]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Return the fields that wait."""
        return [field for field in self.visible_fields() if field.name in self.more]

    @property
    def is_more_open(self) -> bool:
        """Tell whether something waits there that must be seen."""
        return any(field.errors or field.value() for field in self.more_fields)


def part_form(
    list_name: str,
    content: PlanContent,
    figures: Figures,
    *,
    kind: PromiseKind | None = None,
    part: Any = None,
    data: Any = None,
    **initial: Any,
) -> PartForm:
    """Return the form for one part, filled in with ``part`` when there is one."""
    known = {each.name: _shown(getattr(part, each.name)) for each in fields(part)} if part else {}
    form = PartForm(data, initial={**known, **initial})
    form.fields.update(list_questions(list_name, content, figures, kind))
    if kind is not None:
        form.more = ("goal", "pillar", "partners", "budget", "period", "note")
    for name, value in known.items():
        _keep_choice(form.fields.get(name), value)
    if part is not None and "part_of" in form.fields:
        wider: Any = form.fields["part_of"]
        wider.choices = [choice for choice in wider.choices if choice[0] != part.code]
    return form


def make_part(list_name: str, kind: PromiseKind | None, said: Mapping[str, Any], code: str) -> Part:
    """Return the part that a form says."""
    made = KINDS[kind] if kind is not None else MADE[list_name]
    names = {each.name for each in fields(made)}
    answers = {name: _read(name, value) for name, value in said.items() if name in names}
    part: Part = made(code=code, **{name: value for name, value in answers.items() if value is not None})
    return part


_ENUMS: dict[str, type[Enum]] = {
    "direction": TargetDirection,
    "per": CountedPer,
    "outcome": OutcomeDirection,
}


def _keep_choice(field: forms.Field | None, value: Any) -> None:
    """Leave what a part says now among the choices, also when nobody could choose it any more."""
    if isinstance(field, forms.ChoiceField) and isinstance(value, str):
        choices: Any = field.choices
        if value not in {code for code, _ in choices}:
            field.choices = [*choices, (value, value)]


def _read(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name == "kind" and value in {kind.value for kind in PillarKind}:
        return PillarKind(value)
    return tuple(value) if isinstance(value, list) else value


def _shown(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
