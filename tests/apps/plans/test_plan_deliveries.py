from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.plan_factories import AUTHOR, LOADER, REVIEWER, a_drafted_plan, an_adopted_plan, find_unit

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.audit.models import Event
from spoorboek.apps.plans.actions import record_delivery
from spoorboek.apps.plans.deliveries import DeliveryRow, list_deliveries
from spoorboek.apps.plans.errors import PlanError
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.plans.models import Delivery
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.plan_writing import write_plan
from spoorboek.apps.plans.queries import export_plan
from spoorboek.rules.plan_content import Delivery as Said

pytestmark = pytest.mark.django_db
LATER = datetime(2025, 1, 2, 12, tzinfo=UTC)


def _record(**said: Any) -> None:
    defaults: dict[str, Any] = {
        "plan": "plan",
        "promise": "exploration",
        "delivered_on": date(2024, 11, 30),
        "evidence": "Rapport 2024-1",
        "by": AUTHOR,
        "at": LATER,
    }
    record_delivery(**(defaults | said))


def test_a_reached_milestone_is_kept_with_its_evidence_and_everybody_may_know():
    an_adopted_plan()
    _record()
    kept = DeliveryRow("plan", "exploration", date(2024, 11, 30), "Rapport 2024-1")
    assert list_deliveries(ANONYMOUS) == (kept,)
    assert Event.objects.filter(action="plans.record_delivery").count() == 1


@pytest.mark.parametrize(
    ("said", "error", "sentence"),
    [
        ({"promise": "dreams"}, NotFoundError, "De belofte 'dreams' bestaat niet"),
        ({"promise": "inspections"}, PlanError, "De belofte 'inspections' is geen mijlpaal"),
        ({"evidence": " "}, PlanError, "Schrijf op waaruit blijkt"),
        ({"delivered_on": date(2025, 1, 3)}, PlanError, "ligt in de toekomst"),
        ({"by": REVIEWER}, NotPermittedError, "een mijlpaal vastleggen"),
    ],
)
def test_what_is_no_delivery_is_refused(said, error, sentence):
    an_adopted_plan()
    with pytest.raises(error, match=sentence):
        _record(**said)
    assert list_deliveries(LOADER) == ()


def test_a_draft_has_no_deliveries():
    a_drafted_plan()
    with pytest.raises(PlanError, match="geen vastgestelde versie"):
        _record()


def test_a_delivery_is_kept_once_and_never_changes():
    an_adopted_plan()
    _record()
    with pytest.raises(PlanError, match="is al vastgelegd"):
        _record()
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.update(evidence="Iets anders")


def test_a_withdrawn_plan_comes_in_with_what_was_delivered_before():
    an_adopted_plan("first")
    said = read_plan(export_plan(ANONYMOUS, "first"))
    delivered = Said(code="exploration", delivered_on=date(2024, 11, 30), evidence="Rapport 2024-1")
    gone = write_plan(replace(said, plan="second", withdrawn=said.adopted, deliveries=(delivered,)))
    import_plan(data=gone, find_unit=find_unit, by=LOADER, at=LATER)
    assert export_plan(ANONYMOUS, "second") == gone


def test_a_delivery_goes_out_and_comes_in_with_the_file_of_its_plan():
    an_adopted_plan()
    before = export_plan(ANONYMOUS, "plan")
    delivered = Said(code="exploration", delivered_on=date(2024, 11, 30), evidence="Rapport 2024-1")
    after = write_plan(replace(read_plan(before), deliveries=(delivered,)))
    taken = import_plan(data=after, find_unit=find_unit, by=LOADER, at=LATER)
    assert taken.changes == ("Mijlpaal 'exploration' is vastgelegd.",)
    assert export_plan(ANONYMOUS, "plan") == after
    assert import_plan(data=after, find_unit=find_unit, by=LOADER, at=LATER).changes == ()
    other = after.replace(b"Rapport 2024-1", b"Rapport 2024-2")
    with pytest.raises(PlanError, match="De mijlpaal 'exploration' ligt al vast"):
        import_plan(data=other, find_unit=find_unit, by=LOADER, at=LATER)
