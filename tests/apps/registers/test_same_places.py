"""Earlier violations at the same place: counted by key or by judgement, never because names look alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.apps.registers.register_factories import AT, a_viewer
from tests.apps.registers.test_measure_decisions import CLOSURE, DECIDED, JURIST, a_report, decide

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.measure_queries import get_report_detail
from spoorboek.apps.interventions.places import judge_place
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db


def an_earlier_violation(premises: str) -> str:
    report = a_report(premises, found_on=date(2022, 1, 10))
    decide(report, replace(CLOSURE, views_asked_on=date(2022, 1, 11)), on=date(2022, 2, 1))
    return report


def proposed(report: str) -> tuple[str, list[str]]:
    detail = get_report_detail(JURIST, report, at=AT, on=DECIDED)
    assert detail.proposal is not None
    return detail.proposal.row.code, [one.number for one in detail.near]


@pytest.mark.parametrize("written", ["pand 12 A", "Pand 012-a", "PAND nr. 12a"])
def test_another_way_of_writing_the_same_place_counts(written: str) -> None:
    an_earlier_violation("Pand 12a")
    assert proposed(a_report(written)) == ("woning-hard-2", [])


def test_place_that_only_resembles_counts_once_a_person_says_so() -> None:
    earlier, report = an_earlier_violation("Verzonnenstraat 12"), a_report("Verzonnenstr. 12")
    assert proposed(report) == ("woning-hard-1", [earlier])
    said = {"report": report, "earlier": earlier, "by": JURIST, "at": AT}
    with pytest.raises(InterventionError, match="waaraan u dat ziet"):
        judge_place(is_same=True, reason=" ", **said)  # type: ignore[arg-type]
    judge_place(is_same=True, reason="afkorting van dezelfde straat", **said)  # type: ignore[arg-type]
    assert proposed(report) == ("woning-hard-2", [])
    judge_place(is_same=False, reason="toch een andere straat", **said)  # type: ignore[arg-type]
    assert proposed(report) == ("woning-hard-1", [])
    assert Event.objects.filter(action="interventions.judge_place").count() == 2


def test_same_key_can_be_judged_another_place() -> None:
    earlier, report = an_earlier_violation("Loods 1"), a_report("loods 01")
    assert proposed(report)[0] == "woning-hard-2"
    judge_place(
        report=report, earlier=earlier, is_same=False, reason="ander terrein (verzonnen)", by=JURIST, at=AT
    )
    assert proposed(report) == ("woning-hard-1", [])


def test_who_only_reads_does_not_judge_and_another_subject_is_not_compared() -> None:
    earlier, report = an_earlier_violation("Pand 1"), a_report("Pand 2", subject="other", drug_kind="")
    said = {"report": report, "earlier": earlier, "is_same": True, "reason": "x", "at": AT}
    with pytest.raises(NotPermittedError):
        judge_place(by=a_viewer(Role.COORDINATOR), **said)  # type: ignore[arg-type]
    with pytest.raises(InterventionError, match="over iets anders"):
        judge_place(by=JURIST, **said)  # type: ignore[arg-type]
