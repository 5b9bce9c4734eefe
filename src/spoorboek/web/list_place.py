"""Where somebody is in a list: back to the same page, filters and row, and on to the row before or after.

It is kept in a cookie of the pages of that list, sealed for who looked: what they searched for is not to be
read on a shared computer, and looking at a list writes nothing in the database but that it was read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from spoorboek.apps.access.errors import SealError
from spoorboek.apps.access.sealed_fields import get_key_ring
from spoorboek.web.viewers import viewer_of

# A browser keeps cookies of four kilobytes; a longer question than anybody types is not kept.
_LONGEST = 1500


class PlacedList(Protocol):
    """A list that remembers where somebody was: under which name, its address, and that of one row."""

    @property
    def slug(self) -> str:
        """Return the name under which the place is kept."""

    @property
    def list_href(self) -> str:
        """Return the address of the list; its rows stand below it."""

    def href(self, number: str) -> str:
        """Return the address of one row."""


@dataclass(frozen=True, slots=True)
class DeskList:
    """The list of a desk and the page of one row of it, by the names of their addresses."""

    slug: str
    row_name: str

    @property
    def list_href(self) -> str:
        """Return the address of the list."""
        return reverse(self.slug)

    def href(self, number: str) -> str:
        """Return the address of one row."""
        return reverse(self.row_name, args=[number])


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The way back to a list, and to what stands beside one row of it. ``place``: which of how many it is.

    Without a place the row is not on the page at which somebody looked last: then there is only a way back.
    """

    back_href: str
    place: int = 0
    total: int = 0
    before_href: str = ""
    after_href: str = ""


def anchor_of(number: str) -> str:
    """Return the name under which a link leads to the row of a registration."""
    return f"rij-{number}"


def keep_place(
    request: HttpRequest, answer: HttpResponse, page: PlacedList, numbers: Sequence[str], shown: Page[int]
) -> HttpResponse:
    """Return ``answer``, a page of a list, so that its filters, rows and which page it is are remembered."""
    paginator, query = shown.paginator, request.GET.urlencode()
    kept = {
        "query": query if len(query) <= _LONGEST else "",
        "numbers": list(numbers),
        "page": [shown.number, paginator.num_pages, paginator.per_page, paginator.count],
    }
    answer.set_cookie(
        _name_of(page),
        get_key_ring().seal(json.dumps(kept), _bound_to(request, page)),
        path=page.list_href,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def find_place(request: HttpRequest, page: PlacedList, number: str) -> ListPlace:
    """Return where somebody is in the list of a register when they look at one row of it."""
    kept = _read(request, page)
    if kept is None:
        return ListPlace(page.list_href)
    query, numbers, (shown, last, size, total) = kept["query"], kept["numbers"], kept["page"]
    back = f"{page.list_href}?{query}" if query else page.list_href
    if number not in numbers:
        return ListPlace(back)
    at = numbers.index(number)
    is_last = at + 1 == len(numbers)
    return ListPlace(
        back_href=f"{back}#{quote(anchor_of(number))}",
        place=(shown - 1) * size + at + 1,
        total=total,
        before_href=page.href(numbers[at - 1]) if at else _page_href(page, query, shown - 1, last),
        after_href=_page_href(page, query, shown + 1, last) if is_last else page.href(numbers[at + 1]),
    )


def _read(request: HttpRequest, page: PlacedList) -> dict[str, Any] | None:
    """Return what was kept for this viewer; what somebody else left behind, or changed, is nothing."""
    try:
        opened = get_key_ring().open(request.COOKIES.get(_name_of(page), ""), _bound_to(request, page))
    except SealError:
        return None
    kept: dict[str, Any] = json.loads(opened)
    return kept


def _name_of(page: PlacedList) -> str:
    return f"plek-{page.slug}"


def _bound_to(request: HttpRequest, page: PlacedList) -> str:
    return f"place in {page.slug} of person {viewer_of(request).person_id}"


def _page_href(page: PlacedList, query: str, wanted: int, last: int) -> str:
    """Return the page of the list on which the next row stands, or nothing at an end of the list."""
    if not 1 <= wanted <= last:
        return ""
    asked = QueryDict(query, mutable=True)
    asked["pagina"] = str(wanted)
    return f"{page.list_href}?{asked.urlencode()}"
