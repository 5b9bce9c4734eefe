"""The colours and the logo of the municipality, for every page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from spoorboek.apps.areas.house_style import get_house_style
from spoorboek.documents.house_style import write_house_css
from spoorboek.web.doors import shared_page
from spoorboek.web.sharing import KEPT_SECONDS

_ICON = Path(__file__).parents[1] / "static" / "spoorboek" / "icon.svg"
_KEPT = f"private, max-age={KEPT_SECONDS}"


@shared_page
def house_css(request: HttpRequest) -> HttpResponse:
    """Give the colours of the house as a style sheet."""
    css = write_house_css(get_house_style())
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": _KEPT})


@shared_page
def house_logo(request: HttpRequest) -> HttpResponse:
    """Give the logo of the house, or that of Spoorboek when it has none."""
    logo = get_house_style().logo or _read_icon()
    return HttpResponse(logo, content_type="image/svg+xml", headers={"Cache-Control": _KEPT})


@cache
def _read_icon() -> str:
    return _ICON.read_text(encoding="utf-8")
