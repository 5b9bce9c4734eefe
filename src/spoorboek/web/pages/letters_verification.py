"""Checking a published letter that somebody has in hand. For everybody; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.queries import LetterRow, get_letter
from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.manifest import FIGURES_NAME, MANIFEST_NAME
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.rules.letter_verification import (
    CHECK_LABELS,
    Check,
    PublishedFile,
    Verification,
    verify_letter,
)
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.letters_forms import UploadForm
from spoorboek.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was checked, with what was found."""

    label: str
    status: str
    word: str
    sentences: tuple[str, ...]


@shared_page
@csrf_exempt  # It changes nothing, so that nobody who only looks needs a cookie.
def verify_letter_page(request: HttpRequest) -> HttpResponse:
    """Take a PDF and say whether it is what was published."""
    viewer = viewer_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    may_audit = viewer.may(Permission.LETTERS_VIEW_DRAFTS)
    context: dict[str, object] = {
        "form": form,
        "is_for_everybody": True,
        "may_audit": may_audit,
        "crumbs": open_trail(viewer, Crumb(_("Nakijken"))),
    }
    if request.method == "POST" and form.is_valid():
        context |= _verify(viewer, form)
    return render(request, "pages/letters/verify.html", context)


def _verify(viewer: Viewer, form: UploadForm) -> dict[str, object]:
    upload = form.cleaned_data["file"]
    try:
        content = read_pdf(upload.read())
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return {}
    if not {MANIFEST_NAME, FIGURES_NAME} <= set(content.attachments):
        said = _("In deze PDF zit geen bewijs van Spoorboek. Alleen een gepubliceerde brief is na te kijken.")
        form.add_error("file", said)
        return {}
    published = PublishedFile(
        content.attachments[MANIFEST_NAME], content.attachments[FIGURES_NAME], content.pages
    )
    given = form.cleaned_data["fingerprint"].strip()
    first = verify_letter(published, fingerprint=given or None)
    letter = _find_letter(viewer, first.slug)
    expected = given or (letter.fingerprint if letter else "")
    result = verify_letter(published, fingerprint=expected) if expected and not given else first
    return {
        "result": result,
        "letter": letter,
        "file_name": upload.name,
        "is_compared": bool(expected),
        "lines": _list_lines(result, is_compared=bool(expected)),
    }


def _find_letter(viewer: Viewer, slug: str) -> LetterRow | None:
    if not slug:
        return None
    try:
        row = get_letter(viewer, slug)
    except NotFoundError:
        return None
    return row if row.published_at is not None else None


def _list_lines(result: Verification, *, is_compared: bool) -> list[CheckLine]:
    lines = []
    for check, label in CHECK_LABELS.items():
        sentences = tuple(each.sentence for each in result.findings if each.check is check)
        if sentences:
            lines.append(CheckLine(label, "wrong", _("klopt niet"), sentences))
        elif not result.slug:
            lines.append(CheckLine(label, "absent", _("niet na te kijken"), ()))
        elif check is Check.FINGERPRINT and not is_compared:
            lines.append(CheckLine(label, "absent", _("niet vergeleken"), ()))
        else:
            lines.append(CheckLine(label, "ok", _("klopt"), ()))
    return lines
