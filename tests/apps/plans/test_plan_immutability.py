"""The same suite runs on SQLite and PostgreSQL; the database itself refuses what is tested here."""

from __future__ import annotations

import hashlib
import threading
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from tests.plan_factories import (
    AUTHOR,
    NOON,
    a_commitment,
    a_decision,
    a_drafted_plan,
    an_adopted_plan,
)

from spoorboek.apps.plans.actions import add_commitment, amend_plan, discharge_commitment, record_decision
from spoorboek.apps.plans.models import (
    PART_MODELS,
    Commitment,
    Goal,
    PlanDecision,
    PlanVersion,
    SafetyPlan,
    VersionDecision,
)
from spoorboek.apps.plans.plan_writing import write_content
from spoorboek.apps.plans.rows import read_content

pytestmark = pytest.mark.django_db


def _refuses(work):
    with pytest.raises(DatabaseError), transaction.atomic():
        work()


def _a_part(model: type[Model]):
    return model._default_manager.filter(version__status="adopted").first()


def _fill_every_list(version: PlanVersion) -> None:
    for model in PART_MODELS.values():
        needed = {"due_on": date(2024, 1, 1)} if model.__name__ == "Action" else {}
        model._default_manager.create(
            version=version, position=99, code="one-more", title="Nog een", **needed
        )


@pytest.fixture
def adopted():
    a_drafted_plan()
    version = PlanVersion.objects.get()
    _fill_every_list(version)
    VersionDecision.objects.create(
        version=version, kind="adoption", body="gemeenteraad", decided_on=date(2022, 12, 20)
    )
    version.status = "adopted"
    version.save()
    return version


@pytest.mark.parametrize("name", PART_MODELS)
def test_no_part_of_an_adopted_version_can_be_changed_removed_or_added(adopted, name):
    model = PART_MODELS[name]
    part = _a_part(model)
    rows = model._default_manager.filter(pk=part.pk)
    _refuses(lambda: rows.update(title="Anders"))
    _refuses(lambda: rows.delete())
    part.pk, part.code = None, "smuggled"
    _refuses(lambda: part.save(force_insert=True))
    assert rows.get().title != "Anders"


def test_a_part_of_a_draft_cannot_be_moved_into_an_adopted_version(adopted):
    a_drafted_plan("other")
    drafted = Goal.objects.get(version__plan__slug="other")
    _refuses(lambda: Goal.objects.filter(pk=drafted.pk).update(version=adopted))


def test_parts_of_a_draft_may_change():
    a_drafted_plan()
    Goal.objects.update(title="Anders")
    assert Goal.objects.get().title == "Anders"


@pytest.mark.parametrize(
    "change",
    [{"number": 7}, {"reason": "stil"}, {"accountability": []}, {"created_by": "x"}, {"status": "draft"}],
)
def test_an_adopted_version_itself_stays_as_it_is(adopted, change):
    _refuses(lambda: PlanVersion.objects.filter(pk=adopted.pk).update(**change))


def test_an_adopted_version_and_its_plan_cannot_be_removed(adopted):
    _refuses(lambda: PlanVersion.objects.filter(pk=adopted.pk)._raw_delete("default"))
    _refuses(lambda: SafetyPlan.objects.all()._raw_delete("default"))
    _refuses(lambda: SafetyPlan.objects.update(title="Een ander plan"))


@pytest.mark.parametrize("wanted", ["draft", "withdrawn"])
def test_withdrawal_needs_its_decision_and_nothing_goes_back(adopted, wanted):
    _refuses(lambda: PlanVersion.objects.filter(pk=adopted.pk).update(status=wanted))


def test_adoption_needs_a_decision():
    a_drafted_plan()
    _refuses(lambda: PlanVersion.objects.update(status="adopted"))


def test_a_version_cannot_enter_as_adopted(adopted):
    a_drafted_plan("other")
    plan = SafetyPlan.objects.get(slug="other")
    row = PlanVersion(plan=plan, number=2, reason="x", status="adopted", created_at=NOON)
    _refuses(lambda: row.save(force_insert=True))


@pytest.mark.parametrize("kind", ["adoption", "withdrawal"])
def test_a_draft_is_not_withdrawn_and_an_adopted_version_not_adopted_again(kind):
    version = PlanVersion.objects.get(
        plan__slug=a_drafted_plan() if kind == "withdrawal" else an_adopted_plan()
    )
    late = VersionDecision(version=version, kind=kind, body="raad", decided_on=date(2023, 1, 1))
    _refuses(late.save)


def test_decisions_are_append_only(adopted):
    _refuses(lambda: VersionDecision.objects.update(body="iemand anders"))
    _refuses(lambda: VersionDecision.objects.all()._raw_delete("default"))
    record_decision(plan="plan", decision=a_decision(), by=AUTHOR, at=NOON)
    _refuses(lambda: PlanDecision.objects.update(reason="Toch wel"))
    _refuses(lambda: PlanDecision.objects.all()._raw_delete("default"))


@pytest.mark.parametrize("change", [{"text": "Minder"}, {"due_on": None}, {"made_on": date(2020, 1, 1)}])
def test_what_the_council_was_told_stays(change):
    add_commitment(plan=an_adopted_plan(), commitment=a_commitment(), by=AUTHOR, at=NOON)
    _refuses(lambda: Commitment.objects.update(**change))
    _refuses(lambda: Commitment.objects.all()._raw_delete("default"))


def test_a_commitment_is_discharged_once():
    add_commitment(plan=an_adopted_plan(), commitment=a_commitment(), by=AUTHOR, at=NOON)
    on = date(2025, 2, 24)
    discharge_commitment(plan="plan", code="feedback", letter="evaluation", on=on, by=AUTHOR, at=NOON)
    _refuses(lambda: Commitment.objects.update(discharged_by="other"))
    _refuses(lambda: Commitment.objects.update(discharged_by="", discharged_on=None))


def test_there_is_one_draft_at_a_time():
    amend_plan(plan=an_adopted_plan(), reason="Nieuw thema", by=AUTHOR, at=NOON)
    another = PlanVersion(plan=SafetyPlan.objects.get(), number=3, reason="x", created_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        another.save()


@pytest.mark.django_db(transaction=True)
def test_a_writer_waits_for_an_adoption_under_way_and_is_then_refused():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite heeft één schrijver tegelijk; stel SPOORBOEK_DATABASE_URL in op PostgreSQL")
    a_drafted_plan()
    version = PlanVersion.objects.get()
    outcome: list[str] = []

    def write_late() -> None:
        try:
            Goal.objects.filter(version=version).update(title="Te laat")
            outcome.append("written")
        except DatabaseError:
            outcome.append("refused")
        finally:
            connection.close()

    writer = threading.Thread(target=write_late)
    with transaction.atomic():
        VersionDecision.objects.create(
            version=version, kind="adoption", body="raad", decided_on=date(2022, 12, 20)
        )
        PlanVersion.objects.filter(pk=version.pk).update(status="adopted")
        writer.start()
        writer.join(timeout=0.3)
        assert outcome == []
    writer.join(timeout=10)
    assert outcome == ["refused"]


def test_the_fingerprint_of_what_was_adopted_stays(adopted):
    version = PlanVersion.objects.get()
    version.content_sha256 = "a" * 64
    version.save()

    _refuses(lambda: PlanVersion.objects.update(content_sha256="b" * 64))
    _refuses(lambda: PlanVersion.objects.update(content_sha256=None))


def test_a_plan_adopted_by_decision_keeps_the_fingerprint_of_its_content():
    an_adopted_plan()

    version = PlanVersion.objects.get(status="adopted")

    assert version.content_sha256 == hashlib.sha256(write_content(read_content(version))).hexdigest()
