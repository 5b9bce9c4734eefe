"""Reading kept manifests: the data of one, and a number as it is kept in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.letter_numbers import read_value


def read_number(text: str) -> Value:
    """Return a value as a manifest keeps it; whole numbers are ints again."""
    value = read_value(text)
    return value if isinstance(value, NonValue) or "." in text else int(value)


@lru_cache(maxsize=64)
def read_published_manifest(digest: str, text: str) -> Mapping[str, Any]:
    """Return a kept manifest as data. It never changes, so that it is read once; ``digest`` names it."""
    return MappingProxyType(json.loads(text))
