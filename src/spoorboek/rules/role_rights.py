"""Which role may ever do what, from which day and by which decision: dated configuration."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import yaml

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.errors import RuleError
from spoorboek.rules.role_bounds import ALWAYS, check_bounds
from spoorboek.rules.roles import OURS, Permission, Role, add_role

E = TypeVar("E", bound=Enum)
Raw = Mapping[str, Any]

_OF_ROLE, _OF_VERSION = ("versions", "until", "new"), ("since", "reference", "permissions")
_OF_THE_LOG = ("audit", "log", "logged", "logboek")


@dataclass(frozen=True, slots=True)
class RoleVersion:
    """What a role may do from ``since`` on, and where that is written."""

    since: date
    reference: str
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What one role may do through the years. ``versions``: oldest first; ``until``: its last day."""

    role: Role
    versions: tuple[RoleVersion, ...]
    until: date | None = None

    def find_version(self, on: date) -> RoleVersion | None:
        """Return the version that holds on a day.

        Parameters: ``on``, a day. Returns a RoleVersion, or None before the first and after the last day.
        """
        if self.until is not None and on > self.until:
            return None
        return next((each for each in reversed(self.versions) if each.since <= on), None)


AllRights = Mapping[Role, RoleRights]


def read_roles(text: str) -> dict[Role, RoleRights]:
    """Return what the roles in a file may do.

    Parameters: ``text``, YAML: by the Dutch word of a role ``versions`` with ``since``, ``reference`` and
    ``permissions``, and maybe ``until``; a role that is not ours says ``new: true``. Returns by role its
    rights. Errors: RuleError with a Dutch sentence that names the role, also for what may never be configured
    (role_bounds).
    """
    try:
        listed = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RuleError(f"De rollen zijn niet te lezen: {error}") from error
    if not isinstance(listed, dict) or not listed:
        raise RuleError("Er staat geen rol in.")
    found = {_find_or_add(name, said): said for name, said in listed.items()}
    return {role: _read_role(role, said) for role, said in found.items()}


def lay_over(rights: AllRights, own: AllRights) -> dict[Role, RoleRights]:
    """Return the rights with those of a municipality on top: from its first day on its own versions hold.

    Parameters: ``rights``, of every role; ``own``, of the roles that differ. Returns those of every
    role.
    """
    merged = dict(rights)
    for role, said in own.items():
        ours = rights[role].versions if role in rights else ()
        before = [each for each in ours if each.since < said.versions[0].since]
        merged[role] = RoleRights(role, (*before, *said.versions), said.until)
    return merged


def permissions_on(rights: AllRights, roles: frozenset[Role], on: date) -> frozenset[Permission]:
    """Return everything that somebody with these roles may do on a day.

    Parameters: ``rights``; ``roles``; ``on``, the day of asking. Returns the permissions of all together; a
    role without rights adds none.
    """
    known = [rights[role] for role in roles if role in rights]
    held = [version for each in known if (version := each.find_version(on))]
    return frozenset[Permission]().union(*(version.permissions for version in held))


def _find_or_add(word: Any, said: Any) -> Role:
    is_new = isinstance(said, dict) and said.get("new") is True
    if word in OURS or not is_new:
        role: Role = _member(Role, word if word in OURS else str(word), "De rol", _HOW_NEW)
        if is_new:
            raise RuleError(f"De rol '{word}' is van Spoorboek en dus niet nieuw: haal 'new' weg.")
        return role
    if not isinstance(word, str) or not _WORD.fullmatch(word):
        raise RuleError(f"De rol '{word}' heet niet goed: hoogstens 32 kleine letters, spaties en streepjes.")
    if near := difflib.get_close_matches(word, OURS, n=1, cutoff=_TOO_NEAR):
        raise RuleError(f"De rol '{word}' lijkt te veel op '{near[0]}': kies een ander woord.")
    return add_role(word)


_WORD = re.compile(r"[a-zà-ÿ](?:[a-zà-ÿ -]{1,30}[a-zà-ÿ])")
_TOO_NEAR = 0.9
_HOW_NEW = " Een eigen rol krijgt 'new: true'."


def _read_role(role: Role, said: Any) -> RoleRights:
    name = f"De rol '{role.value}'"
    said = _mapping(said, name, _OF_ROLE)
    listed = said.get("versions")
    if not isinstance(listed, list) or not listed:
        raise RuleError(f"{name} heeft ten minste één versie nodig.")
    versions = tuple(sorted((_read_version(role, each) for each in listed), key=lambda each: each.since))
    if len({each.since for each in versions}) < len(versions):
        raise RuleError(f"{name} heeft twee versies die op dezelfde dag ingaan.")
    until = said.get("until")
    if until is not None and role in ALWAYS:
        raise RuleError(f"{name} kan niet ophouden. {ALWAYS[role][1]}")
    if until is not None and (type(until) is not date or until < versions[-1].since):
        raise RuleError(f"{name} eindigt niet op een dag na haar laatste versie: {until}.")
    return RoleRights(role, versions, until)


def _read_version(role: Role, said: Any) -> RoleVersion:
    name = f"De rol '{role.value}'"
    said = _mapping(said, name, _OF_VERSION)
    since, reference, listed = (said.get(key) for key in _OF_VERSION)
    if type(since) is not date:
        raise RuleError(f"{name} heeft een versie zonder de dag waarop zij ingaat (since).")
    when = f"{name}, versie van {format_date(since)},"
    if not isinstance(reference, str) or not reference.strip():
        raise RuleError(f"{when} noemt niet waar zij op rust (reference): een wet of een besluit.")
    if not isinstance(listed, list):
        raise RuleError(f"{when} heeft een lijst van rechten nodig (permissions); [] is geen enkel recht.")
    permissions = frozenset(_member(Permission, each, f"{when} noemt het recht") for each in listed)
    check_bounds(role, permissions)
    return RoleVersion(since, reference.strip(), permissions)


def _mapping(said: Any, name: str, known: tuple[str, ...]) -> Raw:
    if not isinstance(said, dict):
        raise RuleError(f"{name} is niet heel: er horen {' en '.join(known)} in.")
    for key in said:
        if str(key) in _OF_THE_LOG:
            raise RuleError(f"{name}: wat zij leest en doet, staat altijd in het logboek. Haal '{key}' weg.")
        if key not in known:
            raise RuleError(f"{name} kent geen '{key}'{_near(str(key), known)}")
    return said


def _member(kind: type[E], word: Any, name: str, more: str = "") -> E:
    known = [str(each.value) for each in kind]
    if word not in known:
        raise RuleError(f"{name} '{word}' bestaat niet{_near(str(word), known)}{more}")
    return kind(word)


def _near(word: str, known: Iterable[str]) -> str:
    options = list(known)
    near = difflib.get_close_matches(word, options, n=1)
    return f": bedoelde u '{near[0]}'?" if near else f". Kies uit: {', '.join(options)}."
