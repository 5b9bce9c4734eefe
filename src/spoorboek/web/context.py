"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from spoorboek.apps.areas.house_style import get_house_style
from spoorboek.web.menus import list_menu, list_public_menu
from spoorboek.web.sending import make_form_key
from spoorboek.web.viewers import viewer_of


def describe_page(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer, their menu and the name of the municipality."""
    viewer = viewer_of(request)
    # Between the password and the second step somebody has a session but is not in.
    is_inside = bool(viewer.person_id) and not getattr(request, "is_at_entrance", False)
    return {
        "viewer": viewer,
        "is_inside": is_inside,
        "menu": list_menu(viewer, request.path) if is_inside else list_public_menu(viewer, request.path),
        "municipality": settings.MUNICIPALITY,
        "house_style": get_house_style(),
        "is_example": settings.IS_EXAMPLE,
        "languages": settings.LANGUAGES,
        "form_key": make_form_key(viewer) if is_inside else "",
    }
