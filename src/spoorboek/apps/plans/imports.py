"""Taking in the file of a plan: all or nothing, and the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.plans.actions import (
    add_commitment,
    discharge_commitment,
    draft_plan,
    record_decision,
    record_delivery,
)
from spoorboek.apps.plans.draft_actions import edit_draft
from spoorboek.apps.plans.errors import PlanError
from spoorboek.apps.plans.models import Commitment as CommitmentRow
from spoorboek.apps.plans.models import Delivery as DeliveryRow
from spoorboek.apps.plans.models import PlanDecision as DecisionRow
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan, VersionDecision
from spoorboek.apps.plans.plan_file import PlanFile
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.rows import read_content, read_value
from spoorboek.apps.plans.versions import FindUnit, adopt_draft, log, withdraw_version, write_draft
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_content import Adoption, Delivery, PlanDecision
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class PlanImportReport:
    """What an import changed, a Dutch sentence each. Empty when everything was there already."""

    changes: tuple[str, ...]


@transaction.atomic
def import_plan(*, data: bytes, find_unit: FindUnit, by: Viewer, at: datetime) -> PlanImportReport:
    """Take in a plan with its execution plans, or raise with every problem and change nothing.

    A file that says a plan was adopted needs the permission to adopt as well.
    """
    Access(by).require(Permission.PLANS_WRITE, to="een plan inlezen")
    plan = read_plan(data)
    every = [(plan, ""), *((child, plan.plan) for child in plan.execution_plans)]
    if any(each.adopted for each, _ in every):
        Access(by).require(Permission.PLANS_ADOPT, to="een vastgesteld plan inlezen")
    importing = _Import(find_unit, by, at)
    changes = [said for each, parent in every for said in importing.take_version(each, parent)]
    # Decisions may be about a promise of an execution plan, so they come after all versions.
    changes += [said for each, _ in every for said in importing.take_records(each)]
    changes += [said for each, _ in every for said in importing.take_withdrawal(each)]
    if changes:
        subject = f"plans.safetyplan:{plan.plan}"
        record(action="plans.import", by=by, at=at, subject=subject, details={"changes": len(changes)})
    return PlanImportReport(tuple(changes))


@dataclass(frozen=True)
class _Import:
    find_unit: FindUnit
    by: Viewer
    at: datetime

    def take_version(self, said: PlanFile, parent: str) -> Iterator[str]:
        """Bring the version of the file in, and the decision that adopted it."""
        plan = SafetyPlan.objects.filter(slug=said.plan).first()
        if plan is None:
            draft_plan(
                slug=said.plan,
                title=said.title,
                area_code=said.area,
                period=said.period,
                content=said.content,
                find_unit=self.find_unit,
                by=self.by,
                at=self.at,
                parent=parent,
                number=said.version,
                reason=said.reason,
            )
            plan = SafetyPlan.objects.get(slug=said.plan)
            yield f"Plan '{said.title}' is toegevoegd."
        else:
            _check_same_plan(plan, said, parent)
            yield from self._take_content(plan, said)
        yield from self._take_decisions(plan.versions.get(number=said.version), said)

    def _take_content(self, plan: SafetyPlan, said: PlanFile) -> Iterator[str]:
        version = plan.versions.filter(number=said.version).first()
        if version is None:
            version = self._begin_version(plan, said)
            write_draft(version, said.content, self.find_unit)
            yield f"Versie {said.version} van '{said.title}' is toegevoegd."
        elif read_content(version) != said.content:
            if version.status != VersionStatus.DRAFT.value:
                raise PlanError(
                    f"Versie {said.version} van '{said.title}' is al vastgesteld en verandert niet meer. "
                    f"Maak in het bestand versie {said.version + 1} en geef de reden."
                )
            edit_draft(plan=plan.slug, content=said.content, find_unit=self.find_unit, by=self.by, at=self.at)
            yield f"Het concept van '{said.title}' is vervangen."

    def _begin_version(self, plan: SafetyPlan, said: PlanFile) -> PlanVersion:
        newest = plan.versions.order_by("-number").first()
        if newest is None or newest.status == VersionStatus.DRAFT.value or said.version != newest.number + 1:
            raise PlanError(
                f"Versie {said.version} van '{said.title}' volgt niet op wat er al is. "
                "Een nieuwe versie krijgt het volgende nummer, nadat de vorige is vastgesteld."
            )
        version = PlanVersion.objects.create(
            plan=plan,
            number=said.version,
            reason=said.reason,
            created_at=self.at,
            created_by=self.by.person_id,
        )
        log("amend", version, by=self.by, at=self.at, details={"reason": said.reason, "from": newest.number})
        return version

    def _take_decisions(self, version: PlanVersion, said: PlanFile) -> Iterator[str]:
        kept = {row.kind: read_value(Adoption, row) for row in version.decisions.all()}
        adopted, withdrawn = kept.get(VersionDecision.ADOPTION), kept.get(VersionDecision.WITHDRAWAL)
        for before, now in ((adopted, said.adopted), (withdrawn, said.withdrawn)):
            if before is not None and now is not None and before != now:
                raise PlanError(
                    f"Het besluit over '{said.title}' van {before.decided_on:%d-%m-%Y} ligt al vast."
                )
        if said.adopted and adopted is None:
            adopt_draft(
                version=version, decision=said.adopted, find_unit=self.find_unit, by=self.by, at=self.at
            )
            yield f"Plan '{said.title}' is vastgesteld."

    def take_withdrawal(self, said: PlanFile) -> Iterator[str]:
        """Withdraw at the very end: a milestone that was reached belongs to a plan that held."""
        version = PlanVersion.objects.get(plan__slug=said.plan, number=said.version)
        if said.withdrawn and version.status != VersionStatus.WITHDRAWN.value:
            withdraw_version(version=version, decision=said.withdrawn, by=self.by, at=self.at)
            yield f"Plan '{said.title}' is ingetrokken."

    def take_records(self, said: PlanFile) -> Iterator[str]:
        """Bring in the commitments, decisions and deliveries that are not there yet."""
        for commitment in said.commitments:
            yield from self._take_commitment(said.plan, commitment)
        for decision in said.decisions:
            row = DecisionRow.objects.filter(plan__slug=said.plan, code=decision.code).first()
            if row is None:
                record_decision(plan=said.plan, decision=decision, by=self.by, at=self.at)
                yield f"Besluit '{decision.code}' is toegevoegd."
            elif read_value(PlanDecision, row) != decision:
                raise PlanError(f"Het besluit '{decision.code}' ligt al vast en kan niet anders worden.")

        for delivery in said.deliveries:
            yield from self._take_delivery(said.plan, delivery)

    def _take_delivery(self, plan: str, said: Delivery) -> Iterator[str]:
        row = DeliveryRow.objects.filter(plan__slug=plan, code=said.code).first()
        if row is None:
            record_delivery(
                plan=plan,
                promise=said.code,
                delivered_on=said.delivered_on,
                evidence=said.evidence,
                by=self.by,
                at=self.at,
            )
            yield f"Mijlpaal '{said.code}' is vastgelegd."
        elif read_value(Delivery, row) != said:
            raise PlanError(f"De mijlpaal '{said.code}' ligt al vast en kan niet anders worden.")

    def _take_commitment(self, plan: str, said: Commitment) -> Iterator[str]:
        row = CommitmentRow.objects.filter(plan__slug=plan, code=said.code).first()
        if row is None:
            add_commitment(plan=plan, commitment=said, by=self.by, at=self.at)
            yield f"Toezegging '{said.code}' is toegevoegd."
            return
        kept = read_value(Commitment, row)
        as_made = replace(kept, discharged_by="", discharged_on=None)
        if replace(said, discharged_by="", discharged_on=None) != as_made:
            raise PlanError(f"De toezegging '{said.code}' ligt al vast en kan niet anders worden.")
        if said.discharged_on is not None and kept != said:
            discharge_commitment(
                plan=plan,
                code=said.code,
                letter=said.discharged_by,
                on=said.discharged_on,
                by=self.by,
                at=self.at,
            )
            yield f"Toezegging '{said.code}' is afgedaan."


def _check_same_plan(plan: SafetyPlan, said: PlanFile, parent: str) -> None:
    kept = (plan.title, plan.area_code, plan.period, plan.parent.slug if plan.parent else "")
    if kept != (said.title, said.area, said.period, parent):
        raise PlanError(
            f"Er is al een plan '{said.plan}' met een andere titel, gemeente, periode of plaats. "
            "Geef dit plan een andere naam, of maak de gegevens gelijk."
        )
