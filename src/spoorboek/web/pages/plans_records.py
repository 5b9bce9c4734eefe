"""What is written down while a plan is carried out: evaluations, milestones, commitments to the council."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.queries import list_letters
from spoorboek.apps.plans.actions import (
    add_commitment,
    discharge_commitment,
    record_decision,
    record_delivery,
)
from spoorboek.apps.plans.queries import PlanRow, get_plan, get_promise
from spoorboek.figures.codes import make_code
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.plan_checks import DECIDED_LISTS
from spoorboek.rules.plan_content import DecisionOutcome, PlanDecision
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.promises import MilestonePromise
from spoorboek.web.dates import format_date
from spoorboek.web.keeping import typed
from spoorboek.web.pages.plans_drafting import writers
from spoorboek.web.pages.plans_tables import LISTS, OUTCOMES, plan_crumbs
from spoorboek.web.plan_answers import does, is_sent
from spoorboek.web.plan_decision_forms import (
    CommitmentForm,
    DeliveryForm,
    DischargeForm,
    EvaluationForm,
)
from spoorboek.web.plan_drafts import find_figures_to_choose
from spoorboek.web.tables import Column, Table, cell, content_cell
from spoorboek.web.viewers import signed, viewer_of


@writers
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    """List each part of the plan that holds, with what was decided about it last."""
    viewer = viewer_of(request)
    found = _get_adopted(viewer, slug)
    context = {
        "plan": found,
        "table": _evaluation_table(found),
        "has_draft": any(each.status is VersionStatus.DRAFT for each in found.versions),
        "crumbs": plan_crumbs(viewer, found.summary, _("Evaluatie")),
    }
    return render(request, "pages/plans/evaluation.html", context)


@writers
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what was decided about one part after an evaluation, with what shows it."""
    viewer = viewer_of(request)
    found = _get_adopted(viewer, slug)
    figures = find_figures_to_choose(viewer)
    parts = {part.code: part.title for name in DECIDED_LISTS for part in getattr(found.content, name)}
    about = request.GET.get("over", "")
    form = EvaluationForm(
        typed(request),
        parts=parts.items(),
        letters=_list_letter_choices(viewer),
        figures=sorted(figures.titles.items(), key=lambda one: one[1].casefold()),
        initial={
            "about": about,
            "figure": _figure_of(found, about),
            "decided_on": timezone.localdate(),
        },
    )

    def act() -> None:
        record_decision(
            plan=slug, decision=_read_decision(found, parts, form.cleaned_data), **signed(request)
        )

    said = _("Het besluit is vastgelegd. Het staat bij het plan en gaat mee naar de volgende versie.")
    title = _("Besluit na een evaluatie")
    back = reverse("plan_evaluation", args=[slug])
    return _answer(
        request, form, act, title=title, action=_("Besluit vastleggen"), done=said, back=back, plan=found
    )


@writers
def deliver(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write down that a milestone was reached, with what shows it."""
    viewer = viewer_of(request)
    found = _get_adopted(viewer, slug)
    row = get_promise(viewer, slug, code)
    if not isinstance(row.promise, MilestonePromise):
        raise NotFoundError("Deze pagina")
    form = DeliveryForm(
        typed(request),
        initial={"delivered_on": timezone.localdate(), "evidence": row.promise.evidence},
    )

    def act() -> None:
        record_delivery(plan=slug, promise=code, **form.cleaned_data, **signed(request))

    back = reverse("promise", args=[slug, code])
    title = _("‘%(title)s’ opleveren") % {"title": row.promise.title}
    said = _("De mijlpaal is vastgelegd.")
    return _answer(
        request, form, act, title=title, action=_("Mijlpaal vastleggen"), done=said, back=back, plan=found
    )


@writers
def new_commitment(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what the council was told that it would hear or get."""
    found = get_plan(viewer_of(request), slug)
    form = CommitmentForm(typed(request), initial={"made_on": timezone.localdate()})

    def act() -> None:
        said = form.cleaned_data
        code = make_code(said["text"], {"nieuw", *(each.code for each in found.commitments)})
        add_commitment(plan=slug, commitment=Commitment(code=code, **said), **signed(request))

    back = reverse("plan_commitments", args=[slug])
    done = _("De toezegging is vastgelegd.")
    title = _("Toezegging vastleggen")
    return _answer(request, form, act, title=title, action=title, done=done, back=back, plan=found)


@writers
def discharge(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write down with which letter a commitment was kept."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    said = next((each for each in found.commitments if each.code == code), None)
    if said is None or said.discharged_by:
        raise NotFoundError("Deze pagina")
    form = DischargeForm(
        typed(request),
        letters=_list_letter_choices(viewer),
        initial={"on": timezone.localdate()},
    )

    def act() -> None:
        discharge_commitment(plan=slug, code=code, **form.cleaned_data, **signed(request))

    back = reverse("plan_commitments", args=[slug])
    done, action = _("De toezegging is afgedaan."), _("Toezegging afdoen")
    return _answer(
        request, form, act, title=action, action=action, done=done, back=back, plan=found, warning=said.text
    )


def _answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    action: str,
    done: str,
    back: str,
    plan: PlanRow,
    warning: str = "",
) -> HttpResponse:
    if is_sent(request, form) and does(form, act):
        messages.success(request, done)
        return redirect(back)
    context = {
        "title": title,
        "warning": warning,
        "form": form,
        "action": action,
        "cancel": back,
        "crumbs": plan_crumbs(viewer_of(request), plan.summary, title),
    }
    return render(request, "pages/form.html", context)


def _read_decision(found: PlanRow, parts: dict[str, str], said: dict[str, Any]) -> PlanDecision:
    about, figure = said["about"], said["figure"]
    subject = said["subject"] or parts[about]
    named = f"{subject[:40]} {said['decided_on']}"
    return PlanDecision(
        code=make_code(named, {each.code for each in found.decisions}),
        outcome=DecisionOutcome(said["outcome"]),
        subject=subject,
        reason=said["reason"],
        decided_on=said["decided_on"],
        about=about,
        evaluation=said["evaluation"],
        letter=said["letter"],
        figure=f"{figure}@{said['figure_period']}" if figure else "",
    )


def _evaluation_table(found: PlanRow) -> Table:
    newest = {each.about: each for each in sorted(found.decisions, key=lambda one: one.decided_on)}
    columns = [Column(_("Onderdeel")), Column(_("Soort")), Column(_("Laatste besluit")), Column(_("Nu"))]
    rows = []
    for name in DECIDED_LISTS:
        for part in getattr(found.content, name):
            last = newest.get(part.code)
            words = f"{OUTCOMES[last.outcome]}, {format_date(last.decided_on)}" if last else ""
            href = f"{reverse('plan_decide', args=[found.summary.slug])}?over={part.code}"
            step = cell(_("Besluit vastleggen"), href=href)
            rows.append(
                [
                    content_cell(part.title),
                    cell(str(LISTS[name])),
                    cell(words, note=last.reason if last else ""),
                    step,
                ]
            )
    return Table(
        _("Onderdelen van het plan"), columns, rows, empty=_("In dit plan staat nog niets."), is_stacked=True
    )


def _get_adopted(viewer: Viewer, slug: str) -> PlanRow:
    found = get_plan(viewer, slug)
    if found.version.status is not VersionStatus.ADOPTED:
        raise NotFoundError("Deze pagina")
    return found


def _figure_of(found: PlanRow, code: str) -> str:
    promise = next((each for each in found.content.promises if each.code == code), None)
    return getattr(promise, "figure", "")


def _list_letter_choices(viewer: Viewer) -> list[tuple[str, str]]:
    published = (row for row in list_letters(viewer) if row.status is LetterStatus.PUBLISHED)
    return [(row.slug, f"{row.title} ({format_date(row.dated_on)})") for row in published]
