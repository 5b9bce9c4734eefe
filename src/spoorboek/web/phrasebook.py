"""A Dutch sentence that is made below the web, said in the language of the page by its template.

The floors below say things in Dutch and know of no other language: a verdict, a refusal, what a map shows.
Each such sentence is one of a few thousand templates with fields. ``phrases/en/*.yaml`` holds every template
with its English one; here a finished sentence is recognised by its template, its fields are said again in
the same way, and what no template knows (a name, a number, what somebody typed) stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path

import yaml
from django.utils.functional import Promise
from django.utils.translation import get_language

from spoorboek.figures.dutch_dates import MONTHS

FOLDER = Path(__file__).with_name("phrases")
_FIELD = re.compile(r"(?:\{(\d*|\*)\})+")
"""Fields that touch are one: nobody sees where the first ends. ``{*}`` may hold what somebody typed."""
_WORD = re.compile(r"\w+")
_QUOTES = ("'", "‘", "’", "`", '"', "/")
_STOPS = (
    re.compile(r"(?<=[.!?:]) "),
    re.compile(r"(?<=;) "),
    re.compile(r"(?<=,) | (?:en|of) | (?=\()|\n"),
)
"""Where a text falls apart when no template knows the whole: after sentences, clauses, then in a list."""
_MOST_STOPS = 16
_JOINS = {" en ": " and ", " of ": " or "}
_ENDS = ".,;:"
_LITTLE = 8
"""A template with less than this many characters of its own tells nothing about unknown words around it."""
_LONG = 30
_DAY = re.compile(rf"\b({'|'.join(MONTHS)})\b")
_LONGEST = 2000
"""Characters: what is longer is a text of somebody, no sentence of ours."""


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence with fields, and the same in English: its parts, and which field stands where."""

    pattern: re.Pattern[str]
    start: str
    weight: int
    quoted: frozenset[int]
    parts: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A text said again: for how many characters a template accounts, and for how many letters none does."""

    text: str
    known: int
    unknown: int


class Phrasebook:
    """Templates in Dutch with those of another language."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._whole = {dutch: said for dutch, said in phrases.items() if not _FIELD.search(dutch)}
        self._months = {month: phrases.get(month, month) for month in MONTHS}
        self._by_word: dict[str, list[_Template]] = defaultdict(list)
        for dutch, said in phrases.items():
            if _FIELD.search(dutch):
                self._by_word[_choose_word(dutch)].append(_compile(dutch, said))
        self._say = lru_cache(maxsize=8192)(self._say_anew)

    def say(self, text: str) -> str:
        """Return the text in the other language, as far as templates know it."""
        return self._say(text).text if len(text) <= _LONGEST else text

    def say_whole(self, text: str) -> str:
        """Return the text in the other language when it stands here as it is, without fields."""
        found = self._find_whole(text)
        return text if found is None else found.text

    def _say_anew(self, text: str) -> _Said:
        found = self._find_whole(text)
        if found is not None:
            return found
        best = self._say_days(text)
        for ways in (self._fill, self._leave_ends, self._split):
            for said in ways(text):
                # Nothing unknown, and not because a field took in most of the text.
                if not said.unknown and 2 * said.known >= len(text):
                    return said
                if said.known > best.known:
                    best = said
        return best

    def _find_whole(self, text: str) -> _Said | None:
        """Find the text as it is, or with another first letter: inside a sentence, or at its start."""
        said = self._whole.get(text)
        if said is None:
            said = self._whole.get(text[:1].swapcase() + text[1:])
            said = None if said is None else _begin_like(said, text)
        return None if said is None else _Said(said, len(text), 0)

    def _say_days(self, text: str) -> _Said:
        """Say the months of a day or a period; of anything else nothing is known."""
        if _WORD.search(text) and not any(map(str.isalpha, _DAY.sub("", text))):
            said = _DAY.sub(lambda found: self._months[found[1]], text)
            return _Said(said, len(text) if said != text else 0, 0)
        return _Said(text, 0, sum(len(word) for word in _WORD.findall(text) if word.isalpha()))

    def _leave_ends(self, text: str) -> Iterator[_Said]:
        """Say it without the sign that it ends with, and without the signs and spaces that it begins with."""
        bare = text.rstrip().removesuffix(text.rstrip()[-1:] if text.rstrip()[-1:] in _ENDS else "")
        for inner in {bare, text.strip(), text.lstrip(f"{_ENDS} ")} - {text, ""}:
            said, start = self._say(inner), text.index(inner)
            yield _Said(text[:start] + said.text + text[start + len(inner) :], said.known, said.unknown)

    def _fill(self, text: str) -> Iterator[_Said]:
        words = {"", *(each.lower() for each in _WORD.findall(text))}
        fitting = [template for word in words for template in self._by_word.get(word, ())]
        for template in sorted(fitting, key=attrgetter("weight"), reverse=True):
            found = template.pattern.fullmatch(text)
            filled = found and self._fill_one(template, found.groups(), text)
            if filled:
                yield filled

    def _fill_one(self, template: _Template, fields: tuple[str, ...], whole: str) -> _Said | None:
        said = [
            _Said(field, 0, 0) if place in template.quoted else self._say(field)
            for place, field in enumerate(fields)
        ]
        known, unknown = sum(each.known for each in said), sum(each.unknown for each in said)
        if template.weight < _LITTLE and unknown:
            return None
        text = "".join(part if isinstance(part, str) else said[part].text for part in template.parts)
        if not whole.startswith(template.start):
            text = _begin_like(text, whole)
        known += template.weight
        # What somebody typed may begin like a sentence of ours; a long template is hardly met by chance.
        enough = unknown if template.weight >= _LONG else 2 * unknown
        return _Said(text, known, unknown) if known >= enough else None

    def _split(self, text: str) -> Iterator[_Said]:
        for is_in_a_list, stop in zip((False, False, True), _STOPS, strict=True):
            places = list(stop.finditer(text))
            for place in places if len(places) <= _MOST_STOPS else ():
                left, right = self._say(text[: place.start()]), self._say(text[place.end() :])
                join = _JOINS.get(place[0], place[0])
                known, unknown = left.known + right.known, left.unknown + right.unknown
                # A name may hold such a word or sign too: "Haven en omgeving".
                if known and not (is_in_a_list and unknown > known * (join == place[0])):
                    yield _Said(f"{left.text}{join}{right.text}", known, unknown)
            if places:
                return


def _compile(dutch: str, said: str) -> _Template:
    pieces = _FIELD.split(dutch)[::2]
    kinds = [found[1] for found in _FIELD.finditer(dutch)]
    quoted = {
        place
        for place, kind in enumerate(kinds)
        if kind == "*" or (pieces[place].endswith(_QUOTES) and pieces[place + 1].startswith(_QUOTES))
    }
    pattern = "(.*?)".join(re.escape(piece) for piece in pieces)
    if pieces[0][:1].isalpha():
        pattern = f"(?i:{pieces[0][0]}){pattern[1:]}"
    parts: list[str | int] = []
    at = 0
    for given, found in enumerate(_FIELD.finditer(said)):
        parts += [said[at : found.start()], int(found[1]) - 1 if found[1].isdigit() else given]
        at = found.end()
    parts.append(said[at:])
    if {part for part in parts if isinstance(part, int)} - set(range(len(kinds))):
        raise ValueError(f"the other language has a field that is not in {dutch!r}")
    weight = sum(map(len, pieces))
    return _Template(re.compile(pattern, re.DOTALL), pieces[0], weight, frozenset(quoted), tuple(parts))


def _begin_like(text: str, model: str) -> str:
    """Return the text with a first letter as large as that of the model."""
    first = text[:1].upper() if model[:1].isupper() else text[:1].lower()
    return first + text[1:]


def _choose_word(dutch: str) -> str:
    """Return the longest word that stands in every sentence of this template, or nothing."""
    words = re.findall(r"(?<![\w}])\w+(?![\w{])", _FIELD.sub("{}", dutch))
    return max(words, key=len, default="").lower()


@cache
def read_phrases(language: str) -> dict[str, str]:
    """Return every Dutch template with the one of ``language``; empty when there are none."""
    found: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.yaml")):
        found |= yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
    return found


@cache
def _open(language: str) -> Phrasebook:
    return Phrasebook(read_phrases(language))


class Content(str):
    """What somebody typed or published: Dutch on a page in any language, and marked so."""

    __slots__ = ()
    is_content = True


def heard(words: str) -> str:
    """Return a sentence of ours in the language of the page; what is none of ours is content."""
    said = say(words)
    return Content(words) if said == words else said


def is_dutch() -> bool:
    """Tell whether the page is in the language in which the floors below speak, and people type."""
    return _language() == "nl"


def _language() -> str:
    return (get_language() or "nl").split("-")[0]


def say(words: str | Promise) -> str:
    """Return words of ours in the language of the page; what no template knows stays as it is."""
    text = str(words)
    return text if is_dutch() or not text else _open(_language()).say(text)


def say_word(word: object) -> str:
    """Return a word of ours in the language of the page, and any other as it is.

    For what may also be typed by somebody: it is never taken apart, only recognised as a whole.
    """
    text = str(word)
    return text if is_dutch() or not text else _open(_language()).say_whole(text)
