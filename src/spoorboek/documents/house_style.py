"""The house style of a municipality: one file with a colour, a logo and a letter head.

The file is YAML: ``accent`` (a colour like "#154273"), ``logo`` (an SVG file beside it), ``logo_text`` (what
the logo shows, for who cannot see it) and ``address`` (lines under the name in the letter head).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from spoorboek.documents.charts.picture import clean_svg, list_picture_words
from spoorboek.documents.colours import compute_contrast, mix
from spoorboek.documents.errors import ChartError, HouseStyleError
from spoorboek.documents.source.yaml_reading import YamlError, YamlValue, read_yaml

READABLE_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text against its ground."""
LARGEST_LOGO = 100_000
WHITE, BLACK, NIGHT = "#ffffff", "#000000", "#171c22"
"""Paper by day, ink, and paper by night (``--spoorboek-paper`` of the dark theme)."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LIGHT_STEPS = ((50, 0.95), (100, 0.89), (200, 0.78), (400, 0.15))
_DEEP_STEPS = ((600, 0.27), (700, 0.5))
_NIGHT_GROUNDS = ((50, 0.97), (100, 0.87), (200, 0.72))
_NIGHT_TEXTS = ((400, 0.5), (500, 0.65), (600, 0.78), (700, 0.9))


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What makes pages and letters those of one municipality.

    ``accent`` is a colour like #154273; ``logo`` SVG with shapes only, empty for none; ``logo_text`` what
    the logo shows; ``address`` the lines under the name in the letter head.
    """

    accent: str = "#154273"
    logo: str = ""
    logo_text: str = ""
    address: tuple[str, ...] = ()


def read_house_style(path: Path) -> HouseStyle:
    """Return the house style that is described in a theme file, or in ``theme.yaml`` of a folder.

    Raises HouseStyleError, with a Dutch sentence, for a file that cannot be used.
    """
    path = path / "theme.yaml" if path.is_dir() else path
    values = _read_values(path)
    unknown = sorted(set(values) - {"accent", "logo", "logo_text", "address"})
    if unknown:
        raise HouseStyleError(f"{path.name}: '{unknown[0]}' kennen wij niet in een huisstijl.")
    accent = _text(path, values, "accent") or HouseStyle().accent
    if not _COLOUR.fullmatch(accent):
        raise HouseStyleError(f"{path.name}: accent '{accent}' is geen kleur als \"#154273\".")
    if compute_contrast(accent, WHITE) < READABLE_CONTRAST:
        raise HouseStyleError(
            f"{path.name}: wit op {accent} is niet te lezen (contrast {_write_ratio(accent)}, nodig is 4,5). "
            "Kies een donkerder kleur."
        )
    logo, logo_text = _read_logo(path, values), _text(path, values, "logo_text")
    if logo and not logo_text:
        raise HouseStyleError(f"{path.name}: schrijf bij logo_text wat op het logo staat.")
    return HouseStyle(accent.lower(), logo, logo_text, _lines(path, values))


def write_house_css(style: HouseStyle) -> str:
    """Return the style sheet that gives every page the accent of the house, by day and by night."""
    day = {name: mix(style.accent, WHITE, share) for name, share in _LIGHT_STEPS}
    day[500] = style.accent
    day |= {name: mix(style.accent, BLACK, share) for name, share in _DEEP_STEPS}
    night = {name: mix(style.accent, NIGHT, share) for name, share in _NIGHT_GROUNDS}
    night |= {name: _lighten(style.accent, share) for name, share in _NIGHT_TEXTS}
    return (
        f".voorbeeld-theme {{\n{_declare(day)}}}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f".voorbeeld-theme {{\n{_declare(night)}}}\n}}\n"
    )


def _lighten(accent: str, share: float) -> str:
    colour = mix(accent, WHITE, share)
    while compute_contrast(colour, NIGHT) < READABLE_CONTRAST:
        share = min(share + 0.05, 1.0)
        colour = mix(accent, WHITE, share)
    return colour


def _declare(steps: dict[int, str]) -> str:
    return "".join(f"  --spoorboek-accent-{name}: {steps[name]};\n" for name in sorted(steps))


def _read_values(path: Path) -> dict[str, YamlValue]:
    try:
        value = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise HouseStyleError(f"Het bestand met de huisstijl, {path}, is niet te lezen.") from error
    except YamlError as error:
        raise HouseStyleError(f"{path.name}, regel {error.line + 1}: {error.sentence}") from error
    if value is None:
        return {}
    if not isinstance(value.content, dict):
        raise HouseStyleError(f"{path.name}: een huisstijl bestaat uit regels als 'accent: \"#154273\"'.")
    return value.content


def _text(path: Path, values: dict[str, YamlValue], name: str) -> str:
    content = values[name].content if name in values else ""
    if not isinstance(content, str):
        raise HouseStyleError(f"{path.name}: '{name}' moet één tekst zijn.")
    return content.strip()


def _lines(path: Path, values: dict[str, YamlValue]) -> tuple[str, ...]:
    content = values["address"].content if "address" in values else ()
    if not isinstance(content, tuple) or not all(isinstance(line.content, str) for line in content):
        raise HouseStyleError(f"{path.name}: 'address' moet een lijst van regels zijn.")
    return tuple(line.content.strip() for line in content if isinstance(line.content, str))


def _read_logo(path: Path, values: dict[str, YamlValue]) -> str:
    name = _text(path, values, "logo")
    if not name:
        return ""
    if Path(name).name != name:
        raise HouseStyleError(f"{path.name}: het logo '{name}' moet naast dit bestand staan.")
    try:
        text = (path.parent / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HouseStyleError(f"{path.name}: het logo '{name}' is niet te lezen.") from error
    if len(text) > LARGEST_LOGO:
        raise HouseStyleError(f"{path.name}: het logo '{name}' is groter dan {LARGEST_LOGO // 1000} kB.")
    try:
        logo = clean_svg(text)
    except ChartError as error:
        raise HouseStyleError(f"{path.name}: het logo '{name}' is geen SVG.") from error
    if list_picture_words(logo):
        # Letters in a picture would be read as words of the letter when a PDF is checked.
        raise HouseStyleError(f"{path.name}: zet de letters in het logo '{name}' om in vormen.")
    return logo


def _write_ratio(accent: str) -> str:
    return f"{compute_contrast(accent, WHITE):.1f}".replace(".", ",")
