"""The list of a register: narrowed, kept, beside a map, and with something agreed for several rows."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import list_areas
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.list_files import export_list
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.follow_ups import list_assignable, set_follow_up
from spoorboek.apps.intake.register_lists import PER_PAGE, ListPage, ListQuestion, list_page
from spoorboek.apps.people.own_things import list_kept_filters
from spoorboek.web.area_map import read_area_map
from spoorboek.web.choices import offer
from spoorboek.web.completeness import act_on_list, describe_completeness
from spoorboek.web.dates import format_date
from spoorboek.web.list_map import draw_list_map
from spoorboek.web.list_place import keep_place
from spoorboek.web.paging import draw_pages
from spoorboek.web.phrasebook import say_word
from spoorboek.web.register_filters import FilterForm
from spoorboek.web.register_forms import PurposeForm
from spoorboek.web.register_pages import RegisterPage
from spoorboek.web.register_requests import PageView, describe, make_crumbs, with_purpose
from spoorboek.web.register_tables import registration_table
from spoorboek.web.signal_forms import parse_day
from spoorboek.web.tables import SPREADSHEETS
from spoorboek.web.viewers import viewer_of


class TogetherForm(forms.Form):
    """Who keeps an eye on the chosen rows, and when they look again."""

    wie = forms.ChoiceField(label=gettext_lazy("Wie houdt dit in het oog?"), required=False)
    dag = forms.CharField(
        label=gettext_lazy("Opnieuw bekijken op"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        max_length=20,
    )

    def __init__(self, people: list[str]) -> None:
        super().__init__()
        offer(self, "wie", [("", _("Laat zoals het is")), *((one, one) for one in people)])


def register_list(page: RegisterPage) -> PageView:
    """Return the view of the list of one register."""

    def view(request: HttpRequest, purpose: str) -> HttpResponse:
        viewer = viewer_of(request)
        if request.method == "POST":
            _act(request, page, viewer)
            return redirect(f"{page.list_href}?{request.GET.urlencode()}")
        areas = list_areas(viewer)
        form = FilterForm(request.GET or None, register=page.register, areas=areas)
        question = form.read(request)
        sheet = read_area_map(viewer, areas)
        found = list_page(
            viewer, page.register, question, at=timezone.now(), purpose=purpose, with_areas=sheet is not None
        )
        pages = draw_pages(found.number, PER_PAGE, found.total)
        together = _read_together(request, page, viewer, found)
        caption, empty = say_word(page.register.title), _say_empty(request, question)
        table = registration_table(
            page, viewer, found.rows, caption=caption, empty=empty, is_chosen_from=together is not None
        )
        context = {
            "page": pages,
            "total": found.total,
            "table": table,
            "form": form,
            "map": draw_list_map(request, sheet, areas, found.by_area),
            "kept": list_kept_filters(viewer, page.register.code),
            "query": request.GET.urlencode(),
            "may_agree": viewer.may(page.register.writes) and bool(found.rows),
            "followed": _followed(found),
            "together": together,
            "file_href": f"{page.list_href}bestand/",
            "is_reduced": page.register.is_logged,
            "new_href": f"{page.list_href}nieuw/" if viewer.may(page.register.writes) else "",
            **describe_completeness(viewer, page.register),
            **describe(page, purpose, make_crumbs(page)),
        }
        answer = render(request, "pages/register_list.html", context)
        return keep_place(request, answer, page, [row.number for row in found.rows], pages)

    return with_purpose(page, view)


def _read_together(
    request: HttpRequest, page: RegisterPage, viewer: Viewer, found: ListPage
) -> TogetherForm | None:
    """Return the form for several rows, when it was asked for by who may write."""
    if "samen" not in request.GET or not found.rows or not viewer.may(page.register.writes):
        return None
    return TogetherForm(list_assignable(viewer, page.register))


def _say_empty(request: HttpRequest, question: ListQuestion) -> str:
    if question.period:
        return _("Er is niets in deze periode.")
    return _("Er is niets dat hierbij past.") if request.GET else _("Er is nog niets opgeschreven.")


def register_file(page: RegisterPage) -> PageView:
    """Return the view that gives what the list shows as a file, of what one may see only."""

    def view(request: HttpRequest, purpose: str) -> HttpResponse:
        viewer, form = viewer_of(request), request.GET.get("vorm", "csv")
        is_full = "volledig" in request.GET
        asked = PurposeForm(request.POST or None)
        if is_full and not (request.method == "POST" and asked.is_valid()):
            return _ask_why(request, page, asked)
        question = FilterForm(request.GET or None, register=page.register, areas=list_areas(viewer)).read(
            request
        )
        why = asked.cleaned_data["purpose"] if is_full else purpose
        try:
            content = export_list(
                viewer, page.register, question, at=timezone.now(), purpose=why, form=form, is_full=is_full
            )
        except ListError as error:
            raise NotFoundError("Dit bestand") from error
        answer = HttpResponse(content, content_type=SPREADSHEETS[form])
        answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.{form}"'
        return answer

    return with_purpose(page, view)


def _ask_why(request: HttpRequest, page: RegisterPage, form: PurposeForm) -> HttpResponse:
    context = {
        "title": _("Volledig bestand"),
        "warning": _("Dit bestand bevat ook vrije tekst en adressen. Bewaar het niet langer dan nodig."),
        "form": form,
        "action": _("Bestand maken"),
        "cancel": page.list_href,
        **describe(page, "", make_crumbs(page, _("Volledig bestand"))),
    }
    return render(request, "pages/form.html", context)


def _act(request: HttpRequest, page: RegisterPage, viewer: Viewer) -> None:
    if request.POST.get("doe", "") == "samen":
        _agree(request, page, viewer)
    else:
        act_on_list(request, page.register, viewer)


def _agree(request: HttpRequest, page: RegisterPage, viewer: Viewer) -> None:
    try:
        count = set_follow_up(
            register=page.register,
            numbers=request.POST.getlist("nummer"),
            username=request.POST.get("wie") or None,
            due_on=parse_day(request.POST.get("dag", "")),
            by=viewer,
            at=timezone.now(),
        )
    except RegistrationError as error:
        messages.error(request, str(error).capitalize() + ".")
    else:
        messages.success(request, _("Afgesproken voor %(count)s.") % {"count": count})


def _followed(found: ListPage) -> list[tuple[str, str, str]]:
    rows = []
    for number, one in found.follow_ups.items():
        day = parse_day(one.due_on)
        rows.append((number, one.username, format_date(day) if day else ""))
    return rows
