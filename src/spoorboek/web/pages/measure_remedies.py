"""Objection and appeal against a measure: writing them down, and the file that goes with them."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.interventions.changing_queries import get_remedy_kind, list_contested_sums
from spoorboek.apps.interventions.measure_files import get_measure_file, write_measure_file
from spoorboek.apps.interventions.measure_queries import get_measure
from spoorboek.apps.interventions.remedy_actions import (
    adjourn_remedy,
    end_suspension,
    lodge_remedy,
    settle_remedy,
)
from spoorboek.documents.model import Document
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.pdf import write_pdf
from spoorboek.rules.clocks.remedies import REMEDY_WORDS, RemedyKind, RemedyOutcome
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_date
from spoorboek.web.desk_forms import DayForm
from spoorboek.web.desks import Action, Desk, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters_published import FILES
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.remedy_forms import OutcomeForm, RemedyForm
from spoorboek.web.tables import Column, Table, content_cell
from spoorboek.web.viewers import signed, viewer_of

readers, writers = role_page(Permission.MEASURES_VIEW), role_page(Permission.MEASURES_WRITE)
_WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": write_pdf, "docx": write_docx}


@writers
def lodge(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that somebody objected or appealed."""
    said = _("De invordering na de overtreding van %(day)s")
    decided = list_contested_sums(viewer_of(request), number)
    sums = [(key, said % {"day": format_date(violated_on)}) for key, violated_on in decided]
    form = RemedyForm(typed(request), sums=sums)

    def act() -> None:
        said = {**form.cleaned_data}
        kind = RemedyKind(said.pop("kind"))
        lodge_remedy(measure=number, kind=kind, **said, **signed(request))

    return _answer(request, number, form, act, _("Bezwaar of beroep opschrijven"), _("Opgeschreven."))


@writers
def adjourn(request: HttpRequest, number: str, remedy: int) -> HttpResponse:
    """Note that the decision on an objection was put off."""
    get_remedy_kind(viewer_of(request), number, remedy)
    form = DayForm(typed(request), label=_("Verdaagd op"))

    def act() -> None:
        on = form.cleaned_data["on"]
        adjourn_remedy(measure=number, remedy=remedy, adjourned_on=on, **signed(request))

    return _answer(request, number, form, act, _("Beslissing verdagen"), _("De verdaging is opgeschreven."))


@writers
def settle(request: HttpRequest, number: str, remedy: int) -> HttpResponse:
    """Write down how an objection or appeal ended."""
    kind = get_remedy_kind(viewer_of(request), number, remedy)
    form = OutcomeForm(typed(request), kind=kind)

    def act() -> None:
        said = {**form.cleaned_data}
        outcome = RemedyOutcome(said.pop("outcome"))
        settle_remedy(measure=number, remedy=remedy, outcome=outcome, **said, **signed(request))

    title = _("Uitkomst van %(kind)s") % {"kind": say_word(REMEDY_WORDS[kind])}
    return _answer(request, number, form, act, title, _("De uitkomst is opgeschreven."))


@writers
def end_court_suspension(request: HttpRequest, number: str, remedy: int) -> HttpResponse:
    """Note the last day of a suspension that the court ended or changed."""
    get_remedy_kind(viewer_of(request), number, remedy)
    form = DayForm(typed(request), label=_("Geschorst tot en met"))

    def act() -> None:
        end_suspension(measure=number, remedy=remedy, last_on=form.cleaned_data["on"], **signed(request))

    return _answer(request, number, form, act, _("Einde van de schorsing"), _("Het einde is opgeschreven."))


@readers
def measure_file(request: HttpRequest, number: str) -> HttpResponse:
    """Show the file of a measure on one page, to read or print."""
    found = get_measure_file(viewer_of(request), number, at=timezone.now())
    columns = [Column("Onderdeel"), Column("Inhoud")]
    tables = [
        Table(
            section.title, columns, [[content_cell(what), content_cell(said)] for what, said in section.lines]
        )
        for section in found.sections
    ]
    actions = [
        Action(_("Als PDF"), reverse("measure_file_as", args=[number, "pdf"]), is_main=True),
        Action(_("Als Word"), reverse("measure_file_as", args=[number, "docx"])),
    ]
    desk = Desk(
        title=Content(found.title),
        label=_("Dossier voor bezwaar en beroep"),
        actions=actions,
        tables=tables,
        is_document=True,
    )
    crumbs = [*_crumbs(number), Crumb(_("Dossier"))]
    return render(request, "pages/desk/detail.html", {"desk": desk, "crumbs": crumbs})


@readers
def measure_file_as(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """Give the file of a measure as PDF or Word."""
    if form not in _WRITERS:
        raise NotFoundError("Dit bestand")
    found = get_measure_file(viewer_of(request), number, at=timezone.now())
    ending, media_type = FILES[form]
    content = _WRITERS[form](write_measure_file(found))
    headers = {"Content-Disposition": f'attachment; filename="dossier-{found.number}.{ending}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _crumbs(number: str) -> list[Crumb]:
    before = trail((_("Registraties"), "registrations"), (_("Maatregelen"), "measures"))
    return [*before, Crumb(number, reverse("measure", args=[number]))]


def _answer(
    request: HttpRequest, number: str, form: forms.Form, act: Callable[[], None], title: str, done: str
) -> HttpResponse:
    if succeeds_at(request, form, act):
        messages.success(request, done)
        return redirect("measure", number)
    get_measure(viewer_of(request), number, at=timezone.now())
    context = {
        "title": f"{capfirst(title)}: {number}",
        "form": form,
        "action": capfirst(title),
        "cancel": reverse("measure", args=[number]),
        "crumbs": [*_crumbs(number), Crumb(capfirst(title))],
    }
    return render(request, "pages/desk/form.html", context)
