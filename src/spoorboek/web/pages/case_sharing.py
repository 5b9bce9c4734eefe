"""Who gets to see a case, sending it on, and the privacy officer's view of both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.cases.access_actions import end_taking_part, let_take_part, set_level
from spoorboek.apps.cases.inspection_queries import CaseInspection, get_case_inspection
from spoorboek.apps.cases.kinds import list_group_choices
from spoorboek.apps.cases.referral_actions import refer_case, step_referral
from spoorboek.apps.cases.work_actions import hand_over
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.case_access import LEVEL_MEANINGS, LEVEL_WORDS, CaseLevel, CaseRule
from spoorboek.rules.noted_days import check_possible_day
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE, ReferralStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.case_forms import (
    HandOverForm,
    InviteForm,
    LevelForm,
    ReferForm,
    ReferralStepForm,
    does,
    is_filled,
)
from spoorboek.web.case_parts import ShownSeer, list_who_sees, show_seers
from spoorboek.web.choices import offer
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.case_file import (
    case_to_change,
    check_writable,
    crumbs_to,
    show_form,
    writable_file,
)
from spoorboek.web.phrasebook import say_word
from spoorboek.web.sending import once
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import signed, viewer_of


def case_access(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Show who can see a case, and change how far it is shut or end what somebody takes part through."""
    if request.method == "POST":
        check_writable(request, number)
    data = typed(request)
    form = LevelForm(data if data and "level" in data else None)
    by, at = viewer_of(request), timezone.now()

    def change() -> None:
        level = CaseLevel(form.cleaned_data["level"])
        set_level(number=number, level=level, reason=form.cleaned_data["reason"], by=by, at=at)

    if "end" in request.POST and does(
        form, lambda: end_taking_part(number=number, username=request.POST["end"][:150], by=by, at=at)
    ):
        messages.success(request, _("De toegang is beëindigd."))
        return redirect("casussen-access", number)
    if form.is_bound and is_filled(request, form) and does(form, change):
        return redirect("casussen-access", number)
    file = writable_file(request, number, purpose)
    form.initial["level"] = file.case.level.value
    context = {
        "case": file.case,
        "owner": file.owner,
        "seers": list_who_sees(file),
        "form": form,
        "level_word": say_word(LEVEL_WORDS[file.case.level]),
        "level_meaning": LEVEL_MEANINGS[file.case.level],
        "levels": [(LEVEL_WORDS[level], LEVEL_MEANINGS[level]) for level in CaseLevel],
        "crumbs": crumbs_to(number, _("Wie ziet dit")),
    }
    return render(request, "pages/cases/access.html", context)


def case_invite(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Invite a partner for a part, or put somebody in the team."""
    case = case_to_change(request, number, purpose)
    form = InviteForm(typed(request))
    titles = dict(list_group_choices())
    choices = [(code, titles[code]) for code in case.groups]
    offer(form, "groups", choices)

    def invite() -> None:
        said = form.cleaned_data
        last = said["until"]
        check_possible_day(last)
        until = timezone.make_aware(datetime.combine(last + timedelta(days=1), time())) if last else None
        let_take_part(
            number=number,
            username=said["username"],
            rule=CaseRule(said["rule"]),
            groups=said["groups"],
            ends_at=until,
            reason=said["reason"],
            **signed(request),
        )

    if is_filled(request, form) and does(form, invite):
        said = _("%(name)s ziet nu dit deel van de casus.")
        messages.success(request, said % {"name": form.cleaned_data["username"]})
        return redirect("casussen-access", number)
    return show_form(request, number, _("Iemand laten meedoen"), form, _("Toegang geven"))


def case_hand_over(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Give the lead of a case to somebody else."""
    check_writable(request, number)
    form = HandOverForm(typed(request))

    def give() -> None:
        said = form.cleaned_data
        hand_over(number=number, **said, **signed(request))

    if is_filled(request, form) and does(form, give):
        said = _("%(name)s leidt de casus nu.") % {"name": form.cleaned_data["username"]}
        messages.success(request, said)
        # Whoever handed over may not see the case any more.
        return redirect("casussen-list")
    return show_form(request, number, _("Casus overdragen"), form, _("Casus overdragen"))


def case_refer(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Send a case to another body."""
    check_writable(request, number)
    form = ReferForm(typed(request), initial={"sent_on": timezone.localdate()})

    def refer() -> None:
        refer_case(number=number, **form.cleaned_data, **signed(request))

    if is_filled(request, form) and does(form, once(request, form, refer)):
        messages.success(request, _("De doorverwijzing is bewaard."))
        return redirect("casussen-detail", number)
    return show_form(request, number, _("Casus doorverwijzen"), form, _("Doorverwijzing bewaren"))


def case_step(request: HttpRequest, purpose: str, number: str, key: int) -> HttpResponse:
    """Write down what came of a referral."""
    if request.method == "POST":
        check_writable(request, number)
    form = ReferralStepForm(typed(request), initial={"on": timezone.localdate()})
    # Which step can follow is judged by the action; the page that is shown offers those only.
    offer(form, "to", _list_steps(ReferralStatus))

    def step() -> None:
        said = {**form.cleaned_data, "to": ReferralStatus(form.cleaned_data["to"])}
        step_referral(key=key, **said, **signed(request))

    if is_filled(request, form) and does(form, step):
        return redirect("casussen-detail", number)
    file = writable_file(request, number, purpose)
    found = next((each for each in file.referrals if each.key == key), None)
    if found is None:
        raise NotFoundError(_("Deze doorverwijzing"))
    offer(form, "to", _list_steps(REFERRAL_LIFECYCLE.steps[found.status]))
    return show_form(request, number, _("Doorverwijzing bijwerken"), form, _("Bewaren"))


def _list_steps(following: Iterable[ReferralStatus]) -> list[tuple[str, str]]:
    ordered = sorted(following, key=list(ReferralStatus).index)
    return [(step.value, REFERRAL_LIFECYCLE.words[step]) for step in ordered]


@role_page(Permission.CASES_INSPECT)
def inspection(request: HttpRequest, number: str = "") -> HttpResponse:
    """Show who can see a case, through which rule, and who looked; ask for the number first."""
    asked = request.GET.get("nummer", "").strip().upper()[:40]
    if asked and not number and "/" not in asked:
        return redirect("case_inspection_of", asked)
    title = _("Inzage in casussen")
    crumbs = trail((_("Beheer"), "administration"))
    if not number:
        first: dict[str, object] = {"title": title, "crumbs": [*crumbs, Crumb(title)]}
        return render(request, "pages/cases/inspection.html", first)
    found = get_case_inspection(viewer_of(request), number, at=timezone.now())
    context = {
        "title": title,
        "found": found,
        "level_word": say_word(LEVEL_WORDS[found.level]),
        "level_meaning": LEVEL_MEANINGS[found.level],
        "tables": _inspection_tables(found),
        "crumbs": [*crumbs, Crumb(title, reverse("case_inspection")), Crumb(found.number)],
    }
    return render(request, "pages/cases/inspection.html", context)


def _inspection_tables(found: CaseInspection) -> list[Table]:
    heads = (_("Wie"), _("Waardoor"), _("Welke gegevens"), _("Tot"), _("Reden"))
    columns = [Column(head) for head in heads]
    names = list_names(event.person_id for event in found.reads)
    reads = [
        [
            cell(format_moment(timezone.localtime(event.at))),
            content_cell(names.get(event.person_id, event.person_id)),
            content_cell(str(event.details.get("purpose", ""))),
        ]
        for event in found.reads
    ]
    read_columns = [Column(_("Wanneer"), keep_together=True), Column(_("Wie")), Column(_("Waarvoor"))]
    return [
        Table(_("Wie de casus nu ziet"), columns, _rows(show_seers(found.seers)), empty=_("Niemand.")),
        Table(_("Wie de casus zag"), columns, _rows(show_seers(found.former)), empty=_("Niemand anders.")),
        Table(_("Wie keek"), read_columns, reads, empty=_("Nog niemand keek.")),
    ]


def _rows(seers: list[ShownSeer]) -> list[list[Cell]]:
    return [
        [content_cell(s.username), cell(s.rule), cell(s.groups), cell(s.until), cell(s.reason)] for s in seers
    ]
