"""The pieces that pages are made of."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from spoorboek.web.tables import Cell, Column, Table, cell

STATUSES = ["ok", "note", "unknown", "wrong", "absent"]


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_always_a_sign_a_word_and_a_colour(status: str) -> None:
    drawn = render_to_string("parts/status.html", {"status": status, "text": "klopt niet"})
    assert f"sign--{status}" in drawn
    assert f"status--{status}" in drawn
    assert "klopt niet" in drawn


def test_signs_differ_from_each_other() -> None:
    drawn = {render_to_string("parts/sign.html", {"status": status}).partition(">")[2] for status in STATUSES}
    assert len(drawn) == len(STATUSES)


def test_card_leaves_out_what_is_empty_and_a_table_does_not() -> None:
    columns, rows = (
        [Column("Naam"), Column("Einde"), Column("Aantal", is_number=True)],
        [[cell("Een"), cell(""), cell("")]],
    )
    card = render_to_string("parts/table.html", {"table": Table("Titel", columns, rows, is_stacked=True)})
    assert card.count('class="nothing"') == card.count('class="number nothing"') == 1
    assert "nothing" not in render_to_string("parts/table.html", {"table": Table("Titel", columns, rows)})


def test_words_in_a_table_cannot_become_markup() -> None:
    table = Table("<b>Titel</b>", [Column("Naam")], [[cell("<script>alert(1)</script>")]])
    drawn = render_to_string("parts/table.html", {"table": table})
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_first_cell_names_the_row_and_numbers_stand_to_the_right() -> None:
    table = Table("Jaren", [Column("Jaar"), Column("Aantal", is_number=True)], [[Cell("2024"), Cell("104")]])
    drawn = render_to_string("parts/table.html", {"table": table})
    assert '<th scope="row">2024</th>' in drawn
    assert '<td class="number">104</td>' in drawn


def test_table_row_of_the_wrong_length_is_refused() -> None:
    table = Table("Jaren", [Column("Jaar"), Column("Aantal")], [[Cell("2024")]])
    with pytest.raises(ValueError, match="shorter"):
        _ = table.body


def test_table_without_rows_says_what_to_do() -> None:
    drawn = render_to_string("parts/table.html", {"table": Table("Jaren", [], empty="Voeg een jaar toe.")})
    assert "Voeg een jaar toe." in drawn
    assert "<table" not in drawn


def test_empty_cell_is_a_dash() -> None:
    assert cell("").text == "–"


def test_pages_keep_the_other_questions_of_the_address() -> None:
    page = Paginator(range(120), 50).page(2)
    request = RequestFactory().get("/registraties/", {"periode": "2023", "pagina": "2"})
    drawn = render_to_string("parts/pagination.html", {"page": page}, request)
    assert "?periode=2023&amp;pagina=1" in drawn
    assert "?periode=2023&amp;pagina=3" in drawn
    assert "Pagina 2 van 3" in drawn
