"""Taking in a team's own list: send it, tie its columns, see what happens, and only then take it in."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.exchange.errors import ListError, ListMappingError
from spoorboek.apps.exchange.list_imports import (
    PROBLEMS_SHOWN,
    ListReport,
    choose_mapping,
    drop_list_mapping,
    import_list,
    keep_list_mapping,
    list_kept_mappings,
    open_list,
)
from spoorboek.apps.exchange.list_mapping import ListMapping, read_mapping
from spoorboek.apps.exchange.list_templates import write_template
from spoorboek.apps.exchange.table_files import write_csv
from spoorboek.apps.exchange.waiting_lists import drop_waiting_list, keep_waiting_list, read_waiting_list
from spoorboek.services.tables.sheets import Sheet
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.list_forms import ListFileForm, MappingForm
from spoorboek.web.phrasebook import say, say_word
from spoorboek.web.register_pages import PAGE_OF, REGISTER_PAGES, RegisterPage
from spoorboek.web.tables import Column, Table, cell
from spoorboek.web.viewers import signed, viewer_of

_ROWS_SHOWN, _EVERY_PROBLEM = 100, 1_000_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_writers = role_page(*{page.register.writes for page in REGISTER_PAGES})


@_writers
def list_imports(request: HttpRequest) -> HttpResponse:
    """List the registers into which the viewer may take lists."""
    viewer = viewer_of(request)
    parts = [
        (say_word(page.register.title), reverse("list_import", args=[page.slug]), page.meaning)
        for page in REGISTER_PAGES
        if viewer.may(page.register.writes)
    ]
    title = _("Lijsten inlezen")
    context = {"title": title, "parts": parts, "crumbs": trail((_("Registraties"), "registrations"), title)}
    return render(request, "pages/index.html", context)


@_writers
def list_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an empty Excel file with the columns and choices of one register."""
    if slug in PAGE_OF:
        return redirect("list_template", PAGE_OF[slug].slug, permanent=True)
    page = _page_of(viewer_of(request), slug)
    answer = HttpResponse(write_template(page.register), content_type=_XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.xlsx"'
    return answer


@_writers
def list_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one list in, in steps that each can be done over; an address of before leads to that of now."""
    if slug in PAGE_OF:
        return redirect("list_import", PAGE_OF[slug].slug, permanent=True)
    viewer = viewer_of(request)
    page = _page_of(viewer, slug)
    if "word" in request.POST:
        return _go_on(request, page)
    kept = list_kept_mappings(viewer, page.register)
    if "weg" in request.POST:
        drop_list_mapping(register=page.register, name=request.POST["weg"], by=viewer, at=timezone.now())
        messages.success(request, _("De indeling is weggegooid."))
        return redirect("list_import", slug)
    form = ListFileForm(typed(request), request.FILES or None, kept=kept)
    if request.method == "POST" and form.is_valid():
        name, content = form.read()
        try:
            sheet = open_list(content)
        except ListError as error:
            form.add_error("file", str(error))
        else:
            word = keep_waiting_list(content, by=viewer, at=timezone.now())
            wanted = form.cleaned_data.get("mapping", "")
            mapping = choose_mapping(viewer, page.register, sheet, wanted)
            return _show(request, page, _Waiting(word, name, content, sheet, mapping))
    context = {
        "title": _("Lijst inlezen: %(register)s") % {"register": say_word(page.register.title).lower()},
        "form": form,
        "action": _("Verder"),
        "template_href": reverse("list_template", args=[slug]),
        "kept": list(kept),
        "crumbs": _crumbs(page),
    }
    return render(request, "pages/lists/send.html", context)


class _Waiting:
    """A list that waits, with the mapping as it is now."""

    def __init__(self, word: str, name: str, content: bytes, sheet: Sheet, mapping: ListMapping) -> None:
        self.word, self.name, self.content, self.sheet, self.mapping = word, name, content, sheet, mapping


def _go_on(request: HttpRequest, page: RegisterPage) -> HttpResponse:
    viewer, data = viewer_of(request), request.POST
    content = read_waiting_list(data["word"], by=viewer)
    sheet = open_list(content)
    before = _read_kept(data.get("kept", ""))
    form = MappingForm(register=page.register, headers=sheet.headers, mapping=before, unknown={})
    mapping = form.read({name: str(value) for name, value in data.items()})
    waiting = _Waiting(data["word"], data.get("name", "lijst")[:120], content, sheet, mapping)
    if "verslag" in data:
        return _give_report(request, page, waiting)
    if "inlezen" not in data:
        return _show(request, page, waiting)
    report = _try(request, page, waiting, is_preview=False)
    if isinstance(report, str) or not report.is_done:
        return _show(request, page, waiting)
    drop_waiting_list(waiting.word, by=viewer)
    if data.get("bewaar", "").strip():
        keep_list_mapping(
            register=page.register, name=data["bewaar"], mapping=mapping, by=viewer, at=timezone.now()
        )
    said = _("Ingelezen: %(added)s nieuw, %(known)s waren er al.")
    messages.success(request, said % {"added": report.added, "known": report.known})
    return redirect(page.list_href)


def _try(
    request: HttpRequest,
    page: RegisterPage,
    waiting: _Waiting,
    *,
    is_preview: bool,
    problems_shown: int = PROBLEMS_SHOWN,
) -> ListReport | str:
    try:
        return import_list(
            register=page.register,
            name=waiting.name,
            content=waiting.content,
            mapping=waiting.mapping,
            is_preview=is_preview,
            problems_shown=problems_shown,
            # What is taken into the example city is as invented as the rest of it.
            invented=settings.IS_EXAMPLE,
            **signed(request),
        )
    except (ListError, ListMappingError) as error:
        return str(error)


def _show(request: HttpRequest, page: RegisterPage, waiting: _Waiting) -> HttpResponse:
    report = _try(request, page, waiting, is_preview=True)
    unknown = report.unknown_words if isinstance(report, ListReport) else {}
    form = MappingForm(
        register=page.register, headers=waiting.sheet.headers, mapping=waiting.mapping, unknown=unknown
    )
    context = {
        "title": _("Kolommen van %(name)s") % {"name": waiting.name},
        "form": form,
        "word": waiting.word,
        "name": waiting.name,
        "kept": json.dumps(waiting.mapping.as_data()),
        "row_count": len(waiting.sheet.rows),
        "notes": waiting.sheet.notes,
        "refusal": report if isinstance(report, str) else "",
        "report": report if isinstance(report, ListReport) else None,
        "table": _report_table(page, report) if isinstance(report, ListReport) else None,
        "crumbs": _crumbs(page),
    }
    return render(request, "pages/lists/columns.html", context)


def _give_report(request: HttpRequest, page: RegisterPage, waiting: _Waiting) -> HttpResponse:
    """Give what would happen with every row, or everything that is wrong, as a file."""
    report = _try(request, page, waiting, is_preview=True, problems_shown=_EVERY_PROBLEM)
    if isinstance(report, str):
        header, lines = [_("Wat er niet klopt")], [[say(report)]]
    elif report.problem_count:
        header, lines = [_("Wat er niet klopt")], [[say(problem)] for problem in report.problems]
    else:
        header = [_("Rij"), _("Nummer"), _("Wat er gebeurt")]
        words = _outcome_words()
        lines = [[say(row.place.removesuffix(": ")), row.number, words[row.outcome]] for row in report.rows]
    answer = HttpResponse(write_csv(header, lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="verslag-{page.slug}.csv"'
    return answer


def _outcome_words() -> dict[str, str]:
    return {"added": _("nieuw"), "known": _("was er al"), "differing": _("is hier sindsdien gewijzigd")}


def _report_table(page: RegisterPage, report: ListReport) -> Table:
    words = _outcome_words()
    rows = [
        [
            cell(say(row.place.removesuffix(": "))),
            cell(row.number, **({"href": page.href(row.number)} if row.outcome != "added" else {})),
            cell(words[row.outcome]),
        ]
        for row in report.rows[:_ROWS_SHOWN]
    ]
    columns = [
        Column(_("Rij"), keep_together=True),
        Column(_("Nummer"), keep_together=True),
        Column(_("Wat er gebeurt")),
    ]
    return Table(_("Per rij"), columns, rows, is_stacked=True)


def _read_kept(text: str) -> ListMapping:
    """The words that were known so far travel with the form; what was made of them is judged anew."""
    try:
        data: Any = json.loads(text)
        mapping = read_mapping(data)
        known = {str(n): {str(w): str(c) for w, c in words.items()} for n, words in mapping.values.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ListMapping({})
    return ListMapping({}, known)


def _page_of(viewer: Viewer, slug: str) -> RegisterPage:
    page = next((page for page in REGISTER_PAGES if page.slug == slug), None)
    if page is None or not viewer.may(page.register.writes):
        raise NotFoundError("Deze pagina")
    return page


def _crumbs(page: RegisterPage) -> list[Crumb]:
    return trail(
        (_("Registraties"), "registrations"),
        (_("Lijsten inlezen"), "list_imports"),
        say_word(page.register.title),
    )
