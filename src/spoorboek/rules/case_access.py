"""Need to know: at which level a case stands, which rules open it then, and which fields each rule opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

import yaml

from spoorboek.rules.errors import RuleError


class CaseLevel(Enum):
    """How far a case is shut."""

    OPEN = "open"
    AUDITED = "audited"
    PROTECTED = "protected"
    CLOSED = "closed"


class CaseRule(Enum):
    """Through which rule somebody sees a case."""

    OWNER = "owner"
    TEAM = "team"
    INVITED = "invited"
    MEETING = "meeting"
    GLASS = "glass"
    COORDINATOR = "coordinator"
    WORKING = "working"


_R, _L = CaseRule, CaseLevel

OPENED_AT: Mapping[CaseLevel, frozenset[CaseRule]] = {
    _L.OPEN: frozenset({_R.OWNER, _R.TEAM, _R.INVITED, _R.MEETING, _R.COORDINATOR, _R.WORKING}),
    _L.AUDITED: frozenset({_R.OWNER, _R.TEAM, _R.INVITED, _R.MEETING, _R.COORDINATOR}),
    _L.PROTECTED: frozenset({_R.OWNER, _R.TEAM, _R.INVITED, _R.MEETING, _R.GLASS}),
    _L.CLOSED: frozenset({_R.OWNER, _R.TEAM}),
}
"""The whole of need-to-know: for each level the rules that open a case."""

LEVEL_WORDS: Mapping[CaseLevel, str] = {
    _L.OPEN: "open",
    _L.AUDITED: "gevolgd",
    _L.PROTECTED: "beschermd",
    _L.CLOSED: "gesloten",
}
LEVEL_MEANINGS: Mapping[CaseLevel, str] = {
    _L.OPEN: "Ook het hele kernteam ziet de basisgegevens.",
    _L.AUDITED: "Voor regisseur, team, genodigden en wie alle casussen coördineert.",
    _L.PROTECTED: "Wie coördineert ziet de casus alleen met noodtoegang, met een reden.",
    _L.CLOSED: "Alleen voor de regisseur van de casus en het team.",
}
RULE_WORDS: Mapping[CaseRule, str] = {
    _R.OWNER: "leidt de casus",
    _R.TEAM: "hoort bij het team",
    _R.INVITED: "is uitgenodigd",
    _R.MEETING: "was aanwezig bij het overleg",
    _R.GLASS: "nam noodtoegang",
    _R.COORDINATOR: "coördineert alle casussen",
    _R.WORKING: "werkt met casussen",
}
KEEPERS = frozenset({_R.OWNER, _R.TEAM, _R.COORDINATOR, _R.GLASS})
"""The rules under which somebody may also change a case."""
BASE = "base"


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A group of fields with its own right. ``sections``: by code the texts that are kept in it."""

    code: str
    title: str
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What each rule opens from ``since`` on, with the reference, and how long access lasts in hours."""

    since: date
    reference: str
    groups: tuple[FieldGroup, ...]
    opens: Mapping[CaseRule, frozenset[str]]
    glass_hours: int
    meeting_hours: int

    def has(self, rule: CaseRule, group: str) -> bool:
        """Tell whether a rule opens a group of fields.

        Parameters: ``rule``; ``group``, a code. Returns a bool.
        """
        return group in self.opens[rule]

    def group_of(self, section: str) -> str:
        """Return the group in which a text is kept.

        Parameters: ``section``, the code of a text. Returns the code of its group. Errors: RuleError with a
        Dutch sentence when no group has it.
        """
        for group in self.groups:
            if section in group.sections:
                return group.code
        raise RuleError(f"Een casus heeft geen onderdeel '{section}'.")


def read_access_rules(text: str) -> tuple[AccessRules, ...]:
    """Return the versions of the access rules, oldest first.

    Parameters: ``text``, YAML with ``versions``. Returns one or more AccessRules. Errors: RuleError with a
    Dutch sentence for a rule or group that is not known, or a rule that is left out.
    """
    try:
        versions = [_read_version(raw) for raw in yaml.safe_load(text)["versions"]]
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise RuleError(f"De toegangsregels zijn niet te lezen: {error}.") from error
    if not versions:
        raise RuleError("Er staat geen versie van de toegangsregels in.")
    return tuple(sorted(versions, key=lambda version: version.since))


def find_access_rules(versions: tuple[AccessRules, ...], on: date) -> AccessRules:
    """Return the rules that hold on a day; before the first version the first holds.

    Parameters: ``versions``, oldest first, at least one; ``on``, a day. Returns one of them.
    """
    return next((each for each in reversed(versions) if each.since <= on), versions[0])


def _read_version(raw: Mapping[str, object]) -> AccessRules:
    said: dict[str, object] = dict(raw)
    listed = said["groups"]
    assert isinstance(listed, dict)
    groups = tuple(
        FieldGroup(code, str(g["title"]), dict(g.get("sections") or {})) for code, g in listed.items()
    )
    if not groups or groups[0].code != BASE:
        raise RuleError(f"De eerste groep van gegevens heet '{BASE}'.")
    given = said["opens"]
    assert isinstance(given, dict)
    opens = {CaseRule(code): frozenset(codes) for code, codes in given.items()}
    for rule in CaseRule:
        if BASE not in opens.get(rule, ()):
            raise RuleError(f"De regel '{rule.value}' moet in elk geval '{BASE}' openen.")
        if unknown := sorted(opens[rule] - {group.code for group in groups}):
            raise RuleError(f"De groep '{unknown[0]}' bij de regel '{rule.value}' bestaat niet.")
    since = said["since"]
    assert isinstance(since, date)
    if not str(said["reference"]).strip():
        raise RuleError(f"De toegangsregels van {since} noemen niet waar zij op rusten (reference).")
    hours = [int(str(said[name])) for name in ("glass_hours", "meeting_hours")]
    return AccessRules(since, str(said["reference"]), groups, opens, *hours)
