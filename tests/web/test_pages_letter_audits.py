"""Nakijken on the web: bring a letter, see the remarks beside it, decide, and take the report."""

from __future__ import annotations

from tests.web.conftest import PageClient

LETTER = "# Terugblik\n\nHet aantal fietsdiefstallen steeg van 420 in 2023 naar 310 in 2024."


def test_a_pasted_letter_is_shown_with_its_remarks_and_can_be_decided_on(page_of: PageClient) -> None:
    client = page_of("auteur")
    made = client.post("/nakijken/brieven/", {"text": LETTER, "title": "Onze terugblik", "plan": ""})
    assert made.status_code == 302, made.content.decode()
    page = client.get(made.url)
    words = page.content.decode()
    assert page.status_code == 200
    assert "Andere richting dan de cijfers" in words
    assert 'id="opmerking-1"' in words
    assert client.get(f"{made.url}?groep=note").status_code == 200
    refused = client.post(f"{made.url}opmerking/1/", {"choice": "dismissed", "reason": ""})
    assert "waarom" in refused.content.decode()
    done = client.post(f"{made.url}opmerking/1/", {"choice": "dismissed", "reason": "Staat in de bijlage."})
    assert done.status_code == 302
    assert "Staat in de bijlage." in client.get(made.url).content.decode()
    for form in ("html", "pdf", "docx"):
        assert client.get(f"{made.url}verslag/{form}/").status_code == 200
    assert client.get(f"{made.url}brief/").status_code == 200
    assert client.post(f"{made.url}weggooien/").status_code == 302
    assert client.get(made.url).status_code == 404


def test_a_pasted_word_without_end_is_refused_beside_its_field(page_of: PageClient) -> None:
    answer = page_of("auteur").post("/nakijken/brieven/", {"text": "x" * 4000, "plan": ""})
    assert answer.status_code == 200
    assert "een woord van meer dan 3000 tekens" in answer.context["form"].errors["text"][0]


def test_nothing_at_all_is_refused_with_a_sentence(page_of: PageClient) -> None:
    answer = page_of("auteur").post("/nakijken/brieven/", {"text": "", "plan": ""})
    assert "plak de tekst" in answer.content.decode()
