"""A table of what was promised and what was done: which row is left empty, and not told elsewhere?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spoorboek.documents.readers.audit_blocks import AuditTable, Cell
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.reading.accounts import is_named
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.stems import list_stems


def check_promise_tables(material: Material) -> Found:
    """Find the rows of a table of promises that say nothing of what was done."""
    return [
        _explain(material, row)
        for block in material.letter.text.blocks
        if block.table is not None
        for row in _list_empty(block.table)
        if not _is_told(material, row)
    ]


def _list_empty(table: AuditTable) -> Iterator[Sequence[Cell]]:
    """Yield the rows with a promise and an empty cell under what was done, and no word of explanation."""
    heads = [Reading(cell.text) for cell in table.header]
    done = [place for place, one in enumerate(heads) if place and one.has("done_column")]
    promised = [place for place, one in enumerate(heads) if place not in done and one.has("promised_column")]
    if len(done) != 1 or not promised:
        return
    for row in table.rows:
        said = [place for place, cell in enumerate(row) if any(char.isalnum() for char in cell.text)]
        # A row may end where its last cells are empty.
        if promised[-1] in said and max(said) < done[0] <= len(row):
            yield row


def _is_told(material: Material, row: Sequence[Cell]) -> bool:
    """Tell whether the text comes back to a row, with a number or a reason."""
    names = list_stems(row[0].text)
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index) or material.layout.is_heading(sentence.index):
            continue
        reading = material.reading(sentence.index)
        if not is_named(names, list_stems(reading.words)):
            continue
        if material.facts_in(sentence.index) or reading.has("not_done_because") or reading.has("kept"):
            return True
    return False


def _explain(material: Material, row: Sequence[Cell]) -> Finding:
    name = row[0].text.strip()
    return material.find(
        FindingKind.NOT_REPORTED_BACK,
        Span(row[0].start, row[0].end),
        f"Bij '{name}' staat wel wat is beloofd, en niet wat ervan terecht is gekomen.",
        "Vul het aantal in, of zeg waarom het er niet is.",
    )
