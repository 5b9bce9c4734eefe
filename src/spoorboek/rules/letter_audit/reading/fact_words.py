"""The words by which one fact told twice is known, as data: patterns, and what each sign weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER


@cache
def _load() -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, float]]:
    raw: dict[str, Any] = yaml.safe_load((FOLDER / "same_facts_nl.yaml").read_text(encoding="utf-8"))
    patterns = {name: re.compile(words, re.IGNORECASE) for name, words in raw["patterns"].items()}
    return patterns, raw["weights"]


def find_words(name: str, words: str) -> re.Match[str] | None:
    """Return where a text has the words of a pattern of ``same_facts_nl.yaml``.

    Parameters: ``name`` of the pattern; ``words``. Raises KeyError when there is no such pattern.
    """
    return _load()[0][name].search(words)


def weigh(signs: Mapping[str, float]) -> float:
    """Return what signs weigh together: above 0 they say that two numbers are one fact.

    Parameters: ``signs``, how strong each is. Errors: none. What has no weight counts for nothing.
    """
    weights = _load()[1]
    return sum(weights.get(name, 0.0) * size for name, size in signs.items())
