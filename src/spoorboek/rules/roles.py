"""Roles, and everything that one may ever do. Which role may do what on a day is configuration (role_rights).

Legal basis: Gemeentewet art. 169 and 180 (account to the council), art. 5 and 32 GDPR (need to know).
"""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What somebody does in the policy cycle. The values are the Dutch words that users read.

    A municipality may add roles (``add_role``): they are roles like these, but are not listed here.
    """

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


OURS = frozenset(role.value for role in Role)
"""The words of the roles that every municipality has."""


def find_role(word: str) -> Role | None:
    """Return the role by its word, also one that was added; None when there is none.

    Parameters: ``word``, the Dutch word.
    """
    return Role(word) if word in Role._value2member_map_ else None


def add_role(word: str) -> Role:
    """Return the role that a municipality added by this word.

    Parameters: ``word``, the Dutch word. What it may do, its configuration says; without that it may nothing.
    """
    known = find_role(word)
    if known is not None:
        return known
    # As flags make their members: one object for each word, known by its value and absent from the list.
    added = object.__new__(Role)
    added._name_ = word
    added._value_ = word
    Role._value2member_map_[word] = added
    return added


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
