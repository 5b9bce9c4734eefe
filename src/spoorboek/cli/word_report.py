"""What came of a letter from Word, on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spoorboek.documents.working_copy.report import ReadBack


def as_data(back: ReadBack) -> dict[str, Any]:
    """Return everything that was found, ready for JSON."""
    told = asdict(back)
    for group in ("numbers", "lost", "blocks", "changes"):
        for one in told[group]:
            one["kind"] = one["kind"].value
    return told


def list_sentences(back: ReadBack) -> Iterator[str]:
    """Yield what differs, one sentence each."""
    yield f"{back.kept_count} van de {back.tie_count} koppelingen zijn er nog."
    for number in back.numbers:
        yield f"! {number.subject}: met de hand gewijzigd van '{number.before}' in '{number.after}'."
    for lost in back.lost:
        yield f"! {lost.kind_word} {lost.subject}: niet meer gekoppeld ('{lost.words}')."
    for claim in back.claims:
        yield f"! {claim.subject}: de woorden zijn nu '{claim.after}' (was '{claim.before}')."
    for block in back.blocks:
        yield f"! {block.kind_word} {block.subject}: hierin is getypt; Spoorboek maakt dit zelf."
    for change in back.changes:
        refused = "" if change.is_taken else ", geweigerd"
        who = change.author or "onbekend"
        yield f"- bijgehouden wijziging {change.number} van {who}{refused}: {change.words}"
    for comment in back.comments:
        yield f"- opmerking van {comment.author or 'onbekend'}: {comment.text}"
    for what, count in back.left_out.items():
        yield f"- alleen in het bestand: {what} ({count} keer)"
