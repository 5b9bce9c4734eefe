"""Which page of a list somebody asks for, and the way to the others."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def read_page_number(request: HttpRequest) -> int:
    """Return the page that was asked for; what is no number is the first one."""
    wanted = request.GET.get("pagina", "1")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 1


def draw_pages(number: int, size: int, total: int) -> Page[int]:
    """Return the pages of a list of ``total`` rows, standing at ``number``; past the end is the last one.

    It only counts: the query has read the rows of this page already.
    """
    return Paginator(range(total), size).get_page(number)
