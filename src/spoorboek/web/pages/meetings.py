"""Meetings about cases: planning, the desk at which is typed while people talk, the minutes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.meeting_actions import (
    close_meeting,
    invite_to_meeting,
    mark_present,
    plan_meeting,
    put_on_agenda,
    start_meeting,
    type_line,
)
from spoorboek.apps.cases.meeting_queries import (
    ItemRow,
    MeetingDesk,
    MeetingRow,
    find_next_case,
    get_desk,
    get_meeting,
    get_minutes_for,
    list_meetings,
)
from spoorboek.apps.cases.work_actions import finish_action
from spoorboek.rules.errors import RuleError
from spoorboek.rules.meeting_lines import LineKind, MeetingLine
from spoorboek.rules.roles import Permission
from spoorboek.web.case_forms import NewMeetingForm, does, is_filled, split_names
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.sending import once
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import signed, viewer_of

_LONGEST_KEY = 15


@role_page(Permission.CASES_VIEW)
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings that exist for the viewer."""
    viewer = viewer_of(request)
    columns = [
        Column(_("Overleg")),
        Column(_("Wanneer"), keep_together=True),
        Column(_("Leidt")),
        Column(_("Stand")),
    ]
    rows = [
        [
            content_cell(row.title, href=reverse("meeting", args=[row.number]), note=row.number),
            cell(format_moment(timezone.localtime(row.planned_at))),
            content_cell(row.chair),
            _state_cell(row),
        ]
        for row in list_meetings(viewer)
    ]
    context = {
        "table": Table(_("Overleggen"), columns, rows, empty=_("Er is voor u nog geen overleg gepland.")),
        "may_plan": viewer.may(Permission.CASES_WRITE),
        "crumbs": trail((_("Casussen"), "casussen-list"), _("Overleg")),
    }
    return render(request, "pages/meetings/list.html", context)


@role_page(Permission.CASES_WRITE)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    initial = {
        "planned_at": timezone.localtime().replace(minute=0),
        "cases": request.GET.get("casus", "")[:40],
    }
    form = NewMeetingForm(typed(request), initial=initial)
    made: list[str] = []

    def plan() -> None:
        said = form.cleaned_data
        number = plan_meeting(
            title=said["title"],
            planned_at=said["planned_at"],
            cases=split_names(said["cases"]),
            usernames=split_names(said["people"]),
            access_hours=said["access_hours"],
            **signed(request),
        )
        made.append(number)

    if is_filled(request, form):
        try:
            if does(form, once(request, form, plan)):
                return redirect("meeting", made[0])
        except NotFoundError as error:
            form.add_error("cases", str(error))
    title = _("Overleg plannen")
    crumbs = trail((_("Casussen"), "casussen-list"), (_("Overleg"), "meetings"), title)
    context = {"title": title, "form": form, "action": _("Overleg plannen"), "cancel": reverse("meetings")}
    return render(request, "pages/form.html", {**context, "crumbs": crumbs})


def meeting(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Show a meeting: its agenda, who is invited, and what can be done now."""
    if request.method == "POST":
        _check_runs(request, number)
        goes_to = _run(request, number)
        return redirect(goes_to, number)
    desk = get_desk(viewer_of(request), number, at=timezone.now(), purpose=purpose)
    return render(request, "pages/meetings/detail.html", _describe(desk, _crumbs(number)))


def meeting_desk(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Type decisions and actions, one line at a time, each saved at once."""
    if request.method == "POST":
        _check_runs(request, number)
    data = typed(request) or QueryDict()
    wanted = data.get("casus", "") or request.GET.get("casus", "")
    if "gedaan" in request.POST:
        return _finish(request, number, wanted)
    text, problem = data.get("regel", ""), ""
    if request.method == "POST":
        try:
            line = _type_once(request, number, wanted, text)
        except (CaseError, RuleError) as error:
            problem = str(error)
        else:
            following = _go_on(request, number, wanted, line)
            return redirect(f"{reverse('meeting_desk', args=[number])}?casus={following}")
    desk = get_desk(viewer_of(request), number, at=timezone.now(), purpose=purpose)
    if not desk.meeting.may_run:
        raise NotFoundError(f"Overleg {number}")
    current = _current_item(desk, wanted)
    context = {
        **_describe(desk, _crumbs(number, _("Aan tafel"))),
        "current": current,
        "place": desk.items.index(current) + 1 if current else 0,
        "text": text if problem or request.method == "GET" else "",
        "problem": problem,
        "done_count": sum(1 for item in desk.items if item.is_discussed),
        "left_count": sum(1 for item in desk.items if not item.is_discussed),
    }
    return render(request, "pages/meetings/desk.html", context)


def _go_on(request: HttpRequest, number: str, case: str, line: MeetingLine) -> str:
    """Return the case about which the next line is typed."""
    if line.kind is not LineKind.NEXT:
        return case
    return find_next_case(viewer_of(request), number, case, at=timezone.now())


def _finish(request: HttpRequest, number: str, case: str) -> HttpResponse:
    """Note that an action that stood open is done, and stay at the table."""
    key = request.POST["gedaan"]
    if not key.isdecimal() or len(key) > _LONGEST_KEY:
        raise NotFoundError(_("Deze actie"))
    finish_action(key=int(key), done_on=timezone.localdate(), **signed(request))
    return redirect(f"{reverse('meeting_desk', args=[number])}?{urlencode({'casus': case})}")


def _type_once(request: HttpRequest, number: str, case: str, text: str) -> MeetingLine:
    """Save a line at the case for which it was typed; pressing Enter twice saves it once."""
    typed_lines: list[MeetingLine] = []

    def act() -> None:
        by, at = viewer_of(request), timezone.now()
        typed_lines.append(type_line(number=number, case=case, text=text, by=by, at=at))

    try:
        once(request, Form(request.POST), act)()
    except NotFoundError as error:
        said = _("Niet bewaard: casus %(number)s staat hier niet meer op de agenda. Dit is een andere casus.")
        raise CaseError(said % {"number": case[:40]}) from error
    return typed_lines[0]


def minutes(request: HttpRequest, purpose: str, number: str, username: str = "") -> HttpResponse:
    """Show the minutes as far as the viewer, or one participant, may see them."""
    viewer, at = viewer_of(request), timezone.now()
    if username:
        desk = get_minutes_for(viewer, number, username, at=at, purpose=purpose)
    else:
        desk = get_desk(viewer, number, at=at, purpose=purpose)
    context = {**_describe(desk, _crumbs(number, _("Verslag"))), "username": username}
    return render(request, "pages/meetings/minutes.html", context)


def _run(request: HttpRequest, number: str) -> str:
    """Do what a button of the meeting asks and return the page to go to."""
    by, at, said = viewer_of(request), timezone.now(), request.POST
    acts: dict[str, Callable[[], object]] = {
        "start": lambda: start_meeting(number=number, present=said.getlist("present"), by=by, at=at),
        "close": lambda: close_meeting(number=number, by=by, at=at),
        "case": lambda: put_on_agenda(number=number, case=said["case"].strip()[:40], by=by, at=at),
        "invite": lambda: invite_to_meeting(number=number, username=said["invite"][:150], by=by, at=at),
        "here": lambda: mark_present(number=number, username=said["here"][:150], by=by, at=at),
        "gone": lambda: mark_present(
            number=number, username=said["gone"][:150], is_present=False, by=by, at=at
        ),
    }
    wanted = next((name for name in acts if name in said), "")
    if not wanted:
        raise NotFoundError(_("Deze knop"))
    try:
        acts[wanted]()
    except (CaseError, RuleError, NotFoundError) as error:
        messages.error(request, str(error))
        return "meeting"
    if wanted == "close":
        messages.success(request, _("Het overleg is gesloten."))
    return {"start": "meeting_desk", "close": "minutes"}.get(wanted, "meeting")


def _check_runs(request: HttpRequest, number: str) -> None:
    if not get_meeting(viewer_of(request).looking_at(timezone.now()), number).may_run:
        raise NotFoundError(f"Overleg {number}")


def _current_item(desk: MeetingDesk, wanted: str) -> ItemRow | None:
    waiting = (item for item in desk.items if not item.is_discussed)
    first = next(waiting, desk.items[0] if desk.items else None)
    return next((item for item in desk.items if item.case == wanted), first)


def _describe(desk: MeetingDesk, crumbs: list[Crumb]) -> dict[str, object]:
    row = desk.meeting
    return {
        "meeting": row,
        "items": desk.items,
        "when": format_moment(timezone.localtime(row.planned_at)),
        "started": format_moment(timezone.localtime(row.started_at)) if row.started_at else "",
        "ended": format_moment(timezone.localtime(row.ended_at)) if row.ended_at else "",
        "is_running": row.started_at is not None and row.ended_at is None,
        "state": _state_cell(row),
        "crumbs": crumbs,
    }


def _state_cell(row: MeetingRow) -> Cell:
    if row.ended_at is not None:
        return Cell(_("gesloten"), status="ok")
    if row.started_at is not None:
        return Cell(_("bezig"), status="note")
    return Cell(_("gepland"), status="absent")


def _crumbs(number: str, more: str = "") -> list[Crumb]:
    before = trail((_("Casussen"), "casussen-list"), (_("Overleg"), "meetings"))
    if not more:
        return [*before, Crumb(number)]
    return [*before, Crumb(number, reverse("meeting", args=[number])), Crumb(more)]
