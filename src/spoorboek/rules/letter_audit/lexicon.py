"""The words that a letter is read with, as patterns; the words themselves are data, per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.errors import LanguageError

FOLDER = Path(__file__).parent / "words"
# A second verb with its own tail ("nam er 21 aan en sloot er 17 af") ends the reach of the first.
_GAP = r"(?: +(?!(?:aan|sloot|sloten|en +\w+ +er) )[^\s.;:!?]+){0,7}? +"
Pattern = re.Pattern[str]


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
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; ``patterns`` by their name, as ``direction.up``.

    All patterns are for words in small letters.
    """

    patterns: Mapping[str, Pattern]
    identifiers: tuple[tuple[str, Pattern], ...]
    subjects: tuple[Subject, ...]
    any_subject: Pattern
    sources: tuple[SourceName, ...]
    factors: tuple[tuple[Pattern, str], ...]
    vague: tuple[tuple[Pattern, int, int], ...]
    no_noun: frozenset[str]
    adjectives: frozenset[str]

    def __getitem__(self, name: str) -> Pattern:
        return self.patterns[name]


@cache
def get_lexicon(language: str = "nl") -> Lexicon:
    """Return the words of a language.

    Parameters: ``language``, its code. Raises LanguageError when there are none.
    """
    if not (FOLDER / f"{language}.yaml").is_file():
        known = sorted(path.stem for path in FOLDER.glob("??.yaml"))
        raise LanguageError(
            f"letters are read in {', '.join(known)}; there are no words for '{language}' yet"
        )
    raw = _load(f"{language}.yaml")
    subjects = _load(f"subjects_{language}.yaml")
    return Lexicon(
        patterns=dict(_flatten(raw)),
        identifiers=tuple(
            (what, re.compile(pattern)) for what, found in raw["identifiers"].items() for pattern in found
        ),
        subjects=tuple(Subject(code, s["counts"], compile_words(s["words"])) for code, s in subjects.items()),
        any_subject=compile_words(word for subject in subjects.values() for word in subject["words"]),
        sources=tuple(
            SourceName(code, s["type"], compile_words(s["words"])) for code, s in raw["sources"].items()
        ),
        factors=tuple((compile_words([word]), str(factor)) for word, factor in raw["factors"].items()),
        vague=tuple((compile_words([word]), low, high) for word, (low, high) in raw["vague"].items()),
        no_noun=frozenset(raw["no_noun"]),
        adjectives=frozenset(raw["adjectives"]),
    )


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


_APART = ("identifiers", "sources", "factors", "vague", "no_noun", "adjectives")


def _flatten(raw: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Pattern]]:
    for name, value in raw.items():
        if not prefix and name in _APART:
            continue
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", compile_words(value)


def compile_words(words: Iterable[str]) -> Pattern:
    """Return one pattern for words in small letters, the longest first.

    Parameters: ``words``; ``*`` stands for more letters, ``...`` for at most seven words. Errors: none.

    >>> compile_words(["neemt ... toe"]).search("dat neemt dit jaar weer toe")[0]
    'neemt dit jaar weer toe'
    """
    # The matcher tries every word of a list at every place: by first letter that is many times faster.
    ordered = sorted({word.lower() for word in words}, key=lambda word: (word[:1], -len(word)))
    heads = []
    for first, group in groupby(ordered, key=lambda word: word[:1]):
        rests = "|".join(_to_expression(word if first == "*" else word[1:]) for word in group)
        heads.append(f"(?:{rests})" if first == "*" else f"{re.escape(first)}(?:{rests})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(heads)})(?!\w)")


def _to_expression(word: str) -> str:
    gapped = re.escape(word).replace(r"\ \.\.\.\ ", _GAP)
    return gapped.replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("’", "['’]")
