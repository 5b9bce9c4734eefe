"""Locking a signal away: its words leave the readable columns and are kept encrypted until the end date.

The model privacy protocol (step 2) keeps a signal on which nothing follows for a year, encrypted. What is
counted stays: channel, days, theme, neighbourhood, status. The word index follows the columns, so it forgets
the words too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spoorboek.apps.access.sealed_fields import get_key_ring

_WORDS = ("summary", "place", "reported_by", "supported_by", "reason", "latitude", "longitude")
SEALED = "versleuteld"
"""Stands where something was said that is sealed now."""


def put_words_away(signal: Any) -> None:
    """Move the words of a signal into its sealed text; the caller saves it. A second time changes nothing.

    In place of a place stands a mark that tells nothing without the key, so that different places stay
    different when they are counted. That something supported a signal stays known, not what.
    """
    if signal.locked_words:
        return
    kept = {name: getattr(signal, name) for name in _WORDS}
    said = {name: str(value) for name, value in kept.items() if value not in (None, "")}
    signal.locked_words = json.dumps(said, ensure_ascii=False)
    place = f"{SEALED} {get_key_ring().mark(kept['place'].strip().casefold())}" if kept["place"] else ""
    signal.summary, signal.place, signal.reported_by, signal.reason = SEALED, place, "", ""
    signal.supported_by = SEALED if kept["supported_by"] else ""
    signal.latitude = signal.longitude = None


def read_words(signal: Any) -> Mapping[str, str]:
    """Return the words of a signal that was locked away, by field; those that were empty are absent."""
    said: dict[str, str] = json.loads(signal.locked_words) if signal.locked_words else {}
    return said


def take_words_back(signal: Any) -> None:
    """Put the words of a signal back in its columns; the caller saves it."""
    said = read_words(signal)
    for name in _WORDS:
        empty = None if name in ("latitude", "longitude") else ""
        setattr(
            signal, name, Decimal(said[name]) if empty is None and name in said else said.get(name, empty)
        )
    signal.locked_words = ""
