"""Measures, reports and deadlines as tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.measure_deadlines import DeadlineRow
from spoorboek.apps.interventions.measure_rows import (
    ForfeitureRow,
    MeasureDetail,
    MeasureLine,
    OrderRow,
    RemedyRow,
)
from spoorboek.apps.interventions.queries import PoliceReportRow
from spoorboek.figures.dutch_numbers import format_money
from spoorboek.web.dates import format_date
from spoorboek.web.desks import day_of
from spoorboek.web.list_place import anchor_of
from spoorboek.web.register_extras import describe_outcome
from spoorboek.web.register_pages import find_registration_href
from spoorboek.web.tables import Column, Table, Words, cell, content_cell


def report_table(rows: Sequence[PoliceReportRow], caption: Words) -> Table:
    """Return reports with what followed on each."""
    columns = [
        Column(_("Nummer"), keep_together=True),
        Column(_("Ontvangen op"), keep_together=True),
        Column(_("Pand")),
        Column(_("Wat volgde")),
    ]
    drawn = [
        [
            cell(row.number, href=reverse("report", args=[row.number]), anchor=anchor_of(row.number)),
            cell(format_date(row.received_on)),
            content_cell(row.premises),
            cell(
                capfirst(describe_outcome(row.outcome)),
                href=reverse("measure", args=[row.measures[0].number]) if len(row.measures) == 1 else "",
            ),
        ]
        for row in rows
    ]
    return Table(caption, columns, drawn, empty=_("Er is hier nog geen rapportage."), is_stacked=True)


def near_table(number: str, rows: Sequence[PoliceReportRow], *, may_judge: bool) -> Table:
    """Return earlier reports about a place that resembles this one: they count when a person says so."""
    columns = [
        Column(_("Nummer"), keep_together=True),
        Column(_("Ontvangen op"), keep_together=True),
        Column(_("Pand")),
        *([Column(_("Dezelfde plek?"))] if may_judge else []),
    ]
    drawn = [
        [
            cell(row.number, href=reverse("report", args=[row.number])),
            cell(format_date(row.received_on)),
            content_cell(row.premises),
            *([cell(_("Beoordelen"), href=reverse("report_place", args=[number, row.number]))] * may_judge),
        ]
        for row in rows
    ]
    return Table(_("Misschien dezelfde plek: telt pas mee als u dat zegt"), columns, drawn, is_stacked=True)


def measure_table(rows: Sequence[MeasureLine], caption: Words) -> Table:
    """Return measures, newest first."""
    columns = [
        Column(_("Nummer"), keep_together=True),
        Column(_("Maatregel")),
        Column(_("Pand")),
        Column(_("Genomen op"), keep_together=True),
        Column(_("Stand")),
        Column(_("Rapportages")),
    ]
    drawn = [
        [
            cell(
                row.number,
                href=reverse("measure", args=[row.number]),
                note=_note(row),
                anchor=anchor_of(row.number),
            ),
            cell(capfirst(row.kind_title)),
            content_cell(row.premises),
            cell(format_date(row.taken_on)),
            cell(capfirst(row.status)),
            cell(", ".join(row.reports)),
        ]
        for row in rows
    ]
    empty = _("Er is nog geen maatregel. Begin bij een bestuurlijke rapportage.")
    return Table(caption, columns, drawn, empty=empty, is_stacked=True)


def deadline_table(
    viewer: Viewer, rows: Sequence[DeadlineRow], caption: Words, empty: Words, *, is_own: bool = False
) -> Table:
    """Return deadlines with their article; what no lawyer looked at yet says so.

    ``is_own``: on the page of what they are about, which is then not named again.
    """
    columns = [
        Column(_("Laatste dag"), keep_together=True),
        Column(_("Wat")),
        *([] if is_own else [Column(_("Waarover"), keep_together=True)]),
        Column(_("Artikel")),
    ]
    drawn = [
        [
            cell(format_date(row.last_on)),
            content_cell(row.title, note=" ".join(row.why)),
            *([] if is_own else [cell(row.number, href=find_deadline_href(viewer, row))]),
            cell(row.article or _("eigen termijn")),
        ]
        for row in rows
    ]
    return Table(caption, columns, drawn, empty=empty, is_stacked=True)


def find_deadline_href(viewer: Viewer, row: DeadlineRow) -> str:
    """Return the address of what a deadline is about: its desk, or else its registration."""
    names = {"measures": "measure", "designated-areas": "area"}
    if row.register in names:
        return reverse(names[row.register], args=[row.number])
    return find_registration_href(viewer, row.register, row.number)


def forfeiture_table(order: OrderRow) -> Table:
    """Return what was forfeited under one order."""
    columns = [
        Column(_("Overtreden op"), keep_together=True),
        Column(_("Bevinding")),
        Column(_("Verbeurd"), is_number=True),
        Column(_("Invorderingsbeschikking"), keep_together=True),
        Column(_("Stand")),
        Column(_("In te vorderen tot en met"), keep_together=True),
    ]
    drawn = [
        [
            cell(format_date(each.violated_on)),
            content_cell(each.finding),
            cell(format_money(each.amount_eur)),
            cell(day_of(each.decided_on), note=_steps_of(each)),
            cell(capfirst(each.status)),
            cell("" if each.paid_on else _lapse_of(each), note="" if each.paid_on else _why_of(each)),
        ]
        for each in order.forfeitures
    ]
    caption = _("Verbeurd onder %(number)s") % {"number": order.number}
    return Table(caption, columns, drawn, empty=_("Onder deze last is nog niets verbeurd."), is_stacked=True)


def remedy_table(row: MeasureDetail, *, may_write: bool) -> Table:
    """Return what was lodged against a measure, with the next step for who may write."""
    columns = [
        Column(_("Wat")),
        Column(_("Ontvangen op"), keep_together=True),
        Column(_("Kenmerk")),
        Column(_("Uitkomst")),
        Column(_("Bekendgemaakt op"), keep_together=True),
        *([Column(_("Volgende stap"))] if may_write else []),
    ]
    drawn = []
    for one in row.remedies:
        keys = [row.line.number, one.key]
        runs = may_write and not one.outcome
        can_wait = runs and one.kind == "objection" and one.adjourned_on is None
        wait = cell(_("Verdagen") if can_wait else day_of(one.adjourned_on))
        if can_wait:
            wait = cell(_("Verdagen"), href=reverse("measure_adjourn", args=keys))
        settle = reverse("measure_settle", args=keys) if runs else ""
        said = _("Uitkomst opschrijven") if runs else _("Loopt nog")
        outcome = cell(capfirst(one.outcome) or said, href=settle, note=_outcome_note(one))
        if may_write and one.suspended_from is not None:
            wait = cell(_("Einde van de schorsing"), href=reverse("measure_suspension", args=keys))
        drawn.append(
            [
                cell(capfirst(one.kind_title), note=_about(one)),
                cell(format_date(one.lodged_on)),
                cell(one.reference),
                outcome,
                cell(day_of(one.sent_on)),
                *([wait] if may_write else []),
            ]
        )
    return Table(_("Bezwaar en beroep"), columns, drawn, is_stacked=True)


def _outcome_note(one: RemedyRow) -> str:
    suspended = ""
    if one.suspended_from is not None:
        until = day_of(one.suspended_until) or _("een dag die de wet bepaalt (Awb, artikel 8:85)")
        days = {"first": format_date(one.suspended_from), "last": until}
        suspended = _("Geschorst van %(first)s tot en met %(last)s.") % days
    return " ".join(filter(None, (suspended, one.summary)))


def _about(one: RemedyRow) -> str:
    against = ""
    if one.against_sum_of is not None:
        day = format_date(one.against_sum_of)
        against = _("Tegen de invordering na de overtreding van %(day)s.") % {"day": day}
    return " ".join(filter(None, (against, one.late_because)))


def _steps_of(each: ForfeitureRow) -> str:
    said = []
    for step in each.steps:
        days = format_date(step.done_on)
        if step.until_on is not None:
            days = _("%(first)s tot en met %(last)s") % {"first": days, "last": format_date(step.until_on)}
        said.append(f"{capfirst(step.title)}: {days}.")
    return " ".join(said)


def _lapse_of(each: ForfeitureRow) -> str:
    return day_of(each.lapses_on) or _("nog open: bezwaar of beroep loopt")


def _why_of(each: ForfeitureRow) -> str:
    said = " ".join(each.lapse_why)
    return (
        said
        if each.is_lapse_checked or not said
        else _("%(why)s Nog na te kijken door een jurist.") % {"why": said}
    )


def _note(row: MeasureLine) -> str:
    if row.is_withdrawn:
        return _("Ingetrokken, telt nergens mee")
    return _("Wijkt af van de tabel: %(how)s") % {"how": row.deviation} if row.deviation else ""
