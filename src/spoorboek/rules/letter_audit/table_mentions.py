"""What the cells of a table mention: each number with the name of its row and column, and its period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spoorboek.documents.readers.audit_blocks import AuditText, Cell, TextBlock
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.block_spots import BlockWords, find_numeral_spots
from spoorboek.rules.letter_audit.calendar_words import Moments
from spoorboek.rules.letter_audit.lexicon import Lexicon
from spoorboek.rules.letter_audit.model import Mention, MentionKind, Sentence, Spot
from spoorboek.rules.letter_audit.quantities import read_bounds
from spoorboek.rules.letter_audit.word_spots import find_subjects

_PLAIN = re.compile(
    r"(?P<sign>[-+−]?)(?:€\s?)?"
    r"(?P<digits>\d{1,3}(?:[.\u00a0 ]\d{3}){1,4}(?:,\d{1,10})?|\d{1,15}(?:,\d{1,10})?)\s?(?P<percent>%?)"
)


def find_table_mentions(
    block: TextBlock, sentences: Sequence[Sentence], text: AuditText, lexicon: Lexicon, language: str
) -> Iterator[Mention]:
    """Yield the numbers of a table, the periods in its header and the subjects of its rows.

    Parameters: ``block``, a table; ``sentences``, one for each row; ``text``; ``lexicon``;
    ``language``. The detail of a number has ``row`` and ``column`` (the names), ``row_index`` and
    ``column_index``. Errors: none.
    """
    table = block.table
    if table is None:
        return
    columns = [_period_of(cell.text, lexicon, language) for cell in table.header]
    offset = 1 if table.header else 0
    for cell, period in zip(table.header, columns, strict=True):
        if period is not None:
            spot = Spot(MentionKind.PERIOD, cell.start, cell.end, period=period)
            yield Mention.at(spot, 0, text, sentences[0], block.page)
    for row_index, row in enumerate(table.rows):
        if not row or row_index + offset >= len(sentences):
            continue
        sentence = sentences[row_index + offset]
        row_period = _period_of(row[0].text, lexicon, language)
        yield from _name_mentions(row[0], sentence, block, text, lexicon, language)
        for column_index, cell in enumerate(row):
            is_name = column_index == 0 and (row_period is not None or len(row) > 1)
            if is_name or not (match := _PLAIN.fullmatch(cell.text.strip())):
                continue
            place = {
                "table": True,
                "row": row[0].text,
                "row_index": row_index,
                "column_index": column_index,
                "column": table.header[column_index].text if column_index < len(table.header) else "",
            }
            period = (columns[column_index] if column_index < len(columns) else None) or row_period
            yield _number(match, cell, sentence, block, text, period, place)


def _period_of(words: str, lexicon: Lexicon, language: str) -> Period | None:
    found = [
        spot.period
        for spot in find_numeral_spots(BlockWords.of(words.rstrip("* "), lexicon, language), Moments())
        if spot.kind is MentionKind.PERIOD and spot.period
    ]
    return found[0] if len(found) == 1 else None


def _number(
    match: re.Match[str],
    cell: Cell,
    sentence: Sentence,
    block: TextBlock,
    text: AuditText,
    period: Period | None,
    place: dict[str, object],
) -> Mention:
    value, low, high = read_bounds(re.sub(r"[\u00a0 ]", ".", match["digits"]))
    if match["sign"] in ("-", "−"):
        value, low, high = -value, -high, -low
    kind = MentionKind.PERCENTAGE if match["percent"] else MentionKind.NUMBER
    kind = MentionKind.AMOUNT if "€" in cell.text else kind
    unit = {MentionKind.PERCENTAGE: "%", MentionKind.AMOUNT: "EUR"}.get(kind)
    spot = Spot(kind, cell.start, cell.end, value, low, high, unit, period, place)
    return Mention.at(spot, 0, text, sentence, block.page)


def _name_mentions(
    cell: Cell, sentence: Sentence, block: TextBlock, text: AuditText, lexicon: Lexicon, language: str
) -> Iterator[Mention]:
    words = BlockWords.of(cell.text, lexicon, language)
    for spot in [*find_subjects(words.words), *_periods_in(words)]:
        yield Mention.at(spot, cell.start, text, sentence, block.page)


def _periods_in(words: BlockWords) -> list[Spot]:
    return [spot for spot in find_numeral_spots(words, Moments()) if spot.kind is not MentionKind.NUMBER]
