"""What part a number plays in a count, as its own words tell it."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from typing import Any

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER
from spoorboek.rules.letter_audit.reading.own_words import OwnWords


class Role(Enum):
    """A part that a number can play; words can leave more than one open."""

    STOCK = "stock"
    """What was there, or is left."""
    EDGE = "edge"
    """What was there or is left, said with the moment or with words that can mean nothing else."""
    CLOSING = "closing"
    """What is left, and nothing else."""
    INFLOW = "inflow"
    OUTFLOW = "outflow"
    REST = "rest"
    """The part that is left over."""
    TOTAL = "total"
    """What other numbers make together."""
    WHOLE = "whole"
    """Of which parts follow."""


@cache
def _load() -> dict[str, Any]:
    path = FOLDER / "roles_nl.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: re.compile(words if isinstance(words, str) else "|".join(words), re.IGNORECASE)
        for name, words in raw.items()
    }


@lru_cache(maxsize=4_000)
def _find(words: str) -> frozenset[Role]:
    patterns = _load()
    return frozenset(role for role in Role if patterns[role.value].search(words))


def find_roles(own: OwnWords) -> frozenset[Role]:
    """Return the parts that the own words of a number leave open.

    Parameters: ``own``, the words about this number only. Errors: none.
    """
    return _find(own.masked)


def is_loose(words: str) -> bool:
    """Tell whether words name some of the parts only, or parts that may overlap."""
    return bool(_load()["loose"].search(words))


def may_overlap(words: str) -> bool:
    """Tell whether words say that one thing can be counted in two parts."""
    return bool(_load()["overlap"].search(words))
