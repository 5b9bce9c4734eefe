"""Sources in the pages: deliveries, taking in a file whole or not at all, saying that one was wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.letter_world import EXAMPLE
from tests.web.conftest import PageClient
from tests.web.test_pages_figures import rows_of

from spoorboek.apps.people.queries import get_viewer
from spoorboek.apps.sources.queries import list_snapshots

SOURCE = "police-nuisance"
ADDRESS = f"/beheer/bronnen/{SOURCE}/inlezen/"
GOOD = (EXAMPLE / "series" / "nuisance.csv").read_bytes()


def deliver(client: Client, content: bytes, name: str = "nuisance.csv", **more: str) -> HttpResponse:
    data = {"file": SimpleUploadedFile(name, content), "fetched_on": timezone.localdate().isoformat()}
    answer: HttpResponse = client.post(ADDRESS, data | more)
    return answer


def snapshots() -> list[str]:
    return [row.code for row in list_snapshots(get_viewer("gegevensbeheerder"), SOURCE)]


def test_sources_are_listed_with_the_delivery_that_counts(page_of: PageClient) -> None:
    page = page_of("auteur").get("/beheer/bronnen/").content.decode()
    assert any(row.startswith("Meldingen van overlast Politie") for row in rows_of(page, "Bronnen"))
    assert "inlezen" not in page_of("auteur").get(f"/beheer/bronnen/{SOURCE}/").content.decode()


def test_good_file_is_taken_over_and_counts(page_of: PageClient) -> None:
    client, before = page_of("gegevensbeheerder"), snapshots()
    answer = deliver(client, GOOD.replace(b"1488", b"1500"), is_provisional="on")
    assert answer.status_code == 302
    (new,) = set(snapshots()) - set(before)
    assert answer.headers["Location"] == f"/beheer/leveringen/{new}/"
    assert "regels overgenomen" in client.get(answer.headers["Location"]).content.decode()
    figure = client.get("/cijfers/nuisance-misunderstood-behaviour/2024/GM0505/").content.decode()
    assert "1.500" in figure
    assert "voorlopig" in figure
    assert f'href="/beheer/leveringen/{new}/"' in figure


def test_file_with_faults_is_refused_whole_with_a_report_per_row(page_of: PageClient) -> None:
    before = snapshots()
    broken = GOOD.replace(b"1488", b"veel").replace(b"643", b"-5")
    page = deliver(page_of("gegevensbeheerder"), broken).content.decode()
    assert "Niets overgenomen" in page
    rows = rows_of(page, "Wat er mis is in het bestand")
    assert any("veel" in row for row in rows)
    assert snapshots() == before


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.csv"),
        (b"\x00\x01\x02", "x.csv"),
        (b"PK\x03\x04 geen werkmap", "x.xlsx"),
        (b"a;b\n1;2\n", "x.csv"),
    ],
)
def test_file_that_is_no_table_of_this_source_gets_a_sentence(
    page_of: PageClient, content: bytes, name: str
) -> None:
    before = snapshots()
    answer = deliver(page_of("gegevensbeheerder"), content, name)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert snapshots() == before


def test_day_that_has_yet_to_come_is_refused(page_of: PageClient) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = deliver(page_of("gegevensbeheerder"), GOOD, fetched_on=tomorrow).content.decode()
    assert "ligt in de toekomst" in page


def test_revoked_delivery_counts_no_more_and_says_why(page_of: PageClient) -> None:
    client = page_of("gegevensbeheerder")
    wrong = deliver(client, GOOD.replace(b"1488", b"9999")).headers["Location"]
    assert "Dit kan niet terug" in client.get(f"{wrong}intrekken/").content.decode()
    assert client.post(f"{wrong}intrekken/", {"reason": ""}).status_code == 200
    assert client.post(f"{wrong}intrekken/", {"reason": "Verkeerd jaar geleverd."}).status_code == 302
    page = client.get(wrong).content.decode()
    assert "Verkeerd jaar geleverd." in page
    assert "intrekken/" not in page
    figure = client.get("/cijfers/nuisance-misunderstood-behaviour/2024/GM0505/").content.decode()
    assert "1.488" in figure
    again = client.post(f"{wrong}intrekken/", {"reason": "Nog eens."})
    assert "al ingetrokken" in again.content.decode()


@pytest.mark.parametrize("username", ["auteur", "toetser", "raadslid", "regisseur"])
def test_only_the_data_manager_takes_in_and_revokes(page_of: PageClient, username: str) -> None:
    client, before = page_of(username), snapshots()
    assert deliver(client, GOOD.replace(b"1488", b"1")).status_code == 404
    assert client.post(f"/beheer/leveringen/{before[0]}/intrekken/", {"reason": "x"}).status_code == 404
    assert snapshots() == before
