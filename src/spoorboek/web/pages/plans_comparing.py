"""Two versions of a plan side by side: what came, what went, which words and numbers are others."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.plans.comparison import PartChange, compare_content
from spoorboek.apps.plans.queries import PlanRow, get_plan
from spoorboek.rules.plan_content import PlanContent
from spoorboek.web.choices import offer
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.plans_tables import LISTS, plan_crumbs
from spoorboek.web.plan_differences import FieldDifference, list_field_differences
from spoorboek.web.plan_drafts import describe_part
from spoorboek.web.viewers import viewer_of

_SIGNS = {"vervallen": "wrong", "toegevoegd": "ok", "gewijzigd": "note"}


class VersionsForm(forms.Form):
    """Which two versions to compare."""

    van = forms.ChoiceField(label=gettext_lazy("Van"))
    naar = forms.ChoiceField(label=gettext_lazy("Naar"))

    def __init__(self, *args: object, found: PlanRow, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(each.number), _name(each.number, each.status_word)) for each in found.versions]
        for name in ("van", "naar"):
            offer(self, name, choices)


@dataclass(frozen=True, slots=True)
class ChangeLines:
    """One part that differs: its kind, what happened, and what it says or said."""

    title: str
    label: str
    word: str
    sign: str
    words: str
    differences: tuple[FieldDifference, ...]


@shared_page
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show two versions of a plan side by side."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    numbers = [each.number for each in found.versions]
    chosen = {"van": str(numbers[-2] if len(numbers) > 1 else numbers[-1]), "naar": str(numbers[-1])}
    form = VersionsForm({**chosen, **request.GET.dict()}, found=found)
    changes: list[ChangeLines] = []
    if form.is_valid():
        before, after = (
            get_plan(viewer, slug, int(form.cleaned_data[name])).content for name in ("van", "naar")
        )
        changes = [_draw(each, before, after) for each in compare_content(before, after)]
        changes += _compare_accountability(before, after)
    title = _("Versies vergelijken")
    context = {
        "plan": found,
        "title": title,
        "form": form,
        "is_one": len(numbers) == 1,
        "left": _("Versie %(number)s") % {"number": form["van"].value()},
        "right": _("Versie %(number)s") % {"number": form["naar"].value()},
        "changes": changes,
        "crumbs": plan_crumbs(viewer, found.summary, title),
    }
    return render(request, "pages/plans/compare.html", context)


def _draw(change: PartChange, before: PlanContent, after: PlanContent) -> ChangeLines:
    is_gone = change.change == "vervallen"
    content = before if is_gone else after
    part = next(each for each in getattr(content, change.list_name) if each.code == change.code)
    differences: tuple[FieldDifference, ...] = ()
    if change.changed:
        old = next(each for each in getattr(before, change.list_name) if each.code == change.code)
        differences = list_field_differences(old, part, before, after)
    return ChangeLines(
        title=change.title,
        label=str(LISTS.get(change.list_name, change.list_name)),
        word=change.change,
        sign=_SIGNS[change.change],
        words="" if differences else describe_part(part, content),
        differences=differences,
    )


def _compare_accountability(before: PlanContent, after: PlanContent) -> list[ChangeLines]:
    gone = [each for each in before.accountability if each not in after.accountability]
    came = [each for each in after.accountability if each not in before.accountability]
    label = _("Hoe de raad ervan hoort")
    return [
        *(ChangeLines(capfirst(each), label, "vervallen", "wrong", "", ()) for each in gone),
        *(ChangeLines(capfirst(each), label, "toegevoegd", "ok", "", ()) for each in came),
    ]


def _name(number: int, status: str) -> str:
    return _("Versie %(number)s (%(status)s)") % {"number": number, "status": status}
