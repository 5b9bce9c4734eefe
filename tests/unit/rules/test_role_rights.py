"""Roles as configuration: dated, with a decision, and never past what people are owed."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from spoorboek.rules import roles as roles_module
from spoorboek.rules.errors import RuleError
from spoorboek.rules.role_bounds import AT_MOST, NEED_TO_KNOW
from spoorboek.rules.role_rights import lay_over, permissions_on, read_roles
from spoorboek.rules.roles import Permission, Role

ROOT = Path(__file__).resolve().parents[3]
OURS = (ROOT / "src/spoorboek/rules/parameters/roles.yaml").read_text(encoding="utf-8")
DORDRECHT = (ROOT / "examples/dordrecht/configuration/roles.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 1, 1)


def a_role(role: str = "jurist", *permissions: str, **said: object) -> str:
    version = {"since": date(2024, 1, 1), "reference": "besluit", "permissions": list(permissions)}
    return yaml.safe_dump({role: {"versions": [version | said]}}, allow_unicode=True)


def a_new_role(role: str, *permissions: str) -> str:
    return a_role(role, *permissions) + "  new: true\n"


def test_new_role_may_what_is_written_from_its_first_day_and_is_none_of_ours() -> None:
    rights = lay_over(read_roles(OURS), read_roles(a_new_role("wijkverbinder", "signals.view")))
    (role,) = set(rights) - set(Role)
    assert role is Role("wijkverbinder") and role.value == "wijkverbinder"
    assert permissions_on(rights, frozenset({role}), TODAY) == {Permission.SIGNALS_VIEW}
    assert not permissions_on(rights, frozenset({role}), date(2023, 12, 31))
    assert not permissions_on(read_roles(OURS), frozenset({role}), TODAY)
    assert {each.value for each in Role} == roles_module.OURS and copy.deepcopy(role) is role


def test_every_role_has_rights_of_ours_with_a_reference() -> None:
    rights = read_roles(OURS)
    assert set(rights) == set(Role)
    assert all(version.reference for each in rights.values() for version in each.versions)


def test_every_permission_is_given_to_some_role() -> None:
    given = {one for each in read_roles(OURS).values() for v in each.versions for one in v.permissions}
    assert given == set(Permission)


def test_before_the_first_version_a_role_may_nothing() -> None:
    rights = read_roles(OURS)
    assert not permissions_on(rights, frozenset(Role), date(2018, 5, 24))


def test_before_the_first_day_of_a_municipality_our_version_holds_and_from_that_day_its_own() -> None:
    rights = lay_over(read_roles(OURS), read_roles(DORDRECHT))
    core_team, begun = frozenset({Role.CORE_TEAM_MEMBER}), date(2023, 1, 1)
    assert Permission.INSPECTIONS_WRITE not in permissions_on(rights, core_team, begun - timedelta(days=1))
    assert Permission.INSPECTIONS_WRITE in permissions_on(rights, core_team, begun)
    inspector, ended = frozenset({Role.INSPECTOR}), date(2024, 1, 1)
    assert Permission.CASES_VIEW in permissions_on(rights, inspector, ended - timedelta(days=1))
    assert Permission.CASES_VIEW not in permissions_on(rights, inspector, ended)
    assert rights[Role.AUTHOR] == read_roles(OURS)[Role.AUTHOR]


def test_later_version_of_ours_does_not_return_once_a_municipality_decided_otherwise() -> None:
    ours = read_roles(a_role("jurist", "figures.view", since=date(2025, 1, 1)))
    merged = lay_over(ours, read_roles(a_role("jurist", "sources.view", since=date(2024, 1, 1))))
    assert permissions_on(merged, frozenset({Role.LAWYER}), TODAY) == {Permission.SOURCES_VIEW}


def test_role_that_ended_may_nothing_after_its_last_day() -> None:
    text = a_role("jurist", "figures.view") + "  until: 2025-06-30\n"
    rights = read_roles(text)
    assert permissions_on(rights, frozenset({Role.LAWYER}), date(2025, 6, 30))
    assert not permissions_on(rights, frozenset({Role.LAWYER}), date(2025, 7, 1))


def test_two_roles_of_one_person_may_what_either_may() -> None:
    rights = read_roles(OURS)
    both = permissions_on(rights, frozenset({Role.LAWYER, Role.INSPECTOR}), TODAY)
    assert both == permissions_on(rights, frozenset({Role.LAWYER}), TODAY) | permissions_on(
        rights, frozenset({Role.INSPECTOR}), TODAY
    )


@pytest.mark.parametrize("role", sorted(AT_MOST, key=lambda role: role.value))
@pytest.mark.parametrize("permission", sorted(NEED_TO_KNOW - {Permission.CASES_VIEW}, key=lambda p: p.value))
def test_who_is_outside_never_gets_what_opens_registrations(role: Role, permission: Permission) -> None:
    with pytest.raises(RuleError, match=f"De rol '{role.value}' kan het recht '{permission.value}' niet"):
        read_roles(a_role(role.value, permission.value))


REFUSED = {
    "council": (a_role("raadslid", "cases.view"), "Een raadslid ziet wat is gepubliceerd"),
    "officer": (a_role("privacyfunctionaris", "cases.inspect", "signals.privacy"), "zien wie wat las"),
    "administrator": (a_role("beheerder", "people.manage"), "altijd personen en rollen kunnen beheren"),
    "guard": (
        a_role("regisseur", "audit.view", "cases.view"),
        "'cases.view' niet hebben naast 'audit.view'. Wie toezicht houdt",
    ),
    "blind": (a_role("jurist", "cases.write"), "heeft 'cases.write' en mist 'cases.view'"),
    "unlogged": (
        a_role("jurist", "cases.view", audit=False),
        "altijd in het logboek. Haal 'audit' weg",
    ),
    "unknown role": (a_role("juriste", "cases.view"), "De rol 'juriste' bestaat niet: bedoelde u 'jurist'?"),
    "unknown right": (a_role("jurist", "case.view"), "het recht 'case.view' bestaat niet: bedoelde u"),
    "unknown key": (a_role("jurist", sinds=1), "kent geen 'sinds': bedoelde u 'since'?"),
    "no day": (a_role("jurist", since="ooit"), "zonder de dag waarop zij ingaat"),
    "no reference": (
        a_role("jurist", reference=" "),
        "versie van 1 januari 2024, noemt niet waar",
    ),
    "no list": (a_role("jurist", permissions="alles"), "een lijst van rechten nodig"),
    "ends too early": (a_role() + "  until: 2023-12-31\n", "eindigt niet op een dag na haar laatste versie"),
    "officer ends": (
        a_role("privacyfunctionaris", "audit.view", "cases.inspect", "signals.privacy")
        + "  until: 2030-01-01\n",
        "kan niet ophouden",
    ),
    "new by mistake": (a_new_role("juriste"), "lijkt te veel op 'jurist'"),
    "new but ours": ("jurist: {new: true, versions: []}", "is van Spoorboek en dus niet nieuw"),
    "new in capitals": (a_new_role("Wijkverbinder"), "heet niet goed"),
    "new that guards": (
        a_new_role("wijkverbinder", "audit.view"),
        "doen de privacyfunctionaris",
    ),
    "new that manages": (a_new_role("wijkverbinder", "people.manage"), "'people.manage' niet krijgen"),
    "new and blind": (a_new_role("wijkverbinder", "cases.write"), "mist 'cases.view'"),
    "no versions": ("jurist: {versions: []}", "ten minste één versie"),
    "no mapping": ("jurist: alles", "is niet heel"),
    "empty": ("", "Er staat geen rol in"),
    "no yaml": ("jurist: [", "niet te lezen"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_that_cannot_be_is_refused_with_a_sentence(case: str) -> None:
    text, sentence = REFUSED[case]
    with pytest.raises(RuleError) as refused:
        read_roles(text)
    assert sentence in str(refused.value)


def test_two_versions_of_one_day_are_refused() -> None:
    version = "    - {since: 2024-01-01, reference: besluit, permissions: []}\n"
    with pytest.raises(RuleError, match="twee versies die op dezelfde dag"):
        read_roles(f"jurist:\n  versions:\n{version}{version}")
