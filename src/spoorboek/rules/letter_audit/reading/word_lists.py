"""Lists of words that are data, each as one pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

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
