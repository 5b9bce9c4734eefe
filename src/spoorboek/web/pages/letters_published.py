"""A published letter: itself, its proof, and its files. The same for everybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.queries import (
    LetterRow,
    build_letter,
    get_letter,
    get_manifest,
    get_published_file,
)
from spoorboek.documents.figures_csv import write_figures_csv
from spoorboek.documents.manifest import read_manifest
from spoorboek.documents.open_data.csvw import TableAbout, describe_figures
from spoorboek.documents.writers.html import link_figures
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.letters_signs import STATUS_SIGNS
from spoorboek.web.pages.letters_verdicts import list_claim_words, make_published_card
from spoorboek.web.pages.open_data import CSVW, describe, tell_change
from spoorboek.web.phrasebook import Content
from spoorboek.web.viewers import viewer_of

FILES = {
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": ("html", "text/html; charset=utf-8"),
    "manifest": ("json", "application/json"),
    "cijfers": ("csv", "text/csv; charset=utf-8; header=present"),
    "kolommen": ("csv-metadata.json", CSVW),
}
"""What can be downloaded: the word in the address, the ending of the file and its type."""


def show_published(request: HttpRequest, row: LetterRow) -> HttpResponse:
    """Show a published letter with its downloads, its fingerprint and what was tested."""
    viewer = viewer_of(request)
    manifest = _read(viewer, row.slug)
    words = list_claim_words(manifest["parts"])
    cards = [
        make_published_card(claim, words.get(claim["entry"].get("id", ""), ""), letter=row.slug)
        for claim in manifest["claims"]
    ]
    in_words = [card for card in cards if not card.claim_id.startswith("n") or not card.is_plain]
    is_correctable = LETTER_LIFECYCLE.can_become(row.status, LetterStatus.CORRECTED)
    may_correct = viewer.may(Permission.LETTERS_WRITE) and is_correctable
    context = {
        "letter": row,
        "body": _cut_letter(get_published_file(viewer, row.slug, "html")),
        "manifest": manifest,
        "figure_count": len(manifest["figures"]),
        "cards": in_words,
        "number_count": len(cards) - len(in_words),
        "may_correct": may_correct,
        "status_sign": STATUS_SIGNS[row.status],
        "corrects": _find_title(viewer, row.corrects),
        "corrected_by": _find_title(viewer, row.corrected_by),
        "files": [(_name_of(form), reverse("letter_file", args=[row.slug, form])) for form in FILES],
        "crumbs": open_trail(viewer, Crumb(_("Brieven"), reverse("letters")), Crumb(Content(row.title))),
    }
    return render(request, "pages/letters/published.html", context)


@shared_page
def letter_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give one file of a letter: of a published one as it was published, of a draft as it stands now."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if form not in FILES:
        raise NotFoundError("Dit bestand")
    ending, media_type = FILES[form]
    if form == "kolommen":
        return _describe_columns(request, row)
    name = slug if row.published_at else f"concept-{slug}"
    content = _published(viewer, slug, form) if row.published_at else _draft(viewer, slug, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    if form == "cijfers":
        described = request.build_absolute_uri(reverse("letter_file", args=[slug, "kolommen"]))
        headers["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    answer = HttpResponse(content, content_type=media_type, headers=headers)
    return tell_change(answer, row.published_at)


def _describe_columns(request: HttpRequest, row: LetterRow) -> HttpResponse:
    if row.published_at is None:
        raise NotFoundError("Dit bestand")
    address = request.build_absolute_uri(reverse("letter_file", args=[row.slug, "cijfers"]))
    about = TableAbout(address, f"Cijfers bij: {row.title}", settings.MUNICIPALITY, row.published_at)
    return describe(describe_figures(about))


def _published(viewer: Viewer, slug: str, form: str) -> bytes:
    if form == "manifest":
        return get_manifest(viewer, slug).encode()
    if form == "cijfers":
        return write_figures_csv(_read(viewer, slug)["figures"])
    return get_published_file(viewer, slug, form)


def _draft(viewer: Viewer, slug: str, form: str) -> bytes:
    if form in ("manifest", "cijfers"):
        raise NotFoundError("Dit bestand")
    content: bytes = getattr(build_letter(viewer, slug, at=timezone.now()), form)
    return content


def _read(viewer: Viewer, slug: str) -> dict[str, Any]:
    return read_manifest(get_manifest(viewer, slug).encode())


def _cut_letter(page: bytes) -> SafeString:
    """Return the letter from its published page; the file was checked against its fingerprint."""
    text = page.decode()
    start, end = text.index("<main>") + len("<main>"), text.rindex("</main>")
    return mark_safe(link_figures(text[start:end], passport_address))  # noqa: S308  # nosec B308 B703


def _find_title(viewer: Viewer, slug: str) -> LetterRow | None:
    return get_letter(viewer, slug) if slug else None


def _name_of(form: str) -> str:
    return {
        "pdf": _("PDF, met het bewijs erin"),
        "docx": _("Word"),
        "html": _("Webpagina"),
        "manifest": _("Manifest: alle cijfers en oordelen (JSON)"),
        "cijfers": _("Cijfers als tabel (CSV)"),
        "kolommen": _("Wat de kolommen van de tabel betekenen (CSVW)"),
    }[form]
