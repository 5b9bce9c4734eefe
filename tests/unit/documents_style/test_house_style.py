"""One theme file gives pages and letters the look of a municipality."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.documents.colours import compute_contrast, mix
from spoorboek.documents.errors import HouseStyleError
from spoorboek.documents.house_style import (
    NIGHT,
    READABLE_CONTRAST,
    WHITE,
    HouseStyle,
    read_house_style,
    write_house_css,
)

LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="4" cy="4" r="4" fill="#1d6b3a"/></svg>'


def write(folder: Path, text: str, logo: str = LOGO) -> Path:
    (folder / "logo.svg").write_text(logo, encoding="utf-8")
    path = folder / "theme.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read_steps(css: str) -> tuple[dict[str, str], dict[str, str]]:
    day, night = css.split("@media")
    return tuple(dict(re.findall(r"accent-(\d+): (#\w{6})", part)) for part in (day, night))  # type: ignore[return-value]


def test_a_theme_file_holds_colour_logo_and_letter_head(tmp_path: Path) -> None:
    text = 'accent: "#1D6B3A"\nlogo: logo.svg\nlogo_text: een stip\naddress:\n  - Postbus 1\n'
    style = read_house_style(write(tmp_path, text))
    assert read_house_style(tmp_path) == style
    assert (style.accent, style.logo_text, style.address) == ("#1d6b3a", "een stip", ("Postbus 1",))
    assert "circle" in style.logo


def test_an_empty_theme_file_is_the_style_of_the_house(tmp_path: Path) -> None:
    assert read_house_style(write(tmp_path, "")) == HouseStyle()


def test_the_second_theme_of_the_examples_can_be_used() -> None:
    path = Path(__file__).parents[3] / "examples" / "themes" / "groen" / "theme.yaml"
    assert read_house_style(path).logo_text


@pytest.mark.parametrize(
    ("text", "logo", "said"),
    [
        ("accent: groen", LOGO, "geen kleur"),
        ('accent: "#ffdd00"', LOGO, "Kies een donkerder kleur"),
        ("kleur: rood", LOGO, "'kleur' kennen wij niet"),
        ("accent: [1, 2]", LOGO, "moet één tekst zijn"),
        ("- accent", LOGO, "bestaat uit regels"),
        ("address: Postbus 1", LOGO, "lijst van regels"),
        ("logo: ../logo.svg", LOGO, "naast dit bestand"),
        ("logo: weg.svg", LOGO, "niet te lezen"),
        ("logo: logo.svg", LOGO, "logo_text"),
        ("logo: logo.svg\nlogo_text: x", "<html/>", "geen SVG"),
        ("logo: logo.svg\nlogo_text: x", LOGO.replace("/></svg>", "/><text>Hoi</text></svg>"), "vormen"),
        ("logo: logo.svg\nlogo_text: x", LOGO + " " * 100_000, "groter dan"),
        ("accent: &a x", LOGO, "regel 1"),
    ],
)
def test_a_theme_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, logo: str, said: str) -> None:
    with pytest.raises(HouseStyleError, match=re.escape(said)):
        read_house_style(write(tmp_path, text, logo))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match="niet te lezen"):
        read_house_style(tmp_path / "weg.yaml")


def test_what_could_act_is_taken_out_of_a_logo(tmp_path: Path) -> None:
    hostile = LOGO.replace("<circle ", '<script>alert(1)</script><circle onload="x()" ')
    style = read_house_style(write(tmp_path, "logo: logo.svg\nlogo_text: x", hostile))
    assert "script" not in style.logo
    assert "onload" not in style.logo


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_words_in_any_accent_that_is_allowed_can_be_read_by_day_and_by_night(accent: str) -> None:
    if compute_contrast(accent, WHITE) < READABLE_CONTRAST:
        return
    day, night = read_steps(write_house_css(HouseStyle(accent)))
    assert day["500"] == accent
    assert all(compute_contrast(day[step], WHITE) >= READABLE_CONTRAST for step in ("500", "600", "700"))
    texts = ("400", "500", "600", "700")
    assert all(compute_contrast(night[step], NIGHT) >= READABLE_CONTRAST for step in texts)
    assert all(compute_contrast(night["700"], night[step]) >= READABLE_CONTRAST for step in ("50", "100"))


def test_black_on_white_has_the_greatest_contrast_and_a_colour_none_with_itself() -> None:
    assert compute_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert compute_contrast("#154273", "#154273") == 1
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
