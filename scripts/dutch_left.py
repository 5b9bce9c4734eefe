"""Dutch that is left on an English page.

What stands in an element that says ``lang="nl"`` is content: what somebody typed or published, which a screen
reader then speaks as Dutch. ``scripts.english_walk`` counts what is left for each role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from spoorboek.web.phrasebook import read_phrases

CATALOGUE = Path("src/spoorboek/web/locale/en/LC_MESSAGES/django.po")
BOTH = frozenset("af al dan die door met of over per van want week".split())
"""Words of ours that are English or part of names too, beside those that stand in an English sentence."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_QUOTED = re.compile(r"‘[^’]*’|'[^']+'|\"[^\"]+\"|\([A-Z][^()]*\)")
"""Between quotation marks stands what somebody typed; a law is cited between brackets by its own name."""
_SPOKEN = ("aria-label", "alt", "placeholder", "data-label", "aria-description")
_SILENT = frozenset({"script", "style", "template", "title", "code", "kbd"})
"""What nobody reads as a sentence. The title of a page repeats its heading and can hold no mark."""
_VOID = frozenset("area base br col hr img input link meta source wbr".split())


@cache
def read_dutch_words() -> frozenset[str]:
    """Return the words of our Dutch sentences that stand in none of our English ones."""
    catalogue = CATALOGUE.read_text(encoding="utf-8")
    dutch, english = " ".join(read_phrases("en")), " ".join(read_phrases("en").values())
    for key, text in re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n)+)', catalogue, re.M):
        said = " ".join(re.findall(r'"(.*)"', text))
        dutch, english = (dutch, f"{english} {said}") if key[3:6] == "str" else (f"{dutch} {said}", english)
    return frozenset(_list_words(dutch)) - frozenset(_list_words(english)) - BOTH


def _list_words(text: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(text) if not word.isupper())


def looks_dutch(text: str) -> bool:
    """Tell whether a text, but for what it quotes, holds a word of our Dutch."""
    return not read_dutch_words().isdisjoint(_list_words(_QUOTED.sub("", text)))


def list_dutch(page: str) -> Iterator[str]:
    """Yield each text of a page, and each attribute that is read out, that is Dutch outside ``lang="nl"``."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for text in reader.found:
        said = " ".join(text.split())
        if looks_dutch(said):
            yield said


class _Reader(HTMLParser):
    """Keeps what somebody reads or hears in the language of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_left = self._open[-1][1] if self._open else False
        is_left = tag in _SILENT or (given["lang"] == "nl" if "lang" in given else is_left)
        if not is_left:
            self.found += [given[name] for name in _SPOKEN if name in given]
        if tag not in _VOID:
            self._open.append((tag, is_left))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.found.append(data)
