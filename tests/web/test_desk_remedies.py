"""Objection, appeal and the file of a measure, through their pages."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf
from tests.web.test_desk_measures import enter_report, take

from spoorboek.apps.audit.models import Event
from spoorboek.apps.interventions.models import MeasureRemedy
from spoorboek.rules.roles import Role


@pytest.fixture
def jurist(client_of: ClientOf) -> Client:
    return client_of(Role.LAWYER)


def a_published_measure(client: Client) -> str:
    measure = take(client, enter_report(client), closed_from="2023-03-27")
    base = f"/maatregelen/{measure.number}/"
    assert client.post(f"{base}bekendmaken/", {"on": "2023-03-21"}).status_code == 302
    return base


def lodge(client: Client, base: str, **said: str) -> int:
    known = {"kind": "objection", "lodged_on": "2023-04-11", "reference": "JZ-1"}
    answer = client.post(f"{base}bezwaar/", {**known, **said})
    assert answer.status_code == 302, answer.content.decode()
    return MeasureRemedy.objects.latest("pk").pk


def test_objection_goes_from_receipt_to_appeal_with_its_dates_and_articles(jurist: Client) -> None:
    base = a_published_measure(jurist)
    key = lodge(jurist, base, with_committee="on")
    page = jurist.get(base).content.decode()
    assert "Beslissen op bezwaar" in page
    assert "7:13" in page
    jurist.post(f"{base}bezwaar/{key}/verdagen/", {"on": "2023-06-01"})
    assert "7:10, derde lid" in jurist.get(base).content.decode()
    refused = jurist.post(
        f"{base}bezwaar/{key}/uitkomst/", {"decided_on": "2023-07-01", "outcome": "unfounded"}
    )
    assert "waarop de uitkomst is bekendgemaakt" in refused.content.decode()
    said = {"decided_on": "2023-07-01", "outcome": "unfounded", "sent_on": "2023-07-03"}
    jurist.post(f"{base}bezwaar/{key}/uitkomst/", {**said, "summary": "Verzonnen kern"})
    page = jurist.get(base).content.decode()
    assert "Beroep instellen" in page
    assert "14 augustus 2023" in page
    assert "Beslissen op bezwaar" not in page
    lodge(jurist, base, kind="appeal", lodged_on="2023-08-10")
    assert "Beroep instellen" not in jurist.get(base).content.decode()


def test_objection_that_is_late_says_why_it_is_excused(jurist: Client) -> None:
    base = a_published_measure(jurist)
    late = {"kind": "objection", "lodged_on": "2023-05-10"}
    assert "artikel 6:11" in jurist.post(f"{base}bezwaar/", late).content.decode()
    lodge(jurist, base, lodged_on="2023-05-10", late_because="verkeerd bezorgd")
    assert "verkeerd bezorgd" in jurist.get(base).content.decode()


def test_file_holds_what_was_decided_and_why_as_page_pdf_and_word(jurist: Client) -> None:
    base = a_published_measure(jurist)
    lodge(jurist, base)
    wanted = (
        "Verzonnen bevinding",
        "woning-hard-1",
        "voorbeeld-2019",
        "Opiumwet, artikel 13b, eerste lid",
        "Bezwaar van 11 april 2023",
        "JZ-1",
        "Awb, artikelen 6:7 en 6:8",
    )
    page = jurist.get(f"{base}dossier/").content.decode()
    pdf = PdfReader(io.BytesIO(jurist.get(f"{base}dossier/pdf/").content))
    word = docx.Document(io.BytesIO(jurist.get(f"{base}dossier/docx/").content))
    in_word = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    in_word += " ".join(line.text for line in word.paragraphs)
    in_pdf = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for text in (page, in_pdf, in_word):
        assert [words for words in wanted if words not in text] == []
    assert jurist.get(f"{base}dossier/exe/").status_code == 404


def test_every_read_of_a_file_is_logged_with_its_purpose(jurist: Client) -> None:
    base = a_published_measure(jurist)
    before = Event.objects.count()
    jurist.get(f"{base}dossier/pdf/")
    reads = [event.details["purpose"] for event in Event.objects.order_by("pk")[before:]]
    assert reads == ["dossier voor bezwaar en beroep"] * 2


def test_reader_sees_the_file_without_steps_and_a_stranger_finds_nothing(
    jurist: Client, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    base = a_published_measure(jurist)
    key = lodge(jurist, base)
    reader, stranger = client_of(Role.COORDINATOR), client_of(Role.INSPECTOR)
    with django_assert_max_num_queries(15):
        assert reader.get(f"{base}dossier/").status_code == 200
    with django_assert_max_num_queries(15):
        assert "Uitkomst opschrijven" not in reader.get(base).content.decode()
    for path in (
        "dossier/",
        "dossier/pdf/",
        "bezwaar/",
        f"bezwaar/{key}/verdagen/",
        f"bezwaar/{key}/uitkomst/",
    ):
        assert stranger.get(base + path).status_code == 404
        if path.startswith("bezwaar"):
            assert reader.get(base + path).status_code == 404
