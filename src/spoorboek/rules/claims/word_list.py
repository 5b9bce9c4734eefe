"""Words that say how strongly something is claimed, in which direction and from what kind of source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.figures.definition import SourceType
from spoorboek.rules.claims.claim import Strength
from spoorboek.rules.claims.own_words import LISTS, OwnTerm, OwnWords, find_own_words, read_kept_words

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that fits some source types only."""

    name: str
    pattern: re.Pattern[str]
    fits: frozenset[SourceType]


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The words of one language."""

    trend: re.Pattern[str]
    firm: re.Pattern[str]
    no_size: re.Pattern[str]
    hedged: re.Pattern[str]
    not_hedged: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    terms: tuple[Term, ...]
    write_instead: Mapping[SourceType, str]

    def find_strength(self, words: str) -> Strength:
        """Return how strongly ``words`` claim: the strongest that is heard in them, else plain."""
        if self.trend.search(words):
            return Strength.TREND
        return Strength.FIRM if self.firm.search(words) else Strength.PLAIN

    def is_hedged(self, words: str) -> bool:
        """Tell whether ``words`` hold back: lijkt, mogelijk, kan."""
        return bool(self.hedged.search(self.not_hedged.sub("", words)))

    def needs_size(self, words: str) -> bool:
        """Tell whether firm ``words`` speak of size; only-about-chance words (significant) do not."""
        return not self.no_size.search(words) or bool(self.firm.search(self.no_size.sub("", words)))

    def find_direction(self, words: str) -> int:
        """Return 1 for words of rising, -1 for words of falling, 0 when they say neither or both.

        What rises or falls counts, not how fast: ``minder harde stijging`` is a rise.
        """
        firm = re.sub(
            r"\b(?:minder|meer)\s+(?:hard|harde|snel|snelle|sterk|sterke|steil|steile)\b", "", words
        )
        return bool(self.up.search(firm)) - bool(self.down.search(firm))

    def find_terms(self, words: str) -> tuple[Term, ...]:
        """Return the terms that stand in ``words``."""
        return tuple(term for term in self.terms if term.pattern.search(words))


@dataclass(frozen=True, slots=True, eq=False)
class WordVersion:
    """Words of ours as they hold from a day on. ``words``: by list, with ``terms`` and ``write_instead``."""

    version: str
    valid_from: date
    reference: str
    words: Mapping[str, Any]


def get_word_list(language: str = "nl", on: date | None = None) -> WordList:
    """Return the words that hold here: ours with those of this municipality, which are Dutch.

    Parameters: ``language``, its code; ``on``, a day, without it what holds last. Raises FileNotFoundError
    when there are no words of the language.
    """
    return make_word_list(find_word_version(language, on), find_own_words(on) if language == "nl" else None)


def get_kept_word_list(kept: Mapping[str, Any] | None, on: date) -> WordList:
    """Return the words by which a published letter was judged: ours of its day, with what it keeps.

    Parameters: ``kept``, what ``OwnWords.to_kept`` gave, or None; ``on``, the day of the letter. Errors:
    ParameterError when it cannot be read.
    """
    return make_word_list(find_word_version("nl", on), read_kept_words(kept) if kept else None)


def find_word_version(language: str = "nl", on: date | None = None) -> WordVersion:
    """Return our words as they hold on a day; before the first day the first version holds.

    Parameters: ``language``, its code; ``on``, None for what holds last. Raises FileNotFoundError.
    """
    versions = list_word_versions(language)
    begun = [each for each in versions if on is None or each.valid_from <= on]
    return begun[-1] if begun else versions[0]


@cache
def list_word_versions(language: str = "nl") -> tuple[WordVersion, ...]:
    """Return every version of our words of a language, oldest first. Raises FileNotFoundError."""
    raw = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return tuple(
        WordVersion(each["version"], each["valid_from"], each["reference"], each) for each in raw["versions"]
    )


def list_words(name: str, version: WordVersion, own: OwnWords | None) -> list[str]:
    """Return the words of one list, ours without what was left out and then what was added.

    Parameters: ``name`` of the list; ``version`` of ours; ``own``, of the municipality.
    """
    if own is None:
        return list(version.words[name])
    removed = own.removed.get(name, ())
    return [*(word for word in version.words[name] if word not in removed), *own.added.get(name, ())]


def list_terms(version: WordVersion, own: OwnWords | None) -> dict[str, OwnTerm]:
    """Return the terms by name, an own one by the name of ours in its place.

    Parameters: ``version`` of ours; ``own``, of the municipality.
    """
    ours = {
        name: OwnTerm(tuple(term["words"]), frozenset(SourceType(fit) for fit in term["fits"]))
        for name, term in version.words["terms"].items()
    }
    removed = own.removed_terms if own else ()
    return {name: term for name, term in ours.items() if name not in removed} | dict(own.terms if own else {})


@lru_cache(maxsize=32)
def make_word_list(version: WordVersion, own: OwnWords | None) -> WordList:
    """Return words as patterns. Parameters: ``version`` of ours; ``own``, of a municipality."""
    lists = {name: _compile(list_words(name, version, own)) for name in LISTS}
    return WordList(
        **lists,
        terms=tuple(
            Term(name, _compile(term.words), term.fits) for name, term in list_terms(version, own).items()
        ),
        write_instead={SourceType(key): word for key, word in version.words["write_instead"].items()},
    )


def _compile(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return _NOTHING
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


_NOTHING = re.compile(r"(?!)")
