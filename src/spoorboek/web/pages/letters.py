"""Letters: the overview, and one letter as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.letter_work import LetterWork, recall_route_states, sort_letter_work
from spoorboek.apps.audit.remembering import open_memory
from spoorboek.apps.letters.letter_views import get_letter_view
from spoorboek.apps.letters.queries import (
    LetterRow,
    LetterView,
    find_return_reason,
    get_letter,
    list_letters,
)
from spoorboek.apps.letters.route_states import RouteState
from spoorboek.apps.plans.names import PromiseName, find_promise_names
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES, LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.letters_desk import lay_out
from spoorboek.web.pages.letters_published import show_published
from spoorboek.web.pages.letters_reasons import say_reasons
from spoorboek.web.pages.letters_signs import STATUS_SIGNS
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

WORK: dict[LetterWork, Words] = {
    LetterWork.SIGN: gettext_lazy("Brieven die op uw akkoord wachten"),
    LetterWork.ASK_AGAIN: gettext_lazy("Brieven die na het akkoord zijn veranderd"),
    LetterWork.PUBLISH: gettext_lazy("Brieven die uit kunnen"),
    LetterWork.DUE: gettext_lazy("Brieven met een datum die voorbij is of binnen twee weken valt"),
    LetterWork.OWN_DRAFT: gettext_lazy("Uw concepten"),
}


@shared_page
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that exist for this viewer."""
    viewer = viewer_of(request)
    wanted = next((work for work in LetterWork if work.value == request.GET.get("werk")), None)
    rows, notes = _list_work(viewer, wanted)
    context = {
        "table": letter_table(rows, caption=_("Brieven aan de raad"), notes=notes),
        "work": WORK[wanted] if wanted else "",
        "may_write": viewer.may(Permission.LETTERS_WRITE),
        "sees_drafts": viewer.may(Permission.LETTERS_VIEW_DRAFTS),
        "crumbs": open_trail(viewer, Crumb(_("Brieven"))),
    }
    return render(request, "pages/letters/list.html", context)


@shared_page
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published letter to everybody; before that its check, to those who work on it."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if row.published_at is not None:
        return show_published(request, row)
    return _show_draft(request, get_letter_view(viewer, slug, at=timezone.now()))


@dataclass(frozen=True, slots=True)
class SilentPromise:
    """A promise or commitment that the letter must speak of, and how that is written."""

    title: str
    href: str
    example: str


def _list_work(viewer: Viewer, wanted: LetterWork | None) -> tuple[Sequence[LetterRow], dict[str, str]]:
    """Return the letters that ask this of the viewer, or all, and what is said under the status of each."""
    if not viewer.may(Permission.LETTERS_VIEW_DRAFTS):
        return list_letters(viewer), {}
    memory = open_memory(viewer, at=timezone.now())
    notes = {slug: say_route(state) for slug, state in recall_route_states(viewer, memory).items()}
    return sort_letter_work(viewer, memory).get(wanted, ()) if wanted else list_letters(viewer), notes


def say_route(state: RouteState) -> str:
    """Return whose turn it is, or that an approved letter changed since."""
    if state.is_changed:
        return _("veranderd na het akkoord")
    if state.status is LetterStatus.IN_APPROVAL and state.waits_for is not None:
        return _("aan de beurt: %(role)s") % {"role": state.waits_for.role.value}
    return ""


def letter_table(rows: Sequence[LetterRow], *, caption: str, notes: Mapping[str, str] | None = None) -> Table:
    """Return letters as a table, the newest first; ``notes`` by letter stand under the status."""
    said = notes or {}
    columns = [
        Column(_("Brief")),
        Column(_("Soort")),
        Column(_("Datum"), keep_together=True),
        Column(_("Zaaknummer"), keep_together=True),
        Column(_("Status")),
    ]
    drawn = [
        [
            content_cell(row.title, href=reverse("letter", args=[row.slug])),
            cell(row.kind),
            cell(format_date(row.dated_on)),
            cell(row.case_number),
            Cell(row.status_word, status=STATUS_SIGNS[row.status], note=said.get(row.slug, "")),
        ]
        for row in rows
    ]
    return Table(caption, columns, drawn, empty=_("Er is nog geen brief gepubliceerd."), is_stacked=True)


def letter_crumbs(viewer: Viewer, row: LetterRow, *more: str) -> list[Crumb]:
    """Return the way to a page of one letter."""
    href = reverse("letter", args=[row.slug]) if more else ""
    crumbs = [Crumb(_("Brieven"), reverse("letters")), Crumb(row.title, href)]
    return open_trail(viewer, *crumbs, *(Crumb(label) for label in more))


def describe_letter(viewer: Viewer, view: LetterView) -> dict[str, object]:
    """Return what every page of a letter that is being worked on knows."""
    row = view.row
    is_editable = row.status in EDITABLE_STATUSES
    return {
        "letter": row,
        "view": view,
        "status_sign": STATUS_SIGNS[row.status],
        "problems": (*view.check.problems, *view.check.untied),
        "reasons": say_reasons(view.check),
        "silent": _list_silent(viewer, view.check.silent),
        "may_write": viewer.may(Permission.LETTERS_WRITE) and is_editable,
        "may_submit": viewer.may(Permission.LETTERS_WRITE) and row.status is LetterStatus.DRAFT,
        "may_publish": viewer.may(Permission.LETTERS_PUBLISH)
        and LETTER_LIFECYCLE.can_become(row.status, LetterStatus.PUBLISHED),
        "is_in_route": row.status in (LetterStatus.IN_APPROVAL, LetterStatus.APPROVED),
    }


def _show_draft(request: HttpRequest, view: LetterView) -> HttpResponse:
    viewer = viewer_of(request)
    may_set_aside = viewer.may(Permission.LETTERS_WRITE) and view.row.status in EDITABLE_STATUSES
    is_draft = view.row.status is LetterStatus.DRAFT
    context = {
        **describe_letter(viewer, view),
        "desk": lay_out(
            view.source, view.check, slug=view.row.slug if may_set_aside else "", name=view.row.slug
        ),
        "returned_because": find_return_reason(viewer, view.row.slug) if is_draft else "",
        "crumbs": letter_crumbs(viewer, view.row),
    }
    return render(request, "pages/letters/draft.html", context)


def _list_silent(viewer: Viewer, codes: tuple[str, ...]) -> list[SilentPromise]:
    names = find_promise_names(viewer, codes) if codes else {}
    return [_name_silent(code, names.get(code)) for code in codes]


def _name_silent(code: str, name: PromiseName | None) -> SilentPromise:
    if name is None:
        return SilentPromise(code, "", f'[...]{{promise="{code}"}}')
    if name.is_commitment:
        href = reverse("plan_commitments", args=[name.plan])
        return SilentPromise(name.title, href, f'[...]{{commitment="{code}"}}')
    href = reverse("promise", args=[name.plan, code])
    return SilentPromise(name.title, href, f'[...]{{promise="{code}"}}')
