"""Objection, appeal and the file of a measure, through their pages."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf
from tests.web.test_desk_measures import enter_report, take, take_order

from spoorboek.apps.audit.models import Event
from spoorboek.apps.interventions.models import Forfeiture, MeasureRemedy
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


def test_court_suspends_an_order_and_nothing_is_forfeited_in_those_days(jurist: Client) -> None:
    base, order = take_order(jurist)
    lodge(jurist, f"{base}/", lodged_on="2023-03-24")
    key = lodge(jurist, f"{base}/", kind="interim_relief", lodged_on="2023-03-24")
    form = f"{base}/bezwaar/{key}/uitkomst/"
    assert "Toegewezen" in jurist.get(form).content.decode()
    said = {"decided_on": "2023-03-27", "outcome": "refused", "suspended_from": "2023-03-27"}
    assert "toegewezen verzoek" in jurist.post(form, said).content.decode()
    jurist.post(form, {**said, "outcome": "granted", "suspended_until": "2023-04-30"})
    page = jurist.get(f"{base}/").content.decode()
    assert "van 27 maart 2023 tot en met 30 april 2023 (Awb, artikel 8:81)" in page
    assert "5 mei 2023" in page  # the time to comply stood still for 35 days
    violated = f"{base}/overtreding/{order}/"
    during = jurist.post(violated, {"on": "2023-04-02", "finding": "dealen"}).content.decode()
    assert "was de last geschorst" in during
    early = jurist.post(violated, {"on": "2023-05-04", "finding": "dealen"}).content.decode()
    assert "de begunstigingstermijn liep nog" in early
    ended = jurist.post(f"{base}/bezwaar/{key}/schorsing/", {"on": "2023-03-31"})
    assert ended.status_code == 302
    assert jurist.post(violated, {"on": "2023-05-04", "finding": "dealen"}).status_code == 302
    assert Forfeiture.objects.get().violated_on == date(2023, 5, 4)


def test_collection_is_made_known_contested_deferred_and_reminded_in_its_order(jurist: Client) -> None:
    base, order = take_order(jurist)
    days = {"violated_on": "2023-04-02"}
    jurist.post(f"{base}/overtreding/{order}/", {"on": "2023-04-02", "finding": "dealen gezien"})
    form = f"{base}/invordering/{order}/"
    early = jurist.post(form, {**days, "kind": "reminder", "on": "2023-05-20"}).content.decode()
    assert "artikel 5:37" in early
    jurist.post(f"{base}/invorderen/{order}/", {**days, "on": "2023-05-01"})
    key = Forfeiture.objects.get().pk
    against = {"kind": "objection", "lodged_on": "2023-05-10", "forfeiture": str(key)}
    assert "artikel 3:40" in jurist.post(f"{base}/bezwaar/", against).content.decode()
    jurist.post(form, {**days, "kind": "made_known", "on": "2023-05-02"})
    assert jurist.post(f"{base}/bezwaar/", against).status_code == 302
    deferred = {**days, "kind": "deferral", "on": "2023-06-01"}
    assert "Noem tot en met welke dag" in jurist.post(form, deferred).content.decode()
    jurist.post(form, {**deferred, "until_on": "2023-06-30"})
    held = jurist.post(form, {**days, "kind": "reminder", "on": "2023-06-15"}).content.decode()
    assert "artikel 4:94" in held
    page = jurist.get(f"{base}/").content.decode()
    assert "Tegen de invordering na de overtreding van 2 april 2023." in page
    assert "Uitstel van betaling: 1 juni 2023 tot en met 30 juni 2023." in page
    assert "31 mei 2024" in page  # a year after the decision, and thirty days (4:111)
    assert "Awb, artikel 4:111" in page
    writ = {**days, "kind": "writ", "on": "2023-08-01"}
    assert "aanmaning" in jurist.post(form, writ).content.decode()
    jurist.post(form, {**days, "kind": "reminder", "on": "2023-07-10"})
    assert jurist.post(form, writ).status_code == 302
    found = jurist.get(f"{base}/dossier/").content.decode()
    assert "tegen de invordering (overtreding van 2 april 2023)" in found
    assert "Dwangbevel" in found


def test_pages_of_a_contested_order_need_few_questions(
    jurist: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    base, order = take_order(jurist)
    for day in ("2023-04-02", "2023-04-03", "2023-04-04"):
        jurist.post(f"{base}/overtreding/{order}/", {"on": day, "finding": "dealen gezien"})
        days = {"violated_on": day}
        jurist.post(f"{base}/invorderen/{order}/", {**days, "on": "2023-05-01"})
        jurist.post(f"{base}/invordering/{order}/", {**days, "kind": "made_known", "on": "2023-05-02"})
        key = str(Forfeiture.objects.latest("pk").pk)
        lodge(jurist, f"{base}/", lodged_on="2023-05-10", forfeiture=key)
    for path in (f"{base}/", f"{base}/dossier/", "/maatregelen/", "/agenda/"):
        with django_assert_max_num_queries(16):
            jurist.get(path)
