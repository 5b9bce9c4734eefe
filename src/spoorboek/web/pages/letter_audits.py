"""Nakijken: bring a letter by anybody, see what holds, decide, take the report, or make a letter of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.letter_audits.actions import (
    decide_finding,
    delete_audit,
    keep_audit,
    start_letter_from_audit,
)
from spoorboek.apps.letter_audits.errors import LetterAuditError
from spoorboek.apps.letter_audits.queries import AuditView, build_report, get_audit, list_audits
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.queries import list_letter_types
from spoorboek.apps.plans.queries import list_plans
from spoorboek.documents.errors import DocumentError
from spoorboek.documents.letter_type import load_letter_type
from spoorboek.documents.readers.audit_text import AuditText, read_audit_text
from spoorboek.documents.readers.quoting import find_sentence
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_page
from spoorboek.documents.writers.pdf import write_pdf
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.rules.letter_audit.letter_source import SourceHeader
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letter_audits_forms import DecisionForm, LetterAuditForm, letter_form
from spoorboek.web.pages.letter_audits_sheet import GROUPS, lay_out_audit, read_choice
from spoorboek.web.pages.letters_published import FILES
from spoorboek.web.phrasebook import Content
from spoorboek.web.viewers import signed, viewer_of

office_only = role_page(Permission.LETTERS_VIEW_DRAFTS)
writers_only = role_page(Permission.LETTERS_WRITE)
_WRITERS = {
    "pdf": lambda document: write_pdf(document),
    "docx": lambda document: write_docx(document),
    "html": lambda document: write_page(document, is_alone=True).encode(),
}


@office_only
def letter_audits(request: HttpRequest) -> HttpResponse:
    """Take a letter, and show the letters that were looked through."""
    viewer = viewer_of(request)
    plans: list[tuple[str, str]] = [(plan.slug, Content(plan.title)) for plan in list_plans(viewer)]
    form = LetterAuditForm(typed(request), request.FILES or None, plans=plans)
    if request.method == "POST" and form.is_valid():
        code = _keep(viewer, form)
        if code:
            return redirect("letter_audit", code)
    context = {
        "form": form,
        "audits": list_audits(viewer),
        "crumbs": open_trail(viewer, Crumb(_("Nakijken"), reverse("verify_letter")), Crumb(_("Elke brief"))),
    }
    return render(request, "pages/letter_audits/list.html", context)


def _keep(viewer: Viewer, form: LetterAuditForm) -> str:
    given = form.cleaned_data
    text = _read(form, "file") if given.get("file") else _read_pasted(form)
    earlier = _read(form, "earlier") if given.get("earlier") else None
    if form.errors or text is None:
        return ""
    name = given["title"] or (given["file"].name if given.get("file") else _("Geplakte tekst"))
    try:
        return keep_audit(
            title=name, text=text, by=viewer, at=timezone.now(), plan=given["plan"], earlier=earlier
        )
    except (LetterAuditError, DocumentError) as error:
        form.add_error("file", str(error))
        return ""


def _read(form: LetterAuditForm, name: str) -> AuditText | None:
    upload = form.cleaned_data[name]
    try:
        return read_audit_text(upload.read(), upload.name)
    except DocumentError as error:
        form.add_error(name, str(error))
        return None


def _read_pasted(form: LetterAuditForm) -> AuditText | None:
    try:
        return read_audit_text(form.cleaned_data["text"].encode(), "tekst.txt")
    except DocumentError as error:
        form.add_error("text", str(error))
        return None


@office_only
def letter_audit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one letter with the findings beside its words."""
    viewer = viewer_of(request)
    view = get_audit(viewer, code)
    group = request.GET.get("groep", "")
    context = {
        "audit": view.row,
        "result": view.result,
        "number_count": len(view.result["numbers"]),
        "holding": view.result.get("holding", ()),
        "sheet": lay_out_audit(
            view, group if group in GROUPS else "", sees_figures=viewer.may(Permission.FIGURES_VIEW)
        ),
        "files": [
            (form.upper(), reverse("letter_audit_report", args=[code, form]))
            for form in ("html", "pdf", "docx")
        ],
        "may_write": viewer.may(Permission.LETTERS_WRITE),
        "crumbs": _crumbs(viewer, view),
    }
    return render(request, "pages/letter_audits/audit.html", context)


@office_only
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Accept or dismiss one finding."""
    viewer = viewer_of(request)
    view = get_audit(viewer, code)
    if not 1 <= number <= len(view.result["findings"]):
        raise NotFoundError("Deze opmerking")
    finding = view.result["findings"][number - 1]
    decided = view.decisions.get(number)
    initial = {"choice": decided.choice.value, "reason": decided.reason} if decided else None
    form = DecisionForm(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid() and (choice := read_choice(form.cleaned_data["choice"])):
        reason = form.cleaned_data["reason"]
        try:
            decide_finding(
                code=code, finding=number, choice=choice, reason=reason, by=viewer, at=timezone.now()
            )
        except LetterAuditError as error:
            form.add_error("reason", str(error))
        else:
            return redirect(f"{reverse('letter_audit', args=[code])}#opmerking-{number}")
    context = {
        "title": _("Wat doet u met deze opmerking?"),
        "said": finding["quote"],
        "sentence": find_sentence(str(view.result["text"]), int(finding["start"]), int(finding["end"])),
        "why": finding["why"],
        "better": finding["better"],
        "form": form,
        "action": _("Vastleggen"),
        "cancel": f"{reverse('letter_audit', args=[code])}#opmerking-{number}",
        "crumbs": _crumbs(viewer, view, _("Opmerking %(number)s") % {"number": number}),
    }
    return render(request, "pages/letter_audits/decide.html", context)


@office_only
def report(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the report of an audit as a page, PDF or Word."""
    viewer = viewer_of(request)
    if form not in _WRITERS:
        raise NotFoundError("Dit bestand")
    ending, media_type = FILES[form]
    content = _WRITERS[form](build_report(viewer, code))
    headers = {"Content-Disposition": f'attachment; filename="nagekeken-{code}.{ending}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@office_only
@require_POST
def throw_away(request: HttpRequest, code: str) -> HttpResponse:
    """Throw one audit away before its time."""
    delete_audit(code=code, **signed(request))
    messages.success(request, _("De nagekeken brief is weggegooid."))
    return redirect("letter_audits")


@writers_only
def make_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a letter with the words of an audited one; its traced numbers are tied."""
    viewer = viewer_of(request)
    view = get_audit(viewer, code)
    kinds = [
        (load_letter_type(text).code, load_letter_type(text).kind)
        for _c, _v, text in list_letter_types(viewer)
    ]
    plans: list[tuple[str, str]] = [(plan.slug, Content(plan.title)) for plan in list_plans(viewer)]
    initial = {"title": view.row.title, "dated_on": timezone.localdate(), "plan": view.row.plan}
    form = letter_form(kinds, plans, typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            header = SourceHeader(
                **{name: given[name] for name in ("letter_type", "slug", "title", "dated_on", "case_number")},
                plan=given["plan"],
                period=parse_period(given["period"]),
                area=get_municipality(viewer).code,
            )
            slug = start_letter_from_audit(code=code, header=header, by=viewer, at=timezone.now())
        except FigureError:
            form.add_error("period", _("Schrijf een periode zoals 2024 of januari tot en met april 2023."))
        except LetterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("De brief is begonnen. Koppel nu de getallen die nog geen cijfer hebben.")
            )
            return redirect("letter_write", slug)
    context = {
        "title": _("Maak er een Spoorboek-brief van"),
        "form": form,
        "action": _("Brief beginnen"),
        "cancel": reverse("letter_audit", args=[code]),
        "crumbs": _crumbs(viewer, view, _("Brief beginnen")),
    }
    return render(request, "pages/form.html", context)


def _crumbs(viewer: Viewer, view: AuditView, *more: str) -> list[Crumb]:
    steps = [Crumb(_("Nakijken"), reverse("verify_letter")), Crumb(_("Elke brief"), reverse("letter_audits"))]
    href = reverse("letter_audit", args=[view.row.code]) if more else ""
    return open_trail(viewer, *steps, Crumb(Content(view.row.title), href), *(Crumb(one) for one in more))
