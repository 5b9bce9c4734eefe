"""The desks of police reports and measures, through their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf

from spoorboek.apps.interventions.models import Forfeiture, Measure, PenaltyOrder, PoliceReport
from spoorboek.rules.roles import Role

REPORT = {
    "received_on": "2023-03-03",
    "found_on": "2023-03-01",
    "subject": "drugs",
    "drug_kind": "hard",
    "place_kind": "dwelling",
    "premises": "Pand 1",
    "findings": "Verzonnen bevinding",
    "provision": "Opiumwet, artikel 2",
}
CLOSURE = {
    "taken_on": "2023-03-20",
    "kind": "closure",
    "term": "3 maanden",
    "basis": "Opiumwet, artikel 13b, eerste lid",
    "provision": "Opiumwet, artikel 2",
    "body": "burgemeester",
    "suitability": "verzonnen",
    "necessity": "verzonnen",
    "balance": "verzonnen",
    "views_asked_on": "2023-03-06",
}


@pytest.fixture
def jurist(client_of: ClientOf) -> Client:
    return client_of(Role.LAWYER)


def enter_report(client: Client, **said: str) -> str:
    answer = client.post("/rapportages/nieuw/", {**REPORT, **said})
    assert answer.status_code == 302, answer.content.decode()
    return PoliceReport.objects.latest("pk").number


def take(client: Client, report: str, **said: str) -> Measure:
    answer = client.post(f"/rapportages/{report}/maatregel/", {**CLOSURE, **said})
    assert answer.status_code == 302, answer.content.decode()
    return Measure.objects.latest("pk")


def test_report_page_shows_what_the_table_proposes_and_why(jurist: Client) -> None:
    page = jurist.get(f"/rapportages/{enter_report(jurist)}/").content.decode()
    assert "Sluiting, 3 maanden" in page
    assert "rij woning-hard-1" in page
    assert "nog niet nagekeken door een jurist" in page
    assert "Maatregel nemen" in page


def test_form_of_a_measure_begins_with_what_the_table_proposes(jurist: Client) -> None:
    page = jurist.get(f"/rapportages/{enter_report(jurist)}/maatregel/").content.decode()
    assert 'value="3 maanden"' in page
    assert '<option value="closure" selected>' in page


def test_measure_is_taken_made_known_and_opened_again_through_its_forms(jurist: Client) -> None:
    measure = take(jurist, enter_report(jurist), closed_from="2023-03-27")
    jurist.post(f"/maatregelen/{measure.number}/bekendmaken/", {"on": "2023-03-21"})
    page = jurist.get(f"/maatregelen/{measure.number}/").content.decode()
    assert "bekendgemaakt" in page
    assert "Awb, artikelen 6:7 en 6:8" in page
    assert "26 juni 2023" in page
    closure = measure.closures.get()
    jurist.post(
        f"/maatregelen/{measure.number}/heropenen/{closure.number}/", {"on": "2023-05-01", "reason": "leeg"}
    )
    closure.refresh_from_db()
    assert closure.reopened_on == date(2023, 5, 1)


def test_choice_that_differs_is_refused_at_the_form_until_it_says_why(jurist: Client) -> None:
    report = enter_report(jurist)
    answer = jurist.post(f"/rapportages/{report}/maatregel/", {**CLOSURE, "term": "6 maanden"})
    assert "Schrijf op waarom (Awb, artikel 4:84)" in answer.content.decode()
    measure = take(jurist, report, term="6 maanden", deviation_reason="eerder gewaarschuwd")
    page = jurist.get(f"/maatregelen/{measure.number}/").content.decode()
    assert "Afgeweken van de tabel: zwaarder" in page
    assert "eerder gewaarschuwd" in page


def test_term_that_is_no_term_is_said_at_its_field(jurist: Client) -> None:
    report = enter_report(jurist)
    answer = jurist.post(f"/rapportages/{report}/maatregel/", {**CLOSURE, "term": "een poosje"})
    assert "is geen termijn" in answer.content.decode()


def test_earlier_report_at_a_place_that_resembles_is_judged_through_its_form(jurist: Client) -> None:
    earlier = enter_report(
        jurist, premises="Verzonnenstraat 12", received_on="2022-03-03", found_on="2022-03-01"
    )
    take(jurist, earlier, taken_on="2022-03-20", views_asked_on="2022-03-06")
    report = enter_report(jurist, premises="Verzonnenstr. 12")
    page = jurist.get(f"/rapportages/{report}/").content.decode()
    assert "Misschien dezelfde plek" in page
    assert "rij woning-hard-1" in page
    form = f"/rapportages/{report}/plek/{earlier}/"
    assert "Verzonnenstraat 12" in jurist.get(form).content.decode()
    assert jurist.post(form, {"is_same": "ja", "reason": "afkorting"}).status_code == 302
    page = jurist.get(f"/rapportages/{report}/").content.decode()
    assert "Misschien dezelfde plek" not in page
    assert "rij woning-hard-2" in page


def take_order(client: Client) -> tuple[str, str]:
    """Take an order that is made known, and return its address and number."""
    report = enter_report(
        client, subject="street_dealing", drug_kind="", place_kind="street", provision="APV 2:74"
    )
    basis = "APV Dordrecht, artikel over drugshandel op straat; Gemeentewet, artikel 125; Awb, artikel 5:32"
    said = {"kind": "penalty_order", "term": "", "amount": "5000", "maximum": "20.000", "basis": basis}
    said["body_because"] = "APV 1:8 (verzonnen)"
    measure = take(client, report, **said, provision="APV 2:74", comply_until="2023-03-31")
    base = f"/maatregelen/{measure.number}"
    client.post(f"{base}/bekendmaken/", {"on": "2023-03-20"})
    return base, PenaltyOrder.objects.get().number


def test_order_is_violated_collected_and_paid_through_its_forms(jurist: Client) -> None:
    base, order = take_order(jurist)
    jurist.post(f"{base}/overtreding/{order}/", {"on": "2023-04-02", "finding": "dealen gezien"})
    days = {"violated_on": "2023-04-02"}
    jurist.post(f"{base}/invorderen/{order}/", {**days, "on": "2023-05-01"})
    jurist.post(f"{base}/betaling/{order}/", {**days, "on": "2023-06-01"})
    found = Forfeiture.objects.get()
    assert int(found.amount_eur) == 5000
    assert (found.decided_on, found.paid_on) == (date(2023, 5, 1), date(2023, 6, 1))
    page = jurist.get(f"{base}/").content.decode()
    assert "€\xa05.000" in page
    assert "burgemeester: APV 1:8 (verzonnen)" in page
    assert "Betaald" in page
    jurist.post(f"{base}/opheffen/", {"on": "2023-07-01", "reason": "een jaar rustig"})
    assert "een jaar rustig" in jurist.get(f"{base}/").content.decode()


def test_order_is_lifted_and_at_the_offender_s_asking_only_after_a_quiet_year(jurist: Client) -> None:
    base, order = take_order(jurist)
    assert "Last opheffen" in jurist.get(f"{base}/").content.decode()
    jurist.post(f"{base}/overtreding/{order}/", {"on": "2023-04-02", "finding": "dealen gezien"})
    said = {"on": "2024-05-01", "requested_on": "2024-04-01"}
    refused = jurist.post(f"{base}/last-opheffen/{order}/", said).content.decode()
    assert "vragen kan vanaf 2 april 2024" in refused
    jurist.post(f"{base}/last-opheffen/{order}/", {**said, "requested_on": "2024-04-02"})
    assert PenaltyOrder.objects.get().lifted_on == date(2024, 5, 1)
    page = jurist.get(f"{base}/").content.decode()
    assert "Last opgeheven op" in page
    assert "Overtreding van de last" not in page


def test_doing_nothing_is_written_down_with_its_reason(jurist: Client) -> None:
    report = enter_report(jurist)
    jurist.post(f"/rapportages/{report}/niets-doen/", {"on": "2023-03-10", "reason": "pand is gesloopt"})
    assert "pand is gesloopt" in jurist.get(f"/rapportages/{report}/").content.decode()


def test_coordinator_reads_without_buttons_and_an_inspector_finds_nothing(
    jurist: Client, client_of: ClientOf
) -> None:
    report = enter_report(jurist)
    measure = take(jurist, report)
    reader, stranger = client_of(Role.COORDINATOR), client_of(Role.INSPECTOR)
    for path in (
        f"/rapportages/{report}/",
        f"/maatregelen/{measure.number}/",
        "/rapportages/",
        "/maatregelen/",
    ):
        page = reader.get(path)
        assert page.status_code == 200
        assert "Maatregel nemen" not in page.content.decode()
        assert stranger.get(path).status_code == 404
    assert reader.get(f"/rapportages/{report}/maatregel/").status_code == 404


@pytest.mark.parametrize("path", ["/rapportages/", "/maatregelen/"])
def test_lists_need_few_questions_however_long_they_are(
    jurist: Client, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    for number in range(4):
        take(jurist, enter_report(jurist, premises=f"Pand {number}"))
    with django_assert_max_num_queries(15):
        jurist.get(path)


def test_pages_of_one_report_and_one_measure_need_few_questions(
    jurist: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    measure = take(jurist, enter_report(jurist))
    jurist.post(f"/maatregelen/{measure.number}/bekendmaken/", {"on": "2023-03-21"})
    for path in (f"/rapportages/{measure.reports.get().number}/", f"/maatregelen/{measure.number}/"):
        with django_assert_max_num_queries(15):
            jurist.get(path)
