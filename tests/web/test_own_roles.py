"""A role that a municipality invented: given like others, it opens what is written and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.access.roles import list_roles
from spoorboek.apps.people.models import Person, RoleAssignment
from spoorboek.apps.people.queries import list_usernames_with
from spoorboek.rules.roles import Permission, Role, add_role

ROLES = """
wijkverbinder:
  new: true
  versions:
    - {since: 2020-01-01, reference: verzonnen besluit, permissions: [figures.view, activities.view]}
"""


@pytest.fixture
def own_role(settings: Any, tmp_path: Path) -> Role:
    (tmp_path / "roles.yaml").write_text(ROLES, encoding="utf-8")
    settings.CONFIGURATION_DIR = tmp_path
    list_roles()
    return add_role("wijkverbinder")


@pytest.fixture
def connector(own_role: Role, client_of: ClientOf) -> Client:
    """The lawyer of the demo, who is nothing but wijkverbinder now."""
    client = client_of(Role.LAWYER)
    RoleAssignment.objects.filter(person__username="jurist").update(role=own_role.value)
    return client


def test_new_role_opens_what_its_rights_open(connector: Client) -> None:
    assert connector.get("/registraties/activiteiten/").status_code == 200
    assert {connector.get(path).status_code for path in ("/signalen/", "/casussen/")} == {404}
    assert "wijkverbinder" in connector.get("/").content.decode()


def test_new_role_is_given_on_the_page_of_people_and_shown_in_the_configuration(
    own_role: Role, client_of: ClientOf
) -> None:
    client = client_of(Role.ADMINISTRATOR)
    offered = client.get("/beheer/personen/nieuw/").context["form"].fields["roles"].choices
    assert "wijkverbinder" in dict(offered) and "anoniem" not in dict(offered)
    page = client.get("/beheer/configuratie/rollen/").content.decode()
    assert "Wijkverbinder" in page and "verzonnen besluit" in page


def test_who_has_a_role_that_is_gone_may_nothing_and_still_comes_in(
    own_role: Role, connector: Client, settings: Any
) -> None:
    person = Person.objects.get(username="jurist")
    on = person.as_viewer().day
    assert "jurist" in list_usernames_with(Permission.FIGURES_VIEW, on=on)
    settings.CONFIGURATION_DIR = None
    assert connector.get("/registraties/activiteiten/").status_code == 404
    assert connector.get("/").status_code == 200
    assert "jurist" not in list_usernames_with(Permission.FIGURES_VIEW, on=on)
    person.role_assignments.create(role="nooit geschreven")
    assert Person.objects.get(username="jurist").as_viewer().roles == {own_role}
