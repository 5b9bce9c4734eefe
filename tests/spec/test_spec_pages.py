"""The pages of the manual follow from the tables and from the engine, so drift is seen."""

from __future__ import annotations

import pkgutil

import pytest
from scripts import spec_pages

import spoorboek.stats
from spoorboek.rules.claims import phrases
from spoorboek.rules.claims.claim import ClaimKind

PAGES = spec_pages.list_spec_pages("notice\n")


@pytest.mark.parametrize("kind", [kind.value for kind in ClaimKind])
def test_every_kind_of_claim_has_its_chapter_with_call_table_and_answer(kind: str) -> None:
    page = PAGES[f"bewering-{kind}.md"]
    for part in ("notice", f"`{kind}`", f'"claim": "{kind}"', '"verdict":', "| oordeel |"):
        assert part in page


def test_every_statistic_has_its_chapter_with_formula_and_source() -> None:
    modules = {found.name for found in pkgutil.iter_modules(spoorboek.stats.__path__) if not found.ispkg}
    missing = {name for name in modules if f"statistiek-{name}.md" not in PAGES}
    assert missing <= {"errors", "interval", "cell_attack", "cell_ranges", "cell_table"}, missing
    assert all("Source:" in text for name, text in PAGES.items() if name.startswith("statistiek-"))


def test_hot_places_and_times_have_their_chapters_too() -> None:
    names = ("scan", "knox", "near_repeat", "hot_times", "aoristic", "concentration", "shrunken_rates")
    for name in (*names, "prediction_indices"):
        assert f"`stats.space.{name}`" in PAGES["statistieken.md"]
        assert "Source:" in PAGES[f"statistiek-space_{name}.md"]


def test_another_sentence_gives_another_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(phrases._NOUNS, -1, "een afname")
    again = spec_pages.list_spec_pages("notice\n")
    assert again["bewering-rises.md"] != PAGES["bewering-rises.md"]


def test_the_lists_name_every_page_once() -> None:
    lists = PAGES["beweringen.md"] + PAGES["statistieken.md"]
    for name in PAGES:
        if name not in ("beweringen.md", "statistieken.md"):
            assert lists.count(f"({name})") == 1
