"""The approval of a letter: its route, what changed since a signature, and publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.letters.actions import approve_step, send_back, submit_letter
from spoorboek.apps.letters.changes import ChangedLines, ChangedNumber, list_changes_since
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.letter_views import get_letter_view
from spoorboek.apps.letters.publishing import publish_letter
from spoorboek.apps.letters.queries import LetterView, StepRow, get_letter
from spoorboek.apps.people.queries import list_names
from spoorboek.apps.people.stand_ins import StandInRow, find_replaced, list_stand_ins
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_moment, format_period
from spoorboek.web.doors import role_page
from spoorboek.web.pages.absences import describe_stand_in
from spoorboek.web.pages.figures_catalogue import list_known
from spoorboek.web.pages.letters import describe_letter, letter_crumbs
from spoorboek.web.pages.letters_desk import lay_out
from spoorboek.web.pages.letters_differences import DifferentLine
from spoorboek.web.pages.letters_forms import ReasonForm, RemarkForm
from spoorboek.web.tables import Cell, Column, Table, cell
from spoorboek.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """What changed since one step was taken: lines of the text, and figures that are another number."""

    purpose: str
    signed_at: str
    lines: list[DifferentLine]
    numbers: list[str]


@role_page(Permission.LETTERS_VIEW_DRAFTS)
def approval(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the route of a letter and let whose turn it is approve or send back."""
    viewer = viewer_of(request)
    view = get_letter_view(viewer, slug, at=timezone.now())
    if view.row.published_at is not None:
        raise NotFoundError("Deze pagina")
    return _show(request, view, RemarkForm(), _ask_why_back())


@role_page(Permission.LETTERS_WRITE)
@require_POST
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a draft for approval, or say what is still open."""
    viewer = viewer_of(request)
    if _succeeds(request, lambda: submit_letter(slug=slug, by=viewer, at=timezone.now())):
        messages.success(request, _("De brief ligt nu ter goedkeuring."))
        return redirect("letter_approval", slug)
    return redirect("letter", slug)


@role_page(Permission.LETTERS_VIEW_DRAFTS)
@require_POST
def approve(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Take one step of the route."""
    viewer = viewer_of(request)
    get_letter(viewer, slug)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        view = get_letter_view(viewer, slug, at=timezone.now())
        return _show(request, view, form, _ask_why_back())
    remark, read = form.cleaned_data["remark"], request.POST.get("read")
    if _succeeds(
        request,
        lambda: approve_step(slug=slug, step=step, remark=remark, read=read, by=viewer, at=timezone.now()),
    ):
        messages.success(request, _("Uw akkoord is vastgelegd."))
        return redirect("letter_approval", slug)
    view = get_letter_view(viewer, slug, at=timezone.now())
    if not any(one.is_for_viewer for one in view.steps):
        return redirect("letter_approval", slug)
    # What was typed stays, above the letter as it reads now.
    return _show(request, view, RemarkForm(initial={"remark": remark}), _ask_why_back())


@role_page(Permission.LETTERS_APPROVE, Permission.LETTERS_WRITE)
@require_POST
def return_letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a letter back to its author, with the reason."""
    viewer = viewer_of(request)
    form = _ask_why_back(request.POST)
    if not form.is_valid():
        return _show(request, get_letter_view(viewer, slug, at=timezone.now()), RemarkForm(), form)
    reason = form.cleaned_data["reason"]
    if _succeeds(request, lambda: send_back(slug=slug, reason=reason, by=viewer, at=timezone.now())):
        messages.success(request, _("De brief is terug bij de auteur."))
    return redirect("letter", slug)


@role_page(Permission.LETTERS_PUBLISH)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once more, naming the letter, and publish it."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if request.method == "POST" and row.status is LetterStatus.PUBLISHED:
        # Sent twice.
        return redirect("letter", slug)
    if request.method == "POST" and row.status is LetterStatus.IN_APPROVAL:
        messages.error(request, _("Deze brief is niet meer goedgekeurd: hij is intussen veranderd."))
        return redirect("letter_approval", slug)
    if not LETTER_LIFECYCLE.can_become(row.status, LetterStatus.PUBLISHED):
        raise NotFoundError("Deze pagina")
    if request.method == "POST":
        if _succeeds(request, lambda: publish_letter(slug=slug, by=viewer, at=timezone.now())):
            messages.success(request, _("De brief is gepubliceerd."))
            return redirect("letter", slug)
        return redirect("letter_approval", slug)
    context = {
        "title": _("'%(title)s' publiceren?") % {"title": row.title},
        "warning": _(
            "Dit kan niet terug. De brief is daarna voor iedereen te lezen en verandert nooit meer. Een fout "
            "herstelt u met een correctie: een nieuwe brief die naar deze verwijst."
        ),
        "form": forms.Form(),
        "action": _("Brief publiceren"),
        "cancel": reverse("letter", args=[slug]),
        "crumbs": letter_crumbs(viewer, row, _("Publiceren")),
    }
    return render(request, "pages/form.html", context)


def _ask_why_back(data: Any = None) -> ReasonForm:
    return ReasonForm(data, label=_("Waarom gaat de brief terug?"))


def _succeeds(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except LetterError as error:
        messages.error(request, str(error))
        return False
    return True


def _show(
    request: HttpRequest, view: LetterView, remark_form: RemarkForm, reason_form: ReasonForm
) -> HttpResponse:
    viewer, row = viewer_of(request), view.row
    may_return = viewer.may(Permission.LETTERS_APPROVE) or viewer.person_id == view.author_id
    context = {
        **describe_letter(viewer, view),
        "table": _route_table(view),
        "is_changed": row.status is LetterStatus.APPROVED and not _stands(view),
        "may_remind": row.status is LetterStatus.IN_APPROVAL,
        "stand_ins": [describe_stand_in(one) for one in _list_stand_ins(viewer, view)],
        "own_steps": [step for step in view.steps if step.is_for_viewer],
        "next_step": next((step for step in view.steps if step.is_next), None),
        "changes": _list_changes(viewer, view),
        "remark_form": remark_form,
        "form": reason_form if reason_form.is_bound else remark_form,
        "reason_form": reason_form,
        "may_return": may_return and LETTER_LIFECYCLE.can_become(row.status, LetterStatus.DRAFT),
        "desk": lay_out(view.source, view.check, name=view.row.slug),
        "crumbs": letter_crumbs(viewer, row, _("Akkoord")),
    }
    return render(request, "pages/letters/approval.html", context)


def _stands(view: LetterView) -> bool:
    return all(step.signed_at is not None or step.is_optional for step in view.steps)


def _list_stand_ins(viewer: Viewer, view: LetterView) -> list[StandInRow]:
    """Who is away now and holds a role of this route."""
    roles = {step.role for step in view.steps}
    rows = list_stand_ins(viewer, on=timezone.localdate())
    return [row for row in rows if row.is_now and row.role in roles]


def _route_table(view: LetterView) -> Table:
    names = list_names(step.person_id for step in view.steps if step.person_id)
    columns = [
        Column(_("Stap")),
        Column(_("Door")),
        Column(_("Stand")),
        Column(_("Wanneer"), keep_together=True),
        Column(_("Opmerking")),
    ]
    rows = [
        [
            cell(step.purpose, note=_("mag worden overgeslagen") if step.is_optional else ""),
            cell(capfirst(step.role.value), note=_signer(step, names)),
            _state_of(step),
            cell(format_moment(timezone.localtime(step.last_signed_at)) if step.last_signed_at else ""),
            cell(step.remark),
        ]
        for step in view.steps
    ]
    return Table(_("Route van deze brief"), columns, rows)


def _signer(step: StepRow, names: Mapping[str, str]) -> str:
    name = names.get(step.person_id, "")
    on = timezone.localdate(step.last_signed_at) if step.last_signed_at else None
    instead = find_replaced(step.person_id, step.role, on=on) if on else ""
    return _("%(name)s, als waarnemer van %(who)s") % {"name": name, "who": instead} if instead else name


def _state_of(step: StepRow) -> Cell:
    if step.signed_at is not None:
        return Cell(_("akkoord"), status="ok")
    if step.had_other_text:
        return Cell(_("opnieuw nodig: de brief is veranderd"), status="unknown")
    if step.is_next:
        return Cell(_("is nu aan de beurt"), status="note")
    return Cell(_("nog niet"), status="absent")


def _list_changes(viewer: Viewer, view: LetterView) -> list[ChangeSince]:
    """Return for each step that must be taken again what changed since it was taken."""
    now = timezone.now()
    again = [step.code for step in view.steps if step.had_other_text]
    found = [list_changes_since(viewer, view.row.slug, code, at=now) for code in again]
    titles = {each.code: each.title for each in list_known(viewer)} if found else {}
    return [
        ChangeSince(
            each.purpose,
            format_moment(timezone.localtime(each.signed_at)),
            [line for change in each.lines for line in _draw_lines(change)],
            [_say_number(number, titles) for number in each.numbers],
        )
        for each in found
    ]


def _draw_lines(change: ChangedLines) -> list[DifferentLine]:
    gone = [DifferentLine("gone", line) for line in change.before if line.strip()]
    return [*gone, *(DifferentLine("came", line) for line in change.after if line.strip())]


def _say_number(number: ChangedNumber, titles: Mapping[str, str]) -> str:
    key = FigureKey.parse(number.key)
    absent = _("niet in de brief")
    return _("%(title)s, %(period)s: was %(before)s, is nu %(after)s") % {
        "title": titles.get(key.code, key.code),
        "period": format_period(key.period),
        "before": number.before or absent,
        "after": number.after or absent,
    }
