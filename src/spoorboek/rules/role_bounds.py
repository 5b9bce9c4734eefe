"""What no configuration of roles can change: who never sees cases, who always sees who looked.

Legal basis: GDPR art. 5 (purpose, need to know), 32 (security), 38 and 39 (an independent officer);
Gemeentewet art. 169 and 180 (account to the council by what is published).
"""

from __future__ import annotations

from collections.abc import Mapping

from spoorboek.rules.errors import RuleError
from spoorboek.rules.roles import OURS, Permission, Role

_P = Permission
NEED_TO_KNOW = frozenset(
    {
        _P.SIGNALS_VIEW,
        _P.SIGNALS_WRITE,
        _P.CASES_VIEW,
        _P.CASES_VIEW_ALL,
        _P.CASES_WRITE,
        _P.MEASURES_VIEW,
        _P.MEASURES_WRITE,
        _P.INSPECTIONS_VIEW,
        _P.INSPECTIONS_WRITE,
    }
)
"""What opens registrations about people and premises."""
AT_MOST: Mapping[Role, tuple[frozenset[Permission], str]] = {
    Role.ANONYMOUS: (frozenset(), "Wie niet is ingelogd, ziet alleen wat is gepubliceerd."),
    Role.COUNCIL_MEMBER: (frozenset(), "Een raadslid ziet wat is gepubliceerd, en nooit een registratie."),
    Role.PARTNER: (
        frozenset({_P.CASES_VIEW, _P.ACTIVITIES_VIEW}),
        "Een partner ziet alleen haar eigen deel van een casus en de activiteiten.",
    ),
}
"""The roles that can only be narrowed, with the sentence that says so."""
ALWAYS: Mapping[Role, tuple[frozenset[Permission], str]] = {
    Role.PRIVACY_OFFICER: (
        frozenset({_P.AUDIT_VIEW, _P.CASES_INSPECT, _P.SIGNALS_PRIVACY}),
        "De privacyfunctionaris kan altijd zien wie wat las en wie een casus kan zien.",
    ),
    Role.ADMINISTRATOR: (
        frozenset({_P.PEOPLE_MANAGE, _P.SYSTEM_MANAGE}),
        "Iemand moet altijd personen en rollen kunnen beheren.",
    ),
}
"""What these roles cannot lose, with the sentence that says so."""
GUARDS = frozenset({_P.AUDIT_VIEW, _P.CASES_INSPECT, _P.SIGNALS_PRIVACY, _P.PEOPLE_MANAGE, _P.SYSTEM_MANAGE})
"""Watching over others, and handing out roles: never together with NEED_TO_KNOW."""
REQUIRES: Mapping[Permission, Permission] = {
    _P.PLANS_WRITE: _P.PLANS_VIEW_DRAFTS,
    _P.PLANS_ADOPT: _P.PLANS_VIEW_DRAFTS,
    _P.SOURCES_IMPORT: _P.SOURCES_VIEW,
    _P.FIGURES_DEFINE: _P.FIGURES_VIEW,
    _P.HOTSPOTS_RUN: _P.HOTSPOTS_VIEW,
    _P.LETTERS_WRITE: _P.LETTERS_VIEW_DRAFTS,
    _P.LETTERS_APPROVE: _P.LETTERS_VIEW_DRAFTS,
    _P.LETTERS_PUBLISH: _P.LETTERS_VIEW_DRAFTS,
    _P.SIGNALS_WRITE: _P.SIGNALS_VIEW,
    _P.CASES_WRITE: _P.CASES_VIEW,
    _P.CASES_VIEW_ALL: _P.CASES_VIEW,
    _P.MEASURES_WRITE: _P.MEASURES_VIEW,
    _P.INSPECTIONS_WRITE: _P.INSPECTIONS_VIEW,
    _P.ACTIVITIES_WRITE: _P.ACTIVITIES_VIEW,
}
"""Who may change something may see it."""


def check_bounds(role: Role, permissions: frozenset[Permission]) -> None:
    """Check that a role is given nothing that it may never have, and keeps what it may never lose.

    Parameters: ``role``; ``permissions``, what one version gives it. Returns nothing. Errors: RuleError with
    a Dutch sentence. Source: the articles named above.
    """
    if role in AT_MOST and (over := permissions - AT_MOST[role][0]):
        raise _refuse(role, f"kan het recht '{_first(over)}' niet krijgen", AT_MOST[role][1])
    if role in ALWAYS and (lost := ALWAYS[role][0] - permissions):
        raise _refuse(role, f"kan het recht '{_first(lost)}' niet missen", ALWAYS[role][1])
    if role.value not in OURS and (guards := permissions & GUARDS):
        why = "Toezicht houden en rollen uitdelen doen de privacyfunctionaris en de beheerder."
        raise _refuse(role, f"kan het recht '{_first(guards)}' niet krijgen", why)
    if permissions & GUARDS and (seen := permissions & NEED_TO_KNOW):
        why = "Wie toezicht houdt of rollen uitdeelt, ziet zelf geen registraties over mensen."
        raise _refuse(role, f"kan '{_first(seen)}' niet hebben naast '{_first(permissions & GUARDS)}'", why)
    for permission in sorted(permissions, key=lambda each: each.value):
        needed = REQUIRES.get(permission)
        if needed is not None and needed not in permissions:
            raise _refuse(role, f"heeft '{permission.value}' en mist '{needed.value}'", "Geef beide of geen.")


def _refuse(role: Role, what: str, why: str) -> RuleError:
    return RuleError(f"De rol '{role.value}' {what}. {why}")


def _first(permissions: frozenset[Permission]) -> str:
    return min(each.value for each in permissions)
