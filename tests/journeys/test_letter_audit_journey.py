"""Having a letter by anybody looked through, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Enter, Look

pytestmark = [pytest.mark.journey, pytest.mark.slow]

LETTER = """# Terugblik 2024

De overlast in de binnenstad is fors afgenomen. Het aantal meldingen steeg van 412 in 2023 naar 455 in 2024.

## Wat wij deden

- De extra surveillance heeft ertoe geleid dat het rustiger is geworden.
- Wij hadden de regie op 4 personen in een persoonsgerichte aanpak.

| Soort overlast | 2022 | 2023 | 2024 |
|---|---|---|---|
| Jeugd | 120 | 131 | 150 |
| Drugs | 300 | 281 | 305 |
"""


def test_letter_is_looked_through_and_a_remark_is_put_aside(enter: Enter, look: Look, tmp_path: Path) -> None:
    file = tmp_path / "terugblik.md"
    file.write_text(LETTER)
    page = enter("auteur")
    look(page, "/nakijken/brieven/")
    page.get_by_label("Bestand met de brief").set_input_files(file)
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_role("heading", name="De brief met opmerkingen")).to_be_visible()
    result = page.url
    look(page, result)
    page.get_by_role("link", name="Overnemen of wegleggen").first.click()
    look(page, page.url)
    page.get_by_label("Wegleggen: de opmerking telt hier niet").check()
    page.get_by_label("Reden").fill("Staat in de bijlage.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Staat in de bijlage.")).to_be_visible()
    page.get_by_role("navigation", name="Soorten opmerkingen").get_by_role("link").nth(1).click()
    expect(page.locator("[aria-current=true]")).to_have_count(1)
