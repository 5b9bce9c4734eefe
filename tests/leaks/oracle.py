"""Who may see what, written down slowly from the text of the rules. It asks no code of the house.

Sources: the README of each app, ``rules/parameters/roles.yaml`` read as text, Gemeentewet art. 169 and 180,
art. 5 and 32 GDPR. A role is its Dutch word. Nothing here may import from ``spoorboek``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.leaks.canaries import Canary, Record

EVERYBODY = "everybody"
INSIDE = "inside"
Audience = str | frozenset[str]


def _roles(words: str) -> frozenset[str]:
    return frozenset(words.split())


ALL_ROLES = _roles(
    "auteur toetser gegevensbeheerder regisseur kernteamlid jurist inspecteur partner "
    "privacyfunctionaris raadslid beheerder anoniem"
)
OFFICE = _roles("auteur toetser gegevensbeheerder regisseur")
"""Those who write, check and count: drafts are theirs."""
FIGURES = OFFICE | _roles("kernteamlid jurist")
SOURCES = _roles("auteur toetser gegevensbeheerder")
SIGNALS = _roles("regisseur kernteamlid")
COORDINATORS = _roles("regisseur")
CASE_WORKERS = _roles("regisseur kernteamlid jurist inspecteur partner")
"""Those for whom the pages of cases are; which case is there, is another question."""
CASE_OFFICERS = _roles("privacyfunctionaris")
"""Those who see by its number who can see a case, and never what it says."""
PRIVACY = _roles("privacyfunctionaris")
MEASURES = _roles("regisseur jurist")
INSPECTIONS = _roles("regisseur jurist inspecteur")
ACTIVITIES = OFFICE | _roles("kernteamlid inspecteur jurist")
WRITERS = _roles("auteur")
APPROVERS = _roles("toetser")
IMPORTERS = _roles("gegevensbeheerder")
ANALYSTS = _roles("gegevensbeheerder regisseur")
LOG = _roles("privacyfunctionaris beheerder")
PEOPLE = _roles("beheerder")


@dataclass(frozen=True)
class Who:
    """Somebody who looks: user name (empty when not logged in) and roles."""

    name: str
    username: str
    roles: frozenset[str]
    is_inside: bool = True

    def has(self, audience: Audience) -> bool:
        """Tell whether this person belongs to an audience."""
        if audience == EVERYBODY:
            return True
        if audience == INSIDE:
            return self.is_inside
        return self.is_inside and bool(self.roles & set(audience))

    def __str__(self) -> str:
        return self.name


KINDS: dict[str, Audience] = {
    "area": EVERYBODY,
    "letter type": EVERYBODY,
    "public plan": EVERYBODY,
    "public letter": EVERYBODY,
    "public source": EVERYBODY,
    "public definition": EVERYBODY,
    "draft plan": OFFICE,
    "draft letter": OFFICE,
    "letter at work": OFFICE,
    "source": SOURCES,
    "report set": OFFICE,
    "named source": FIGURES,
    "definition": FIGURES,
    "table": FIGURES,
    "signal": SIGNALS,
    "waiting signal": SIGNALS | PRIVACY,
    "enquiry": SIGNALS | PRIVACY,
    "locked signal": PRIVACY,
    "measure": MEASURES,
    "inspection": INSPECTIONS,
    "activity": ACTIVITIES,
    "event": LOG,
    "user name": INSIDE,
    "person": PEOPLE,
    "mail address": PEOPLE,
}
"""For whom a kind of record exists. Those that depend on people as well stand in ``may_see``.

A source has three sides: what a passport says of it (``named source``: title and delivery), the same of a
source that a published letter rests on (``public source``), and everything else about it (``source``).
``letter at work``: what was written while a letter was made (earlier texts, remarks of who approved).
"""

CASES = frozenset({"case", "open case", "shut case", "case content", "case police"})
"""Cases by their level (audited, open, protected or closed), and what is written in one by its group."""
PERSONAL = (
    frozenset({"signal", "waiting signal", "locked signal", "raw text", "measure", "inspection"}) | CASES
)
"""Kinds whose reads are logged, with the record and a purpose."""


def is_personal(record: Record) -> bool:
    """Tell whether each read of a record is logged. Who takes part in an inspection is an organisation."""
    return record.kind in PERSONAL and record.model != "interventions.inspectionparticipant"


def may_see(who: Who, record: Record) -> bool:
    """Tell whether a record exists for somebody."""
    if record.kind in CASES:
        # Who leads this one, its team and its guests (of what is in it: those for whom its group is open).
        is_theirs = bool(who.username) and who.username in record.people
        by_role = {"open case": SIGNALS, "case": COORDINATORS, "case content": COORDINATORS}
        return who.is_inside and (is_theirs or who.has(by_role.get(record.kind, frozenset())))
    if record.kind == "meeting":
        return who.has(COORDINATORS) or (who.is_inside and who.username in record.people)
    if record.kind == "raw text":
        # Named readers only, as long as they work with signals.
        return who.has(SIGNALS) and who.username in record.people
    if record.kind == "audited letter":
        # Who brought it, and who check letters.
        return who.has(APPROVERS) or (who.has(OFFICE) and who.username in record.people)
    if record.kind == "person":
        # Everybody may know their own name.
        return who.has(PEOPLE) or (bool(who.username) and who.username in record.people)
    return who.has(KINDS[record.kind])


WRITE_SIGNALS = SIGNALS
WRITE_CASES = SIGNALS
WRITE_MEASURES = _roles("jurist")
WRITE_INSPECTIONS = _roles("regisseur inspecteur")
WRITE_ACTIVITIES = _roles("regisseur")

REGISTERS: dict[str, tuple[str, Audience, Audience]] = {
    "signalen": ("signal", SIGNALS, WRITE_SIGNALS),
    # The pages are for those who work with cases; which case is there, is said by ``may_see``.
    "casussen": ("case", CASE_WORKERS, WRITE_CASES),
    "bestuurlijke-rapportages": ("measure", MEASURES, WRITE_MEASURES),
    "maatregelen": ("measure", MEASURES, WRITE_MEASURES),
    "gesloten-panden": ("measure", MEASURES, WRITE_MEASURES),
    "lasten-onder-dwangsom": ("measure", MEASURES, WRITE_MEASURES),
    "afgepakt-vermogen": ("measure", MEASURES, WRITE_MEASURES),
    "controledagen": ("inspection", INSPECTIONS, WRITE_INSPECTIONS),
    "deelnemers": ("inspection", INSPECTIONS, WRITE_INSPECTIONS),
    "gecontroleerde-bedrijven": ("inspection", INSPECTIONS, WRITE_INSPECTIONS),
    "controles-seksinrichtingen": ("inspection", INSPECTIONS, WRITE_INSPECTIONS),
    "activiteiten": ("activity", ACTIVITIES, WRITE_ACTIVITIES),
    "inzet": ("activity", ACTIVITIES, WRITE_ACTIVITIES),
    "middelen": ("activity", ACTIVITIES, WRITE_ACTIVITIES),
    "aangewezen-gebieden": ("activity", ACTIVITIES, WRITE_ACTIVITIES),
}
"""The noun in the address: what kind its records are, who may look, who may write."""

_NAMED_IN_THE_LOG = frozenset({"slug", "code", "reason", "subject", "username"})
"""The log names what was acted on, and why something was revoked or sent back; never what it says."""


def may_read(who: Who, canary: Canary) -> bool:
    """Tell whether a word of a record may be shown to somebody."""
    if canary.record.kind == "waiting signal" and not who.has(SIGNALS):
        # What the privacy officer needs to decide on a question to sources; not what the signal says.
        return who.has(PRIVACY) and canary.field in {"number", "theme"}
    if may_see(who, canary.record):
        return True
    if canary.field == "number" and canary.record.kind in CASES:
        return who.has(CASE_OFFICERS)
    if canary.field in _NAMED_IN_THE_LOG and canary.record.kind not in PERSONAL:
        return who.has(LOG)
    return False
