"""The catalogue and the passport: from a printed number to the rows that were counted."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.letter_world import EXECUTION
from tests.web.conftest import PageClient

from spoorboek.apps.audit.queries import find_last_event

BUSINESSES = "/cijfers/inspected-businesses/2023-01..2023-04/GM0505/"


def rows_of(page: str, caption: str) -> list[str]:
    """Return the rows of the table with this caption, as text."""
    found = re.search(rf'aria-label="{caption}">(.*?)</table>', page, flags=re.DOTALL)
    body = found.group(1).partition("<tbody")[2].partition(">")[2] if found else ""
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("zoek=overlast", "Overlast door jeugd", "Woninginbraken"),
        ("zoek=mma-reports", "Meldingen via Meld Misdaad Anoniem", "Overlast door jeugd"),
        ("bron=self_reported", "Rapportcijfer veiligheid van de buurt", "Woninginbraken"),
        ("thema=jeugd-en-veiligheid", "Lessen van Halt op scholen", "Woninginbraken"),
    ],
)
def test_catalogue_is_searched_and_filtered(page_of: PageClient, asked: str, shown: str, hidden: str) -> None:
    rows = rows_of(page_of("auteur").get(f"/cijfers/?{asked}").content.decode(), "Catalogus van cijfers")
    assert any(row.startswith(shown) for row in rows)
    assert not any(row.startswith(hidden) for row in rows)


def test_search_without_a_hit_says_so(page_of: PageClient) -> None:
    assert "geen cijfer dat hierbij past" in page_of("auteur").get("/cijfers/?zoek=zzz").content.decode()


def test_filter_that_does_not_exist_shows_everything(page_of: PageClient) -> None:
    page = page_of("auteur").get("/cijfers/?thema=onbekend").content.decode()
    assert "Woninginbraken" in page


def test_resident_sees_only_figures_of_published_letters(page_of: PageClient) -> None:
    rows = rows_of(page_of("").get("/cijfers/").content.decode(), "Catalogus van cijfers")
    assert any(row.startswith("Gecontroleerde bedrijven") for row in rows)
    assert not any(row.startswith("Woninginbraken") for row in rows)


def test_figure_from_registrations_is_asked_for_any_period(page_of: PageClient) -> None:
    client = page_of("auteur")
    answer = client.get("/cijfers/inspected-businesses/?periode=januari+tot+en+met+april+2023")
    assert answer.url == BUSINESSES
    assert "Dit is geen periode" in client.get("/cijfers/mma-reports/?periode=ooit").content.decode()


def test_passport_tells_everything_in_its_order(page_of: PageClient) -> None:
    page = page_of("auteur").get("/cijfers/nuisance-total/2024/GM0505/").content.decode()
    headings = [
        "Door de jaren",
        "Zo tellen wij",
        "Hieruit bestaat het",
        "Bron",
        "Deze regels telden mee",
        "Hier staat het in",
    ]
    places = [page.index(f">{heading}</h2>") for heading in headings]
    assert places == sorted(places)
    assert '<p class="passport__value">2.891' in page
    assert "definitief" in page
    assert re.search(r'<svg role="img" aria-label="[^"]{20,}" ', page)
    assert len(rows_of(page, "Regel voor regel")) == 3
    assert len(rows_of(page, "Dezelfde cijfers als tabel")) == 6


def test_passport_of_a_mark_shows_its_margin_and_that_it_is_invented(page_of: PageClient) -> None:
    page = page_of("auteur").get("/cijfers/safety-mark/2023/GM0505/").content.decode()
    assert "7,300000" not in page
    assert "Dit is een schatting" in page
    assert "deze is verzonnen" in page


def test_passport_says_why_a_year_that_nobody_wrote_down_is_no_zero(page_of: PageClient) -> None:
    page = page_of("auteur").get("/cijfers/mma-reports/2022/GM0505/").content.decode()
    assert '<p class="passport__value">onbekend</p>' in page
    assert "niemand heeft verklaard dat het toen volledig was" in page
    known = page_of("auteur").get("/cijfers/mma-reports/2024/GM0505/").content.decode()
    assert "niemand heeft verklaard" not in known


def test_passport_says_why_there_is_no_number_when_none_was_delivered(page_of: PageClient) -> None:
    client = page_of("auteur")
    why = "Over deze periode is nog geen getal geleverd."
    assert why in client.get("/cijfers/nuisance-total/2025/GM0505/").content.decode()
    assert why not in client.get("/cijfers/nuisance-total/2024/GM0505/").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get("/cijfers/nuisance-total/2025/GM0505/").content.decode()
    assert '<p class="passport__value">unknown</p>' in page and "No number has been delivered" in page


def test_each_row_leads_to_its_record_for_who_may_open_it(page_of: PageClient) -> None:
    client = page_of("regisseur")
    page = client.get(BUSINESSES).content.decode()
    rows = rows_of(page, "Regel voor regel")
    links = re.findall(r'href="(/registraties/gecontroleerde-bedrijven/[^"]+)"', page)
    assert len(rows) == len(links) == 18
    assert "18 regels telden mee" in page
    record = client.get(links[0]).content.decode()
    assert f"{links[0]}verbeteren/" in record


def test_rows_that_one_may_not_see_are_counted_and_not_named(page_of: PageClient) -> None:
    page = page_of("auteur").get(BUSINESSES).content.decode()
    assert "18 daarvan mag u niet inzien" in page
    assert "/registraties/gecontroleerde-bedrijven/" not in page


def test_long_list_of_rows_is_cut_in_pages(page_of: PageClient) -> None:
    client, address = page_of("regisseur"), "/cijfers/mma-reports/2024/GM0505/"
    assert len(rows_of(client.get(address).content.decode(), "Regel voor regel")) == 50
    assert len(rows_of(client.get(f"{address}?pagina=3").content.decode(), "Regel voor regel")) == 4


def test_reading_rows_that_can_point_at_a_person_is_logged(page_of: PageClient) -> None:
    page_of("regisseur").get("/cijfers/mma-reports/2023/GM0505/")
    event = find_last_event(subject="indicators.figure:mma-reports@2023@GM0505", action="read")
    assert event is not None
    assert event.details["purpose"] == "nagaan welke regels in een cijfer meetelden"


def test_passport_leads_to_the_letter_that_prints_it_and_says_that_it_is_the_same(
    page_of: PageClient,
) -> None:
    page = page_of("auteur").get(BUSINESSES).content.decode()
    assert f'href="/brieven/{EXECUTION}/"' in page
    assert "dat is nog zo" in page


def test_resident_reads_the_number_as_published_without_its_rows(page_of: PageClient) -> None:
    page = page_of("").get(BUSINESSES).content.decode()
    assert '<p class="passport__value">18' in page
    assert "zoals het in een brief is gepubliceerd" in page
    assert "De regels zelf zijn niet openbaar" in page
    assert rows_of(page, "Regel voor regel") == []


def test_line_is_downloaded_with_what_it_means_in_each_row(page_of: PageClient) -> None:
    answer = page_of("auteur").get("/cijfers/nuisance-total/2024/GM0505/tabel/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["waarde"] for row in rows] == ["2162", "2940", "2938", "2860", "2774", "2891"]
    assert {row["eenheid"] for row in rows} == {"meldingen"}
    assert all(row["telregel"] and row["bronnen"] for row in rows)
    assert 'filename="nuisance-total-GM0505.csv"' in answer.headers["Content-Disposition"]
