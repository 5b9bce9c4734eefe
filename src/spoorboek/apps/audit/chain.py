"""How one link of the chain follows from the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
"""The hash before the first event."""


def link(
    *,
    sequence: int,
    at: datetime,
    person_id: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    previous_hash: str,
) -> str:
    """Return the SHA-256 over everything an event says and the hash before it, as hexadecimal."""
    said = [sequence, at.astimezone(UTC).isoformat(), person_id, action, subject, details, previous_hash]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
