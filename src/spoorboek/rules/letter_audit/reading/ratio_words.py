"""What the own words of a ratio say of it: that it follows from what was told, is a change, is of others."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER

_BOUND = re.compile(
    r"\b(?:meer|minder|hoger|lager|vaker|langer|korter|sneller) dan (?:(?:de|een|één|met|ruim|zo'n) )*#|"
    r"\b(?:kleiner|groter|hoger|lager|sterker|meer|minder) dan (?:die|dat|de|het) [^#;]*#"
)
_LIES_AT = re.compile(
    r"\b(?:lag|lagen|ligt|liggen|kwam|kwamen|komt|stond|staat|bleef|eindig\w+)\b"
    r"[^#;]*\bmet # (?:hoger|lager|boven|onder)\b"
)
"""Lag met 85 procent hoger dan: the level itself, no change."""


@cache
def _load() -> dict[str, re.Pattern[str]]:
    raw = yaml.safe_load((FOLDER / "ratios_nl.yaml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in raw.items()}


@lru_cache(maxsize=4_000)
def says(group: str, words: str) -> bool:
    """Tell whether words say what a group of ``ratios_nl.yaml`` is about.

    Parameters: ``group``, its name; ``words``, with # where the ratio stands. Raises KeyError when there is
    no such group.
    """
    return bool(_load()[group].search(words))


def find_way(words: str) -> int | None:
    """Return 1 when words tell that something became more, -1 less, 0 another number, None when none.

    Parameters: ``words``, with # where the ratio stands. Errors: none.

    >>> find_way("nam toe met #"), find_way("meer dan # van de zaken")
    (1, None)
    """
    plain = _LIES_AT.sub("#", _BOUND.sub("#", words))
    up, down = says("up", plain), says("down", plain)
    if up != down:
        return 1 if up else -1
    return 0 if up or says("changed", plain) else None
