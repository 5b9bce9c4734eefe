"""What the editor in the browser asks of the server: begin, check, save, parts and proposals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.letter_world import DRAFT, EXECUTION
from tests.web.conftest import PageClient

from spoorboek.apps.letters.queries import list_revisions
from spoorboek.apps.people.queries import get_viewer

BASE = f"/brieven/{DRAFT}/schrijven/"


def ask(client: Client, name: str, data: Any, base: str = BASE) -> tuple[int, dict[str, Any]]:
    answer = client.post(f"{base}{name}/", json.dumps(data), content_type="application/json")
    return answer.status_code, answer.json() if "json" in answer.headers["Content-Type"] else {}


def open_editor(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{BASE}begin/").json()
    return found


def with_paragraph(document: dict[str, Any], *nodes: dict[str, Any]) -> dict[str, Any]:
    blocks = [document["content"][0], {"type": "paragraph", "content": list(nodes)}, *document["content"][1:]]
    return {**document, "content": blocks}


def words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def source_now() -> str:
    return list_revisions(get_viewer("auteur"), DRAFT)[0].source


def test_editor_begins_with_the_letter_and_what_was_found_in_it(page_of: PageClient) -> None:
    client = page_of("auteur")
    page = client.get(BASE).content.decode()
    assert "spoorboek/editor/main.js" in page
    assert 'name="source"' in page
    found = open_editor(client)
    assert found["revision"] == 1
    claims = {one.get("quote"): one for one in found["answer"]["claims"]}
    assert claims["De overlast is afgenomen"]["word"] == "de cijfers dragen deze kop niet"
    assert len(found["answer"]["shown"]) == len(found["answer"]["numbers"])
    better = claims["De overlast is afgenomen"]["nodes"]
    assert [node["attrs"]["keys"]["period"] for node in better if node["type"] == "number"] == [
        "2022",
        "2024",
    ]


def test_editor_is_not_loaded_for_who_chose_plain_text(page_of: PageClient) -> None:
    assert "editor/main.js" not in page_of("auteur").get(f"{BASE}?tekst=1").content.decode()


def test_check_finds_an_untied_number_where_it_stands_and_saves_nothing(page_of: PageClient) -> None:
    client = page_of("auteur")
    document = with_paragraph(open_editor(client)["document"], words("Er waren \U0001f600 7 mensen."))
    status, found = ask(client, "nazien", {"document": document, "based_on": 1})
    assert status == 200
    heading = len("Inleiding") + 2
    start = heading + 1 + len("Er waren ") + 2 + 1
    assert found["untied"] == [[start, start + 1, "7"]]
    assert any("hangt niet aan een cijfer" in reason for reason in found["reasons"])
    assert list_revisions(get_viewer("auteur"), DRAFT)[0].number == 1


def test_save_keeps_every_other_paragraph_to_the_last_space(page_of: PageClient) -> None:
    client, before = page_of("auteur"), source_now()
    document = with_paragraph(open_editor(client)["document"], words("Nieuw."))
    status, found = ask(client, "bewaren", {"document": document, "based_on": 1})
    assert (status, found["revision"]) == (200, 2)
    assert [line for line in source_now().split("\n") if line not in before.split("\n")] == ["Nieuw."]


def test_save_over_the_text_of_another_shows_both_and_keeps_theirs(page_of: PageClient) -> None:
    client = page_of("auteur")
    base = open_editor(client)["document"]
    ask(client, "bewaren", {"document": with_paragraph(base, words("Van hen.")), "base": base, "based_on": 1})
    mine = with_paragraph(base, words("Van mij."))
    status, found = ask(client, "bewaren", {"document": mine, "base": base, "based_on": 1})
    assert (status, found["revision"]) == (200, 2)
    asked = [part for part in found["parts"] if part["conflict"]]
    assert len(asked) == 1
    assert "Van mij." in json.dumps(asked[0]["mine"])
    assert "Van hen." in json.dumps(asked[0]["theirs"])
    assert "Van hen." in source_now()


@pytest.mark.parametrize(
    "data",
    [
        "geen object",
        {"document": "x", "based_on": 1},
        {"document": {"type": "doc"}, "based_on": "1"},
        {"document": {"type": "doc", "content": [{"type": "paragraph"}]}, "based_on": 1},
        {"document": {"type": "doc", "content": [{"type": ["paragraph"]}]}, "based_on": 1},
        {"document": {"type": "doc", "content": [{"type": "text", "marks": [{"type": {}}]}]}, "based_on": 1},
    ],
)
def test_what_is_no_letter_is_refused_with_a_sentence(page_of: PageClient, data: Any) -> None:
    client, before = page_of("auteur"), source_now()
    for name in ("nazien", "bewaren"):
        status, found = ask(client, name, data)
        assert status == 422
        assert found["sentences"][0].endswith(".")
    assert source_now() == before


def test_document_that_goes_on_and_on_is_refused(page_of: PageClient) -> None:
    document: dict[str, Any] = {"type": "paragraph"}
    for _ in range(200):
        document = {"type": "bullet_list", "content": [document]}
    status, found = ask(page_of("auteur"), "bewaren", {"document": document, "based_on": 1})
    assert (status, found["sentences"]) == (422, ["In deze tekst staat te veel in elkaar."])


def test_number_is_traced_to_its_figure_by_value_words_and_period(page_of: PageClient) -> None:
    asked = {
        "kind": "number",
        "text": "104",
        "before": "Via Meld Misdaad Anoniem kwamen in 2024 ",
        "after": " meldingen binnen.",
    }
    status, found = ask(page_of("auteur"), "voorstel", asked)
    assert status == 200
    assert found["figures"][0]["keys"] == {"figure": "mma-reports", "period": "2024"}
    assert found["figures"][0]["text"] == "?"


def test_words_of_change_get_a_claim_about_the_numbers_of_their_sentence(page_of: PageClient) -> None:
    tied = [{"figure": "mma-reports", "period": year} for year in ("2023", "2024")]
    asked = {"kind": "words", "text": "is fors gestegen", "before": "Het aantal ", "after": ".", "tied": tied}
    _status, found = ask(page_of("auteur"), "voorstel", asked)
    assert [one["keys"] for one in found["claims"]] == [
        {"claim": "rises", "figure": "mma-reports", "from": "2023", "to": "2024", "strength": "firm"}
    ]


def test_everything_that_can_be_put_in_is_found_by_name(page_of: PageClient) -> None:
    client = page_of("auteur")
    found = client.get(f"{BASE}bouwstenen/").json()
    assert "mma-reports" in {one["code"] for one in found["figures"]}
    assert "nuisance" in {one["code"] for one in found["tables"]}
    assert "ondermijning" in {one["code"] for one in found["themes"]}
    assert {one["kind"] for one in found["reports"]} == {"promise", "commitment"}
    periods = client.get(f"{BASE}perioden/?figure=mma-reports").json()["periods"]
    assert {"2023": "88", "2024": "104"}.items() <= {one["period"]: one["value"] for one in periods}.items()
    assert client.get(f"{BASE}perioden/?figure=bestaat-niet").json() == {"periods": []}


def test_history_shows_what_changed_and_goes_back(page_of: PageClient) -> None:
    client, before = page_of("auteur"), source_now()
    document = with_paragraph(open_editor(client)["document"], words("Nieuw."))
    ask(client, "bewaren", {"document": document, "based_on": 1, "close": True})
    listed = client.get(f"/brieven/{DRAFT}/versies/").content.decode()
    assert "Versie 2" in listed
    shown = client.get(f"/brieven/{DRAFT}/versies/1/").content.decode()
    assert "<ins>Nieuw.</ins>" in shown
    assert client.post(f"/brieven/{DRAFT}/versies/1/").status_code == 302
    assert source_now() == before


@pytest.mark.parametrize("username", ["toetser", "raadslid", ""])
def test_only_a_writer_is_answered(page_of: PageClient, username: str) -> None:
    client, before = page_of(username), source_now()
    assert client.get(f"{BASE}begin/").status_code in (302, 404)
    for name in ("nazien", "bewaren", "voorstel"):
        assert ask(client, name, {"document": {"type": "doc"}, "based_on": 1})[0] in (302, 404)
    assert source_now() == before


def test_published_letter_is_not_opened_in_the_editor(page_of: PageClient) -> None:
    base = f"/brieven/{EXECUTION}/schrijven/"
    client = page_of("auteur")
    assert client.get(f"{base}begin/").status_code == 404
    document = open_editor(client)["document"]
    assert ask(client, "bewaren", {"document": document, "based_on": 1}, base)[0] == 404
