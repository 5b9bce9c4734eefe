"""The registers: what there is, a list, one registration. The same pages for every register."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.intake.register_queries import list_corrections, list_registrations
from spoorboek.apps.people.queries import list_names
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.web.crumbs import trail
from spoorboek.web.desk_parts import list_desks
from spoorboek.web.doors import role_page
from spoorboek.web.menus import REGISTRATIONS
from spoorboek.web.register_forms import PeriodForm
from spoorboek.web.register_pages import REGISTER_PAGES, RegisterPage
from spoorboek.web.register_requests import (
    PageView,
    ask_purpose,
    describe,
    make_crumbs,
    read_one,
    with_purpose,
)
from spoorboek.web.register_tables import correction_table, registration_table, show_facts
from spoorboek.web.tables import Words
from spoorboek.web.viewers import viewer_of

_PER_PAGE = 50


@role_page(*REGISTRATIONS)
def registrations(request: HttpRequest) -> HttpResponse:
    """List the registers that the viewer may see."""
    viewer = viewer_of(request)
    parts: list[tuple[Words, str, Words]] = [*list_desks(viewer)]
    parts += [(p.register.title, p.list_href, p.meaning) for p in REGISTER_PAGES if p.is_open_to(viewer)]
    context = {"title": _("Registraties"), "parts": parts, "crumbs": trail(_("Registraties"))}
    return render(request, "pages/index.html", context)


def list_page(page: RegisterPage) -> PageView:
    """Return the view of the list of one register."""

    def view(request: HttpRequest, purpose: str) -> HttpResponse:
        viewer = viewer_of(request)
        form = PeriodForm(request.GET or None)
        period = _period_of(form)
        rows = list_registrations(viewer, page.register, at=timezone.now(), purpose=purpose, period=period)
        shown = Paginator(rows, _PER_PAGE).get_page(request.GET.get("pagina"))
        empty = _("Er is niets in deze periode.") if period else _("Er is nog niets opgeschreven.")
        context = {
            "page": shown,
            "total": len(rows),
            "table": registration_table(page, viewer, list(shown), caption=page.register.title, empty=empty),
            "form": form,
            "new_href": f"{page.list_href}nieuw/" if viewer.may(page.register.writes) else "",
            **describe(page, purpose, make_crumbs(page)),
        }
        return render(request, "pages/register_list.html", context)

    return with_purpose(page, view)


def purpose_page(page: RegisterPage) -> PageView:
    """Return the view in which the purpose of looking is changed."""

    def view(request: HttpRequest) -> HttpResponse:
        return ask_purpose(request, page)

    return view


def detail_page(page: RegisterPage) -> PageView:
    """Return the view of one registration, with what was corrected in it."""

    def view(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
        viewer = viewer_of(request)
        row = read_one(request, page, number, purpose)
        corrections = list_corrections(viewer, page.register, number)
        names = list_names(each.person_id for each in corrections)
        context = {
            "row": row,
            "facts": show_facts(viewer, row),
            "details": page.details(viewer, number) if page.details else [],
            "corrections": correction_table(corrections, list_fields(page.register), names),
            "may_write": viewer.may(page.register.writes),
            "correct_href": page.href(number, "correct"),
            "withdraw_href": page.href(number, "withdraw"),
            **describe(page, purpose, make_crumbs(page, number)),
        }
        return render(request, "pages/register_detail.html", context)

    return with_purpose(page, view)


def _period_of(form: PeriodForm) -> Period | None:
    if not form.is_bound or not form.is_valid() or not form.cleaned_data["periode"].strip():
        return None
    try:
        return parse_period(form.cleaned_data["periode"])
    except FigureError:
        form.add_error("periode", _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
        return None
