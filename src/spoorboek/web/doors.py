"""Doors: each page says in one word for whom it is. A page without a door is refused by a test.

A page that a role may never use answers as an address that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.rules.roles import Permission
from spoorboek.web.sharing import share
from spoorboek.web.viewers import viewer_of

View = Callable[..., HttpResponseBase]

PUBLIC, INSIDE = "public", "inside"


def public_page(view: View) -> View:
    """Open the page to everybody, logged in or not."""
    opened: View = login_not_required(view)
    opened.door = PUBLIC  # type: ignore[attr-defined]
    return opened


def shared_page(view: View) -> View:
    """Open the page to everybody; who is not logged in gets an answer that may be kept, without a cookie."""

    @wraps(view)
    def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return share(request, view(request, *args, **kwargs))

    return public_page(shared)


def inside_page(view: View) -> View:
    """Open the page to everybody who is logged in."""
    view.door = INSIDE  # type: ignore[attr-defined]
    return view


def role_page(*needed: Permission) -> Callable[[View], View]:
    """Open the page to whoever has one of these permissions; for others it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not viewer_of(request).permissions & set(needed):
                raise NotFoundError("Deze pagina")
            return view(request, *args, **kwargs)

        guarded.door = frozenset(needed)  # type: ignore[attr-defined]
        return guarded

    return decorate
