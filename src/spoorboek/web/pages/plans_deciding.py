"""Beginning a plan, adopting it, giving it a next version, withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.plans.actions import adopt_plan, amend_plan, draft_plan, withdraw_plan
from spoorboek.apps.plans.drafts import get_draft_row
from spoorboek.apps.plans.queries import PlanRow, PlanSummaryRow, get_plan, list_plans
from spoorboek.figures.codes import make_code
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Adoption, PlanContent
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.plan_succession import Succession, continue_plan, list_open_decisions
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.plans_drafting import draft_crumbs, writers
from spoorboek.web.pages.plans_tables import plan_crumbs
from spoorboek.web.phrasebook import Content
from spoorboek.web.plan_answers import does, find_unit_for, is_sent
from spoorboek.web.plan_decision_forms import AdoptionForm, AmendForm, NewPlanForm
from spoorboek.web.plan_drafts import count_warnings, find_figures_to_choose, list_draft_lines
from spoorboek.web.viewers import signed, viewer_of

RESERVED_SLUGS = frozenset({"nieuw", "inlezen"})
adopters = role_page(Permission.PLANS_ADOPT)
_YEARS = 4
"""The council sets the safety goals at least once every four years (Politiewet 2012, art. 38b)."""


@writers
def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan with a draft, empty or with what goes on of an earlier plan."""
    viewer = viewer_of(request)
    if not _has_municipality(viewer):
        return _explain_no_municipality(request, viewer)
    rows = list_plans(viewer)
    form = NewPlanForm(
        typed(request),
        parents=[(row.slug, Content(row.title)) for row in rows if not row.parent],
        plans=[(row.slug, Content(row.title)) for row in rows if row.status is not VersionStatus.DRAFT],
        initial=_next_days(rows),
    )
    slugs: list[str] = []
    if is_sent(request, form) and does(form, lambda: slugs.append(_begin(request, form.cleaned_data, rows))):
        messages.success(request, _("Het concept staat klaar. Alleen u en uw collega’s zien het."))
        return redirect("plan_draft", slugs[0])
    title = _("Nieuw plan")
    context = {
        "title": title,
        "form": form,
        "action": _("Plan beginnen"),
        "cancel": reverse("plans"),
        "crumbs": open_trail(viewer, Crumb(_("Plan"), reverse("plans")), Crumb(title)),
    }
    return render(request, "pages/form.html", context)


def _begin(request: HttpRequest, said: dict[str, Any], rows: tuple[PlanSummaryRow, ...]) -> str:
    viewer = viewer_of(request)
    period = Period(said["first_on"], said["last_on"])
    followed = Succession(PlanContent(), ())
    if said.get("follows"):
        before = get_plan(viewer, said["follows"])
        followed = continue_plan(before.content, before.decisions, period)
    slug = make_code(said["title"], RESERVED_SLUGS | {row.slug for row in rows})
    draft_plan(
        slug=slug,
        title=said["title"],
        area_code=get_municipality(viewer).code,
        period=period,
        content=followed.content,
        find_unit=find_unit_for(viewer),
        parent=said.get("parent", ""),
        **signed(request),
    )
    if followed.left_out:
        said_so = _("Gestopt of voorbij, en dus niet meegenomen: %(titles)s.")
        messages.info(request, said_so % {"titles": ", ".join(followed.left_out)})
    return slug


@adopters
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Adopt the draft of a plan by a decision."""
    viewer = viewer_of(request)
    row = get_draft_row(viewer, slug)
    form = AdoptionForm(typed(request), initial={"decided_on": timezone.localdate()})

    def act() -> None:
        decision = Adoption(**form.cleaned_data)
        adopt_plan(plan=slug, decision=decision, find_unit=find_unit_for(viewer), **signed(request))

    if is_sent(request, form) and does(form, act, row.content):
        messages.success(request, _("Het plan is vastgesteld. Iedereen kan het nu lezen."))
        return redirect("plan", slug)
    title = _("‘%(title)s’ vaststellen") % {"title": row.title}
    warned = count_warnings(list_draft_lines(row, find_figures_to_choose(viewer)))
    said = [_("Daarna verandert deze versie nooit meer, en is zij openbaar.")]
    if row.held_number:
        said.append(_("Zij komt in de plaats van versie %(number)s.") % {"number": row.held_number})
    if not row.content.promises:
        said.append(_("Let op: er staat nog geen belofte in."))
    if warned:
        said.append(_("Bij %(count)s beloften valt iets op; lees het concept na.") % {"count": warned})
    context = {
        "title": title,
        "warning": " ".join(said),
        "form": form,
        "action": _("Plan vaststellen"),
        "cancel": reverse("plan_draft", args=[slug]),
        "crumbs": draft_crumbs(viewer, row, _("Vaststellen")),
    }
    return render(request, "pages/form.html", context)


@writers
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a next version of an adopted plan, with the reason."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    _check_adopted(found)
    if any(each.status is VersionStatus.DRAFT for each in found.versions):
        raise NotFoundError("Deze pagina")
    over = list_open_decisions(found.content, found.decisions)
    form = AmendForm(typed(request))
    if not over:
        del form.fields["follows_decisions"]

    def act() -> None:
        amend_plan(plan=slug, **form.cleaned_data, **signed(request))

    if is_sent(request, form) and does(form, act):
        messages.success(request, _("De nieuwe versie staat klaar als concept. De oude geldt zolang nog."))
        return redirect("plan_draft", slug)
    titles = ", ".join(one.subject for one in over)
    warning = _("Na de evaluatie gestopt of afgerond: %(titles)s.") % {"titles": titles} if over else ""
    title = _("‘%(title)s’ wijzigen") % {"title": found.summary.title}
    context = {
        "title": title,
        "warning": warning,
        "form": form,
        "action": _("Nieuwe versie beginnen"),
        "cancel": reverse("plan", args=[slug]),
        "crumbs": plan_crumbs(viewer, found.summary, _("Wijzigen")),
    }
    return render(request, "pages/form.html", context)


@adopters
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw the version that holds, by a decision."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    _check_adopted(found)
    form = AdoptionForm(typed(request), initial={"decided_on": timezone.localdate()})

    def act() -> None:
        withdraw_plan(plan=slug, decision=Adoption(**form.cleaned_data), **signed(request))

    if is_sent(request, form) and does(form, act):
        messages.success(request, _("Het plan is ingetrokken. Het blijft leesbaar."))
        return redirect("plan", slug)
    title = _("‘%(title)s’ intrekken") % {"title": found.summary.title}
    context = {
        "title": title,
        "warning": _("Het plan geldt daarna niet meer. Wat erin stond, blijft voor iedereen te lezen."),
        "form": form,
        "action": _("Plan intrekken"),
        "cancel": reverse("plan", args=[slug]),
        "crumbs": plan_crumbs(viewer, found.summary, _("Intrekken")),
    }
    return render(request, "pages/form.html", context)


def _check_adopted(found: PlanRow) -> None:
    if found.version.status is not VersionStatus.ADOPTED:
        raise NotFoundError("Deze pagina")


def _next_days(rows: tuple[PlanSummaryRow, ...]) -> dict[str, Any]:
    """Propose the years after the newest plan, else those that begin next."""
    own = [row.period.last.year for row in rows if not row.parent]
    first = max([*own, timezone.localdate().year]) + 1
    proposed = Period.parse(f"{first}..{first + _YEARS - 1}")
    return {"first_on": proposed.first, "last_on": proposed.last}


def _has_municipality(viewer: Viewer) -> bool:
    try:
        get_municipality(viewer)
    except NotFoundError:
        return False
    return True


def _explain_no_municipality(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    context = {
        "title": _("Nieuw plan"),
        "text": _(
            "Er is nog niet vastgelegd welke gemeente dit is. Vraag de beheerder om ‘spoorboek start-city’ "
            "uit te voeren; daarna begint u hier met een plan."
        ),
        "crumbs": open_trail(viewer, Crumb(_("Plan"), reverse("plans")), Crumb(_("Nieuw plan"))),
    }
    return render(request, "pages/plans/not_yet.html", context)
