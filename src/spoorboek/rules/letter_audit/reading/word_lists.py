"""Lists of words that are data, each as one pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER


@cache
def _load(file: str) -> Mapping[str, Sequence[str]]:
    raw: Mapping[str, Sequence[str]] = yaml.safe_load(
        (FOLDER / f"{file}_nl.yaml").read_text(encoding="utf-8")
    )
    return raw


@cache
def compile_list(file: str, name: str) -> re.Pattern[str]:
    """Return one list of a file of words as a pattern of whole words.

    Parameters: ``file``, as ``units`` for ``units_nl.yaml``; ``name`` of the list. Errors: ``KeyError`` for a
    name that is not in it.
    """
    return re.compile(rf"\b(?:{'|'.join(_load(file)[name])})(?!\w)", re.IGNORECASE)


_WORD = re.compile(r"[\w'’-]+")
_ONE_WORD = re.compile(r"[\w\\*?+'’()|:\[\]-]+")


@cache
def _divide(file: str, name: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return the expressions of a list that are one word, and the others, as patterns of small letters."""
    listed = _load(file)[name]
    short = [one for one in listed if _ONE_WORD.fullmatch(one) and r"\b" not in one]
    others = [one for one in listed if one not in short]
    first = re.compile("|".join(short) or r"(?!)")
    return first, re.compile(rf"\b(?:{'|'.join(others)})(?!\w)") if others else None


@lru_cache(maxsize=100_000)
def _list_holders(file: str, word: str) -> frozenset[str]:
    """Return the names of the lists that hold a word."""
    # A list finds "RIEC-beeld" by the word behind the hyphen as well.
    parts = (word, *word.split("-"), *re.split("['’]", word))
    return frozenset(
        name for name in _load(file) if any(_divide(file, name)[0].fullmatch(part) for part in parts)
    )


@lru_cache(maxsize=64)
def _list_told(file: str, words: str) -> frozenset[str]:
    """Return the names of the lists of which a sentence has a word; kept while its checks ask in turn."""
    return frozenset().union(*(_list_holders(file, one) for one in _WORD.findall(words.lower())))


def has_word(file: str, name: str, words: str) -> bool:
    """Tell whether words have something of a list; words are looked up one by one, which is far quicker.

    Parameters: ``file`` and ``name`` as for ``compile_list``; ``words``. Errors: as there.
    """
    others = _divide(file, name)[1]
    return name in _list_told(file, words) or (
        others is not None and others.search(words.lower()) is not None
    )
