"""Characters that nobody sees reach no reader."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from spoorboek.web.middleware import SeenCharactersMiddleware


def show(text: str, content_type: str = "text/html; charset=utf-8") -> str:
    answer = SeenCharactersMiddleware(lambda _: HttpResponse(text, content_type=content_type))
    return answer(HttpRequest()).content.decode()


@pytest.mark.parametrize("hidden", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\x1b", "\x85"])
def test_a_character_that_turns_or_hides_text_is_shown_as_a_mark(hidden: str) -> None:
    assert show(f"<p>meer{hidden}redniM</p>") == "<p>meer\ufffdredniM</p>"


@pytest.mark.parametrize(
    "text", ["één\tregel\r\n", "\u00a0€ 5.000", "co\u00f6rdinator \U0001f600", "<p>gewoon</p>"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert show(text) == text


def test_a_file_to_take_along_keeps_its_bytes() -> None:
    assert show("a\u202eb", "text/csv") == "a\u202eb"
