"""The addresses of every register, each with its own door."""

from __future__ import annotations

from django.urls import URLPattern, path

from spoorboek.web.doors import View, role_page
from spoorboek.web.pages.register_lists import register_file, register_list
from spoorboek.web.pages.registration_forms import correct_page, new_page, withdraw_page
from spoorboek.web.pages.registrations import detail_page, purpose_page
from spoorboek.web.register_pages import REGISTER_PAGES, RegisterPage


def list_register_addresses() -> list[URLPattern]:
    """Return the addresses of every register."""
    return [
        path(f"registraties/{page.slug}/{tail}", view, name=f"{page.slug}-{name}")
        for page in REGISTER_PAGES
        if not page.has_own_pages
        for tail, view, name in _views_of(page)
    ]


def _views_of(page: RegisterPage) -> list[tuple[str, View, str]]:
    see, write = role_page(*page.needed), role_page(page.register.writes)
    asked = [("doel/", see(purpose_page(page)), "purpose")] if page.register.personal else []
    return [
        ("", see(register_list(page)), "list"),
        ("bestand/", see(register_file(page)), "file"),
        ("nieuw/", write(new_page(page)), "new"),
        *asked,
        ("<str:number>/", see(detail_page(page)), "detail"),
        ("<str:number>/verbeteren/", write(correct_page(page)), "correct"),
        ("<str:number>/intrekken/", write(withdraw_page(page)), "withdraw"),
    ]
