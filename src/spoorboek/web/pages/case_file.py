"""One case: the page itself, and every small thing that is written in it."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.cases.actions import close_case, reopen_case
from spoorboek.apps.cases.case_rows import CaseFile
from spoorboek.apps.cases.changing_queries import CaseToChange, get_case_to_change, say_what_to_change
from spoorboek.apps.cases.errors import ConflictError
from spoorboek.apps.cases.file_queries import get_case_file
from spoorboek.apps.cases.queries import get_version_to_change
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.cases.work_actions import (
    change_case,
    finish_action,
    move_to_phase,
    record_action,
    record_decision,
    record_party,
)
from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE, CaseStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.case_forms import (
    ActionForm,
    CloseForm,
    DecisionForm,
    PartyForm,
    PhaseForm,
    does,
    is_filled,
)
from spoorboek.web.case_parts import describe_case, list_moments, list_referrals, list_who_sees
from spoorboek.web.choices import offer
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.keeping import typed
from spoorboek.web.list_place import find_place
from spoorboek.web.pages.registration_forms import withdraw_page
from spoorboek.web.register_forms import registration_form
from spoorboek.web.register_pages import PAGE_OF
from spoorboek.web.register_requests import read_one
from spoorboek.web.register_tables import correction_table
from spoorboek.web.sending import once
from spoorboek.web.viewers import signed, viewer_of

_CORRECTED = frozenset(
    "kind title theme place area_code complexity opened_on closed_on closing_reason signals".split()
)


def case_detail(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Show one case."""
    viewer = viewer_of(request)
    file = get_case_file(viewer, number, at=timezone.now(), purpose=purpose)
    names = list_names(each.person_id for each in file.corrections)
    place = find_place(request, PAGE_OF[CASES.code], number)
    context = {
        "place": place,
        "file": file,
        "case": file.case,
        "today": timezone.localdate(),
        "may_write": file.may_change and viewer.may(Permission.CASES_WRITE),
        "is_open": file.case.closed_on is None and not file.case.is_withdrawn,
        "may_reopen": CASE_LIFECYCLE.can_become(file.case.status, CaseStatus.REOPENED),
        "sees_content": "content" in file.groups,
        "moments": list_moments(file),
        "seers": list_who_sees(file),
        "referrals": list_referrals(file),
        "corrections": correction_table(file.corrections, list_fields(CASES), names),
        "purpose": purpose,
        "purpose_href": reverse("casussen-purpose"),
        "crumbs": [*trail(), Crumb(_("Casussen"), place.back_href), Crumb(number)],
        **describe_case(viewer, file),
    }
    return render(request, "pages/cases/detail.html", context)


def case_correct(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Correct fields of a case; when somebody else did so first, show both."""
    stored = get_version_to_change(viewer_of(request), number, at=timezone.now())
    is_sent = request.method == "POST"
    row = None if is_sent else read_one(request, PAGE_OF[CASES.code], number, purpose)
    fields = [field for field in list_fields(CASES) if field.name in _CORRECTED]
    data = typed(request)
    form = registration_form(fields, data, row=row, register_code=CASES.code, corrects=True)
    sent = data.get("version", "") if data else ""
    version = int(sent) if sent.isdecimal() and len(sent) < 9 else stored
    current: dict[str, str] = {}
    if is_filled(request, form):
        try:
            if does(form, lambda: _correct(request, number, version, form)):
                return redirect("casussen-detail", number)
        except ConflictError as error:
            version, current = error.version, _differing(form, error)
    if is_sent:
        read_one(request, PAGE_OF[CASES.code], number, purpose)
    title = _("%(number)s verbeteren") % {"number": number}
    context = {
        "title": title,
        "form": form,
        "version": version,
        "current": current,
        "action": _("Verbetering bewaren"),
        "cancel": reverse("casussen-detail", args=[number]),
        "crumbs": crumbs_to(number, title),
    }
    return render(request, "pages/cases/correct.html", context, status=409 if current else 200)


def _correct(request: HttpRequest, number: str, version: int, form: Form) -> None:
    said = dict(form.cleaned_data)
    reason = said.pop("reason")
    by, at = viewer_of(request), timezone.now()
    change_case(number=number, version=version, changes=said, reason=reason, by=by, at=at)


def _differing(form: Form, error: ConflictError) -> dict[str, str]:
    """Return what stands there now of the fields that were filled in otherwise, by label."""
    return {
        str(form.fields[name].label): value
        for name, value in error.current.items()
        if value != str(form.cleaned_data[name] or "")
    }


def case_add(request: HttpRequest, purpose: str, number: str, what: str) -> HttpResponse:
    """Write a decision, an action or somebody who takes part."""
    check_writable(request, number)
    forms = {"besluit": DecisionForm, "actie": ActionForm, "deelnemer": PartyForm}
    titles = {"besluit": _("Nieuw besluit"), "actie": _("Nieuwe actie"), "deelnemer": _("Nieuwe deelnemer")}
    if what not in forms:
        raise NotFoundError(_("Deze pagina"))
    form = forms[what](typed(request), initial={"decided_on": timezone.localdate()})
    by, at = viewer_of(request), timezone.now()

    def add() -> None:
        said = form.cleaned_data
        if what == "besluit":
            record_decision(number=number, by=by, at=at, **said)
        elif what == "actie":
            record_action(number=number, by=by, at=at, **said)
        else:
            record_party(number=number, by=by, at=at, **said)

    if is_filled(request, form) and does(form, once(request, form, add)):
        messages.success(request, _("Dit is bewaard bij %(number)s.") % {"number": number})
        return redirect("casussen-detail", number)
    return show_form(request, number, titles[what], form, _("Bewaren"))


@require_POST
def case_done(request: HttpRequest, purpose: str, number: str, key: int) -> HttpResponse:
    """Note that an action is done."""
    finish_action(key=key, done_on=timezone.localdate(), **signed(request))
    messages.success(request, _("De actie is gedaan."))
    return redirect("casussen-detail", number)


def case_phase(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Move a case to a phase."""
    case = case_to_change(request, number, purpose)
    order = list(case.phases)
    now = order.index(case.phase) if case.phase in order else -1
    following = order[min(now + 1, len(order) - 1)]
    form = PhaseForm(typed(request), initial={"phase": following, "entered_on": timezone.localdate()})
    offer(form, "phase", case.phases.items())

    def move() -> None:
        move_to_phase(number=number, **form.cleaned_data, **signed(request))

    if is_filled(request, form) and does(form, move):
        return redirect("casussen-detail", number)
    return show_form(request, number, _("Naar een andere fase"), form, _("Fase wijzigen"))


def case_close(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Close a case with a reason, or go on with a closed one."""
    is_sent = request.method == "POST"
    file = None if is_sent else writable_file(request, number, purpose)
    status = file.case.status if file else case_to_change(request, number, purpose).status
    if not CASE_LIFECYCLE.can_become(status, CaseStatus.CLOSED):
        return _reopen(request, number)
    form = CloseForm(typed(request), initial={"closed_on": timezone.localdate()})

    def close() -> None:
        close_case(number=number, **form.cleaned_data, **signed(request))

    if is_filled(request, form) and does(form, close):
        messages.success(request, _("Casus %(number)s is afgesloten.") % {"number": number})
        return redirect("casussen-detail", number)
    file = file or writable_file(request, number, purpose)
    open_count = sum(1 for action in file.actions if action.done_on is None)
    warning = _("Acties die nog openstaan: %(count)s.") % {"count": open_count} if open_count else ""
    return show_form(request, number, _("Casus afsluiten"), form, _("Casus afsluiten"), warning)


def _reopen(request: HttpRequest, number: str) -> HttpResponse:
    form = CloseForm(typed(request), initial={"closed_on": timezone.localdate()})
    form.fields["closed_on"].label = _("Heropend op")
    del form.fields["reason"]
    made: list[str] = []

    def reopen() -> None:
        day = form.cleaned_data["closed_on"]
        made.append(reopen_case(number=number, reopened_on=day, **signed(request)))

    if is_filled(request, form) and does(form, reopen):
        messages.success(request, _("De casus gaat verder als %(number)s.") % {"number": made[0]})
        return redirect("casussen-detail", made[0])
    warning = _("De casus gaat verder onder een nieuw nummer. De afsluiting blijft geteld.")
    return show_form(request, number, _("Casus heropenen"), form, _("Casus heropenen"), warning)


def case_withdraw(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Take a case back, as any registration is."""
    check_writable(request, number)
    return withdraw_page(PAGE_OF[CASES.code])(request, number=number)


def check_writable(request: HttpRequest, number: str) -> None:
    """Raise NotFoundError unless the viewer may change this case; nothing of it is read."""
    get_version_to_change(viewer_of(request), number, at=timezone.now())


def case_to_change(
    request: HttpRequest, number: str, purpose: str, *, with_texts: bool = False
) -> CaseToChange:
    """Return what a form about a case is judged by; a page that is shown reads the file, and logs it."""
    if request.method != "POST":
        return say_what_to_change(writable_file(request, number, purpose))
    return get_case_to_change(viewer_of(request), number, at=timezone.now(), with_texts=with_texts)


def writable_file(request: HttpRequest, number: str, purpose: str) -> CaseFile:
    """Return a case that the viewer may change; for others its forms do not exist."""
    viewer = viewer_of(request)
    file = get_case_file(viewer, number, at=timezone.now(), purpose=purpose)
    if not file.may_change or not viewer.may(Permission.CASES_WRITE):
        raise NotFoundError(f"Casus {number}")
    return file


def crumbs_to(number: str, title: str) -> list[Crumb]:
    """Return the way to a form about a case."""
    detail = Crumb(number, reverse("casussen-detail", args=[number]))
    return [*trail((_("Casussen"), "casussen-list")), detail, Crumb(title)]


def show_form(
    request: HttpRequest, number: str, title: str, form: object, action: str, warning: str = ""
) -> HttpResponse:
    """Show a form about a case."""
    context = {
        "title": title,
        "form": form,
        "action": action,
        "warning": warning,
        "cancel": reverse("casussen-detail", args=[number]),
        "crumbs": crumbs_to(number, title),
    }
    return render(request, "pages/form.html", context)
