"""A team's own list through its pages: as a file or pasted, with a kept mapping and a report for each row."""

from __future__ import annotations

import csv
import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from tests.web.conftest import ClientOf

from spoorboek.apps.exchange.models import KeptMapping
from spoorboek.apps.intake.models import Signal
from spoorboek.rules.roles import Role

HEADER = ("Kenmerk", "Kanaal", "Ontvangen op", "Thema", "Samenvatting")
ROWS = (
    ("K1", "politie", "1-2-2023", "ondermijning", "Verzonnen, met een komma"),
    ("K2", "politie", "3-2-2023", "ondermijning", "Ook verzonnen, en nog een"),
)
ADDRESS = "/inlezen/signalen/"
PASTED = "\n".join("\t".join(row) for row in (HEADER, *ROWS))


@pytest.fixture
def coordinator(client_of: ClientOf) -> Client:
    return client_of(Role.COORDINATOR)


def a_workbook() -> bytes:
    book = Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: Client, content: bytes, name: str = "lijst.xlsx") -> str:
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return answer.content.decode()


def step(client: Client, **more: str) -> dict[str, str]:
    """Send what was pasted and return the form that follows, filled in."""
    shown = client.post(ADDRESS, {"pasted": PASTED, **more}).context
    columns = {f"kolom-{place}": shown["form"][f"kolom-{place}"].initial for place in range(len(HEADER))}
    return {"word": shown["word"], "name": shown["name"], "kept": shown["kept"], "datum": "dmj", **columns}


def test_pasted_rows_are_seen_taken_in_and_known_the_next_time(coordinator: Client) -> None:
    form = step(coordinator)
    assert not Signal.objects.exists()
    done = coordinator.post(ADDRESS, {**form, "inlezen": "1", "bewaar": "Wijkteam"})
    assert done.status_code == 302
    assert Signal.objects.count() == 2
    assert KeptMapping.objects.get().name == "Wijkteam"
    again = coordinator.post(ADDRESS, {"pasted": PASTED, "mapping": "Wijkteam"}).content.decode()
    assert "0 nieuw, 2 zijn er al" in again
    assert coordinator.post(ADDRESS, {"weg": "Wijkteam"}).status_code == 302
    assert not KeptMapping.objects.exists()
    assert coordinator.post(ADDRESS, {"weg": "Wijkteam"}).status_code == 404


def test_report_says_for_every_row_what_would_happen_or_everything_that_is_wrong(coordinator: Client) -> None:
    form = step(coordinator)
    answer = coordinator.post(ADDRESS, {**form, "verslag": "1"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(line[0], line[2]) for line in lines[1:]] == [("rij 2", "nieuw"), ("rij 3", "nieuw")]
    wrong = coordinator.post(
        ADDRESS, {**form, "kolom-2": "summary", "kolom-4": "received_on", "verslag": "1"}
    )
    said = wrong.content.decode("utf-8-sig")
    assert said.count("is geen datum") == 2
    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (a_workbook()[:1500], "beschadigd of half gekopieerd"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "geen tekstbestand en geen Excelbestand"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "oud Excelbestand"),
        (b"%PDF-1.7", "Dit is een PDF"),
        (b"", "leeg"),
    ],
)
def test_file_that_cannot_be_read_gets_a_sentence_and_nothing_is_taken_in(
    coordinator: Client, content: bytes, words: str
) -> None:
    assert words in send(coordinator, content)
    assert not Signal.objects.exists()


def test_list_in_another_encoding_is_read_and_says_so(coordinator: Client) -> None:
    page = send(coordinator, PASTED.replace("Verzonnen", "Caf\u00e9").encode("windows-1252"), "lijst.csv")
    assert "gelezen als Windows-1252" in page
    assert "2 nieuw" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"pasted": ""}, "Kies een bestand, of plak de rijen uit Excel."),
        ({"pasted": "  \n "}, "Kies een bestand, of plak de rijen uit Excel."),
        ({"pasted": PASTED, "file": SimpleUploadedFile("lijst.xlsx", a_workbook())}, "niet allebei"),
    ],
)
def test_one_list_is_asked_at_a_time(coordinator: Client, said: dict[str, object], words: str) -> None:
    assert words in coordinator.post(ADDRESS, said).content.decode()


def test_english_address_of_before_leads_to_the_dutch_one_for_good(coordinator: Client) -> None:
    for old, new in (
        ("/inlezen/signals/", ADDRESS),
        ("/inlezen/signals/lege-lijst/", f"{ADDRESS}lege-lijst/"),
    ):
        answer = coordinator.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_what_is_wrong_in_a_list_is_said_in_english_to_who_reads_english(coordinator: Client) -> None:
    coordinator.cookies["django_language"] = "en"
    book = Workbook()
    for row in (HEADER, ("K1", "onzin", "31-02-2024", "ondermijning", "Verzonnen")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    page = unescape(send(coordinator, out.getvalue()))
    assert "cell B2: 'onzin' is not known at 'kanaal'; say what it means" in page
    assert "cell C2: '31-02-2024' is no day that exists" in page
