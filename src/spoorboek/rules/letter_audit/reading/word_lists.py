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
    """Return the expressions of a list that are one word, and the others, as two patterns."""
    listed = _load(file)[name]
    short = [one for one in listed if _ONE_WORD.fullmatch(one) and r"\b" not in one]
    others = [one for one in listed if one not in short]
    first = re.compile("|".join(short) or r"(?!)", re.IGNORECASE)
    return first, re.compile(rf"\b(?:{'|'.join(others)})(?!\w)", re.IGNORECASE) if others else None


@lru_cache(maxsize=100_000)
def _is_in(file: str, name: str, word: str) -> bool:
    # A list finds "RIEC-beeld" by the word behind the hyphen as well.
    first = _divide(file, name)[0]
    return any(first.fullmatch(part) for part in (word, *word.split("-"), *re.split("['’]", word)))


@lru_cache(maxsize=4_000)
def has_word(file: str, name: str, words: str) -> bool:
    """Tell whether words have something of a list; words are looked up one by one, which is far quicker.

    Parameters: ``file`` and ``name`` as for ``compile_list``; ``words``. Errors: as there.
    """
    if any(_is_in(file, name, one) for one in _WORD.findall(words.lower())):
        return True
    others = _divide(file, name)[1]
    return others is not None and others.search(words) is not None
