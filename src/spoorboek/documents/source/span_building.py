"""From a span as written to the typed span that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spoorboek.documents.source.place import SourceText
from spoorboek.documents.source.span_grammar import BLOCK_KINDS, find_kind, list_key_faults
from spoorboek.documents.source.span_values import SpanValues, read_claim_details, read_number
from spoorboek.documents.source.spans import (
    BlockSpan,
    ChartBlockSpan,
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    Link,
    NoteReference,
    PromisesBlockSpan,
    PromiseSpan,
    RawSpan,
    SourceInline,
    SourceInlines,
    TableBlockSpan,
    Words,
)


def plain_text(inlines: Sequence[SourceInline]) -> str:
    """Return the words without their spans, as a reader without the system sees them."""
    return "".join(
        ""
        if isinstance(node, NoteReference)
        else plain_text(node.inlines)
        if isinstance(node, (ClaimSpan, PromiseSpan, CommitmentSpan))
        else node.text
        for node in inlines
    )


def build_span(
    source: SourceText, span: RawSpan, inlines: SourceInlines, claim_id: str
) -> SourceInline | BlockSpan | None:
    """Return the typed span, or None when its keys make no span; all that is wrong is reported."""
    values = SpanValues(source, span)
    faults = list_key_faults(span.attributes)
    for key, sentence in faults:
        values.report(key, sentence)
    kind = find_kind(span.attributes)
    if not plain_text(inlines).strip():
        source.report(span.whole, "tussen de haken staat niets.")
        return None
    if faults or not kind:
        return None
    if kind in ("figure", "fixed", *BLOCK_KINDS):
        return _build_leaf(source, span, values, inlines, kind)
    if kind == "claim":
        details = read_claim_details(values)
        words = " ".join(plain_text(inlines).split())
        return ClaimSpan(span.place, span.whole, span.attributes["claim"], claim_id, words, details, inlines)
    if kind == "promise":
        return PromiseSpan(span.place, span.whole, values.code(kind), values.text("unreported"), inlines)
    return CommitmentSpan(span.place, span.whole, values.code(kind), values.text("unreported"), inlines)


def _build_leaf(
    source: SourceText, span: RawSpan, values: SpanValues, inlines: SourceInlines, kind: str
) -> SourceInline | BlockSpan | None:
    if any(not isinstance(node, Words) for node in inlines):
        inner = next(node for node in inlines if not isinstance(node, Words))
        what = "een link" if isinstance(inner, Link) else "een andere span of voetnoot"
        source.report(inner.place, f"binnen een getal, tabel of grafiek kan niet {what} staan.")
        return None
    text = plain_text(inlines)
    if kind == "figure":
        return read_number(values, span, text, source.report)
    if kind == "fixed":
        return FixedSpan(span.place, span.whole, text, values.text("fixed"))
    if text != "?":
        source.report(span.place, f"tussen de haken van een {_DUTCH[kind]} staat alleen een vraagteken.")
    make = _BLOCKS[kind]
    return make(span.place, span.whole, values.code(kind), values.period("period"))


_DUTCH = {"table": "tabel", "chart": "grafiek", "promises": "beloftenlijst"}
_BLOCKS: dict[str, Callable[..., BlockSpan]] = {
    "table": TableBlockSpan,
    "chart": ChartBlockSpan,
    "promises": PromisesBlockSpan,
}
