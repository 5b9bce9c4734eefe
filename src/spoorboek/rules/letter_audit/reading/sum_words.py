"""What words say of a whole and its parts: that these are all, that they are of it, or of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER

_PATTERNS = ("closed", "listed", "of_it", "outside", "outcome", "twice", "stays", "once", "lasting")


@cache
def _load() -> dict[str, Any]:
    raw = yaml.safe_load((FOLDER / "sums_nl.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = {name: re.compile("|".join(raw[name])) for name in _PATTERNS}
    found["pairs"] = tuple(tuple(map(_at_word, pair)) for pair in raw["pairs"])
    return found


def _at_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})")


@lru_cache(maxsize=4_000)
def says(what: str, words: str) -> bool:
    """Tell whether words say something of a whole and its parts.

    Parameters: ``what``: closed, listed, of_it, outside, outcome, twice, stays, once
    or lasting; ``words`` in small letters. Raises
    KeyError for another name.
    """
    return bool(_load()[what].search(words))


def are_opposites(words: Sequence[str]) -> bool:
    """Tell whether the words of two parts leave no third one: mannen and vrouwen, wel and niet.

    Parameters: ``words`` of each part, in small letters. Errors: none.
    """
    one, other = words
    return any(
        (first.search(one) and second.search(other)) or (second.search(one) and first.search(other))
        for first, second in _load()["pairs"]
    )
