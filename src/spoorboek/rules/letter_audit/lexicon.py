"""The words that a letter is read with, as patterns; the words themselves are data, per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.claims.own_words import OwnWords, find_own_words
from spoorboek.rules.claims.word_list import WordList, WordVersion, find_word_version, make_word_list
from spoorboek.rules.errors import LanguageError
from spoorboek.rules.letter_audit.meanings import get_meanings
from spoorboek.rules.letter_audit.verb_forms import Verb

FOLDER = Path(__file__).parent / "words"
# A second verb with its own tail ("nam er 21 aan en sloot er 17 af") ends the reach of the first.
_GAP = r"(?: +(?!(?:aan|sloot|sloten|en +\w+ +er) )[^\s.;:!?]+){0,7}? +"
Pattern = re.Pattern[str]


_KEY = 5
_TOKEN = re.compile(r"[^\W\d_]+")


def list_keys(words: str) -> frozenset[str]:
    """Return the beginnings of the words of a text, to see quickly which word lists it can have words of.

    Parameters: ``words`` in small letters. Errors: none.
    """
    tokens = set(_TOKEN.findall(words))
    return frozenset(token[:size] for token in tokens for size in range(1, _KEY + 1))


def _find_gate(words: Iterable[str]) -> frozenset[str] | None:
    """Return of each entry the beginning of its longest word; None when an entry has none of its own."""
    found = set()
    for word in words:
        parts = [(len(m[0]), m[0]) for m in re.finditer(r"(?<![*\w])[^\W\d_]+", word.lower())]
        if not parts:
            return None
        found.add(max(parts)[1][:_KEY])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A list of words as one pattern; ``gate`` says which beginnings of words a text must have for it."""

    pattern: Pattern
    gate: frozenset[str] | None

    @classmethod
    def of(cls, words: Iterable[str]) -> WordPattern:
        """Make it from the words of a list."""
        listed = list(words)
        return cls(compile_words(listed), _find_gate(listed))

    def may_match(self, keys: frozenset[str]) -> bool:
        """Tell whether a text with these beginnings of words can have a word of the list."""
        return self.gate is None or not self.gate.isdisjoint(keys)

    def find(self, words: str, keys: frozenset[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in words with these beginnings."""
        return self.pattern.finditer(words) if self.may_match(keys) else iter(())


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that letters count: what one unit is, and its words."""

    code: str
    counts: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source of figures that letters name; ``source_type`` is None when that depends."""

    code: str
    source_type: str | None
    words: WordPattern


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language: ``lists`` by name, as ``direction.up``, and ``claims``, those of the claims.

    All patterns are for words in small letters.
    """

    language: str
    claims: WordList
    lists: Mapping[str, WordPattern]
    identifiers: tuple[tuple[str, Pattern], ...]
    subjects: tuple[Subject, ...]
    any_subject: Pattern
    sources: tuple[SourceName, ...]
    factors: tuple[tuple[Pattern, str], ...]
    vague: tuple[tuple[WordPattern, int, int], ...]
    no_noun: frozenset[str]
    adjectives: frozenset[str]

    def __getitem__(self, name: str) -> Pattern:
        return self.lists[name].pattern


def get_lexicon(language: str = "nl", on: date | None = None) -> Lexicon:
    """Return the words of a language: ours, and in Dutch those of this municipality.

    Parameters: ``language``, its code; ``on``, the day of the letter, without it what holds last. Raises
    LanguageError when there are none.
    """
    return _make_lexicon(language, find_own_words(on) if language == "nl" else None)


@lru_cache(maxsize=8)
def _make_lexicon(language: str, own: OwnWords | None) -> Lexicon:
    if not (FOLDER / f"{language}.yaml").is_file():
        known = sorted(path.stem for path in FOLDER.glob("??.yaml"))
        raise LanguageError(
            f"letters are read in {', '.join(known)}; there are no words for '{language}' yet"
        )
    version = find_word_version(language)
    raw = _join_claims(_load(f"{language}.yaml"), language, version)
    subjects = _load(f"subjects_{language}.yaml")
    if own is not None:
        _join_own(raw, subjects, own)
    return Lexicon(
        language=language,
        claims=make_word_list(version, own),
        lists=dict(_flatten(raw)),
        identifiers=tuple(
            (what, re.compile(pattern)) for what, found in raw["identifiers"].items() for pattern in found
        ),
        subjects=tuple(Subject(code, s["counts"], compile_words(s["words"])) for code, s in subjects.items()),
        any_subject=compile_words(word for subject in subjects.values() for word in subject["words"]),
        sources=tuple(
            SourceName(code, s["type"], WordPattern.of(s["words"])) for code, s in raw["sources"].items()
        ),
        factors=tuple((compile_words([word]), str(factor)) for word, factor in raw["factors"].items()),
        vague=tuple((WordPattern.of([word]), low, high) for word, (low, high) in raw["vague"].items()),
        no_noun=frozenset(raw["no_noun"]),
        adjectives=frozenset(raw["adjectives"]),
    )


def list_names() -> dict[str, frozenset[str]]:
    """Return the codes of what Dutch letters name: the ``sources`` and the ``subjects``."""
    names = {"sources": _load("nl.yaml")["sources"], "subjects": _load("subjects_nl.yaml")}
    return {name: frozenset(found) for name, found in names.items()}


def _join_claims(raw: dict[str, Any], language: str, version: WordVersion) -> dict[str, Any]:
    """Add the words that decide what a claim must show: they are told once, with the claims."""
    claims = version.words
    for name in ("up", "down"):
        raw["direction"][name] = [*raw["direction"][name], *claims[name]]
    for name in ("trend", "firm"):
        raw["strength"][name] = [*raw["strength"][name], *claims[name]]
    raw["hedge"] = [*raw["hedge"], *claims["hedged"]]
    raw["not_hedged"] = claims["not_hedged"]
    return _join_verbs(raw) if language == "nl" else raw


_OF_LISTS = {
    "trend": ("strength", "trend"),
    "firm": ("strength", "firm"),
    "up": ("direction", "up"),
    "down": ("direction", "down"),
    "hedged": ("hedge",),
    "not_hedged": ("not_hedged",),
}
"""Where the words of the claims stand among those that letters are read with."""


def _join_own(raw: dict[str, Any], subjects: dict[str, Any], own: OwnWords) -> None:
    """Add and leave out what a municipality says, and add its names of sources and subjects."""
    for name, path in _OF_LISTS.items():
        *above, last = path
        group = raw[above[0]] if above else raw
        removed = own.removed.get(name, ())
        group[last] = [*(word for word in group[last] if word not in removed), *own.added.get(name, ())]
    for names, found, kind in ((own.sources, raw["sources"], "type"), (own.subjects, subjects, "counts")):
        for code, one in names.items():
            known = found.get(code, {"words": [], kind: one.kind})
            found[code] = {kind: one.kind or known[kind], "words": [*known["words"], *one.words]}


_OF_VERBS = {
    "rise": ("direction.up",),
    "fall": ("direction.down",),
    "improve": ("direction.up", "good"),
    "worsen": ("direction.up", "bad"),
}
"""To which lists the forms of the verbs of a class belong."""


def _join_verbs(raw: dict[str, Any]) -> dict[str, Any]:
    """Add the forms of the verbs of change: they stand once, as infinitives, with what words mean."""
    for name, paths in _OF_VERBS.items():
        forms = [form for verb in get_meanings().verbs[name] for form in list_forms(verb)]
        for path in paths:
            group, _, own = path.partition(".")
            if own:
                raw[group][own] = [*raw[group][own], *forms]
            else:
                raw[group] = [*raw[group], *forms]
    return raw


def list_forms(verb: Verb) -> list[str]:
    """Return the forms of a verb as the words of a list: toeneemt, neemt ... toe.

    Parameters: ``verb``. Errors: none.
    """
    parted = [f"{form} ... {particle}" for form, particle in verb.list_parted()]
    joined = [f"{form} {particle}" for form, particle in verb.list_parted()]
    # "Ik zak" stands in no letter, and is a noun as well.
    words = [form for form in verb.list_words() if form != verb.particle + verb.finite[0]]
    return [*words, *parted, *joined]


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


_APART = ("identifiers", "sources", "factors", "vague", "no_noun", "adjectives")


def _flatten(raw: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, WordPattern]]:
    for name, value in raw.items():
        if not prefix and name in _APART:
            continue
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", WordPattern.of(value)


def compile_words(words: Iterable[str], flags: int = 0) -> Pattern:
    """Return one pattern for words in small letters, the longest first.

    Parameters: ``words``; ``*`` stands for more letters, ``...`` for at most seven words; ``flags`` of the
    pattern. Errors: none.

    >>> compile_words(["neemt ... toe"]).search("dat neemt dit jaar weer toe")[0]
    'neemt dit jaar weer toe'
    """
    # The matcher tries every word of a list at every place: by first letter that is many times faster.
    ordered = sorted({word.lower() for word in words}, key=lambda word: (word[:1], -len(word)))
    heads = []
    for first, group in groupby(ordered, key=lambda word: word[:1]):
        rests = "|".join(_to_expression(word if first == "*" else word[1:]) for word in group)
        heads.append(f"(?:{rests})" if first == "*" else f"{re.escape(first)}(?:{rests})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(heads)})(?!\w)", flags)


def _to_expression(word: str) -> str:
    gapped = re.escape(word).replace(r"\ \.\.\.\ ", _GAP)
    return gapped.replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("’", "['’]")
