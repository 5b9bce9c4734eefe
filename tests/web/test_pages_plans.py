"""The plan in the pages: goals, promises and what has come of them, commitments, versions."""

from __future__ import annotations

import re

import yaml
from tests.letter_world import EVALUATION, EXECUTION, PLAN, publish
from tests.web.conftest import PageClient
from tests.web.test_pages_figures import rows_of

BELOW = "uitvoeringsplan-ondermijning-2023-2024"


def test_plan_shows_goals_promises_and_states_in_words(page_of: PageClient) -> None:
    page = page_of("auteur").get(f"/plan/{PLAN}/").content.decode()
    for words in (
        "vastgesteld",
        "20 december 2022",
        "De stad heeft minder criminaliteit",
        "Minder geregistreerde misdrijven",
        "Elk jaar tien bedrijven controleren",
        "App om straatintimidatie te melden",
        "gestopt",
    ):
        assert words in page
    assert f'href="/plan/{BELOW}/beloften/integrated-inspections/"' in page


def test_every_number_of_promises_leads_to_just_so_many_rows(page_of: PageClient) -> None:
    client = page_of("auteur")
    page = client.get(f"/plan/{PLAN}/").content.decode()
    counted = re.findall(r'href="(/plan/[^"]*[?]stand=[^"]*)">([0-9]+)<span', page)
    assert len(counted) > 2
    for href, number in counted:
        listed = client.get(href).content.decode()
        assert listed.partition("<tbody")[2].partition("</tbody>")[0].count("</tr>") == int(number), href


def test_table_has_one_row_per_promise_with_a_state_in_words(page_of: PageClient) -> None:
    page = page_of("auteur").get(f"/plan/{PLAN}/beloften/").content.decode()
    rows = rows_of(page, "Beloofd - verantwoord")
    assert len(rows) == 21
    businesses = next(row for row in rows if row.startswith("Elk jaar tien bedrijven"))
    assert "ten minste 10 gecontroleerde bedrijven" in businesses
    assert "uiterlijk 31 december 2024" in businesses
    assert "gehaald" in businesses
    assert "brief van 23 mei 2023" in businesses
    assert "college en burgemeester" in businesses
    lessons = next(row for row in rows if row.startswith("In 2025 geeft Halt"))
    assert "pas bij 81 of minder, of 143 of meer" in lessons


def test_list_is_narrowed_to_a_state_and_taken_along_as_it_is_shown(page_of: PageClient) -> None:
    client = page_of("auteur")
    everything = client.get(f"/plan/{PLAN}/beloften/").content.decode()
    counts = dict(re.findall(rf'href="/plan/{PLAN}/beloften/[?]stand=([a-z-]+)">(\d+)<', everything))
    assert counts and sum(map(int, counts.values())) == 21
    for state, count in counts.items():
        page = client.get(f"/plan/{PLAN}/beloften/?stand={state}").content.decode()
        assert len(rows_of(page, "Beloofd - verantwoord")) == int(count)
    file = client.get(f"/plan/{PLAN}/beloften-bestand/csv/?stand=niet-gemeld&volgorde=eigenaar")
    assert len(file.content.decode("utf-8-sig").splitlines()) == 1 + int(counts["niet-gemeld"])
    assert client.get(f"/plan/{PLAN}/beloften-bestand/pdf/").status_code == 404
    assert "21 regels" in client.get(f"/plan/{PLAN}/beloften/?stand=onzin").content.decode()


def test_commitment_has_a_page_of_its_own(page_of: PageClient) -> None:
    page = page_of("").get(f"/plan/{PLAN}/toezeggingen/nuisance-letter-2025/").content.decode()
    assert "te laat: uiterlijk 31 december 2025" in page.casefold()
    assert page_of("").get(f"/plan/{PLAN}/toezeggingen/onzin/").status_code == 404


def test_resident_reads_states_only_as_a_letter_told_them(page_of: PageClient) -> None:
    page = page_of("").get(f"/plan/{PLAN}/beloften/").content.decode()
    rows = rows_of(page, "Beloofd - verantwoord")
    assert len(rows) == 21
    assert "/cijfers/" not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_promise_opens_to_its_figure_and_where_it_was_told(page_of: PageClient) -> None:
    page = page_of("auteur").get(f"/plan/{BELOW}/beloften/integrated-inspections/").content.decode()
    assert 'href="/cijfers/inspected-businesses/2024/GM0505/"' in page
    assert f'href="/brieven/{EXECUTION}/"' in page
    assert "Deel van de weg afgelegd" in page
    assert rows_of(page, "Eerdere periodes")[0].startswith("2023")


def test_commitment_names_the_letter_that_kept_it(page_of: PageClient) -> None:
    before = page_of("").get(f"/plan/{PLAN}/toezeggingen/").content.decode()
    assert "te laat" in before
    publish(EVALUATION)
    after = page_of("").get(f"/plan/{PLAN}/toezeggingen/").content.decode()
    kept = next(row for row in rows_of(after, "Toezeggingen aan de raad") if "na twee jaar" in row)
    assert "nagekomen op 24 februari 2025" in kept
    assert f'href="/brieven/{EVALUATION}/"' in after


def test_first_version_says_who_adopted_it(page_of: PageClient) -> None:
    page = page_of("").get(f"/plan/{PLAN}/versies/1/").content.decode()
    assert "Wat in deze versie staat" in page and "De stad heeft minder criminaliteit" in page
    assert "door de gemeenteraad" in page
    assert "Dit is de eerste versie" in page


def test_plan_is_downloaded_as_a_file_that_can_be_read(page_of: PageClient) -> None:
    answer = page_of("").get(f"/plan/{PLAN}/bestand/")
    assert yaml.safe_load(answer.content)["plan"] == PLAN
    assert f'filename="{PLAN}.yaml"' in answer.headers["Content-Disposition"]


def test_public_page_leads_to_letters_plans_and_checking(page_of: PageClient) -> None:
    page = page_of("").get("/openbaar/").content.decode()
    for href in (f"/brieven/{EXECUTION}/", f"/plan/{PLAN}/", f"/plan/{PLAN}/beloften/", "/nakijken/"):
        assert f'href="{href}"' in page
    assert EVALUATION not in page
    assert EVALUATION not in page_of("auteur").get("/openbaar/").content.decode()


def test_search_finds_plans_letters_and_figures_that_one_may_see(page_of: PageClient) -> None:
    page = page_of("auteur").get("/zoeken/?q=ondermijning").content.decode()
    assert f'href="/brieven/{EXECUTION}/"' in page
    assert f'href="/plan/{BELOW}/"' in page
    draft = page_of("raadslid").get("/zoeken/?q=concept").content.decode()
    assert "eerste-concept-evaluatie" not in draft


def test_start_page_says_what_waits_for_whom(page_of: PageClient) -> None:
    page = page_of("auteur").get("/").content.decode()
    assert re.search(r'href="/brieven/[^"]*"[^>]*>\s*[^<]*concept', page)
    assert "concept" not in page_of("raadslid").get("/").content.decode()
