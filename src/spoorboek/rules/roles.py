"""Roles and what each may ever do. Whether it may be done now is a policy, not a role.

Legal basis: Gemeentewet art. 169 and 180 (account to the council), art. 5 and 32 GDPR (need to know).
"""

from __future__ import annotations

from enum import Enum
from functools import cache


class Role(Enum):
    """What somebody does in the policy cycle. The values are the Dutch words that users read."""

    AUTHOR = "auteur"
    REVIEWER = "toetser"
    DATA_MANAGER = "gegevensbeheerder"
    COORDINATOR = "regisseur"
    CORE_TEAM_MEMBER = "kernteamlid"
    LAWYER = "jurist"
    INSPECTOR = "inspecteur"
    PARTNER = "partner"
    PRIVACY_OFFICER = "privacyfunctionaris"
    COUNCIL_MEMBER = "raadslid"
    ADMINISTRATOR = "beheerder"
    ANONYMOUS = "anoniem"


class Permission(Enum):
    """One thing a role may ever do."""

    PLANS_VIEW_DRAFTS = "plans.view_drafts"
    PLANS_WRITE = "plans.write"
    PLANS_ADOPT = "plans.adopt"
    SOURCES_VIEW = "sources.view"
    SOURCES_IMPORT = "sources.import"
    FIGURES_VIEW = "figures.view"
    FIGURES_DEFINE = "figures.define"
    HOTSPOTS_VIEW = "hotspots.view"
    HOTSPOTS_RUN = "hotspots.run"
    LETTERS_VIEW_DRAFTS = "letters.view_drafts"
    LETTERS_WRITE = "letters.write"
    LETTERS_APPROVE = "letters.approve"
    LETTERS_PUBLISH = "letters.publish"
    SIGNALS_VIEW = "signals.view"
    SIGNALS_WRITE = "signals.write"
    SIGNALS_PRIVACY = "signals.privacy"
    CASES_VIEW = "cases.view"
    CASES_VIEW_ALL = "cases.view_all"
    CASES_WRITE = "cases.write"
    CASES_INSPECT = "cases.inspect"
    MEASURES_VIEW = "measures.view"
    MEASURES_WRITE = "measures.write"
    INSPECTIONS_VIEW = "inspections.view"
    INSPECTIONS_WRITE = "inspections.write"
    ACTIVITIES_VIEW = "activities.view"
    ACTIVITIES_WRITE = "activities.write"
    AUDIT_VIEW = "audit.view"
    PEOPLE_MANAGE = "people.manage"
    SYSTEM_MANAGE = "system.manage"


_P = Permission
_OFFICE = frozenset(
    {
        _P.PLANS_VIEW_DRAFTS,
        _P.FIGURES_VIEW,
        _P.HOTSPOTS_VIEW,
        _P.LETTERS_VIEW_DRAFTS,
        _P.ACTIVITIES_VIEW,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AUTHOR: _OFFICE | {_P.PLANS_WRITE, _P.SOURCES_VIEW, _P.LETTERS_WRITE, _P.LETTERS_PUBLISH},
    Role.REVIEWER: _OFFICE | {_P.SOURCES_VIEW, _P.LETTERS_APPROVE, _P.PLANS_ADOPT},
    Role.DATA_MANAGER: _OFFICE | {_P.SOURCES_VIEW, _P.SOURCES_IMPORT, _P.FIGURES_DEFINE, _P.HOTSPOTS_RUN},
    Role.COORDINATOR: _OFFICE
    | {
        _P.HOTSPOTS_RUN,
        _P.SIGNALS_VIEW,
        _P.SIGNALS_WRITE,
        _P.CASES_VIEW,
        _P.CASES_VIEW_ALL,
        _P.CASES_WRITE,
        _P.MEASURES_VIEW,
        _P.INSPECTIONS_VIEW,
        _P.INSPECTIONS_WRITE,
        _P.ACTIVITIES_WRITE,
    },
    Role.CORE_TEAM_MEMBER: frozenset(
        {
            _P.FIGURES_VIEW,
            _P.SIGNALS_VIEW,
            _P.SIGNALS_WRITE,
            _P.CASES_VIEW,
            _P.CASES_WRITE,
            _P.ACTIVITIES_VIEW,
        }
    ),
    Role.LAWYER: frozenset(
        {_P.FIGURES_VIEW, _P.CASES_VIEW, _P.MEASURES_VIEW, _P.MEASURES_WRITE, _P.INSPECTIONS_VIEW}
    ),
    Role.INSPECTOR: frozenset({_P.CASES_VIEW, _P.INSPECTIONS_VIEW, _P.INSPECTIONS_WRITE, _P.ACTIVITIES_VIEW}),
    Role.PARTNER: frozenset({_P.CASES_VIEW}),
    Role.PRIVACY_OFFICER: frozenset({_P.AUDIT_VIEW, _P.CASES_INSPECT, _P.SIGNALS_PRIVACY}),
    Role.COUNCIL_MEMBER: frozenset(),
    Role.ADMINISTRATOR: frozenset({_P.PEOPLE_MANAGE, _P.SYSTEM_MANAGE, _P.AUDIT_VIEW}),
    Role.ANONYMOUS: frozenset(),
}
"""``CASES_VIEW`` opens the pages of cases; which case is there, is decided per case. A partner works at
another organisation and sees the part of a case that they were invited to. Council members and residents
see what is published, which needs no permission."""


@cache
def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return everything that somebody with these roles may ever do.

    >>> permissions_of(frozenset({Role.COUNCIL_MEMBER}))
    frozenset()
    """
    return frozenset().union(*(PERMISSIONS[role] for role in roles))
