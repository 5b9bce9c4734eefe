"""A letter to Word and back on the pages."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.letter_world import DRAFT
from tests.unit.working_copy.word_hands import edit, type_over
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


def test_what_is_no_working_copy_gets_a_sentence(page_of: PageClient) -> None:
    assert "geen Word-bestand" in upload(page_of("auteur"), b"geen Word")


@pytest.mark.parametrize("who", ["toetser", "raadslid"])
def test_the_pages_do_not_exist_for_who_writes_no_letters(page_of: PageClient, who: str) -> None:
    assert page_of(who).get(WORD).status_code == 404
    assert page_of(who).get(f"{WORD}werkbestand/").status_code == 404
