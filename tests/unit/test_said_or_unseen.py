"""A text that nobody sees says nothing: no reason, no place, no finding."""

from __future__ import annotations

import pytest

from spoorboek.figures.unseen_characters import says_something


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\u00a0", "\u200b", "\ufeff\u2060\u200d", "\u3000\u2003\u202f", "\u00ad", "\u115f\u3164"),
        *("\u2800", "\u0301", "\ufe0f", "\U000e0020", "\x00", "\u2028\n\t", "\ue000", "\u202e\u200f"),
    ],
)
def test_what_has_no_width_or_only_width_says_nothing(text: str) -> None:
    assert not says_something(text)
    assert says_something(f"{text}a{text}")


@pytest.mark.parametrize("text", ["x", "é", "é", "7", "-", ".", "€", "ᄀ", "中", "\u00a0ja\u200b"])
def test_one_letter_number_or_sign_says_something(text: str) -> None:
    assert says_something(text)
