"""The start page: every number in a sentence is that of the rows of the list it leads to."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from tests.letter_world import EVALUATION, person, publish
from tests.web.conftest import PageClient
from tests.web.letter_texts import short_letter

from spoorboek.apps.indicators.queries import get_figure
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters.actions import start_letter, submit_letter
from spoorboek.figures.period import Period
from spoorboek.web.start_lines import list_start_lines

pytestmark = pytest.mark.django_db


def count_rows(page: str, part: str) -> int:
    """Return the rows of the tables of a page, or of the section that the address points at."""
    if part:
        page = re.search(rf'<section id="{part}">(.*?)</section>', page, flags=re.DOTALL).group(1)  # type: ignore[union-attr]
    bodies = re.findall(r"<tbody.*?</tbody>", page, flags=re.DOTALL)
    return sum(body.count("</tr>") for body in bodies)


def take_back_reports(moment: datetime) -> None:
    register = REGISTERS["signals"]
    figure = get_figure(person("regisseur"), "mma-reports", Period.parse("2024"), at=moment)
    keys = [identity.partition(":")[2] for identity in figure.provenance.rows[:30]]
    for row in register.model._default_manager.filter(pk__in=keys):
        withdraw_registration(
            register=register, number=row.number, reason="dubbel", by=person("regisseur"), at=moment
        )


def test_every_number_on_the_start_page_leads_to_a_list_of_just_so_many_rows(
    page_of: PageClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """One letter was published and changed under its feet, one waits for its approval."""
    moment = timezone.now()
    publish(EVALUATION)
    start_letter(source=short_letter("korte-brief"), by=person("auteur"), at=moment)
    submit_letter(slug="korte-brief", by=person("auteur"), at=moment)
    take_back_reports(moment)

    for username in ("auteur", "toetser", "raadslid"):
        client = page_of(username)
        page = client.get("/").content.decode()
        counted = [line for line in list_start_lines(person(username), at=moment) if line.count]
        assert counted
        for line in counted:
            number = re.search(r"[0-9]+", line.sentence)
            assert number is not None and number.group() == str(line.count)
            assert f'href="{escape(line.href)}">{escape(line.sentence)}<' in page
            path, _, part = line.href.partition("#")
            assert count_rows(client.get(path).content.decode(), part) == line.count, line.sentence

    writer = page_of("auteur")
    href = re.search(r'href="([^"#]+)#zinnen"', writer.get("/").content.decode())
    assert href is not None
    behind = writer.get(href.group(1)).content.decode()
    assert "Via Meld Misdaad Anoniem kwamen meer meldingen binnen" in behind
    assert "Correctie beginnen" in behind
    assert "aan de beurt: gegevensbeheerder" in writer.get("/brieven/").content.decode()
    asked = page_of("toetser").get("/brieven/?werk=wacht-op-u").content.decode()
    assert "Brieven die op uw akkoord wachten" in asked and count_rows(asked, "") == 1
    with django_assert_max_num_queries(30):
        writer.get("/")


def test_what_cannot_wait_comes_first_and_work_is_begun_beside_it(page_of: PageClient) -> None:
    page = page_of("auteur").get("/").content.decode()

    assert page.index("Dit kan niet wachten") < page.index("Dit loopt") < page.index("Meteen beginnen")
    assert 'href="/brieven/nieuw/"' in page
    assert 'href="/brieven/nieuw/"' not in page_of("raadslid").get("/").content.decode()
