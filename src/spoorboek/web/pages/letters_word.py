"""A letter in Word: take a working copy along, bring it back, see what came of it, save it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.letters.errors import ConflictError, LetterError
from spoorboek.apps.letters.queries import get_letter, list_revisions
from spoorboek.apps.letters.word_returning import (
    discard_word_return,
    receive_word_file,
    save_word_return,
    settle_remark,
)
from spoorboek.apps.letters.working_copies import (
    WordReturnRow,
    build_working_copy,
    get_word_return,
    list_remarks,
    list_word_returns,
    read_word_file,
    view_word_return,
)
from spoorboek.documents.working_copy.read_back import Reading
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES
from spoorboek.rules.roles import Permission
from spoorboek.web.doors import role_page
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_differences import list_differences
from spoorboek.web.pages.letters_forms import SourceForm, WordFileForm
from spoorboek.web.pages.letters_word_report import lay_out_report
from spoorboek.web.viewers import signed, viewer_of

writers_only = role_page(Permission.LETTERS_WRITE)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REFUSE = "zonder"
"""In the address: read the file without its tracked changes."""
CHOSEN = "gekozen"
"""In what is sent: read the file with the tracked changes that are ticked."""


@writers_only
def letter_word(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can be done in Word, what came back before, and what people remarked there."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    is_editable = row.status in EDITABLE_STATUSES
    form = WordFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and is_editable and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            code = receive_word_file(
                slug=slug, file_name=file.name, content=file.read(), by=viewer, at=timezone.now()
            )
        except LetterError as error:
            form.add_error("file", str(error))
        else:
            return redirect("letter_word_return", slug, code)
    context = {
        "letter": row,
        "form": form,
        "is_editable": is_editable,
        "returns": list_word_returns(viewer, slug),
        "remarks": list_remarks(viewer, slug),
        "crumbs": letter_crumbs(viewer, row, _("Word")),
    }
    return render(request, "pages/letters/word.html", context)


@writers_only
def word_copy(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """Give the letter as a Word file that can be read back; with ``code`` in the styles of that file."""
    viewer = viewer_of(request)
    try:
        content = build_working_copy(viewer, slug, at=timezone.now(), like=code)
    except LetterError as error:
        messages.error(request, str(error))
        return redirect("letter", slug)
    return _give(content, f"werkbestand-{slug}.docx")


@writers_only
def word_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give a file that came back, as it was handed in."""
    return _give(read_word_file(viewer_of(request), slug, code)[1], f"uit-word-{slug}-{code}.docx")


@writers_only
def word_return(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show what came of a file, and save it as the next revision."""
    viewer = viewer_of(request)
    row = get_word_return(viewer, slug, code)
    if row.revision:
        return redirect("letter_word", slug)
    if request.method != "POST" or "bekijken" in request.POST:
        return _show_report(request, row, "")
    how = _read_choices(request.POST)
    source, based_on = "", 0
    if "source" in request.POST:
        form = SourceForm(request.POST)
        if not form.is_valid():
            raise NotFoundError("Deze tekst")
        source, based_on = form.cleaned_data["source"], form.cleaned_data["based_on"]
    try:
        number = save_word_return(
            slug=slug, code=code, how=how, by=viewer, at=timezone.now(), source=source, based_on=based_on
        )
    except ConflictError as error:
        text = source or view_word_return(viewer, slug, code, how).source
        return _show_conflict(request, row, text, str(error))
    except LetterError as error:
        return _show_report(request, row, str(error))
    messages.success(
        request, _("De brief uit Word is opgeslagen als versie %(number)s.") % {"number": number}
    )
    return redirect("letter", slug)


@require_POST
@writers_only
def discard_return(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Forget a file that was not saved."""
    try:
        discard_word_return(slug=slug, code=code, **signed(request))
    except LetterError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Het Word-bestand is weggegooid. De brief is niet veranderd."))
    return redirect("letter_word", slug)


@require_POST
@writers_only
def settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Mark a remark as dealt with."""
    settle_remark(slug=slug, number=number, **signed(request))
    messages.success(request, _("De opmerking is afgehandeld."))
    return redirect(f"{reverse('letter_word', args=[slug])}#opmerkingen")


def _give(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=DOCX, headers=headers)


def _read_choices(sent: QueryDict) -> Reading:
    """Return what the writer chose: all or no tracked changes, or those that are ticked."""
    ticked = frozenset(int(one) for one in sent.getlist("overnemen") if one.isdecimal() and len(one) < 9)
    return Reading(
        takes_changes=sent.get("wijzigingen") != REFUSE,
        restored=frozenset(sent.getlist("terug")),
        taken=ticked if sent.get("wijzigingen") == CHOSEN else None,
    )


def _show_report(request: HttpRequest, row: WordReturnRow, error: str) -> HttpResponse:
    viewer = viewer_of(request)
    how = _read_choices(request.POST or request.GET)
    back = view_word_return(viewer, row.letter, row.code, how)
    now = list_revisions(viewer, row.letter)[0]
    letter = get_letter(viewer, row.letter)
    here = reverse("letter_word_return", args=[row.letter, row.code])
    context = {
        "letter": letter,
        "row": row,
        "back": back,
        "report": lay_out_report(back),
        "error": error,
        "restored": how.restored,
        "take_all_href": here,
        "take_none_href": f"{here}?wijzigingen={REFUSE}",
        "differences": list_differences(now.source, back.source),
        "crumbs": letter_crumbs(viewer, letter, _("Uit Word")),
    }
    return render(request, "pages/letters/word_return.html", context)


def _show_conflict(request: HttpRequest, row: WordReturnRow, source: str, sentence: str) -> HttpResponse:
    """Show both texts. Nothing is lost: theirs is saved, what came from Word stands in the form."""
    viewer = viewer_of(request)
    letter = get_letter(viewer, row.letter)
    theirs = list_revisions(viewer, row.letter)[0]
    context = {
        "letter": letter,
        "form": SourceForm(initial={"source": source, "based_on": theirs.number}),
        "sentence": sentence,
        "theirs": theirs,
        "differences": list_differences(theirs.source, source),
        "crumbs": letter_crumbs(viewer, letter, _("Twee versies")),
    }
    return render(request, "pages/letters/conflict.html", context, status=409)
