"""Writing the texts of a case, one or all on one page; what somebody else saved first stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.cases.case_rows import DraftRow, TextRow
from spoorboek.apps.cases.changing_queries import CaseToChange, say_what_to_change
from spoorboek.apps.cases.errors import ConflictError
from spoorboek.apps.cases.file_queries import get_case_file, get_text
from spoorboek.apps.cases.text_actions import drop_drafts, save_text
from spoorboek.web.case_forms import TextForm, does
from spoorboek.web.dates import format_moment
from spoorboek.web.keeping import typed
from spoorboek.web.pages.case_file import case_to_change, crumbs_to
from spoorboek.web.phrasebook import say_word
from spoorboek.web.viewers import signed, viewer_of


@dataclass(frozen=True, slots=True)
class Writing:
    """One text that is being written. ``kept``: when the own text in the form was put aside, if it was."""

    text: TextRow
    form: TextForm
    kept: str
    older: tuple[DraftRow, ...]


def case_text(request: HttpRequest, purpose: str, number: str, section: str) -> HttpResponse:
    """Write one text."""
    case = case_to_change(request, number, purpose, with_texts=True)
    text = get_text(case.texts, section)
    return _write(request, purpose, case, [text], text.title)


def case_texts(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
    """Write all the texts that are open to the viewer, and save them with one button."""
    case = case_to_change(request, number, purpose, with_texts=True)
    return _write(request, purpose, case, case.texts, _("Alle teksten"))


def _write(
    request: HttpRequest, purpose: str, case: CaseToChange, texts: Sequence[TextRow], title: str
) -> HttpResponse:
    number, status = case.number, 200
    is_one = len(texts) == 1
    data = typed(request)
    writings = [_open(text, data, is_one=is_one) for text in texts]
    if request.method == "POST":
        sent = writings
        dropped = next((one for one in sent if one.text.section == request.POST.get("drop")), None)
        if dropped is not None:
            _drop(request, number, dropped)
            return redirect(request.path)
        # Every text is tried, also after one that somebody else saved first.
        clashing = [one for one in sent if not _save(request, number, one)]
        if not clashing and all(one.form.is_valid() for one in sent):
            messages.success(request, _("%(title)s is bewaard.") % {"title": say_word(title)})
            return redirect("casussen-detail", number)
        case = say_what_to_change(
            get_case_file(viewer_of(request), number, at=timezone.now(), purpose=purpose)
        )
        again = {text.section: text for text in case.texts}
        writings = [one if one.form.errors else _open(again[one.text.section], is_one=is_one) for one in sent]
        status = 409 if clashing else 200
    context = {
        "title": say_word(title),
        "case": case,
        "writings": writings,
        "has_kept": any(one.kept for one in writings),
        "crumbs": crumbs_to(number, say_word(title)),
        "cancel": reverse("casussen-detail", args=[number]),
    }
    return render(request, "pages/cases/text.html", context, status=status)


def _open(text: TextRow, data: QueryDict | None = None, *, is_one: bool) -> Writing:
    """Return a text with its form: filled in by what was typed, else by the own draft, else as it stands."""
    newest = text.drafts[-1] if text.drafts else None
    initial = {
        "body": newest.body if newest else text.body,
        "version": text.version,
        "seen_draft": newest.key if newest else 0,
    }
    prefix = None if is_one else text.section
    form = TextForm(data, initial=initial, prefix=prefix)
    form.fields["body"].label = say_word(text.title)
    kept = format_moment(timezone.localtime(newest.kept_at)) if newest else ""
    return Writing(text, form, kept, text.drafts[:-1])


def _save(request: HttpRequest, number: str, one: Writing) -> bool:
    """Save one text as far as it can be read; tell whether nobody else was first."""
    if not one.form.is_valid():
        return True
    said = one.form.cleaned_data
    body = said["body"].replace("\r\n", "\n")
    if body == one.text.body and not one.text.drafts:
        return True

    def save() -> None:
        save_text(
            number=number,
            section=one.text.section,
            body=body,
            version=said["version"],
            seen_draft=said["seen_draft"] or 0,
            **signed(request),
        )

    try:
        does(one.form, save)
    except ConflictError:
        return False
    return True


def _drop(request: HttpRequest, number: str, one: Writing) -> None:
    if one.text.drafts:
        seen = one.text.drafts[-1].key
        by, at = viewer_of(request), timezone.now()
        drop_drafts(number=number, section=one.text.section, seen_draft=seen, by=by, at=at)
        messages.success(request, _("Uw niet bewaarde tekst is weggegooid."))
