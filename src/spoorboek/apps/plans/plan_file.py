"""The file of a plan, as values: one version of a plan with what was said and decided since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spoorboek.figures.period import Period
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_checks import (
    DECIDED_LISTS,
    Problem,
    find_adoption_problems,
    find_code_problems,
    find_content_problems,
    find_delivery_problems,
    find_record_problems,
)
from spoorboek.rules.plan_content import Adoption, Delivery, PlanContent, PlanDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """One plan as it is written in a file. In the file the lists of ``content`` stand at the top level."""

    plan: str
    title: str
    area: str
    period: Period
    version: int = 1
    reason: str = ""
    adopted: Adoption | None = None
    withdrawn: Adoption | None = None
    content: PlanContent = field(default_factory=PlanContent)
    commitments: tuple[Commitment, ...] = ()
    decisions: tuple[PlanDecision, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    execution_plans: tuple[PlanFile, ...] = ()


def put_in_order(plan: PlanFile) -> PlanFile:
    """Return the plan with what has no order of its own by day and then by code.

    What a version says keeps the order of the plan; the rest does not belong to a version.
    """
    return replace(
        plan,
        commitments=tuple(sorted(plan.commitments, key=lambda c: (c.made_on, c.code))),
        decisions=tuple(sorted(plan.decisions, key=lambda d: (d.decided_on, d.code))),
        deliveries=tuple(sorted(plan.deliveries, key=lambda d: (d.delivered_on, d.code))),
        execution_plans=tuple(
            sorted(map(put_in_order, plan.execution_plans), key=lambda p: (p.period.first, p.plan))
        ),
    )


def known_codes(plan: PlanFile) -> frozenset[str]:
    """Return the codes that a decision may be about: of a plan and its execution plans."""
    content = plan.content
    own = {part.code for name in DECIDED_LISTS for part in getattr(content, name)}
    return frozenset(own).union(*(known_codes(child) for child in plan.execution_plans))


def find_problems(plan: PlanFile, prefix: str = "") -> Iterator[Problem]:
    """Yield everything that is wrong with a plan that was read, each with its place in the file."""
    for problem in _find_own_problems(plan):
        yield Problem(prefix + problem.path, problem.sentence)
    named = {plan.plan}
    for position, child in enumerate(plan.execution_plans):
        here = f"{prefix}execution_plans[{position}]"
        yield from find_problems(child, f"{here}.")
        if child.plan in named:
            yield Problem(f"{here}.plan", f"De naam '{child.plan}' is al van een ander plan in dit bestand.")
        named.add(child.plan)
        if not plan.period.contains(child.period):
            yield Problem(
                f"{here}.period",
                f"De periode {child.period} valt buiten die van het plan erboven ({plan.period}).",
            )
        if child.execution_plans:
            yield Problem(f"{here}.execution_plans", "Onder een uitvoeringsplan hangt niet nog een plan.")


def _find_own_problems(plan: PlanFile) -> Iterator[Problem]:
    for problem in find_code_problems("", [plan.plan]):
        yield Problem("plan", problem.sentence)
    if plan.version < 1:
        yield Problem("version", f"Versies tellen vanaf 1; hier staat {plan.version}.")
    if plan.version > 1 and not plan.reason:
        yield Problem("reason", f"Versie {plan.version} heeft een reden nodig: waarom is het plan veranderd?")
    if plan.withdrawn and not plan.adopted:
        yield Problem("withdrawn", "Alleen een vastgesteld plan kan worden ingetrokken.")
    yield from find_adoption_problems("adopted", plan.adopted)
    yield from find_adoption_problems("withdrawn", plan.withdrawn)
    yield from find_content_problems(plan.content, plan.period)
    yield from find_delivery_problems(plan.deliveries, plan.content)
    yield from find_record_problems(plan.commitments, plan.decisions, known_codes(plan))
