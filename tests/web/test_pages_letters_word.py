"""A letter to Word and back on the pages."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.letter_world import DRAFT
from tests.unit.working_copy.word_hands import before_last_words, edit, paragraph, run, type_over
from tests.web.conftest import PageClient

from spoorboek.apps.letters.queries import list_revisions
from spoorboek.apps.people.queries import get_viewer
from spoorboek.documents.source.letter import parse_letter

WORD = f"/brieven/{DRAFT}/word/"


def upload(client: Client, content: bytes, name: str = "brief.docx") -> str:
    answer = client.post(WORD, {"file": SimpleUploadedFile(name, content)})
    return str(answer.headers.get("Location") or answer.content.decode())


def test_a_letter_goes_to_word_and_comes_back_as_the_next_version(page_of: PageClient) -> None:
    client = page_of("auteur")
    copy = client.get(f"{WORD}werkbestand/")
    assert copy.headers["Content-Disposition"].endswith(f'werkbestand-{DRAFT}.docx"')
    address = upload(
        client, edit(copy.content, type_over("title", "Terug uit <b>Word</b>".replace("<", "&lt;")))
    )
    page = client.get(address).content.decode()
    assert re.search(r"Alle \d+ koppelingen in deze brief zijn er nog", page)
    assert "Terug uit &lt;b" in page and "<b>Word" not in page
    assert list_revisions(get_viewer("auteur"), DRAFT)[0].number == 1
    assert client.post(address).status_code == 302
    newest = list_revisions(get_viewer("auteur"), DRAFT)[0]
    assert newest.number == 2
    assert parse_letter(newest.source).front_matter.title == "Terug uit <b>Word</b>"
    assert "opgeslagen als versie 2" in client.get(WORD).content.decode()


def test_tracked_changes_are_chosen_one_by_one(page_of: PageClient) -> None:
    client = page_of("auteur")
    who = 'w:id="9" w:author="Collega" w:date="2025-03-01T10:00:00Z"'
    added = "".join(
        f"<w:ins {who}>{run(words)}</w:ins>{run('en ')}" for words in ("Erbij een ", "Erbij twee ")
    )
    content = edit(
        client.get(f"{WORD}werkbestand/").content, before_last_words(paragraph(added), "Wij gaan door.")
    )
    address = upload(client, content)
    page = client.get(address).content.decode()
    assert page.count('name="overnemen"') == 2
    assert "Collega · 1 maart 2025" in page
    chosen = {"wijzigingen": "gekozen", "overnemen": ["2"]}
    seen = client.post(address, {**chosen, "bekijken": "ja"}).content.decode()
    assert "en Erbij twee en" in seen and "Erbij een en" not in seen
    assert client.post(address, chosen).status_code == 302
    saved = list_revisions(get_viewer("auteur"), DRAFT)[0].source
    assert "en Erbij twee en" in saved and "Erbij een" not in saved


def test_what_is_no_working_copy_gets_a_sentence(page_of: PageClient) -> None:
    assert "geen Word-bestand" in upload(page_of("auteur"), b"geen Word")


@pytest.mark.parametrize("who", ["toetser", "raadslid"])
def test_the_pages_do_not_exist_for_who_writes_no_letters(page_of: PageClient, who: str) -> None:
    assert page_of(who).get(WORD).status_code == 404
    assert page_of(who).get(f"{WORD}werkbestand/").status_code == 404
