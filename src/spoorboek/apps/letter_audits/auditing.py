"""Running an audit with what is known here: the figures of the periods that the letter names, "
"and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.queries import find_figures, list_definitions
from spoorboek.apps.plans.queries import get_plan
from spoorboek.documents.readers.audit_text import AuditText
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.letter_audit import LetterAudit, audit_letter, read_material
from spoorboek.rules.letter_audit.returns import AuditPlan

_MOST_PERIODS = 40


def run_audit(
    viewer: Viewer,
    text: AuditText,
    *,
    plan: str = "",
    earlier: AuditText | None = None,
    at: datetime,
    language: str | None = None,
) -> LetterAudit:
    """Audit a letter against the figures that the viewer may see, and against a plan when one is named.

    Raises NotFoundError when there is no such plan for the viewer.
    """
    known = read_plan(viewer, plan) if plan else None
    figures = list_known_figures(viewer, read_material(text, known, language), at=at)
    return audit_letter(text, figures=figures, plan=known, earlier=earlier, language=language)


def read_plan(viewer: Viewer, slug: str) -> AuditPlan:
    """Return a plan with its execution plans as an audit needs it: its days and its promises."""
    row = get_plan(viewer, slug)
    below = [get_plan(viewer, each.slug) for each in row.execution_plans]
    promises = [promise for one in (row, *below) for promise in one.content.promises]
    return AuditPlan(row.summary.title, row.summary.period, tuple(promises))


def list_known_figures(viewer: Viewer, material: Material, *, at: datetime) -> Sequence[Figure]:
    """Return every figure over a period that the letter names, as far as the viewer may see it."""
    codes = [row.definition.code for row in list_definitions(viewer)]
    keys = [f"{code}@{period}" for code in codes for period in _list_periods(material)]
    return list(find_figures(viewer, keys, at=at).values())


def _list_periods(material: Material) -> Iterable[Period]:
    said = [one.period for one in material.letter.mentions if one.period is not None]
    said += [period for row in material.series for period, _ in row.values]
    whole = {one for one in said if one.is_whole_months}
    whole |= {year for one in whole for year in one.years() if one.days_count < 366 * 5}
    return sorted(whole, reverse=True)[:_MOST_PERIODS]
