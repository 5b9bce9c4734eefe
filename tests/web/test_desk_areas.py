"""Areas with their decision, map, term and cameras, and activities in their own unit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf

from spoorboek.apps.access.counting import CountingRule, count_registrations
from spoorboek.apps.areas.models import Area
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.interventions.deadlines import list_deadlines
from spoorboek.apps.interventions.models import Activity, AreaDecision, Asset, DesignatedArea
from spoorboek.apps.interventions.registers import DESIGNATED_AREAS, REGISTERS
from spoorboek.apps.people.queries import get_viewer
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

NOW = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
CITY, PART = "GM0505", "WK050501"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[4.6, 51.7], [4.8, 51.7], [4.8, 51.9], [4.6, 51.9], [4.6, 51.7]]],
}
CAMERAS = {
    "kind": "camera",
    "name": "Verzonnen plein",
    "area_code": PART,
    "designated_on": "2024-03-01",
    "last_on": "2025-02-28",
    "legal_basis": "Gemeentewet, artikel 151c",
    "motivation": "verzonnen noodzaak",
    "consulted_on": "2024-02-20",
    "corners": "51,81 4,66\n51,82 4,66\n51,82 4,68",
}


@pytest.fixture
def coordinator(client_of: ClientOf) -> Client:
    for code, kind, parent in ((CITY, "gemeente", ""), (PART, "wijk", CITY)):
        Area.objects.create(
            code=code,
            name=code,
            kind=kind,
            edition=2024,
            parent_code=parent,
            boundary=SQUARE,
            attribution="CBS",
        )
    return client_of(Role.COORDINATOR)


def designate(client: Client, **said: str) -> str:
    answer = client.post("/gebieden/nieuw/", {**CAMERAS, **said})
    assert answer.status_code == 302, answer.content.decode()
    return DesignatedArea.objects.latest("pk").number


def refusal(client: Client, **said: str) -> str:
    answer = client.post("/gebieden/nieuw/", {**CAMERAS, **said})
    assert answer.status_code == 200
    return answer.content.decode()


def test_area_page_shows_the_decision_and_a_map_drawn_by_the_server(coordinator: Client) -> None:
    page = coordinator.get(f"/gebieden/{designate(coordinator)}/").content.decode()
    assert "Gemeentewet, artikel 151c" in page
    assert page.count("<path class=") == 2
    assert "style=" not in page
    # Eight weeks before its last day the area is evaluated.
    assert "3 januari 2025" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"last_on": ""}, "Noem de laatste dag"),
        ({"consulted_on": ""}, "overleg met de officier van justitie"),
        ({"consulted_on": "2024-03-02"}, "na het besluit van"),
        ({"last_on": "2024-02-01"}, "ligt vóór het begin"),
        ({"corners": "51,81 4,66\n51,82 4,66"}, "3 tot en met 200 hoekpunten"),
        ({"corners": "52,1 13,4\n52,2 13,4\n52,2 13,5"}, "ligt niet in Nederland"),
        ({"corners": "links van de kerk"}, "Regel 1 is geen hoekpunt"),
        ({"council_informed_on": "2199-01-01"}, "01-01-2199 ligt in de toekomst"),
        ({"motivation": "\u200b\u00a0\u2060"}, "Dit veld is verplicht"),
        ({"kind": "special_measures", "last_on": "2028-03-01"}, "hoogstens 4 jaar"),
        ({"kind": "area_ban", "last_on": "2024-06-01"}, "hoogstens 3 maanden"),
        ({"kind": "security_risk", "consulted_on": ""}, "artikel 151b"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_with_its_article(
    coordinator: Client, said: dict[str, str], words: str
) -> None:
    assert words in refusal(coordinator, **said)
    assert not DesignatedArea.objects.exists()


def test_special_measures_may_last_four_years_also_from_a_leap_day(coordinator: Client) -> None:
    designate(coordinator, kind="special_measures", designated_on="2024-02-29", last_on="2028-02-28")
    assert "hoogstens 4 jaar" in refusal(
        coordinator, kind="special_measures", designated_on="2024-02-29", last_on="2028-02-29"
    )


def test_alcohol_ban_needs_no_end_and_no_prosecutor(coordinator: Client) -> None:
    designate(coordinator, kind="alcohol_ban", last_on="", consulted_on="", legal_basis="APV, artikel 2:48")


def test_extension_rests_on_an_evaluation_and_follows_on(coordinator: Client) -> None:
    number = designate(coordinator)
    longer = {
        "last_on": "2026-02-28",
        "motivation": "nog nodig",
        "decided_on": "2025-02-10",
        "reference": "2025-7",
    }
    answer = coordinator.post(f"/gebieden/{number}/verlengen/", longer)
    assert "Evalueer het gebied eerst" in answer.content.decode()
    said = {"on": "2024-12-20", "outcome": "minder meldingen"}
    assert coordinator.post(f"/gebieden/{number}/evalueren/", said).status_code == 302
    for wrong, words in (
        ({}, "Noem de dag van het overleg met de officier van justitie"),
        ({"consulted_on": "2025-02-11"}, "na het besluit"),
        ({"consulted_on": "2025-02-03", "decided_on": "2025-03-01"}, "Daarna is het een nieuwe aanwijzing"),
        ({"consulted_on": "2024-02-03", "decided_on": "2024-02-29"}, "valt niet in de termijn"),
    ):
        answer = coordinator.post(f"/gebieden/{number}/verlengen/", {**longer, **wrong})
        assert words in answer.content.decode()
    longer |= {"consulted_on": "2025-02-03", "council_informed_on": "2025-02-12"}
    assert coordinator.post(f"/gebieden/{number}/verlengen/", longer).status_code == 302
    page = coordinator.get(f"/gebieden/{number}/").content.decode()
    for own in ("1 maart 2025", "10 februari 2025", "2025-7", "3 februari 2025", "12 februari 2025"):
        assert own in page
    assert "20-12-2024: minder meldingen" in page
    assert AreaDecision.objects.get().evaluate_on == date(2026, 1, 3)


@pytest.mark.parametrize(
    "changes",
    [
        {"area_code": CITY},
        {"kind": "security_risk"},
        {"designated_on": date(2024, 2, 1)},
    ],
)
def test_correction_widens_no_area_that_a_decision_fixed(
    coordinator: Client, changes: dict[str, object]
) -> None:
    number = designate(coordinator)
    said = {
        "number": number,
        "changes": changes,
        "reason": "ruimer",
        "by": get_viewer("regisseur"),
        "at": NOW,
    }
    with pytest.raises(RegistrationError, match="nieuw besluit"):
        correct_registration(register=DESIGNATED_AREAS, **said)  # type: ignore[arg-type]


def test_correction_does_not_bring_an_ended_area_back(coordinator: Client) -> None:
    number = designate(coordinator)
    coordinator.post(f"/gebieden/{number}/beeindigen/", {"on": "2024-11-01"})
    said = {"number": number, "reason": "x", "by": get_viewer("regisseur"), "at": NOW}
    for later in (None, date(2024, 12, 1)):
        with pytest.raises(RegistrationError, match="Langer dan dit"):
            correct_registration(register=DESIGNATED_AREAS, changes={"ended_on": later}, **said)  # type: ignore[arg-type]
    changes = {"name": "Ander verzonnen plein", "ended_on": date(2024, 10, 1)}
    assert correct_registration(register=DESIGNATED_AREAS, changes=changes, **said)  # type: ignore[arg-type]


def test_end_and_evaluation_of_an_area_stand_among_the_deadlines(coordinator: Client) -> None:
    number = designate(coordinator)
    rows = list_deadlines(get_viewer("regisseur"), date(2025, 1, 1), date(2025, 3, 1))
    assert [(row.number, row.last_on) for row in rows] == [
        (number, date(2025, 1, 3)),
        (number, date(2025, 2, 28)),
    ]
    coordinator.post(f"/gebieden/{number}/beeindigen/", {"on": "2024-12-01"})
    assert list_deadlines(get_viewer("regisseur"), date(2025, 1, 1), date(2025, 3, 1)) == []


def test_camera_is_placed_moved_replaced_and_removed_and_counts_while_it_hangs(coordinator: Client) -> None:
    number = designate(coordinator)
    coordinator.post(f"/gebieden/{number}/camera/nieuw/", {"place": "Mast 1", "on": "2024-03-05"})
    asset = Asset.objects.get().number

    def step(kind: str, on: str, place: str = "") -> int:
        data = {"camera": asset, "kind": kind, "on": on, "place": place}
        return coordinator.post(f"/gebieden/{number}/camera/", data).status_code

    assert step("moved", "2024-04-01") == 200
    assert step("moved", "2024-04-01", "Mast 2") == 302
    assert step("replaced", "2024-05-01") == 302
    rule = CountingRule(register="assets", stock="end")
    assert count_registrations(REGISTERS, rule, Period.parse("2024")).amount == 1
    assert step("removed", "2024-11-01") == 302
    assert count_registrations(REGISTERS, rule, Period.parse("2024")).amount == 0
    page = coordinator.get(f"/gebieden/{number}/").content.decode()
    assert "hing bij Mast 1" in page
    assert "1 november 2024" in page


def test_three_campaigns_and_two_trainings_are_counted_each_in_their_own_unit(coordinator: Client) -> None:
    known = {"theme": "ondermijning", "audience": "ondernemers", "held_on": "2024-03-01", "amount": "1"}
    for title, kind, unit in (
        ("Campagne 1", "campaign", "campaigns"),
        ("Campagne 2", "campaign", "campaigns"),
        ("Campagne 3", "campaign", "campaigns"),
        ("Training 1", "training", "trainings"),
        ("Training 2", "training", "trainings"),
        ("Opkopers", "buyer_check", "checks"),
    ):
        data = {**known, "title": title, "kind": kind, "unit": unit}
        assert coordinator.post("/activiteiten/nieuw/", data).status_code == 302
    assert Activity.objects.count() == 6
    page = coordinator.get("/activiteiten/?soort=campaign&periode=2024").content.decode()
    assert "Campagne 3" in page
    assert "Training 1" not in page
    rule = CountingRule.parse(
        {"register": "activities", "moment": "held", "where": {"kind": "campaign"}, "measure": "amount"}
    )
    assert count_registrations(REGISTERS, rule, Period.parse("2024")).amount == 3
    assert "Dit is geen periode" in coordinator.get("/activiteiten/?periode=ooit").content.decode()


@pytest.mark.parametrize("reads", [Role.AUTHOR, Role.LAWYER])
def test_author_and_lawyer_read_areas_without_buttons_and_a_partner_finds_nothing(
    coordinator: Client, client_of: ClientOf, reads: Role
) -> None:
    number = designate(coordinator)
    reader, stranger = client_of(reads), client_of(Role.PARTNER)
    for path in ("/gebieden/", f"/gebieden/{number}/", "/activiteiten/"):
        assert reader.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    assert "Verlengen" not in reader.get(f"/gebieden/{number}/").content.decode()
    assert reader.get(f"/gebieden/{number}/verlengen/").status_code == 404


def test_pages_of_areas_and_activities_need_few_questions(
    coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    number = designate(coordinator)
    for mast in range(3):
        coordinator.post(f"/gebieden/{number}/camera/nieuw/", {"place": f"Mast {mast}", "on": "2024-03-05"})
        designate(coordinator)
    for path in ("/gebieden/", f"/gebieden/{number}/", "/activiteiten/"):
        with django_assert_max_num_queries(15):
            coordinator.get(path)


BAN = {
    "kind": "area_ban",
    "designated_on": "2025-03-01",
    "last_on": "",
    "legal_basis": "Gemeentewet, artikel 172a",
    "consulted_on": "",
    "corners": "",
}


def test_area_ban_on_separate_days_shows_its_days_and_is_not_extended(coordinator: Client) -> None:
    number = designate(coordinator, **BAN, separate_days="5 april 2025\n4-10-2025\n\n2025-05-10")
    page = coordinator.get(f"/gebieden/{number}/").content.decode()
    assert "Alleen op 3 dagen: 5 april 2025, 10 mei 2025, 4 oktober 2025." in page
    coordinator.post(f"/gebieden/{number}/evalueren/", {"on": "2025-05-01", "outcome": "rustig"})
    more = {"decided_on": "2025-06-01", "last_on": "2025-12-01", "motivation": "verzonnen"}
    answer = coordinator.post(f"/gebieden/{number}/verlengen/", more).content.decode()
    assert "op losse dagen verlengt u niet" in answer


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"separate_days": "overmorgen"}, "Regel 1 is geen dag"),
        ({"separate_days": "2025-02-01"}, "ligt vóór het besluit"),
        ({"separate_days": "2025-04-01\n2027-04-01"}, "binnen 24 maanden"),
        ({"separate_days": "\n".join(f"{1 + n % 28}-{4 + n // 28}-2025" for n in range(91))}, "hoogstens 90"),
        ({"separate_days": "2025-04-01", "last_on": "2025-04-30"}, "niet allebei"),
        ({"separate_days": "2025-04-01", "kind": "alcohol_ban"}, "Alleen een gebiedsverbod"),
        ({"separate_days": "2025-04-01", "prosecutor_order": "on"}, "artikel 509hh"),
        ({"last_on": "2025-05-30", "prosecutor_order": "on"}, "artikel 509hh"),
    ],
)
def test_area_ban_that_the_law_refuses_says_why(
    coordinator: Client, said: dict[str, str], words: str
) -> None:
    assert words in refusal(coordinator, **{**BAN, **said})


URGENT = {"kind": "security_risk", "last_on": "", "legal_basis": "Gemeentewet, artikel 174b", "corners": ""}
NIGHT = {"designated_on": "2024-06-14", "consulted_on": "2024-06-14", "urgent_from": "2024-06-14T20:00"}


def test_urgent_search_area_holds_some_hours_and_is_not_extended(coordinator: Client) -> None:
    number = designate(coordinator, **{**URGENT, **NIGHT}, urgent_until="2024-06-15T08:00")
    page = coordinator.get(f"/gebieden/{number}/").content.decode()
    assert "Met spoed: van 14 juni 2024 om 20:00 uur tot 15 juni 2024 om 08:00 uur." in page
    assert "De termijn is voorbij. Noteer het einde." in page
    assert "Verlengen" not in page
    assert AreaDecision.objects.get().evaluate_on is None
    more = {"decided_on": "2024-06-15", "last_on": "2024-06-20", "motivation": "verzonnen"}
    answer = coordinator.post(f"/gebieden/{number}/verlengen/", more).content.decode()
    assert "Een spoedaanwijzing verlengt u niet" in answer


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"urgent_until": "2024-06-15T08:01"}, "hoogstens 12 uur"),
        ({"urgent_until": "2024-06-14T19:00"}, "niet na het begin"),
        ({}, "het begin en het einde"),
        ({"urgent_until": "2024-06-15T08:00", "last_on": "2024-06-15"}, "geen andere dagen"),
        ({"urgent_until": "2024-06-15T08:00", "designated_on": "2024-06-13"}, "op de dag van het besluit"),
        ({"urgent_until": "2024-06-15T08:00", "kind": "camera"}, "Alleen een veiligheidsrisicogebied"),
        ({"urgent_until": "2024-06-15T08:00", "consulted_on": ""}, "overleg met de officier"),
    ],
)
def test_urgent_search_area_that_the_law_refuses(
    coordinator: Client, said: dict[str, str], words: str
) -> None:
    assert words in refusal(coordinator, **{**URGENT, **NIGHT, **said})
    assert not DesignatedArea.objects.exists()


def test_page_says_until_when_images_of_a_camera_that_is_gone_are_kept(coordinator: Client) -> None:
    number = designate(coordinator)
    coordinator.post(f"/gebieden/{number}/camera/nieuw/", {"place": "Mast 1", "on": "2024-03-05"})
    step = {"camera": Asset.objects.get().number, "kind": "removed", "on": "2024-04-02"}
    coordinator.post(f"/gebieden/{number}/camera/", step)
    page = coordinator.get(f"/gebieden/{number}/").content.decode()
    assert "Laatste beelden weg uiterlijk 30 april 2024." in page
