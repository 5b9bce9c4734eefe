"""Somebody reads reports in and sees where and when they cluster, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Enter, Look, Picture

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DAYS = "".join(f"2024-06-{day:02}T22:15+02:00,{105_000 + 40 * day},424000\n" for day in range(1, 25))
REPORTS = f"start,x,y\n{DAYS}" + "2024-06-10T22:15+02:00,107000,425000\n" * 6
SET = "/waar-en-wanneer/meldingen/proef/"


def test_a_file_is_read_in_and_its_answer_begins_with_whether_it_is_enough(
    enter: Enter, look: Look, picture: Picture
) -> None:
    page = enter("gegevensbeheerder")
    page.goto("/waar-en-wanneer/")
    page.get_by_role("link", name="Meldingen inlezen").click()
    page.get_by_label("Naam van deze meldingen").fill("Verzonnen proef")
    page.get_by_label("Naam in het adres").fill("proef")
    file = {"name": "proef.csv", "mimeType": "text/csv", "buffer": REPORTS.encode()}
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_label("Deze meldingen zijn verzonnen").check()
    page.get_by_role("button", name="Inlezen en doorrekenen").click()
    expect(page.get_by_role("status").first).to_contain_text("30 meldingen ingelezen")
    expect(page.get_by_role("region", name="Genoeg gegevens?")).to_contain_text("te weinig")
    expect(page.get_by_role("region", name="Waar", exact=True)).to_contain_text("groter is dan toeval")
    picture(page, "waar-en-wanneer")
    page.get_by_role("button", name="Bewegen en inzoomen").click()
    expect(page.get_by_role("region", name="Kaart die kan bewegen")).to_be_visible()
    page.get_by_role("button", name="Dichterbij").click()
    for path in ("/waar-en-wanneer/", "/waar-en-wanneer/inlezen/", SET, f"{SET}doorrekenen/"):
        look(page, path)
