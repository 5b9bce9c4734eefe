"""What is kept of an audit: the published JSON, with how the text is laid out and what simply holds."""

from __future__ import annotations

from typing import Any

from spoorboek.documents.readers.audit_text import TextBlock
from spoorboek.rules.letter_audit.letter_audit import LetterAudit


def describe_audit(audit: LetterAudit) -> dict[str, Any]:
    """Return an audit as plain JSON, with ``blocks`` and ``holding`` beside what ``--json`` prints."""
    return audit.to_json() | {
        "blocks": [_describe_block(block) for block in audit.text.blocks],
        "holding": [{"quote": one.quote, "why": one.why} for one in audit.holding],
    }


def _describe_block(block: TextBlock) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
        "level": block.level,
    }
    if block.table is not None:
        described["header"] = [cell.text for cell in block.table.header]
        described["rows"] = [[cell.text for cell in row] for row in block.table.rows]
        rows = [row for row in (block.table.header, *block.table.rows) if row]
        described["spans"] = [[(cell.start, cell.end) for cell in row] for row in rows]
    return described
