"""What is configured, as tables of a day: which version holds, from when until when, and by what decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.listed_fields import list_value_lists
from spoorboek.apps.access.roles import list_roles
from spoorboek.apps.cases.kinds import list_access_versions, list_kinds
from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.protocol import get_signal_protocol
from spoorboek.apps.interventions.ladders import list_ladders
from spoorboek.rules.case_access import RULE_WORDS, find_access_rules
from spoorboek.rules.ladders.ladder import Ladder, LadderVersion
from spoorboek.rules.ladders.proposal import describe_row
from spoorboek.rules.parameters.dated import DatedValue, Parameter, get_parameters
from spoorboek.rules.protocols.signal_protocol import ProtocolStep
from spoorboek.rules.roles import Permission
from spoorboek.rules.value_lists import ValueList
from spoorboek.web.dates import format_date
from spoorboek.web.permission_words import PERMISSION_WORDS
from spoorboek.web.phrasebook import say_word
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table, with which version it shows when all its rows are of one."""

    table: Table
    version: str = ""


def draw_roles(on: date) -> list[Drawn]:
    """Return what each role may do on a day."""
    rows = []
    for role, rights in list_roles().items():
        held = rights.find_version(on)
        last = rights.until if held else None
        rows.append(
            [
                cell(capfirst(role.value)),
                cell(_name_permissions(held.permissions) if held else _("geldt niet")),
                *draw_days(
                    held.since if held else None, find_last_day(on, [v.since for v in rights.versions], last)
                ),
                content_cell(held.reference if held else ""),
            ]
        )
    columns = [Column(_("Rol")), Column(_("Mag")), *draw_day_columns()]
    return [Drawn(Table(_("Wat elke rol mag"), columns, rows, is_stacked=True))]


def draw_kinds(on: date) -> list[Drawn]:
    """Return the kinds of cases with the phases of a case that is opened on a day."""
    rows = []
    for kind in list_kinds().values():
        held, is_open = kind.version_on(on), kind.is_open_on(on)
        phases = " → ".join(held.phases.values())
        rows.append(
            [
                cell(capfirst(kind.title), note=_("over een persoon of huishouden") if kind.personal else ""),
                cell(phases if is_open else _("neemt geen nieuwe casussen op")),
                *draw_days(held.since, find_last_day(on, [v.since for v in kind.versions], kind.until)),
                content_cell(held.reference),
            ]
        )
    columns = [Column(_("Soort casus")), Column(_("Fasen")), *draw_day_columns()]
    return [Drawn(Table(_("Soorten casussen en hun fasen"), columns, rows, is_stacked=True))]


def draw_access(on: date) -> list[Drawn]:
    """Return which fields of a case each rule opens on a day."""
    versions = list_access_versions()
    held = find_access_rules(versions, on)
    titles = {group.code: group.title for group in held.groups}
    last = find_last_day(on, [version.since for version in versions], None)
    rows = [
        [
            cell(capfirst(RULE_WORDS[rule])),
            cell(", ".join(title for code, title in titles.items() if code in opened)),
            *draw_days(held.since, last),
            content_cell(held.reference),
        ]
        for rule, opened in held.opens.items()
    ]
    columns = [Column(_("Wie")), Column(_("Ziet van de casus")), *draw_day_columns()]
    said = _("Wie wat van een casus ziet; noodtoegang duurt %(glass)s uur, na een overleg %(meeting)s uur")
    caption = said % {"glass": held.glass_hours, "meeting": held.meeting_hours}
    return [Drawn(Table(caption, columns, rows, is_stacked=True))]


def draw_channels(on: date) -> list[Drawn]:
    """Return the channels, with whether signals come in through them on a day."""
    rows = []
    for channel in CHANNELS.values():
        about = _("niets over een melder") if channel.anonymous else _("melder mag erbij")
        is_open = channel.is_open_on(on)
        rows.append(
            [
                cell(capfirst(channel.title)),
                cell(about if is_open else _("gesloten"), note="" if is_open else about),
                *draw_days(channel.valid_from, channel.valid_until),
                content_cell(channel.reference),
            ]
        )
    columns = [Column(_("Kanaal")), Column(_("Wat wordt bewaard")), *draw_day_columns()]
    return [Drawn(Table(_("Kanalen van signalen"), columns, rows, is_stacked=True))]


def draw_lists(on: date) -> list[Drawn]:
    """Return the lists of values that fields have, each value with whether it can be entered on a day."""
    columns = [Column(_("Waarde")), Column(_("Kan worden ingevoerd")), *draw_day_columns()]
    return [
        Drawn(Table(capfirst(say_word(each.title)), columns, _value_rows(each, on), is_stacked=True))
        for each in list_value_lists().values()
    ]


def draw_protocol(on: date) -> list[Drawn]:
    """Return the steps by which a signal is weighed on a day, with their criteria."""
    protocol = get_signal_protocol()
    held = [each for each in protocol.versions if each.since <= on and on <= (each.until or on)]
    columns = [
        Column(_("Stap")),
        Column(_("Vraag en criteria")),
        Column(_("Wie besluit")),
        Column(_("Uitkomsten")),
    ]
    tables = []
    for version in held:
        said = _say_version(version.version, version.since, version.until, version.reference)
        kept = _("Een signaal zonder vervolg blijft %(months)s maanden bewaard.") % {
            "months": version.keep_months
        }
        rows = [_step_row(step) for step in version.steps]
        tables.append(Drawn(Table(protocol.title, columns, rows, is_stacked=True), f"{said} {kept}"))
    return tables


def draw_ladders(on: date) -> list[Drawn]:
    """Return the ladders that hold on a day, each with its rows."""
    return [
        _draw_ladder(ladder, version)
        for ladder in list_ladders()
        for version in ladder.versions
        if version.holds(on)
    ]


def draw_terms(on: date) -> list[Drawn]:
    """Return the terms that hold on a day."""
    return [_draw_parameters(_("Termijnen"), get_parameters("clocks").values(), on)]


def draw_agreements(on: date) -> list[Drawn]:
    """Return the agreements on testing words and on small numbers that hold on a day."""
    return [
        _draw_parameters(_("Toetsen van woorden van verandering"), get_parameters("claims").values(), on),
        _draw_parameters(_("Kleine aantallen"), get_parameters("disclosure").values(), on),
    ]


def _draw_ladder(ladder: Ladder, version: LadderVersion) -> Drawn:
    said = _say_version(version.version, version.since, version.until, version.source)
    if not version.checked:
        unchecked = _("Nog na te kijken door een jurist.")
        said = f"{said} {unchecked}"
    rows = [
        [
            cell(f"{row.position}{'+' if row.and_more else ''}"),
            cell(", ".join(ladder.facts[name][fact] for name, fact in row.when.items())),
            cell(describe_row(row), note=row.remark),
            cell(row.basis),
        ]
        for row in version.rows
    ]
    columns = [Column(_("Keer of trede")), Column(_("Bij")), Column(_("Maatregel")), Column(_("Grondslag"))]
    return Drawn(Table(ladder.title, columns, rows, is_stacked=True), said)


def _draw_parameters(caption: str, parameters: Iterable[Parameter], on: date) -> Drawn:
    rows = []
    for each in parameters:
        held = next((value for value in reversed(each.values) if value.since <= on), None)
        said = _say_value(held, each.unit) if held else _("geldt niet")
        checked = "" if held is None or held.checked else _("nog na te kijken door een jurist")
        rows.append(
            [
                cell(each.title, note=_("eigen afspraak mag") if each.local else ""),
                cell(said),
                *draw_days(
                    held.since if held else None,
                    find_last_day(on, [value.since for value in each.values], None),
                ),
                content_cell(held.reference if held else "", note=checked),
            ]
        )
    columns = [Column(_("Waarover")), Column(_("Waarde")), *draw_day_columns()]
    return Drawn(Table(caption, columns, rows, is_stacked=True))


def _value_rows(listed: ValueList, on: date) -> list[list[Cell]]:
    return [
        [
            cell(capfirst(say_word(value.title)), note=code),
            cell(_("ja") if value.is_open_on(on) else _("nee")),
            *draw_days(value.valid_from, value.valid_until),
            cell(value.reference),
        ]
        for code, value in listed.values.items()
    ]


def _step_row(step: ProtocolStep) -> list[Cell]:
    criteria = "; ".join(said for _code, said in step.criteria)
    return [
        cell(step.title),
        cell(step.question, note=criteria),
        cell(_name_permissions({step.decided_by})),
        cell("; ".join(outcome.title for outcome in step.outcomes)),
    ]


def _name_permissions(permissions: Iterable[Permission]) -> str:
    held = set(permissions)
    named = ", ".join(str(word) for permission, word in PERMISSION_WORDS.items() if permission in held)
    return named or _("zien wat is gepubliceerd")


def draw_day_columns() -> list[Column]:
    """Return the columns for from when until when something holds, and by what decision."""
    return [
        Column(_("Vanaf"), keep_together=True),
        Column(_("Tot en met"), keep_together=True),
        Column(_("Waar het op rust")),
    ]


def draw_days(since: date | None, until: date | None) -> list[Cell]:
    """Return the cells of the first and the last day."""
    return [cell(format_date(since) if since else ""), cell(format_date(until) if until else "")]


def _say_version(version: str, since: date, until: date | None, reference: str) -> str:
    first = _("Versie %(version)s, vanaf %(day)s") % {"version": version, "day": format_date(since)}
    last = _("tot en met %(day)s") % {"day": format_date(until)} if until else ""
    rests_on = _("Waar het op rust")
    return f"{first} {last}".strip() + f". {rests_on}: {reference.rstrip('.')}."


def _say_value(held: DatedValue, unit: str) -> str:
    if unit == "ja of nee":
        return _("ja") if held.value else _("nee")
    return f"{str(held.value).replace('.', ',')} {unit}"


def find_last_day(on: date, begins: Iterable[date], until: date | None) -> date | None:
    """Return the last day of what holds: the day before the next version, or the end of the whole."""
    later = [begin - DAY for begin in begins if begin > on]
    return min(later, default=until)
