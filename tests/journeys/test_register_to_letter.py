"""From the first signal to the letter: every number of the draft was typed into the real forms.

The city has its plans, definitions and drafts, and no registration at all. People of two organisations
type what the council letter of April 2023 counts; a third takes part in nothing and sees nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Enter, World, serve_world

pytestmark = [pytest.mark.journey, pytest.mark.slow]

LETTER = "/brieven/uitvoeringsplan-ondermijning-2023-2024/"
MUNICIPALITY, PARTNER, LAWYER, INSPECTOR, STRANGER = (
    "regisseur",
    "kernteamlid",
    "jurist",
    "inspecteur",
    "partner",
)
SECRET = "Verzonnen loods met drie zeecontainers"
TITLE = "Verzonnen loods aan de kade"
DISCUSSED_ON = ("2023-01-19", "2023-02-02", "2023-02-16", "2023-03-09", "2023-03-23", "2023-04-13")
COERCIVE, PENALTY = "Last onder bestuursdwang", "Last onder dwangsom"
"""What the letter says of two decisions without their kind; only the register itself takes that in."""
REPORTS = (
    ("2023-01-10", "Sluiting"),
    ("2023-02-14", "Waarschuwing"),
    ("2023-03-07", COERCIVE),
    ("2023-04-11", PENALTY),
)
INSPECTIONS = (("2023-01-24", "retail", 7), ("2023-03-09", "hospitality", 6), ("2023-04-18", "automotive", 5))
COUNTED = {
    "discussed-signals": len(DISCUSSED_ON),
    "police-reports-prostitution": len(REPORTS),
    "closures-prostitution": 1,
    "warnings-prostitution": 1,
    "coercive-decisions-prostitution": 2,
    "inspection-days": len(INSPECTIONS),
    "inspection-days-car-trade": 1,
    "inspected-businesses": sum(count for _, _, count in INSPECTIONS),
}
WORDS = {1: "één", 2: "twee", 3: "drie", 4: "vier", 6: "zes", 18: "achttien"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with serve_world(tmp_path_factory.mktemp("empty"), "--without-records") as served:
        yield served


def test_numbers_of_the_letter_come_from_what_people_typed(enter: Enter) -> None:
    author = enter("auteur")
    # Nobody wrote anything down yet, or said that there was nothing: that is no zero.
    assert read_numbers(author) == dict.fromkeys(COUNTED, "onbekend")

    member, coordinator = enter(PARTNER), enter(MUNICIPALITY)
    signals = [write_signal(member, day, place) for place, day in enumerate(DISCUSSED_ON)]
    weigh(coordinator, signals[0])
    case = open_case(coordinator, signals[0])
    stranger = enter(STRANGER)
    for who in (PARTNER, LAWYER):
        invite(coordinator, case, who)
    meet(coordinator, member, case)
    for number, day in zip(signals, DISCUSSED_ON, strict=True):
        note_discussed(coordinator, number, day)

    lawyer = enter(LAWYER)
    for place, (day, kind) in enumerate(REPORTS):
        take_measure(lawyer, day, kind, place, case)
    inspector = enter(INSPECTOR)
    for day, sector, count in INSPECTIONS:
        inspect(inspector, day, sector, count)

    assert read_numbers(author) == {code: WORDS[count] for code, count in COUNTED.items()}
    see_nothing(stranger, case, signals[0])


def read_numbers(page: Page) -> dict[str, str]:
    """Return the words for the numbers in the draft, by the code of their figure."""
    page.goto(LETTER)
    found: dict[str, str] = {}
    for link in page.locator("article.letter li a.figure").all():
        code = (link.get_attribute("href") or "").split("/")[2]
        if code in COUNTED:
            # At the head of a sentence only the second letter keeps its accent.
            found.setdefault(code, link.inner_text().lower().replace("eén", "één"))
    return found


def write_signal(page: Page, day: str, place: int) -> str:
    """Write a signal down and return its number."""
    page.goto("/signalen/nieuw/")
    page.get_by_label("Kanaal").select_option("partner")
    page.get_by_label("Ontvangen op").fill(day)
    page.get_by_label("Wat is er aan de hand?").fill(SECRET if place == 0 else f"Verzonnen: signaal {place}")
    if place == 1:
        # What is known already appears while one types.
        page.get_by_label("Adres of plek").fill("Verzonnen kade")
        expect(page.locator("#bekend")).to_contain_text("S-2")
    page.get_by_label("Adres of plek").fill(f"Verzonnen kade {place + 1}")
    page.get_by_role("button", name="Opschrijven en nog één").click()
    return number_said(page, "S")


def number_said(page: Page, prefix: str) -> str:
    """Return the number that the page says it wrote something down under."""
    said = page.get_by_role("status").filter(has_text=f"{prefix}-2").first.inner_text()
    found = re.search(rf"{prefix}-\d{{4}}-\d+", said)
    assert found is not None, said
    return found.group()


def say_what_for(page: Page, path: str) -> None:
    """Open a page and, where it asks, tell what somebody looks for."""
    page.goto(path)
    if page.get_by_label("Waarvoor bekijkt u deze gegevens?").count():
        page.get_by_label("Waarvoor bekijkt u deze gegevens?").fill("casusoverleg voorbereiden")
        page.get_by_role("button", name="Verder").click()


def weigh(page: Page, number: str) -> None:
    """Take the signal in through the weighings of the protocol."""
    say_what_for(page, f"/signalen/{number}/")
    expect(page.get_by_role("main")).to_contain_text(SECRET)
    for title, outcome in (
        ("Weging 1", "Ja"),
        ("Weging 2A", "Ja"),
        ("Weging 2B", "Ja"),
        ("Weging 3", "Een eigen afdeling neemt de regie"),
    ):
        page.get_by_role("link", name=f"{title} vastleggen").click()
        page.get_by_label(outcome, exact=True).check()
        page.get_by_label("Waarom?").fill("Verzonnen: past bij het plan")
        page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("in behandeling genomen")


def open_case(page: Page, signal: str) -> str:
    """Open a case from a signal and return its number."""
    say_what_for(page, f"/casussen/nieuw/?signaal={signal}")
    if page.get_by_label("Signalen").input_value() != signal:
        page.goto(f"/casussen/nieuw/?signaal={signal}")
    page.get_by_label("Soort").select_option("undermining")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Geopend op").fill("2023-01-18")
    page.get_by_role("button", name="Casus openen").click()
    return number_said(page, "C")


def invite(page: Page, case: str, username: str) -> None:
    """Invite somebody for the base fields of a case."""
    page.goto(f"/casussen/{case}/uitnodigen/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Waarom is dit nodig?").fill("Verzonnen: werkt mee")
    page.get_by_role("main").locator("form button[type=submit]").click()
    expect(page.get_by_role("status").first).to_be_visible()


def meet(chair: Page, guest: Page, case: str) -> None:
    """Discuss the case in a meeting of two organisations and read the minutes as the guest."""
    chair.goto(f"/overleg/nieuw/?casus={case}")
    chair.get_by_label("Naam van het overleg").fill("Casusoverleg ondermijning")
    chair.get_by_label("Genodigden").fill(PARTNER)
    chair.get_by_role("button", name="Overleg plannen").click()
    meeting = chair.url
    chair.get_by_label(PARTNER).check()
    chair.get_by_role("button", name="Overleg beginnen").click()
    for line in ("b loods laten controleren", f"a eigenaar bellen @{PARTNER} +2w"):
        chair.get_by_label("Typ een besluit of actie").fill(line)
        chair.keyboard.press("Enter")
        expect(chair.get_by_role("region", name="Vandaag bij deze casus")).to_contain_text(line[2:17])
    chair.get_by_text("Overleg sluiten", exact=True).click()
    chair.get_by_role("button", name="Ja, overleg sluiten").click()
    say_what_for(guest, f"{meeting}verslag/")
    expect(guest.get_by_role("region", name=TITLE)).to_contain_text("loods laten controleren")
    guest.goto(f"/casussen/{case}/")
    expect(guest.get_by_role("main")).to_contain_text("eigenaar bellen")


def note_discussed(page: Page, number: str, day: str) -> None:
    """Write down on which day the case consultation discussed a signal."""
    say_what_for(page, f"/registraties/signalen/{number}/verbeteren/")
    page.get_by_label("Besproken in casusoverleg op").fill(day)
    page.get_by_label("Waarom verbetert u dit?").fill("Verzonnen: besproken")
    page.get_by_role("button", name="Verbetering bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("bewaard")


def take_measure(page: Page, day: str, kind: str, place: int, case: str) -> None:
    """Receive a police report, the first about the case, and take the measure that follows."""
    page.goto("/rapportages/nieuw/")
    page.get_by_label("Ontvangen op").fill(day)
    page.get_by_label("Onderwerp").select_option("prostitution")
    page.get_by_role("textbox", name="Pand").fill(f"Pand {90 + place}")
    page.get_by_label("Overtreden voorschrift").fill("Verzonnen artikel van de APV")
    if place == 0:
        page.get_by_label("Nummer van de casus").fill(case)
    page.get_by_role("button", name="Opschrijven").click()
    page.get_by_role("link", name="Maatregel nemen").click()
    page.get_by_label("Besluit genomen op").fill(day)
    page.get_by_label("Maatregel", exact=True).select_option(label=kind)
    if kind == "Sluiting":
        page.get_by_role("textbox", name=re.compile("^Termijn")).fill("3 maanden")
        page.get_by_label("Gesloten vanaf").fill(day)
    if kind == PENALTY:
        page.get_by_label("Dwangsom per overtreding in euro").fill("5000")
        page.get_by_label("Maximum in euro").fill("20000")
    page.get_by_label("Wettelijke grondslag").fill("Verzonnen artikel van de APV")
    page.get_by_label("Bevoegd orgaan").select_option("Burgemeester")
    page.get_by_label("Waarom dit orgaan bevoegd is").fill("verzonnen")
    for question in ("Geschiktheid", "Noodzaak", "Evenwichtigheid"):
        page.get_by_label(question).fill("verzonnen")
    page.get_by_label("Zienswijze gevraagd op").fill(day)
    page.get_by_label("Reden om van de tabel af te wijken").fill("verzonnen")
    page.get_by_role("button", name="Maatregel opschrijven").click()
    expect(page.get_by_role("status")).to_contain_text("opgeschreven als")


def inspect(page: Page, day: str, sector: str, count: int) -> None:
    """Hold an inspection day with this many businesses."""
    page.goto("/controles/nieuw/")
    page.get_by_label("Dag").fill(day)
    page.get_by_label("Branche").select_option(sector)
    page.get_by_role("button", name="Dag beginnen").click()
    page.get_by_label("Organisatie").fill("gemeente")
    page.get_by_label("Grondslag").fill("Algemene wet bestuursrecht, artikel 5:11")
    page.get_by_label("Doel").fill("vergunningen")
    page.get_by_role("button", name="Deelnemer toevoegen").click()
    expect(page.get_by_role("link", name="Adres of bedrijf toevoegen")).to_be_visible()
    address = page.url
    for place in range(count):
        page.goto(f"{address}nieuw/")
        page.get_by_label("Bedrijf of woning").fill(f"Bedrijf {sector} {place}")
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.get_by_role("heading", name="Nieuwe bevinding")).to_be_visible()


def see_nothing(page: Page, case: str, signal: str) -> None:
    """Look everywhere as somebody who takes part in nothing."""
    say_what_for(page, "/casussen/")
    expect(page.get_by_role("main")).to_contain_text("0 casussen")
    page.goto("/overleg/")
    expect(page.get_by_role("main")).to_contain_text("nog geen overleg")
    hidden = (
        f"/casussen/{case}/",
        f"/signalen/{signal}/",
        "/registraties/signalen/",
        "/rapportages/",
        "/controles/",
        LETTER,
    )
    for path in hidden:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404, path
        assert not {SECRET, TITLE} & set(re.findall(f"{SECRET}|{TITLE}", page.content())), path
    page.goto(f"/zoeken/?q={case}")
    expect(page.get_by_role("main")).not_to_contain_text(TITLE)
