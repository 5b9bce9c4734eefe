"""Looking for words in letters: their title, case number and text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.models import Letter, Revision
from spoorboek.figures.dutch_words import list_word_forms

_MARKUP = re.compile(r"\A---.*?\n---\n|\{[^{}]*\}|[\[\]#*]", re.DOTALL)
_AROUND = 90


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter that was found, with the words around the first place where one of them stands."""

    slug: str
    title: str
    words: str


def find_letters(viewer: Viewer, words: Sequence[str], *, limit: int) -> tuple[FoundLetter, ...]:
    """Return the letters that exist for the viewer and hold all these words, the newest first.

    Of a published letter the published text is looked in, of a draft the newest.
    """
    if not words:
        return ()
    newest = Revision.objects.filter(letter=OuterRef("pk")).order_by("-number").values("source")[:1]
    letters = Access(viewer).filter(Letter.objects.all())
    letters = letters.annotate(words=Coalesce(F("publication__revision__source"), Subquery(newest)))
    for word in words:
        holds = Q()
        for form in list_word_forms(word):
            for name in ("title", "case_number", "words"):
                holds |= Q(**{f"{name}__icontains": form})
        letters = letters.filter(holds)
    found = letters.order_by("-dated_on", "slug").values_list("slug", "title", "words")[:limit]
    return tuple(FoundLetter(slug, title, _quote(text or "", words)) for slug, title, text in found)


def _quote(source: str, words: Sequence[str]) -> str:
    text = " ".join(_MARKUP.sub("", source).split())
    said = text.casefold()
    places = [said.find(form) for word in words for form in list_word_forms(word)]
    first = min((place for place in places if place >= 0), default=-1)
    if first < 0:
        return ""
    start, end = max(0, first - _AROUND), first + _AROUND
    cut = text[start:end]
    # Whole words only, with a sign where something was left out.
    head = "… " + cut.partition(" ")[2] if start else cut
    return head.rpartition(" ")[0] + " …" if end < len(text) else head
