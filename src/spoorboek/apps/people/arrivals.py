"""Somebody new: an account with its roles and a first password, in one go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.actions import assign_role, create_person
from spoorboek.apps.people.passwords import make_password
from spoorboek.rules.roles import Role


@transaction.atomic
def add_person(
    *,
    username: str,
    first_name: str,
    last_name: str,
    organisation: str,
    roles: Iterable[Role],
    email: str = "",
    by: Viewer,
    at: datetime,
) -> str:
    """Make an account with roles and return its first password, to be told once.

    Nobody can look without a second step, which they set up when they first log in.
    """
    password = make_password(username, first_name, last_name)
    create_person(
        username=username,
        first_name=first_name,
        last_name=last_name,
        password=password,
        organisation=organisation,
        email=email,
        by=by,
        at=at,
    )
    for role in roles:
        assign_role(username=username, role=role, by=by, at=at)
    return password
