"""Each page is for whom it says, and does not exist for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.addresses import ENTRANCE, PATTERNS, PLAIN_PAGES, door_of
from tests.web.conftest import ClientOf

from spoorboek.apps.access.roles import permissions_of
from spoorboek.rules.roles import Role
from spoorboek.web.doors import INSIDE, PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dordrecht" / "configuration"
OWN_PAGES = {path: door for path, door in PLAIN_PAGES.items() if path not in ENTRANCE}


@pytest.mark.parametrize("path", sorted(PATTERNS))
def test_every_address_says_for_whom_it_is(path: str) -> None:
    assert door_of(PATTERNS[path]), f"{path} has no door: mark its view with one of spoorboek.web.doors"


@pytest.mark.parametrize("path", sorted(PATTERNS))
def test_only_a_page_marked_public_opens_without_logging_in(path: str) -> None:
    is_open = not getattr(PATTERNS[path].callback, "login_required", True)
    assert is_open == (door_of(PATTERNS[path]) == PUBLIC)


@pytest.mark.parametrize("role", list(Role))
def test_each_page_opens_for_its_roles_and_is_absent_for_others(client_of: ClientOf, role: Role) -> None:
    check_doors(client_of(role), role)


@pytest.mark.parametrize("role", [Role.CORE_TEAM_MEMBER, Role.INSPECTOR])
def test_pages_follow_what_a_municipality_gives_its_roles(
    client_of: ClientOf, settings: Any, role: Role
) -> None:
    ours = permissions_of(frozenset({role}), timezone.localdate())
    settings.CONFIGURATION_DIR = EXAMPLE
    assert permissions_of(frozenset({role}), timezone.localdate()) != ours
    client = client_of(role)
    check_doors(client, role)
    start = client.get("/").context
    links = [link.href for link in start["menu"]] + [
        line.href for line in (*start["urgent"], *start["other"])
    ]
    assert [href for href in links if client.get(href).status_code != 200] == []


def check_doors(client: Client, role: Role) -> None:
    """Check that each page opens for who may, and for others is as if it were not there."""
    for path, door in OWN_PAGES.items():
        status = client.get(path).status_code
        if door == PUBLIC:
            assert status == 200, path
        elif role is Role.ANONYMOUS:
            assert status == 302, path
        else:
            may = door == INSIDE or bool(permissions_of(frozenset({role}), timezone.localdate()) & door)
            assert status == (200 if may else 404), f"{path} for {role.value}"


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COUNCIL_MEMBER, Role.AUTHOR])
def test_a_page_that_is_never_for_this_role_looks_like_an_unknown_address(
    client_of: ClientOf, role: Role
) -> None:
    client = client_of(role)
    closed = [path for path in OWN_PAGES if client.get(path).status_code == 404]
    for path in closed:
        absent = path.rstrip("/") + "-onbekend/"
        page = client.get(path).content.decode().replace(path, "ADRES")
        unknown = client.get(absent).content.decode().replace(absent, "ADRES")
        assert _without_token(page) == _without_token(unknown)
        assert client.post(path).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_menu_has_at_most_seven_lines_and_each_opens(client_of: ClientOf, role: Role) -> None:
    client = client_of(role)
    if role is Role.ANONYMOUS:
        return
    menu = client.get("/").context["menu"]
    assert 1 < len(menu) <= 7
    assert [link.href for link in menu if client.get(link.href).status_code != 200] == []


@pytest.mark.parametrize("role", list(Role))
def test_start_page_links_only_to_pages_that_open(client_of: ClientOf, role: Role) -> None:
    client = client_of(role)
    if role is Role.ANONYMOUS:
        return
    start = client.get("/").context
    lines = [*start["urgent"], *start["other"]]
    assert [line.sentence for line in lines if client.get(line.href).status_code != 200] == []
    steps = [reverse(step.url_name) for step in start["steps"]]
    assert [href for href in steps if client.get(href).status_code != 200] == []


def test_current_page_is_marked_in_the_menu(client_of: ClientOf) -> None:
    page = client_of(Role.ADMINISTRATOR).get("/beheer/personen/").content.decode()
    assert page.count('aria-current="page">Beheer<') == 1


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
