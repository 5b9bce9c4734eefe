"""What the roles may do here on a day: ours, with what is different in this municipality on top."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from spoorboek.apps.access.configuration import SHIPPED, find_own_file
from spoorboek.rules.role_rights import RoleRights, lay_over, permissions_on, read_roles
from spoorboek.rules.roles import Permission, Role

_NAME = "roles.yaml"


def list_roles() -> dict[Role, RoleRights]:
    """Return what each role may do through the years; raise RuleError for a file that cannot be."""
    return _read(find_own_file(_NAME))


def permissions_of(roles: frozenset[Role], on: date) -> frozenset[Permission]:
    """Return everything that somebody with these roles may do on a day."""
    return _permissions(find_own_file(_NAME), roles, on)


@cache
def _read(own: Path | None) -> dict[Role, RoleRights]:
    ours = read_roles((SHIPPED / _NAME).read_text(encoding="utf-8"))
    return lay_over(ours, read_roles(own.read_text(encoding="utf-8"))) if own else ours


# Each page asks a few dozen times, for a handful of combinations of roles and one day.
@lru_cache(maxsize=1024)
def _permissions(own: Path | None, roles: frozenset[Role], on: date) -> frozenset[Permission]:
    return permissions_on(_read(own), roles, on)
