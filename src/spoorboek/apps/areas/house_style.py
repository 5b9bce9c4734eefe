"""The house style of the municipality, for pages and letters alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from spoorboek.documents.house_style import HouseStyle, read_house_style
from spoorboek.documents.model import LetterHead


def get_house_style() -> HouseStyle:
    """Return the house style that SPOORBOEK_THEME names, or that of Spoorboek itself.

    Raises HouseStyleError for a theme file that cannot be used.
    """
    path: Path | None = settings.THEME_FILE
    return _read(path) if path is not None else HouseStyle()


def make_letter_head(municipality: str) -> LetterHead:
    """Return the head of a letter by this municipality."""
    style = get_house_style()
    return LetterHead(
        municipality,
        accent=style.accent,
        address=style.address,
        logo=style.logo,
        logo_text=style.logo_text,
    )


@cache
def _read(path: Path) -> HouseStyle:
    return read_house_style(path)
