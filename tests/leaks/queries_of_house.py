"""Every query of the house: each public function of an app that takes a viewer first, found by itself.

A query that is not known here makes a test fail: add what belongs in its parameters to ``VALUES``, or say
in ``INNER`` through which other query it is asked.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.leaks.letter_world import PUBLIC as PUBLIC_LETTER
from tests.leaks.plan_world import PUBLIC as PUBLIC_PLAN
from tests.leaks.plan_world import THEME as PUBLIC_THEME
from tests.leaks.register_world import SLUGS
from tests.leaks.world import AT, World

import spoorboek.apps
from spoorboek.apps.cases.queries import CaseQuestion
from spoorboek.apps.cases.registers import REGISTERS as CASE_REGISTERS
from spoorboek.apps.intake.register_lists import ListQuestion
from spoorboek.apps.intake.registers import REGISTERS as SIGNAL_REGISTERS
from spoorboek.apps.interventions.models import MeasureRemedy
from spoorboek.apps.interventions.registers import REGISTERS as OTHER_REGISTERS
from spoorboek.apps.plans.models import Promise
from spoorboek.documents.working_copy.read_back import Reading
from spoorboek.figures.period import Period

INNER = {
    "accounts.letter_work.sort_letter_work": "the pages: the list of letters that ask something",
    "accounts.letter_work.recall_route_states": "letters.route_states.list_route_states",
    "accounts.promises.account_promises": "accounts.promises.list_promise_accounts",
    "exchange.promise_files.export_promises": "the pages: promised against reported as a file",
    "audit.remembering.remember": "holds nothing itself",
    "audit.remembering.open_memory": "holds nothing itself",
    "access.counting.list_counted_rows": "indicators.counted_rows.list_counted_rows",
    "accounts.published_passports.read_published_passport": "accounts.passports.get_passport",
    "accounts.passports.withhold_line": "the pages: a passport's table as a file",
    "cases.part_queries.read_parts": "cases.file_queries.get_case_file",
    "interventions.measure_queries.read_measure": "interventions.measure_queries.get_measure",
    "interventions.measure_descriptions.describe_measure": "interventions.measure_queries.get_measure",
    "interventions.measure_descriptions.find_case_number": "interventions.measure_queries.get_measure",
    "interventions.measure_queries.list_shown_reports": "interventions.measure_queries.get_measure",
    "letters.disclosing.find_protection": "letters.queries.view_letter",
    "letters.disclosing.protect_cells": "accounts.published_figures.list_published_figures",
    "cases.file_queries.list_actions": "cases.file_queries.get_case_file",
    "cases.meeting_queries.find_next_case": "cases.meeting_queries.get_desk",
    "cases.file_queries.list_open_groups": "cases.file_queries.get_case_file",
    "cases.file_queries.list_open_texts": "cases.file_queries.get_case_file",
    "cases.file_queries.list_decisions": "cases.file_queries.get_case_file",
    "cases.word_search.having_written": "cases.word_search.find_case_parts",
    "cases.queries.row_of": "cases.file_queries.get_case_file",
    "exchange.queries.export_city": "the command export",
    "letters.disclosing.protect_records": "accounts.published_figures.list_published_figures",
    "indicators.counting.open_counter": "indicators.queries",
    "indicators.promise_progress.list_family_progress": "accounts.promises.list_promise_accounts",
    "people.own_things.list_kept_filters": "the viewer's own ways of looking",
    "people.kept_forms.find_kept_form": "what the viewer typed, to nobody else",
    "people.own_things.has_calendar_key": "the viewer's own key",
    "cases.queries.find_cases": "cases.queries.list_case_page",
    "exchange.case_files.export_cases": "cases.export_queries.list_case_exports",
    "exchange.list_files.export_list": "the pages: every register as a file",
    "exchange.list_imports.list_kept_mappings": "holds no record, only names of columns",
    "exchange.list_imports.choose_mapping": "holds no record, only names of columns",
    "intake.register_queries.make_row": "intake.register_queries.get_registration",
    "intake.models.person_keys": "says only who the viewer is",
    "intake.register_queries.log_read": "writes the log",
    "intake.register_queries.log_reads": "writes the log",
    "interventions.deadlines.log_deadlines": "writes the log",
    "cases.changing_queries.check_part_exists": "cases.file_queries.get_case_file",
    "intake.register_queries.get_registration_to_change": "intake.register_queries.get_registration",
    "intake.protocol_queries.get_step_to_take": "intake.protocol_queries.get_weighing",
    "cases.queries.get_version_to_change": "cases.file_queries.get_case_file",
    "letter_audits.auditing.list_known_figures": "letter_audits.auditing.run_audit",
    "letter_audits.auditing.read_plan": "letter_audits.auditing.run_audit",
    "letter_audits.auditing.run_audit": "the command audit",
    "letters.live.open_shelf": "letters.proposals.list_building_blocks",
    "letters.live.check_live": "the page: letter_editor_start",
    "letters.draft_queries.check_draft": "the page: letter_editor_start",
    "letters.queries.check_source": "the command letter check",
    "letters.queries.build_source": "the command letter build",
    "letters.working_copies.build_source_copy": "the command letter to-word",
    "letters.queries.get_in_office": "letters.queries.view_letter",
    "letters.reading.open_letter": "letters.queries.view_letter",
    "plans.deliveries.list_plan_deliveries": "plans.queries.export_plan",
    "plans.models.plan.visible_when_public": "says for whom, shows nothing",
}
REGISTERS = {**SIGNAL_REGISTERS, **CASE_REGISTERS, **OTHER_REGISTERS}


@dataclass(frozen=True)
class Query:
    """One public function with its parameters after the viewer."""

    name: str
    function: Callable[..., Any]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the parameters that must be given, and ``purpose`` where it may."""
        found = list(inspect.signature(self.function).parameters.values())[1:]
        return tuple(one.name for one in found if one.default is one.empty or one.name == "purpose")


def list_queries() -> list[Query]:
    """Return every query, from the modules of the apps."""
    found = []
    for module in pkgutil.walk_packages(spoorboek.apps.__path__, "spoorboek.apps."):
        if ".migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, function in vars(loaded).items():
            is_ours = inspect.isfunction(function) and function.__module__ == module.name and name[0] != "_"
            if is_ours and next(iter(inspect.signature(function).parameters), "") == "viewer":
                found.append(Query(f"{module.name.removeprefix('spoorboek.apps.')}.{name}", function))
    return found


def list_calls(world: World, query: Query) -> list[dict[str, Any]] | None:
    """Return the arguments to ask a query with, or None when nobody wrote them down."""
    if {"register", "number"} <= set(query.parameters):
        return [_common(query) | each for each in _registrations(world)]
    values = []
    for name in query.parameters:
        known = _values(world, query, name)
        if known is None:
            return None
        values.append([(name, one) for one in known])
    return [dict(each) for each in itertools.product(*values)]


def _values(world: World, query: Query, name: str) -> list[Any] | None:
    app, function = query.name.split(".")[0], query.name.rpartition(".")[2]
    for key in (f"{app}.{function}.{name}", f"{app}.{name}", name):
        if key in VALUES:
            return VALUES[key](world)
    return None


def _registrations(world: World) -> Iterator[dict[str, Any]]:
    for register in REGISTERS.values():
        for number in world.names[SLUGS[register.model._meta.model_name or ""]]:
            yield {"register": register, "number": number}


def _common(query: Query) -> dict[str, Any]:
    known = {"at": AT, "purpose": "nagaan of er iets lekt"}
    return {name: known[name] for name in query.parameters if name in known}


def _fixed(*values: Any) -> Callable[[World], list[Any]]:
    return lambda world: list(values)


def _named(called: str) -> Callable[[World], list[Any]]:
    return lambda world: list(world.names[called])


def _keys(world: World) -> list[str]:
    return [f"{code}@2023@GM0505" for code in world.names["figure"]]


VALUES: dict[str, Callable[[World], list[Any]]] = {
    "at": _fixed(AT),
    "on": _fixed(date(2025, 2, 24)),
    "dated_on": _fixed(date(2026, 2, 24)),
    "purpose": _fixed("nagaan of er iets lekt"),
    "period": _fixed(Period.parse("2023..2026")),
    "periods": _fixed([Period.parse("2023")]),
    "kind": _fixed("undermining"),
    "version": _fixed(1),
    "before": _fixed(1),
    "after": _fixed(1, 2),
    "form": _fixed("pdf", "docx", "html"),
    "step": _fixed("content"),
    "register": lambda world: list(REGISTERS.values()),
    "registers": _fixed(REGISTERS),
    "words": _fixed(["zq"], ["verzonnen"]),
    "intake.words": _fixed("zq", "verzonnen"),
    "limit": _fixed(20),
    "first": _fixed(date(2000, 1, 1)),
    "last": _fixed(date(2030, 1, 1)),
    "place": _fixed("zq", ""),
    "summary": _fixed(""),
    "area_code": _fixed("GM0505"),
    "question": _fixed(ListQuestion()),
    "key": _keys,
    "keys": lambda world: [_keys(world)],
    "plan": _named("plan"),
    "source": _named("source"),
    "codes": lambda world: [[*world.names["figure"], "GM0505"]],
    "areas.code": _named("area"),
    "hotspots.code": _named("report set"),
    "indicators.code": _named("figure"),
    "sources.code": _named("source"),
    "sources.get_snapshot.code": _named("snapshot"),
    "plans.slug": _named("plan"),
    "theme": _fixed(PUBLIC_THEME),
    "plans.compare_versions.slug": _fixed(PUBLIC_PLAN),
    "plans.get_promise.code": lambda world: _codes(world),
    "letter_audits.code": _named("audit"),
    "letters.code": _named("word file"),
    "letters.how": lambda world: [Reading()],
    "letters.claim_id": _fixed("c1", "c2"),
    "letters.number": _fixed(1),
    "letters.list_figure_periods.code": _named("figure"),
    "letters.propose_for_number.printed": _fixed("7"),
    "letters.propose_for_number.before": _fixed("Er waren "),
    "letters.propose_for_number.after": _fixed(" meldingen in 2023."),
    "letters.propose_for_words.words": _fixed("is gestegen"),
    "letters.propose_for_words.sentence": _fixed("Het aantal meldingen is gestegen."),
    "letters.propose_for_words.tied": _fixed([]),
    "letters.slugs": lambda world: [world.names["letter"]],
    "letters.slug": lambda world: [PUBLIC_LETTER, world.names["letter"][-1]],
    "cases.number": _named("casussen"),
    "cases.words": _fixed("script", "verzonnen"),
    "cases.with_parts": _fixed(True),
    "cases.with_areas": _fixed(True),
    "cases.question": _fixed(CaseQuestion(), CaseQuestion(words="script", in_parts=True)),
    "intake.find_whole_number.number": lambda world: [*world.names["signalen"], *world.names["casussen"]],
    "cases.section": _fixed("plan", "police"),
    "people.username": _fixed("genodigd"),
    "cases.username": _fixed("genodigd", "leidt"),
    "cases.get_meeting.number": _named("meeting"),
    "cases.get_desk.number": _named("meeting"),
    "cases.get_minutes_for.number": _named("meeting"),
    "audit.list_reads.subject": _fixed("cases.case"),
    "audit.list_reads.key": _fixed("1"),
    "intake.number": _named("signalen"),
    "interventions.get_police_report.number": _named("bestuurlijke-rapportages"),
    "interventions.get_report_detail.number": _named("bestuurlijke-rapportages"),
    "interventions.get_measure.number": _named("maatregelen"),
    "interventions.get_measure_file.number": _named("maatregelen"),
    "interventions.get_inspection.number": _named("controledagen"),
    "interventions.get_visit.number": _named("gecontroleerde-bedrijven"),
    "interventions.get_designated_area.number": _named("aangewezen-gebieden"),
    "interventions.number": _named("maatregelen"),
    "interventions.list_hanging_cameras.number": _named("aangewezen-gebieden"),
    "interventions.check_visit_exists.day": _named("controledagen"),
    "interventions.check_visit_exists.number": _named("gecontroleerde-bedrijven"),
    "interventions.list_participants_at.day": _named("controledagen"),
    "interventions.list_participants_at.number": _named("gecontroleerde-bedrijven"),
    "interventions.closure": _named("gesloten-panden"),
    "interventions.order": _named("lasten-onder-dwangsom"),
    "interventions.remedy": lambda world: list(MeasureRemedy.objects.values_list("pk", flat=True)),
    "interventions.numbers": lambda world: [
        [*world.names["bestuurlijke-rapportages"], *world.names["controledagen"]]
    ],
    "interventions.since": _fixed(date(2023, 1, 1)),
    "interventions.until": _fixed(date(2026, 12, 31)),
    "interventions.get_inspection_day.number": _named("controledagen"),
}
"""By ``app.function.parameter``, ``app.parameter`` or ``parameter``, the narrowest first."""


def _codes(world: World) -> list[str]:
    drafts = (canary for canary in world.canaries.known.values() if canary.record.kind.endswith("plan"))
    codes = [canary.word for canary in drafts if canary.field == "code"]
    return [code for code in codes if Promise.objects.filter(code=code).exists()][::4]
