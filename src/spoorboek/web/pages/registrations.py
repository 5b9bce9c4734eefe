"""The registers: what there is, a list, one registration. The same pages for every register."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.audit.actions import gather_reads
from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.intake.register_queries import list_corrections_of
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import trail
from spoorboek.web.desk_parts import list_desks
from spoorboek.web.doors import role_page
from spoorboek.web.list_place import find_place
from spoorboek.web.menus import REGISTRATIONS
from spoorboek.web.phrasebook import say_word
from spoorboek.web.register_pages import REGISTER_PAGES, RegisterPage
from spoorboek.web.register_requests import (
    PageView,
    ask_purpose,
    describe,
    make_crumbs,
    read_one,
    with_purpose,
)
from spoorboek.web.register_tables import correction_table, show_facts
from spoorboek.web.tables import Words
from spoorboek.web.viewers import viewer_of


@role_page(*REGISTRATIONS)
def registrations(request: HttpRequest) -> HttpResponse:
    """List the registers that the viewer may see."""
    viewer = viewer_of(request)
    parts: list[tuple[Words, str, Words]] = [*list_desks(viewer)]
    if viewer.permissions & {p.register.writes for p in REGISTER_PAGES}:
        parts.append((_("Lijsten inlezen"), reverse("list_imports"), _("Neem een lijst van uw team over.")))
    parts.append((_("Agenda"), reverse("agenda"), _("Wat u op welke dag opnieuw bekijkt.")))
    if viewer.permissions & {Permission.SIGNALS_VIEW}:
        parts.append(
            (_("Signalen wegen"), reverse("signals"), _("Opschrijven, wegen, bronnen laten raadplegen."))
        )
    parts += [
        (say_word(p.register.title), p.list_href, p.meaning) for p in REGISTER_PAGES if p.is_open_to(viewer)
    ]
    context = {"title": _("Registraties"), "parts": parts, "crumbs": trail(_("Registraties"))}
    return render(request, "pages/index.html", context)


def purpose_page(page: RegisterPage) -> PageView:
    """Return the view in which the purpose of looking is changed."""

    def view(request: HttpRequest) -> HttpResponse:
        return ask_purpose(request, page)

    return view


def detail_page(page: RegisterPage) -> PageView:
    """Return the view of one registration, with what was corrected in it."""

    def view(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
        viewer = viewer_of(request)
        with gather_reads():
            row = read_one(request, page, number, purpose)
            details = page.details(viewer, number) if page.details else []
        place = find_place(request, page, number)
        corrections = list_corrections_of(page.register, row.key)
        names = list_names(each.person_id for each in corrections)
        context = {
            "row": row,
            "facts": show_facts(viewer, row),
            "details": details,
            "corrections": correction_table(corrections, list_fields(page.register), names),
            "may_write": viewer.may(page.register.writes),
            "correct_href": page.href(number, "correct"),
            "withdraw_href": page.href(number, "withdraw"),
            "place": place,
            **describe(page, purpose, make_crumbs(page, number, list_href=place.back_href)),
        }
        return render(request, "pages/register_detail.html", context)

    return with_purpose(page, view)
