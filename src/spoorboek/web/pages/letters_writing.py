"""Beginning a letter, and writing it: save, see what was found, settle a conflict, set a verdict aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.letters.actions import save_revision, set_aside, start_letter
from spoorboek.apps.letters.errors import ConflictError, LetterError, LetterTextError
from spoorboek.apps.letters.letter_views import get_letter_view
from spoorboek.apps.letters.queries import (
    LetterRow,
    get_letter,
    list_revisions,
)
from spoorboek.apps.plans.queries import list_plans
from spoorboek.documents.editor_form.round_trip import survives
from spoorboek.documents.letter_type import LetterType
from spoorboek.documents.source.letter import parse_letter
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES, LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters import describe_letter, letter_crumbs
from spoorboek.web.pages.letters_desk import lay_out
from spoorboek.web.pages.letters_differences import list_differences
from spoorboek.web.pages.letters_forms import RESERVED_SLUGS, ReasonForm, SourceForm, start_form
from spoorboek.web.pages.letters_skeleton import (
    find_letter_type,
    load_letter_types,
    write_correction,
    write_skeleton,
)
from spoorboek.web.pages.letters_verdicts import WORDS, word_of
from spoorboek.web.phrasebook import say_word
from spoorboek.web.viewers import viewer_of

_SHOWN_PROBLEMS = 20
writers_only = role_page(Permission.LETTERS_WRITE)


@writers_only
def choose_letter_type(request: HttpRequest) -> HttpResponse:
    """Let the writer choose what kind of letter to begin."""
    viewer = viewer_of(request)
    parts = [
        (say_word(kind.kind), reverse("letter_new_of_type", args=[kind.code]), _describe_type(kind))
        for kind in load_letter_types(viewer)
    ]
    parts += [
        (
            _("%(kind)s uit Word") % {"kind": say_word(kind.kind)},
            reverse("letter_new_from_word", args=[kind.code]),
            _("Begin met een Word-brief die er al is. De getallen koppelt u daarna."),
        )
        for kind in load_letter_types(viewer)
    ]
    crumbs = open_trail(viewer, Crumb(_("Brieven"), reverse("letters")), Crumb(_("Nieuwe brief")))
    context = {"title": _("Welke brief wilt u schrijven?"), "parts": parts, "crumbs": crumbs}
    return render(request, "pages/index.html", context)


@writers_only
def new_letter(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a letter: its own data and the formal fields of its type."""
    viewer = viewer_of(request)
    letter_type = find_letter_type(viewer, kind)
    plans = [(plan.slug, plan.title) for plan in list_plans(viewer)]
    today = timezone.localdate()
    form = start_form(letter_type, plans, typed(request), initial={"dated_on": today})
    if request.method == "POST" and form.is_valid():
        slug = _start(viewer, letter_type, form)
        if slug:
            messages.success(request, _("De brief is begonnen. Schrijf nu de tekst onder elk kopje."))
            return redirect("letter_write", slug)
    title = _("Nieuwe brief: %(kind)s") % {"kind": say_word(letter_type.kind.lower())}
    crumbs = [Crumb(_("Brieven"), reverse("letters")), Crumb(_("Nieuwe brief"), reverse("letter_new"))]
    context = {
        "title": title,
        "form": form,
        "action": _("Brief beginnen"),
        "cancel": reverse("letters"),
        "crumbs": open_trail(viewer, *crumbs, Crumb(say_word(letter_type.kind))),
    }
    return render(request, "pages/form.html", context)


@writers_only
def write_letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the text of a letter beside what it becomes, and save it."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if row.status not in EDITABLE_STATUSES:
        raise NotFoundError("Deze pagina")
    if request.method != "POST":
        return _show_writing(request, row, None)
    form = SourceForm(request.POST)
    if form.is_valid():
        return _save(request, row, form)
    return _show_writing(request, row, form)


@writers_only
def set_verdict_aside(request: HttpRequest, slug: str, claim: str, verdict: str) -> HttpResponse:
    """Set one verdict aside, with a reason that is published with the letter."""
    viewer = viewer_of(request)
    view = get_letter_view(viewer, slug, at=timezone.now())
    found = next((each for each in view.check.claims if each.claim_id == claim), None)
    if found is None or verdict not in WORDS or verdict not in found.open_codes:
        raise NotFoundError("Dit oordeel")
    form = ReasonForm(
        typed(request),
        label=_("Waarom telt dit oordeel hier niet?"),
        help_text=_("Deze reden wordt met de brief gepubliceerd, met uw rol en zonder uw naam."),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            set_aside(slug=slug, claim_id=claim, verdict=verdict, reason=reason, by=viewer, at=timezone.now())
        except LetterError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("Het oordeel is opzij gezet. De reden gaat met de brief mee."))
            return redirect(f"{reverse('letter', args=[slug])}#oordeel-{claim}")
    context = {
        "title": _("Oordeel opzij zetten"),
        "said": found.words,
        "word": word_of(verdict),
        "why": found.verdict.get("why", ""),
        "form": form,
        "action": _("Oordeel opzij zetten"),
        "cancel": reverse("letter", args=[slug]),
        "crumbs": letter_crumbs(viewer, view.row, _("Oordeel opzij zetten")),
    }
    return render(request, "pages/letters/set_aside.html", context)


@writers_only
def correct_letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the letter that corrects a published one, with its text."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if not LETTER_LIFECYCLE.can_become(row.status, LetterStatus.CORRECTED):
        raise NotFoundError("Deze pagina")
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source = list_revisions(viewer, slug)[0].source
        named = f"{slug[:38].rstrip('-')}-correctie"
        try:
            text = write_correction(source, slug=named, dated_on=timezone.localdate())
            start_letter(source=text, by=viewer, at=timezone.now())
        except LetterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("De correctie is begonnen. De oude brief blijft staan en leesbaar."))
            return redirect("letter_write", named)
    context = {
        "title": _("'%(title)s' corrigeren") % {"title": row.title},
        "warning": _(
            "Er komt een nieuwe brief met dezelfde tekst, die u verbetert. Na publicatie verwijzen de twee "
            "brieven naar elkaar."
        ),
        "form": form,
        "action": _("Correctie beginnen"),
        "cancel": reverse("letter", args=[slug]),
        "crumbs": letter_crumbs(viewer, row, _("Correctie")),
    }
    return render(request, "pages/form.html", context)


def _save(request: HttpRequest, row: LetterRow, form: SourceForm) -> HttpResponse:
    viewer, source = viewer_of(request), form.cleaned_data["source"]
    based_on = form.cleaned_data["based_on"]
    try:
        saved = save_revision(slug=row.slug, source=source, based_on=based_on, by=viewer, at=timezone.now())
    except ConflictError as error:
        return _show_conflict(request, row, source, str(error))
    except LetterTextError as error:
        for problem in error.problems[:_SHOWN_PROBLEMS]:
            form.add_error("source", str(problem))
    except LetterError as error:
        form.add_error("source", str(error))
    else:
        now = timezone.localtime().strftime("%H:%M")
        said = _("Opgeslagen om %(time)s.") if saved != based_on else _("Er was niets veranderd.")
        messages.success(request, said % {"time": now})
        # Who chose the plain text goes on in it.
        query = "?tekst=1" if "tekst" in request.GET else ""
        return redirect(f"{reverse('letter_write', args=[row.slug])}{query}#brief-controle")
    return _show_writing(request, row, form)


def _show_writing(request: HttpRequest, row: LetterRow, form: SourceForm | None) -> HttpResponse:
    viewer = viewer_of(request)
    view = get_letter_view(viewer, row.slug, at=timezone.now())
    is_typed = form is not None
    form = form or SourceForm(initial={"source": view.source, "based_on": view.revision})
    context = {
        **describe_letter(viewer, view),
        "form": form,
        "is_unsaved": is_typed,
        # What was refused is mended in the field where it was typed.
        "has_editor": not is_typed and "tekst" not in request.GET and survives(parse_letter(view.source)),
        "desk": lay_out(view.source, view.check, slug=row.slug, name=row.slug),
        "crumbs": letter_crumbs(viewer, row, _("Schrijven")),
    }
    return render(request, "pages/letters/write.html", context)


def _show_conflict(request: HttpRequest, row: LetterRow, source: str, sentence: str) -> HttpResponse:
    """Show both texts. Nothing is lost: theirs is saved, ours stands in the form."""
    viewer = viewer_of(request)
    theirs = list_revisions(viewer, row.slug)[0]
    form = SourceForm(initial={"source": source, "based_on": theirs.number})
    context = {
        "letter": row,
        "form": form,
        "sentence": sentence,
        "theirs": theirs,
        "differences": list_differences(theirs.source, source),
        "crumbs": letter_crumbs(viewer, row, _("Twee versies")),
    }
    return render(request, "pages/letters/conflict.html", context, status=409)


def _start(viewer: Viewer, letter_type: LetterType, form: forms.Form) -> str:
    data: dict[str, Any] = form.cleaned_data
    if data["slug"] in RESERVED_SLUGS:
        form.add_error("slug", _("Deze naam is al van een andere pagina. Kies een andere."))
        return ""
    try:
        source = write_skeleton(
            letter_type,
            **{name: data[name] for name in ("title", "slug", "dated_on", "case_number", "plan")},
            period=parse_period(data["period"]),
            area=get_municipality(viewer).code,
            fields={
                name.removeprefix("field_"): text
                for name, text in data.items()
                if name.startswith("field_") and text
            },
        )
        return start_letter(source=source, by=viewer, at=timezone.now())
    except FigureError:
        form.add_error("period", _("Dit is geen periode. Schrijf bijvoorbeeld 2024 of april 2024."))
    except LetterError as error:
        form.add_error("slug" if "naam" in str(error) else None, str(error))
    return ""


def _describe_type(letter_type: LetterType) -> str:
    titles = ", ".join(section.title for section in letter_type.sections)
    return _("Delen: %(titles)s.") % {"titles": titles}
