"""JSON with one way of writing the same thing, so that a fingerprint of it means something."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from spoorboek.documents.errors import ManifestError

LARGEST = 50_000_000


def write_canonical(value: Any) -> bytes:
    """Return ``value`` as UTF-8 JSON: sorted keys, no white space, no NaN.

    Raises ManifestError when it holds something that JSON has no words for.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ManifestError(f"Dit kan niet in een manifest: {error}.") from error


def read_json(content: bytes) -> dict[str, Any]:
    """Return the object in ``content``.

    Raises ManifestError with a Dutch sentence for anything else: no UTF-8, double keys, NaN, too large
    or too deep.
    """
    if len(content) > LARGEST:
        raise ManifestError(f"Het manifest is te groot ({len(content)} bytes).")
    try:
        value = json.loads(
            content.decode(), object_pairs_hook=_refuse_double, parse_constant=_refuse_constant
        )
    except ManifestError:
        raise
    except UnicodeDecodeError as error:
        raise ManifestError("Het manifest is geen UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ManifestError("Het manifest is geen goede JSON.") from error
    if not isinstance(value, dict):
        raise ManifestError("Het manifest moet een JSON-object zijn.")
    return value


def _refuse_double(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ManifestError("In het manifest staat een sleutel twee keer.")
    return found


def _refuse_constant(name: str) -> Any:
    raise ManifestError(f"In het manifest staat {name}: dat is geen getal.")


def digest_of(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical form of ``value`` without its own ``digest``."""
    rest = {key: item for key, item in value.items() if key != "digest"}
    return hashlib.sha256(write_canonical(rest)).hexdigest()
