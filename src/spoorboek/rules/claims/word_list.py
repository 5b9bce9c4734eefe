"""Words that say how strongly something is claimed, in which direction and from what kind of source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from spoorboek.figures.definition import SourceType
from spoorboek.rules.claims.claim import Strength

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that fits some source types only."""

    name: str
    pattern: re.Pattern[str]
    fits: frozenset[SourceType]


@dataclass(frozen=True, slots=True)
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


@cache
def get_word_list(language: str = "nl") -> WordList:
    """Return the words of a language by its code. Raises FileNotFoundError when there are none."""
    raw = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return WordList(
        trend=_compile(raw["strength"]["trend"]),
        firm=_compile(raw["strength"]["firm"]),
        no_size=_compile(raw["no_size"]),
        hedged=_compile(raw["hedged"]),
        not_hedged=_compile(raw["not_hedged"]),
        up=_compile(raw["direction"]["up"]),
        down=_compile(raw["direction"]["down"]),
        terms=tuple(
            Term(name, _compile(term["words"]), frozenset(SourceType(fit) for fit in term["fits"]))
            for name, term in raw["terms"].items()
        ),
        write_instead={SourceType(key): word for key, word in raw["write_instead"].items()},
    )


def _compile(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
