"""Which page of a list somebody asks for."""

from __future__ import annotations

from django.http import HttpRequest


def read_page_number(request: HttpRequest) -> int:
    """Return the page that was asked for; what is no number is the first one."""
    wanted = request.GET.get("pagina", "1")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 1
