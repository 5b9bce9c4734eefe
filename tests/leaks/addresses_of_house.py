"""Every address of the house, found in the URL table itself, with real arguments and for whom it is.

An address that is not known here makes a test fail: say in ``PAGES`` for whom it is (from the text of the
rules, not from the code), and in ``arguments.py`` what belongs in its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from tests.leaks.arguments import ARGUMENTS, Argument, list_registrations
from tests.leaks.canaries import Record
from tests.leaks.case_arguments import (
    CASE_WRITES,
    MEETINGS,
    ONE_OF_CASE,
    list_case_parts,
    list_meeting_parts,
)
from tests.leaks.oracle import (
    ACTIVITIES,
    ANALYSTS,
    APPROVERS,
    CASE_OFFICERS,
    CASE_WORKERS,
    COORDINATORS,
    EVERYBODY,
    FIGURES,
    IMPORTERS,
    INSIDE,
    INSPECTIONS,
    LOG,
    MEASURES,
    OFFICE,
    PEOPLE,
    PRIVACY,
    REGISTERS,
    SIGNALS,
    SOURCES,
    WRITE_ACTIVITIES,
    WRITE_CASES,
    WRITE_INSPECTIONS,
    WRITE_MEASURES,
    WRITERS,
    Audience,
    Who,
    may_see,
)
from tests.leaks.world import World

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
REGISTRATIONS = frozenset({"regisseur", "kernteamlid", "jurist", "partner"}) | frozenset(
    {"auteur", "toetser", "gegevensbeheerder", "inspecteur"}
)


@dataclass(frozen=True)
class Address:
    """One pattern of the URL table."""

    name: str
    route: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of its parts that differ."""
        return tuple(found.group(2) for found in _PARAMETER.finditer(self.route))

    def fill(self, values: tuple[str, ...]) -> str:
        """Return the address with its parts filled in."""
        waiting = iter(values)
        return _PARAMETER.sub(lambda _: next(waiting), self.route)


@dataclass(frozen=True)
class Visit:
    """One address to ask for: who belongs to its audience, and the record it is about."""

    address: Address
    href: str
    audience: Audience
    record: Record | None = None
    absent: str = ""
    """The same address for a name of the same shape that nothing has."""

    def opens_for(self, who: Who) -> bool:
        """Tell whether the oracle says that this page opens for somebody."""
        return who.has(self.audience) and (self.record is None or may_see(who, self.record))


REGISTER_WRITERS = frozenset({"regisseur", "kernteamlid", "jurist", "inspecteur"})
PAGES: dict[str, Audience] = {
    "start": INSIDE,
    "search": INSIDE,
    "set_language": EVERYBODY,
    "how_we_count": EVERYBODY,
    "accessibility": EVERYBODY,
    "registrations": REGISTRATIONS,
    "signals": SIGNALS | PRIVACY,
    "signal_new": SIGNALS,
    "signal_map": SIGNALS,
    "signal": SIGNALS | PRIVACY,
    "signal_step": SIGNALS | PRIVACY,
    "signal_sources": SIGNALS,
    "signal_enquiry": SIGNALS | PRIVACY,
    "signal_text": SIGNALS,
    "signal_lock": SIGNALS,
    "signal_open": PRIVACY,
    "agenda": INSIDE,
    "agenda_feed": EVERYBODY,
    "list_imports": REGISTER_WRITERS,
    "list_import": REGISTER_WRITERS,
    "list_template": REGISTER_WRITERS,
    "administration": LOG | PEOPLE | SOURCES,
    "audit_log": LOG,
    "configurations": LOG,
    "configuration": LOG,
    "people": PEOPLE,
    "person_new": PEOPLE,
    "person": PEOPLE,
    "person_password": PEOPLE,
    "person_end": PEOPLE,
    "public": EVERYBODY,
    "house_css": EVERYBODY,
    "house_logo": EVERYBODY,
    "open_data": EVERYBODY,
    "factsheets": EVERYBODY,
    "factsheet_theme": EVERYBODY,
    "factsheet_area": EVERYBODY,
    "catalogue_json": EVERYBODY,
    "catalogue_turtle": EVERYBODY,
    "figures_table": EVERYBODY,
    "figures_table_columns": EVERYBODY,
    "letter_feed": EVERYBODY,
    "plans": EVERYBODY,
    "plan": EVERYBODY,
    "plan_promises": EVERYBODY,
    "plan_promises_file": EVERYBODY,
    "commitment": EVERYBODY,
    "promise": EVERYBODY,
    "plan_commitments": EVERYBODY,
    "plan_version": EVERYBODY,
    "plan_file": EVERYBODY,
    "plan_compare": EVERYBODY,
    "plan_new": WRITERS,
    "plan_take_in": WRITERS,
    "plan_draft": OFFICE,
    "plan_draft_about": WRITERS,
    "plan_draft_discard": WRITERS,
    "plan_part_new": WRITERS,
    "plan_part_order": WRITERS,
    "plan_part": WRITERS,
    "plan_part_remove": WRITERS,
    "plan_adopt": APPROVERS,
    "plan_amend": WRITERS,
    "plan_withdraw": APPROVERS,
    "plan_evaluation": WRITERS,
    "plan_decide": WRITERS,
    "promise_deliver": WRITERS,
    "commitment_new": WRITERS,
    "commitment_discharge": WRITERS,
    "figures": EVERYBODY,
    "figure": EVERYBODY,
    "passport": EVERYBODY,
    "passport_table": EVERYBODY,
    "letters": EVERYBODY,
    "letter": EVERYBODY,
    "letter_file": EVERYBODY,
    "letter_explained": EVERYBODY,
    "verify_letter": EVERYBODY,
    "reports": MEASURES,
    "report": MEASURES,
    "report_new": WRITE_MEASURES,
    "report_decide": WRITE_MEASURES,
    "report_no_action": WRITE_MEASURES,
    "report_place": WRITE_MEASURES,
    "measures": MEASURES,
    "measure": MEASURES,
    "measure_publish": WRITE_MEASURES,
    "measure_lift": WRITE_MEASURES,
    "measure_reopen": WRITE_MEASURES,
    "measure_forfeit": WRITE_MEASURES,
    "measure_lift_order": WRITE_MEASURES,
    "measure_collect": WRITE_MEASURES,
    "measure_pay": WRITE_MEASURES,
    "measure_remedy": WRITE_MEASURES,
    "measure_adjourn": WRITE_MEASURES,
    "measure_settle": WRITE_MEASURES,
    "measure_collection": WRITE_MEASURES,
    "measure_suspension": WRITE_MEASURES,
    "measure_file": MEASURES,
    "measure_file_as": MEASURES,
    "inspections": INSPECTIONS,
    "inspection": INSPECTIONS,
    "inspection_visit": INSPECTIONS,
    "inspection_new": WRITE_INSPECTIONS,
    "inspection_participant": WRITE_INSPECTIONS,
    "inspection_visit_new": WRITE_INSPECTIONS,
    "inspection_signal": WRITE_INSPECTIONS,
    "areas": ACTIVITIES,
    "area": ACTIVITIES,
    "area_new": WRITE_ACTIVITIES,
    "area_extend": WRITE_ACTIVITIES,
    "area_evaluate": WRITE_ACTIVITIES,
    "area_end": WRITE_ACTIVITIES,
    "area_camera_new": WRITE_ACTIVITIES,
    "area_camera": WRITE_ACTIVITIES,
    "activities": ACTIVITIES,
    "activity_new": WRITE_ACTIVITIES,
    "case_flow": FIGURES,
    "case_glass": COORDINATORS,
    "meetings": CASE_WORKERS,
    "meeting": CASE_WORKERS,
    "minutes": CASE_WORKERS,
    "minutes_for": CASE_WORKERS,
    "meeting_new": WRITE_CASES,
    "meeting_desk": WRITE_CASES,
    "case_inspection_of": CASE_OFFICERS,
    "case_inspection": CASE_OFFICERS,
    "letter_new": WRITERS,
    "letter_new_of_type": WRITERS,
    "letter_write": WRITERS,
    "letter_about": WRITERS,
    "letter_editor_start": WRITERS,
    "letter_editor_check": WRITERS,
    "letter_editor_save": WRITERS,
    "letter_editor_parts": WRITERS,
    "letter_editor_periods": WRITERS,
    "letter_editor_propose": WRITERS,
    "letter_versions": OFFICE,
    "letter_version": OFFICE,
    "letter_set_aside": WRITERS,
    "letter_correct": WRITERS,
    "letter_new_from_word": WRITERS,
    "letter_word": WRITERS,
    "letter_word_copy": WRITERS,
    "letter_word_copy_like": WRITERS,
    "letter_word_file": WRITERS,
    "letter_word_return": WRITERS,
    "letter_word_settle": WRITERS,
    "letter_word_discard": WRITERS,
    "letter_submit": WRITERS,
    "letter_publish": WRITERS,
    "letter_withdraw": WRITERS,
    "letter_ask_again": APPROVERS | WRITERS,
    "letter_remind": OFFICE,
    "letter_package": EVERYBODY,
    "letter_changes": FIGURES,
    "absences": OFFICE | PEOPLE,
    "absence_end": OFFICE | PEOPLE,
    "letter_approval": OFFICE,
    "letter_approve": OFFICE,
    "letter_return": APPROVERS | WRITERS,
    "hotspots": OFFICE,
    "hotspot_set": OFFICE,
    "hotspots_take_in": ANALYSTS,
    "hotspots_analyse": ANALYSTS,
    "letter_audits": OFFICE,
    "letter_audit": OFFICE,
    "letter_audit_decide": OFFICE,
    "letter_audit_report": OFFICE,
    "letter_audit_delete": OFFICE,
    "letter_audit_make_letter": WRITERS,
    "sources": SOURCES,
    "source": SOURCES,
    "snapshot": SOURCES,
    "source_import": IMPORTERS,
    "snapshot_revoke": IMPORTERS,
}
"""For whom each address is. What it shows of which record is another question (``oracle.may_see``)."""
ENTRANCE = ("account_", "mfa_")
"""How the names begin of the addresses at the entrance, which show somebody nothing but themselves."""
POST_ONLY = frozenset(
    {"letter_editor_check", "letter_editor_save", "letter_editor_propose", "plan_part_order"}
    | {"casussen-done", "letter_audit_delete", "letter_submit", "letter_approve", "letter_return"}
    | {"letter_word_settle", "letter_word_discard"}
    | {"letter_ask_again", "letter_remind", "absence_end"}
)
"""Addresses that only a form asks for."""
BY_STATE = frozenset(
    {
        "letter_editor_start",
        "plan_amend",
        "plan_withdraw",
        "plan_evaluation",
        "plan_decide",
        "promise_deliver",
        "letter_write",
        "letter_about",
        "letter_publish",
        "letter_withdraw",
        "letter_correct",
        "letter_approval",
        "letter_set_aside",
    }
    | {
        "signal_map",
        "agenda_feed",
        "list_import",
        "list_template",
        "signal",
        "signal_step",
        "signal_sources",
        "signal_enquiry",
        "signal_lock",
    }
)
"""Addresses that exist only while a letter stands where this can be done."""


def list_addresses() -> list[Address]:
    """Return every address, from the URL table."""
    return list(_walk(get_resolver().url_patterns, "/"))


def audience_of(address: Address) -> Audience | None:
    """Return for whom an address is by the rules, or None when nobody wrote it down."""
    slug, _, tail = address.name.rpartition("-")
    if slug in REGISTERS:
        _, readers, writers = REGISTERS[slug]
        writing = {"new", "correct", "withdraw"} | (CASE_WRITES | {"step"} if slug == "casussen" else set())
        return writers if tail in writing else readers
    if address.name.startswith(ENTRANCE):
        return EVERYBODY
    return PAGES.get(address.name)


def list_visits(world: World, address: Address) -> list[Visit] | None:
    """Return what to ask of one address, or None when nobody wrote down what belongs in it."""
    audience = audience_of(address)
    if audience is None:
        return None
    if not address.parameters:
        return [Visit(address, address.route, audience)]
    slug, _, tail = address.name.rpartition("-")
    if address.name in MEETINGS:
        arguments = [Argument(*parts) for parts in list_meeting_parts(world, address.name)]
    elif slug == "casussen" and tail in CASE_WRITES | ONE_OF_CASE:
        arguments = [Argument(*parts) for parts in list_case_parts(world, tail)]
    elif slug in REGISTERS:
        arguments = list_registrations(world, slug)
    elif address.name in ARGUMENTS:
        arguments = ARGUMENTS[address.name](world)
    else:
        return None
    return [_visit(address, audience, argument) for argument in arguments]


def _visit(address: Address, audience: Audience, argument: Argument) -> Visit:
    absent = address.fill(argument.absent) if argument.absent != argument.values else ""
    return Visit(address, address.fill(argument.values), audience, argument.record, absent)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield Address(pattern.name or "", before + str(pattern.pattern))
