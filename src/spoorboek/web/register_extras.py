"""What the pages of some registers show beyond their own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.queries import (
    Outcome,
    count_businesses,
    get_inspection_day,
    list_outcomes,
)
from spoorboek.web.dates import format_date
from spoorboek.web.tables import Column, Table, cell, content_cell


def describe_outcome(outcome: Outcome) -> str:
    """Say what followed from a report: measures, a decision to do nothing, or nothing yet."""
    if outcome.measures:
        return ", ".join(measure.kind_title for measure in outcome.measures)
    return _("besloten niets te doen") if outcome.is_no_action else _("nog niets besloten")


def summarise_police_reports(viewer: Viewer, numbers: Sequence[str]) -> Mapping[str, str]:
    """Return for each of these reports what followed."""
    return {number: describe_outcome(one) for number, one in list_outcomes(viewer, numbers).items()}


def describe_police_report(viewer: Viewer, number: str) -> list[Table]:
    """Return the measures on one report."""
    report = list_outcomes(viewer, [number])[number]
    columns = [
        Column(_("Nummer"), keep_together=True),
        Column(_("Soort")),
        Column(_("Genomen op"), keep_together=True),
    ]
    rows = [
        [
            cell(measure.number, href=reverse("maatregelen-detail", args=[measure.number])),
            cell(measure.kind_title),
            cell(format_date(measure.taken_on)),
        ]
        for measure in report.measures
    ]
    return [Table(_("Maatregelen"), columns, rows, empty=describe_outcome(report).capitalize() + ".")]


def summarise_inspection_days(viewer: Viewer, numbers: Sequence[str]) -> Mapping[str, str]:
    """Return for each of these days how many businesses were inspected."""
    return {number: str(count) for number, count in count_businesses(viewer, numbers).items()}


def describe_inspection_day(viewer: Viewer, number: str) -> list[Table]:
    """Return who took part in one day and what was found."""
    day = get_inspection_day(viewer, number, at=viewer.moment)
    found = [
        [
            cell(one.number, href=reverse("gecontroleerde-bedrijven-detail", args=[one.number])),
            content_cell(one.business),
            cell(one.finding_title),
            content_cell(one.remark),
        ]
        for one in day.businesses
    ]
    took_part = [[cell(organisation), cell(legal_basis)] for organisation, legal_basis in day.participants]
    count = len(day.businesses)
    caption = ngettext("%(count)s gecontroleerd bedrijf", "%(count)s gecontroleerde bedrijven", count)
    return [
        Table(
            caption % {"count": count},
            [
                Column(_("Nummer"), keep_together=True),
                Column(_("Bedrijf")),
                Column(_("Bevinding")),
                Column(_("Toelichting")),
            ],
            found,
            empty=_("Op deze dag zijn nog geen bedrijven ingevoerd."),
        ),
        Table(
            _("Wie meededen"),
            [Column(_("Organisatie")), Column(_("Grondslag"))],
            took_part,
            empty=_("Er zijn nog geen deelnemers ingevoerd."),
        ),
    ]
