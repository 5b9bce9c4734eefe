"""Short ways of writing the cases of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from spoorboek.rules.clocks.terms import parse_term
from spoorboek.rules.ladders.ladder import CompetentBody, MeasureKind, Motivation
from spoorboek.rules.ladders.measure import Decision, Ground
from spoorboek.rules.ladders.proposal import Proposal, TakenTread, propose_measure, propose_tread
from spoorboek.rules.ladders.recidivism import Violation
from spoorboek.rules.ladders.shipped import get_ladder

FACT_NAMES = {
    "opium-13b": ("object", "drug"),
    "street-dealing-heuvelland": ("conduct",),
    "street-dealing-dordrecht": ("conduct",),
    "prostitution": ("object",),
    "home-nuisance": (),
}
BASIS = "Opiumwet, artikel 13b, eerste lid"
REASONS = dict.fromkeys(Motivation, "om deze reden (verzonnen)")


def day(text: str) -> date:
    return date.fromisoformat(text)


def violation(ladder: str, facts: str, on: str, provision: str = "") -> Violation:
    return Violation(day(on), dict(zip(FACT_NAMES[ladder], facts.split(), strict=True)), provision)


def propose(ladder: str, facts: str, on: str, earlier: Sequence[str] = (), *, decided: str = "") -> Proposal:
    """The proposal; an earlier violation is a day, or a day and its own facts."""
    before = [violation(ladder, each[11:] or facts, each[:10]) for each in earlier]
    return propose_measure(
        get_ladder(ladder), violation(ladder, facts, on), earlier=before, on=day(decided or on)
    )


def next_tread(*taken: str, on: str = "2024-06-01") -> Proposal:
    """The proposal on the ladder for nuisance at home; a tread is written as ``2 2024-03-01``."""
    steps = [TakenTread(int(each.split()[0]), day(each.split()[1])) for each in taken]
    return propose_tread(get_ladder("home-nuisance"), Violation(day(on)), taken=steps, on=day(on))


def closure(**other: Any) -> Decision:
    """A decision that follows the row for hard drugs in a dwelling, complete in everything but ``other``."""
    complete: dict[str, Any] = {
        "kind": MeasureKind.CLOSURE,
        "basis": BASIS,
        "provision": "Opiumwet, artikel 2",
        "body": CompetentBody.MAYOR,
        "grounds": frozenset({Ground.POLICE_REPORT}),
        "term": parse_term("3 maanden"),
        "motivation": REASONS,
        "views_asked_on": day("2024-03-05"),
    }
    return Decision(**{**complete, **other})


def penalty_order(proposal: Proposal, **other: Any) -> Decision:
    """An order under penalty that follows the row of a proposal, complete in everything but ``other``."""
    complete: dict[str, Any] = {
        "kind": MeasureKind.PENALTY_ORDER,
        "amount": proposal.row.amount or Decimal(5000),
        "maximum": proposal.row.maximum or Decimal(20000),
        "term": None,
        "basis": proposal.row.basis,
        "provision": "APV, artikel 2:74 (verzonnen)",
        "body": proposal.row.body or CompetentBody.BOARD,
        "body_because": "" if proposal.row.body else "APV, artikel 1:8 (verzonnen)",
    }
    return closure(**{**complete, **other})
