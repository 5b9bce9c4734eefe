"""Reading kept manifests: the data of one, and a number as it is kept in it."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any

from spoorboek.apps.letters.models import Publication
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.letter_numbers import read_value


def read_number(text: str) -> Value:
    """Return a value as a manifest keeps it; whole numbers are ints again."""
    value = read_value(text)
    return value if isinstance(value, NonValue) or "." in text else int(value)


MOST_MANIFESTS = 200
"""More letters than a council gets in ten years; of more, those that nobody asked for are read again."""
_kept: OrderedDict[str, Mapping[str, Any]] = OrderedDict()
_lock = Lock()


def read_published_manifests(digests: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Return the published manifests with these digests, as data.

    A published manifest never changes, so that each is read once, whichever rows ask for it.
    """
    wanted = set(digests)
    with _lock:
        found = {digest: _kept[digest] for digest in wanted if digest in _kept}
        for digest in found:
            _kept.move_to_end(digest)
    missing = wanted - set(found)
    if missing:
        texts = Publication.objects.filter(manifest_digest__in=missing)
        read = dict(texts.values_list("manifest_digest", "manifest"))
        found |= {digest: MappingProxyType(json.loads(text)) for digest, text in read.items()}
        with _lock:
            _kept.update({digest: found[digest] for digest in missing})
            while len(_kept) > MOST_MANIFESTS:
                _kept.popitem(last=False)
    return found
