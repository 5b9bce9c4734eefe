"""The draft of a plan: all that it says, in which order, and what stands around it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.draft_actions import describe_draft, discard_draft, move_part
from spoorboek.apps.plans.drafts import DraftRow, get_draft_row
from spoorboek.apps.plans.errors import PlanConflictError
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.desk_forms import text_field
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.plan_answers import does, find_unit_for, is_sent
from spoorboek.web.plan_decision_forms import PlanDaysForm
from spoorboek.web.plan_drafts import (
    count_warnings,
    find_figures_to_choose,
    label_of_draft,
    list_draft_lines,
)
from spoorboek.web.plan_fields import LineField
from spoorboek.web.plan_parts import get_part_list
from spoorboek.web.viewers import signed, viewer_of

writers = role_page(Permission.PLANS_WRITE)


class AboutForm(PlanDaysForm):
    """What stands around the parts of a plan. Title and days only while the plan was never adopted."""

    reason = text_field(gettext_lazy("Waarom verandert het plan?"))
    accountability = LineField(
        label=gettext_lazy("Hoe hoort de raad ervan?"),
        help_text=gettext_lazy("Eén per regel, zoals raadsinformatiebrief of jaarrapportage."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, draft: DraftRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = ["reason"] if draft.number == 1 else []
        for name in hidden if draft.is_new_plan else [*hidden, "title", "first_on", "last_on"]:
            del self.fields[name]


@role_page(Permission.PLANS_VIEW_DRAFTS)
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the draft of a plan: each list with its parts, and what to think about."""
    viewer = viewer_of(request)
    row = get_draft_row(viewer, slug)
    lists = list_draft_lines(row, find_figures_to_choose(viewer))
    context = {
        "draft": row,
        "label": label_of_draft(row),
        "main_lists": [each for each in lists if each.part_list.is_main],
        "other_lists": [each for each in lists if not each.part_list.is_main],
        "warning_count": count_warnings(lists),
        "may_write": viewer.may(Permission.PLANS_WRITE),
        "may_adopt": viewer.may(Permission.PLANS_ADOPT),
        "crumbs": draft_crumbs(viewer, row),
    }
    return render(request, "pages/plans/draft.html", context)


@writers
@require_POST
def order(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Take one part a place up or down."""
    part_list = get_part_list(kind)
    is_up = "up" in request.POST
    code = request.POST.get("up" if is_up else "down", "")
    find_unit = find_unit_for(viewer_of(request))
    move_part(
        plan=slug, list_name=part_list.name, code=code, is_up=is_up, find_unit=find_unit, **signed(request)
    )
    return redirect(f"{reverse('plan_draft', args=[slug])}#{part_list.slug}-{code}")


@writers
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the title, the days, the reason, and how the council will hear of it."""
    viewer = viewer_of(request)
    row = get_draft_row(viewer, slug)
    initial = {
        "title": row.title,
        "first_on": row.period.first,
        "last_on": row.period.last,
        "reason": row.reason,
        "accountability": "\n".join(row.content.accountability),
        "seen": row.about_mark,
    }
    form = AboutForm(typed(request), initial=initial, draft=row)
    warning = ""
    try:
        if is_sent(request, form) and does(form, lambda: _describe(request, row, form), row.content):
            messages.success(request, _("De gegevens zijn opgeslagen."))
            return redirect("plan_draft", slug)
    except PlanConflictError as error:
        said = _("Hieronder staat wat u schreef; op de pagina van het concept staat wat er nu is.")
        warning = f"{error} {said}"
        form = AboutForm({**request.POST.dict(), "seen": row.about_mark}, draft=row)
    title = _("Gegevens van het plan")
    context = {
        "title": title,
        "warning": warning,
        "form": form,
        "action": _("Opslaan"),
        "cancel": reverse("plan_draft", args=[slug]),
        "crumbs": draft_crumbs(viewer, row, title),
    }
    return render(request, "pages/form.html", context, status=409 if warning else 200)


def _describe(request: HttpRequest, row: DraftRow, form: AboutForm) -> None:
    said = form.cleaned_data
    days = Period(said["first_on"], said["last_on"]) if row.is_new_plan else row.period
    lines = (line.strip() for line in said["accountability"].splitlines())
    describe_draft(
        plan=row.slug,
        title=said.get("title", row.title),
        period=days,
        reason=said.get("reason", row.reason),
        accountability=tuple(line for line in lines if line),
        seen=said["seen"],
        find_unit=find_unit_for(viewer_of(request)),
        **signed(request),
    )


@writers
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    viewer = viewer_of(request)
    row = get_draft_row(viewer, slug)
    form = forms.Form(request.POST if request.method == "POST" else None)
    gone: list[bool] = []
    if is_sent(request, form) and does(
        form, lambda: gone.append(discard_draft(plan=slug, **signed(request)))
    ):
        messages.success(request, _("Het concept van ‘%(title)s’ is weggegooid.") % {"title": row.title})
        return redirect("plans") if gone[0] else redirect("plan", slug)
    title = _("Concept van ‘%(title)s’ weggooien") % {"title": row.title}
    said = _("Alles wat in dit concept staat, gaat weg. Dit kan niet ongedaan worden gemaakt.")
    stays = _("De vastgestelde versie %(number)s blijft gelden.") % {"number": row.held_number}
    context = {
        "title": title,
        "warning": f"{said} {stays}" if row.held_number else said,
        "form": form,
        "action": _("Concept weggooien"),
        "cancel": reverse("plan_draft", args=[slug]),
        "crumbs": draft_crumbs(viewer, row, _("Weggooien")),
    }
    return render(request, "pages/form.html", context)


def draft_crumbs(viewer: Viewer, row: DraftRow, *more: str) -> list[Crumb]:
    """Return the way to the draft of a plan, or to a page below it."""
    crumbs = [Crumb(_("Plan"), reverse("plans")), Crumb(row.title, reverse("plan", args=[row.slug]))]
    crumbs.append(Crumb(_("Concept"), reverse("plan_draft", args=[row.slug]) if more else ""))
    return open_trail(viewer, *crumbs, *(Crumb(label) for label in more))
