"""Earlier reports about the same place: by key, by a person's judgement, or only resembling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import Measure, PlaceJudgement, PoliceReport
from spoorboek.apps.interventions.registers import POLICE_REPORTS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.ladders.premises import find_premises_key, is_near_premises
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class EarlierReports:
    """``counted``: about the same place, old to new. ``near``: about a place that resembles it, unjudged."""

    counted: tuple[PoliceReport, ...] = ()
    near: tuple[PoliceReport, ...] = ()


def find_earlier_reports(report: PoliceReport) -> EarlierReports:
    """Return earlier reports of the same subject on which a measure followed, the same place or like it."""
    key = find_premises_key(report.premises)
    if not key:
        return EarlierReports()
    same = PoliceReport.objects.filter(subject=report.subject, is_withdrawn=False, no_action_on__isnull=True)
    followed = Measure.objects.filter(is_withdrawn=False, reports__isnull=False).values("reports")
    others = same.filter(pk__in=followed).exclude(pk=report.pk).exclude(premises="")
    judged = dict(report.place_judgements.values_list("earlier_id", "is_same"))
    found = sorted(
        (each for each in others if day_of(each) <= day_of(report)), key=lambda each: (day_of(each), each.pk)
    )
    counted = [one for one in found if judged.get(one.pk, find_premises_key(one.premises) == key)]
    near = [one for one in found if one.pk not in judged and is_near_premises(one.premises, report.premises)]
    return EarlierReports(tuple(counted), tuple(near))


def judge_place(*, report: str, earlier: str, is_same: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Write down whether an earlier report is about the same place; the last word counts."""
    Access(by).require(Permission.MEASURES_WRITE, to="beoordelen of het dezelfde plek is")
    if not says_something(reason):
        raise InterventionError("Schrijf op waaraan u dat ziet.")
    with transaction.atomic():
        found, other = (get_for_change(POLICE_REPORTS, number, by) for number in (report, earlier))
        assert isinstance(found, PoliceReport)
        assert isinstance(other, PoliceReport)
        if found.pk == other.pk or found.subject != other.subject:
            raise InterventionError(f"Rapportage {earlier} gaat over iets anders dan {report}.")
        # The report is held, so that nobody else judges it now.
        judged = PlaceJudgement.objects.filter(report=found, earlier=other).first()
        judged = judged or PlaceJudgement(report=found, earlier=other)
        judged.is_same, judged.reason, judged.judged_at = is_same, reason.strip(), at
        judged.save()
        record(
            action="interventions.judge_place",
            by=by,
            at=at,
            subject=subject_of(POLICE_REPORTS, found),
            details={"earlier": other.number, "is_same": is_same},
        )


def day_of(report: PoliceReport) -> date:
    """Return the day of the violation: that of the finding, else of the receipt."""
    return report.found_on or report.received_on
