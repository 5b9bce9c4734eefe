"""The kinds of cases and the rules of access that hold here: the municipality's own, else those we ship."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from spoorboek.apps.access.configuration import find_file
from spoorboek.rules.case_access import AccessRules, find_access_rules, read_access_rules
from spoorboek.rules.case_kinds import CaseKind, KindVersion, read_case_kinds
from spoorboek.rules.errors import RuleError


def list_kinds() -> dict[str, CaseKind]:
    """Return every kind by its code."""
    return _read_kinds(find_file("case_kinds.yaml"))


def list_kind_choices() -> list[tuple[str, str]]:
    """Return code and Dutch title of every kind, as a model field asks for them."""
    return [(kind.code, kind.title) for kind in list_kinds().values()]


def list_open_kinds(day: date) -> list[tuple[str, str]]:
    """Return code and Dutch title of each kind of which a case may be opened on a day."""
    return [(kind.code, kind.title) for kind in list_kinds().values() if kind.is_open_on(day)]


def check_kind_opens(code: str, opened_on: date) -> None:
    """Check that a case of a kind may be opened on a day; raise RuleError with a sentence for people."""
    kind = list_kinds().get(code)
    if kind is not None and kind.until is not None and not kind.is_open_on(opened_on):
        raise RuleError(f"De soort '{kind.title}' liep tot en met {kind.until:%d-%m-%Y}.")


def list_phases(kind: str, opened_on: date) -> KindVersion:
    """Return the phases of a kind for a case opened on a day."""
    found = list_kinds().get(kind)
    if found is None:
        raise RuleError(f"De soort casus '{kind}' bestaat niet.")
    return found.version_on(opened_on)


def list_access_versions() -> tuple[AccessRules, ...]:
    """Return every version of the rules of access, oldest first."""
    return _read_rules(find_file("case_access.yaml"))


def access_rules_on(day: date) -> AccessRules:
    """Return the rules of access that hold on a day."""
    return find_access_rules(list_access_versions(), day)


def list_section_choices() -> list[tuple[str, str]]:
    """Return code and title of every text that any version of the rules keeps."""
    versions = list_access_versions()
    return list(
        {code: title for v in versions for g in v.groups for code, title in g.sections.items()}.items()
    )


def list_group_choices() -> list[tuple[str, str]]:
    """Return code and title of every group of fields of any version of the rules."""
    versions = list_access_versions()
    return list({group.code: group.title for version in versions for group in version.groups}.items())


@cache
def _read_kinds(path: Path) -> dict[str, CaseKind]:
    return read_case_kinds(path.read_text(encoding="utf-8"))


@cache
def _read_rules(path: Path) -> tuple[AccessRules, ...]:
    return read_access_rules(path.read_text(encoding="utf-8"))
