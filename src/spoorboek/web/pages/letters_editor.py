"""What the letter editor asks while somebody writes: the letter to begin with, the check, and saving."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.draft_queries import check_draft, find_revision
from spoorboek.apps.letters.drafts import save_draft
from spoorboek.apps.letters.errors import ConflictError, LetterError, LetterTextError
from spoorboek.apps.letters.queries import RevisionRow, get_letter, list_revisions
from spoorboek.documents.editor_form.merging import merge_documents
from spoorboek.documents.editor_form.nodes import Node, is_well_formed, list_children
from spoorboek.documents.editor_form.reading import EditorLetter, read_editor_letter
from spoorboek.documents.editor_form.writing import write_source
from spoorboek.documents.source.letter import parse_letter
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.editor_answers import EditorAnswer, name_addresses
from spoorboek.web.editor_words import GROUPS, list_words
from spoorboek.web.phrasebook import say
from spoorboek.web.viewers import viewer_of

writers_only = role_page(Permission.LETTERS_WRITE)
LARGEST_DOCUMENT = 4_000_000
"""Bytes; a letter of twenty pages is about 300,000."""


class _BadRequestError(ValueError):
    """What was posted is no document of the editor."""


@writers_only
@require_GET
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the letter as the editor holds it, with what was found in it and what the editor needs."""
    viewer, at = viewer_of(request), timezone.now()
    row, newest = get_letter(viewer, slug), list_revisions(viewer, slug)[0]
    if row.status not in EDITABLE_STATUSES:
        raise NotFoundError("Deze pagina")
    opened = open_source(newest.source)
    live = check_draft(viewer, slug, newest.source, at=at)
    saved = _("Opgeslagen op %(moment)s") % {"moment": format_moment(timezone.localtime(newest.saved_at))}
    answer = {
        "document": opened.document,
        "revision": newest.number,
        "saved": saved,
        "answer": EditorAnswer(opened.document, live, slug).to_json(),
        "addresses": name_addresses(slug),
        "token": get_token(request),
        "words": list_words(),
        "groups": {name: str(words) for name, words in GROUPS.items()},
    }
    return JsonResponse(answer)


@writers_only
@require_POST
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Check a document that is not saved."""
    viewer = viewer_of(request)
    try:
        data = _read(request)
        source = _write(viewer_of(request), slug, data)
        live = check_draft(viewer, slug, source, at=timezone.now())
    except (_BadRequestError, LetterTextError) as error:
        return _refuse(error)
    return JsonResponse(EditorAnswer(data["document"], live, slug).to_json())


@writers_only
@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Save a document as a draft, or as a version of its own when the writer asks for it."""
    viewer, at = viewer_of(request), timezone.now()
    try:
        data = _read(request)
        source = _write(viewer, slug, data)
        act = save_revision if data.get("close") else save_draft
        number = act(slug=slug, source=source, based_on=data["based_on"], by=viewer, at=at)
    except ConflictError as error:
        return _show_both(request, slug, data, str(error))
    except (_BadRequestError, LetterError) as error:
        return _refuse(error)
    return JsonResponse({"revision": number, "time": timezone.localtime(at).strftime("%H:%M")})


def _show_both(request: HttpRequest, slug: str, data: dict[str, Any], sentence: str) -> HttpResponse:
    """Return what both writers did, part by part, and from which text it goes on."""
    theirs = list_revisions(viewer_of(request), slug)[0]
    opened = open_source(theirs.source)
    base: Node = given if isinstance(given := data.get("base"), dict) else {}
    is_base = _depth(base) <= _DEEPEST and is_well_formed(base)
    parts = merge_documents(base if is_base else {}, data["document"], opened.document)
    answer = {
        "sentence": say(sentence),
        "revision": theirs.number,
        "time": timezone.localtime(theirs.saved_at).strftime("%H:%M"),
        "front": opened.document["attrs"]["front"],
        "theirs": opened.document,
        "parts": [
            {"mine": list(one.mine), "theirs": list(one.theirs), "conflict": one.is_conflict} for one in parts
        ],
    }
    # No error: the browser would tell of one on its console, while nothing went wrong.
    return JsonResponse(answer)


@lru_cache(maxsize=16)
def open_source(source: str) -> EditorLetter:
    """Return a saved text as the editor holds it; the same text is read once."""
    return read_editor_letter(parse_letter(source))


def _write(viewer: Any, slug: str, data: dict[str, Any]) -> str:
    row = get_letter(viewer, slug)
    if row.status not in EDITABLE_STATUSES:
        raise NotFoundError("Deze pagina")
    base: RevisionRow | None = find_revision(viewer, slug, data["based_on"])
    return write_source(data["document"], open_source(base.source) if base else None)


def _read(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > LARGEST_DOCUMENT:
        raise _BadRequestError(_("Deze brief is te groot om op te slaan."))
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    document: Node | None = data.get("document") if isinstance(data, dict) else None
    if not isinstance(document, dict) or not isinstance(data.get("based_on"), int):
        raise _BadRequestError(_("Deze tekst is niet te lezen. Laad de pagina opnieuw."))
    if _depth(document) > _DEEPEST:
        raise _BadRequestError(_("In deze tekst staat te veel in elkaar."))
    if not is_well_formed(document):
        raise _BadRequestError(_("Deze tekst is niet te lezen. Laad de pagina opnieuw."))
    found: dict[str, Any] = data
    return found


_DEEPEST = 40


def _depth(document: Node) -> int:
    """Counted without recursion: a hostile document may be as deep as it likes."""
    deepest, waiting = 0, [(document, 1)]
    while waiting and deepest <= _DEEPEST:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in list_children(node)]
    return deepest


def _refuse(error: Exception) -> HttpResponse:
    sentences = [p.sentence for p in error.problems] if isinstance(error, LetterTextError) else [str(error)]
    return JsonResponse({"sentences": [say(one) for one in sentences[:10]]}, status=422)
