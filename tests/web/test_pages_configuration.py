"""The pages that say which configuration holds on a day, for whoever guards or manages the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.rules.roles import Permission, Role
from spoorboek.rules.word_lists import set_own_words
from spoorboek.web.configuration_sorts import SORTS
from spoorboek.web.permission_words import PERMISSION_WORDS

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dordrecht" / "configuration"
PAGE = "/beheer/configuratie/"


@pytest.fixture
def guard(client_of: ClientOf) -> Client:
    return client_of(Role.PRIVACY_OFFICER)


def rows_of(guard: Client, sort: str, on: str) -> dict[str, list[str]]:
    found = guard.get(f"{PAGE}{sort}/", {"op": on}).context["tables"]
    return {
        str(row[0].text): [str(cell.text) for cell in row[1:]] for drawn in found for row in drawn.table.rows
    }


def test_every_permission_has_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)


def test_each_sort_opens_from_the_list_and_draws_its_tables(guard: Client) -> None:
    listed = guard.get(PAGE).context["parts"]
    assert [href for _name, href, _what in listed] == [f"{PAGE}{code}/" for code in SORTS]
    for code in SORTS:
        page = guard.get(f"{PAGE}{code}/")
        assert page.status_code == 200
        assert all(drawn.table.rows for drawn in page.context["tables"])


@pytest.mark.parametrize("code", sorted(SORTS))
@pytest.mark.parametrize("on", [date(1990, 1, 1), date(2021, 3, 1), date(2026, 11, 22)])
def test_what_holds_on_any_day_says_what_it_rests_on(code: str, on: date) -> None:
    for drawn in SORTS[code].draw(on):
        if drawn.version:
            assert "Waar het op rust: " in drawn.version
            continue
        for row in drawn.table.rows:
            assert row[-1].text != "–" or row[1].text == "geldt niet", row[0].text


def test_role_shows_what_held_on_the_day_that_is_asked(guard: Client, settings: Any) -> None:
    settings.CONFIGURATION_DIR = EXAMPLE
    before, after = (rows_of(guard, "rollen", day)["Kernteamlid"] for day in ("2022-12-31", "2023-01-01"))
    assert "controles schrijven" not in before[0] and "controles schrijven" in after[0]
    assert before[1:3] == ["25 mei 2018", "31 december 2022"]
    assert after[1:3] == ["1 januari 2023", "–"]
    assert "aanwijzingsbesluit" in after[3]
    assert rows_of(guard, "rollen", "2018-05-24")["Kernteamlid"][0] == "geldt niet"
    assert "een eigen roles.yaml" in guard.get(f"{PAGE}rollen/").content.decode()


def test_kind_shows_the_phases_of_that_day(guard: Client, settings: Any) -> None:
    settings.CONFIGURATION_DIR = EXAMPLE
    before, after = (
        rows_of(guard, "casussen", day)["Casusoverleg ondermijning"] for day in ("2022-06-01", "2024-06-01")
    )
    assert "weging" not in before[0] and after[0].startswith("weging → ")


def test_lists_show_what_can_be_entered_on_that_day(guard: Client, settings: Any) -> None:
    settings.CONFIGURATION_DIR = EXAMPLE
    before, after = (rows_of(guard, "lijsten", day) for day in ("2022-12-31", "2026-01-01"))
    assert (before["Autoverhuur"][0], after["Autoverhuur"][0]) == ("nee", "ja")
    assert (before["Gemengd"][0], after["Gemengd"][0]) == ("ja", "nee")
    assert after["Gemengd"][2] == "31 december 2025" and "eigen branche" in after["Gemengd"][3]
    assert "een eigen value_lists.yaml" in guard.get(f"{PAGE}lijsten/").content.decode()


def test_words_show_what_the_municipality_added_and_left_out(guard: Client) -> None:
    set_own_words((EXAMPLE / "word_lists.yaml").read_text(encoding="utf-8"))
    try:
        before, after = (rows_of(guard, "woorden", day) for day in ("2022-12-31", "2025-06-01"))
    finally:
        set_own_words("")
    firm, trend = after["Stevige woorden"], after["Woorden van een lijn"]
    assert "spectaculair*" in firm[0] and "spectaculair*" not in before["Stevige woorden"][0]
    assert "blijft" in before["Woorden van een lijn"][0] and "blijft" not in trend[0]
    assert firm[1:3] == ["1 januari 2025", "–"] and "schrijfwijzer" in firm[3]
    assert "Gemeld" in after and "Gemeld" not in before
    assert "neighbourhood_poll" in after and "Drechtmeter" in after


def test_what_is_no_day_is_said_and_today_is_shown(guard: Client) -> None:
    page = guard.get(f"{PAGE}rollen/", {"op": "gisteren"})
    assert page.status_code == 400
    assert "Dit is geen dag." in page.content.decode()


def test_unknown_sort_does_not_exist(guard: Client) -> None:
    assert guard.get(f"{PAGE}onbekend/").status_code == 404
