"""The better sentence: the strongest words that the figures bear, with both numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.figures.definition import Kind
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, ClaimKind
from spoorboek.rules.claims.comparison import Basis, Comparison
from spoorboek.rules.claims.phrases import (
    first_up,
    name_both,
    name_change,
    name_done,
    name_period,
    name_subject,
    name_value,
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: what may be claimed at most, and in which words."""

    claim: ClaimKind
    predicate: str
    hedged: bool = False


def choose_rung(claim: Claim, found: Comparison, bench: Bench) -> Rung:
    """Return the strongest claim that a comparison bears.

    Numbers only for small counts and for what cannot be tested; then about equal, not demonstrably
    changed, seems to have changed, has changed.
    """
    agreed = bench.parameters
    if found.label is not None:
        return Rung(ClaimKind.STATES, "was")
    if found.basis is Basis.OPERATIONAL:
        return _plain_rung(found)
    if found.published is not None and found.test == "published":
        unchanged = Rung(ClaimKind.NOT_DEMONSTRABLY_CHANGED, "is niet aantoonbaar veranderd")
        return _plain_rung(found) if found.published else unchanged
    is_small = claim.kind is Kind.COUNT and found.smallest < agreed.small_count
    if is_small or found.p is None or found.interval is None or _is_undecided(found, agreed.alpha):
        return Rung(ClaimKind.STATES, "was")
    margin = agreed.about_equal_margin
    if -margin <= found.interval[0] and found.interval[1] <= margin:
        return Rung(ClaimKind.ABOUT_EQUAL, "is ongeveer gelijk gebleven")
    if found.p >= agreed.alpha:
        return Rung(ClaimKind.NOT_DEMONSTRABLY_CHANGED, "is niet aantoonbaar veranderd")
    # Incidents come in clusters; without a known dispersion the count test promises too much.
    is_unsure = found.basis is Basis.FULL_COUNT and claim.dispersion is None
    if is_unsure or not found.is_beyond_chance(agreed.alpha):
        kind = ClaimKind.RISES if found.sign > 0 else ClaimKind.FALLS
        return Rung(kind, f"lijkt te zijn {name_done(found.sign)}", hedged=True)
    return _plain_rung(found)


def _is_undecided(found: Comparison, alpha: float) -> bool:
    return found.basis is Basis.ESTIMATE_ROUNDED and found.p is not None and found.p >= alpha


def _plain_rung(found: Comparison) -> Rung:
    if found.sign == 0:
        return Rung(ClaimKind.STATES, "was")
    kind = ClaimKind.RISES if found.sign > 0 else ClaimKind.FALLS
    return Rung(kind, f"is {name_done(found.sign)}")


def write_better(claim: Claim, comparisons: Sequence[Comparison], bench: Bench) -> str:
    """Write a sentence that the figures bear; where comparators disagree it names them all.

    The first comparison leads. Comparisons that lead to the same words are named once.
    """
    rungs = [(found, choose_rung(claim, found, bench)) for found in comparisons]
    main, rung = rungs[0]
    subject = name_subject(claim, main.later.unit)
    if main.label is not None:
        return f"{first_up('; '.join(found.label or '' for found in comparisons))}."
    if rung.claim is ClaimKind.STATES:
        sentence = f"{subject} was {name_both(claim, main)}"
    elif rung.claim in (ClaimKind.RISES, ClaimKind.FALLS):
        sentence = f"{subject} {rung.predicate}: {name_change(claim, main)}"
    else:
        sentence = f"{subject} {rung.predicate}: {name_both(claim, main)}"
    for other, its_rung in rungs[1:]:
        before = f"{name_value(claim, other.before)} in {name_period(other.earlier.period)}"
        if its_rung.claim is ClaimKind.STATES:
            sentence += f"; het was {before}"
        else:
            first, rest = its_rung.predicate.split(" ", 1)
            sentence += f"; vergeleken met {before} {first} het {rest}"
    return f"{sentence}."
