"""The questions behind a count: which registrations a rule takes in one period and one area."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.figures.period import Period


def select_registrations(
    register: Register, rule: CountingRule, period: Period, area_code: str
) -> QuerySet[Registration]:
    """Return the registrations that count, each once."""
    question = ask(register, rule, period, area_code)
    rows = register.model._default_manager.all()
    if not any(_is_plural(register, register.filters[name]) for name, _ in rule.where):
        return rows.filter(question)
    # A subquery, because a filter over a plural relation would count a row more than once.
    return rows.filter(pk__in=rows.filter(question).values("pk"))


def ask(register: Register, rule: CountingRule, period: Period, area_code: str = "") -> Q:
    """Return the question whether a registration counts; over a plural relation it joins."""
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
    return question


def _is_plural(register: Register, path: str) -> bool:
    """Tell whether a path passes a relation with several rows at its other end."""
    where: Any = register.model
    for name in path.split("__"):
        step = where._meta.get_field(name)
        if step.many_to_many or step.one_to_many:
            return True
        where = step.related_model
    return False


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
