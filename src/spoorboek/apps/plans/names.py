"""Names by code, for pages that do not need a whole plan: themes of figures, titles of promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import and_, or_

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import Commitment, Promise, SafetyPlan, Theme
from spoorboek.figures.dutch_words import list_word_forms
from spoorboek.rules.plan_lifecycle import VersionStatus


@dataclass(frozen=True, slots=True)
class PromiseName:
    """How a promise or commitment is called, and in which plan (slug) it stands."""

    code: str
    title: str
    plan: str
    is_commitment: bool = False


class PlanPart(Enum):
    """What of a plan can be found by its words."""

    PLAN = "plan"
    PROMISE = "promise"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A plan, promise or commitment that was found; ``plan`` is the slug of its plan."""

    part: PlanPart
    plan: str
    code: str
    title: str


def find_plan_parts(viewer: Viewer, words: Sequence[str]) -> tuple[FoundPart, ...]:
    """Return the plans, promises of adopted plans and commitments that hold all these words, by title."""
    if not words:
        return ()
    adopted = Promise.objects.filter(version__status=VersionStatus.ADOPTED.value)
    asked = [
        _ask_part(viewer, PlanPart.PLAN, SafetyPlan.objects.all(), words, "slug", "slug", "title"),
        _ask_part(viewer, PlanPart.PROMISE, adopted, words, "version__plan__slug", "code", "title"),
        _ask_part(viewer, PlanPart.COMMITMENT, Commitment.objects.all(), words, "plan__slug", "code", "text"),
    ]
    found = asked[0].union(*asked[1:], all=True)
    rows = (FoundPart(PlanPart(part), plan, code, title) for part, plan, code, title in found)
    return tuple(sorted(rows, key=lambda row: (row.title.casefold(), row.plan, row.code)))


def _ask_part(
    viewer: Viewer,
    part: PlanPart,
    rows: QuerySet[Guarded],
    words: Sequence[str],
    *paths: str,
) -> QuerySet[Guarded, tuple[str, str, str, str]]:
    plan, code, text = paths
    holds = [reduce(or_, (Q(**{f"{text}__icontains": form}) for form in list_word_forms(w))) for w in words]
    found = Access(viewer).filter(rows.filter(reduce(and_, holds))).order_by()
    return found.annotate(
        hit_part=Value(part.value, CharField()),
        hit_plan=F(plan),
        hit_code=F(code),
        hit_text=Cast(text, TextField()),
    ).values_list("hit_part", "hit_plan", "hit_code", "hit_text")


def find_figure_themes(viewer: Viewer) -> dict[str, dict[str, str]]:
    """Return by code of a figure the themes it belongs to, as code and title; only of adopted plans."""
    adopted = {"version__status": VersionStatus.ADOPTED.value}
    themes = Access(viewer).filter(Theme.objects.filter(**adopted))
    titles = {(row.version_id, row.code): row.title for row in themes}
    found: dict[str, dict[str, str]] = {}
    for row in Access(viewer).filter(Promise.objects.filter(**adopted)):
        title = titles.get((row.version_id, row.theme))
        if row.figure and title:
            found.setdefault(row.figure, {})[row.theme] = title
    return found


def find_promise_names(viewer: Viewer, codes: Collection[str]) -> dict[str, PromiseName]:
    """Return by code what the promises of adopted plans and the commitments to the council are called."""
    adopted = {"version__status": VersionStatus.ADOPTED.value, "code__in": codes}
    made = Access(viewer).filter(Promise.objects.filter(**adopted).select_related("version__plan"))
    told = Access(viewer).filter(Commitment.objects.filter(code__in=codes).select_related("plan"))
    names = [PromiseName(row.code, row.title, row.version.plan.slug) for row in made]
    names += [PromiseName(row.code, row.text, row.plan.slug, is_commitment=True) for row in told]
    return {name.code: name for name in names}


def find_theme_names(viewer: Viewer) -> dict[str, str]:
    """Return by code what the themes of adopted plans are called, by title."""
    adopted = {"version__status": VersionStatus.ADOPTED.value}
    themes = Access(viewer).filter(Theme.objects.filter(**adopted))
    return dict(sorted(((row.code, row.title) for row in themes), key=lambda pair: pair[1].casefold()))


def list_theme_promises(viewer: Viewer, theme: str) -> tuple[PromiseName, ...]:
    """Return what the promises of a theme are called, in all adopted plans, in the order of the plans."""
    wanted = {"version__status": VersionStatus.ADOPTED.value, "theme": theme}
    rows = Access(viewer).filter(Promise.objects.filter(**wanted).select_related("version__plan"))
    return tuple(PromiseName(row.code, row.title, row.version.plan.slug) for row in rows)
