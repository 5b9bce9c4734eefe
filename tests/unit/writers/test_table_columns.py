"""How the columns of a table share its width."""

from __future__ import annotations

import io

import docx
from tests.unit.writers.letter_factory import a_document, words

from spoorboek.documents.model import TableBlock
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_fragment
from spoorboek.documents.writers.table_columns import share_columns
from spoorboek.documents.writers.wording import holds_text, may_break

LONG = "Een belofte die in heel wat woorden zegt wat er in de stad moet gebeuren"


def a_text_table(row_count: int = 3) -> TableBlock:
    header = tuple(words(name) for name in ("Belofte", "Doel", "Gedaan", "Stand"))
    row = (words(LONG), words("ten minste 10 gecontroleerde bedrijven"), words("4"), words("op koers"))
    return TableBlock("Beloofd", header, (row,) * row_count)


def a_number_table() -> TableBlock:
    return TableBlock("Overlast", (words("Soort"), words("2023")), ((words("Jeugd"), words("707")),))


def test_in_a_table_of_text_long_cells_get_most_room_and_short_ones_what_they_need() -> None:
    first, second, done, state = share_columns(a_text_table())

    assert first > second > done == state == 0


def test_in_a_table_of_numbers_the_names_get_the_rest() -> None:
    assert share_columns(a_number_table()) == (1, 0)
    assert not holds_text(a_number_table())


def test_a_table_of_short_words_shares_evenly() -> None:
    table = TableBlock("Kort", (words("Naam"), words("Stand")), ((words("een"), words("goed")),))

    assert share_columns(table) == (1, 1)


def test_a_table_of_text_reads_on_over_a_page_and_a_short_one_does_not() -> None:
    assert may_break(a_text_table(7)) and not may_break(a_text_table(6))


def test_a_page_aligns_text_at_the_top() -> None:
    assert '<table class="table--text">' in write_fragment(a_document(blocks=(a_text_table(),)))
    assert "table--text" not in write_fragment(a_document(blocks=(a_number_table(),)))


def test_word_gives_the_first_two_columns_most_room_within_the_page() -> None:
    written = docx.Document(io.BytesIO(write_docx(a_document(blocks=(a_text_table(),)))))
    table = next(one for one in written.tables if one.cell(0, 0).text == "Belofte")

    widths = [int(column.width or 0) for column in table.columns]

    assert min(widths[:2]) > max(widths[2:])
    assert sum(widths) <= 16 * 360000
