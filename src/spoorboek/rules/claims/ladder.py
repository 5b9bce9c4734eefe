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


def choose_rung(claim: Claim, found: Comparison, bench: Bench, *, beside: int = 1) -> Rung:
    """Return the strongest claim that a comparison bears.

    Numbers only for small counts and for what cannot be tested; then about equal, not demonstrably
    changed, seems to have changed, has changed. ``beside``: how many comparisons one sentence names.
    """
    agreed = bench.parameters
    found = found.ends or found
    if found.label is not None:
        return _NUMBERS
    if found.basis is Basis.OPERATIONAL:
        return _plain_rung(found)
    if found.test == "published":
        return _plain_rung(found) if found.published else _UNCHANGED
    is_small = claim.kind is Kind.COUNT and found.smallest < agreed.small_count
    if is_small or found.p is None or found.interval is None or _is_undecided(found, agreed.alpha):
        return _NUMBERS
    is_inside = (
        -agreed.about_equal_margin <= found.interval[0] <= found.interval[1] <= agreed.about_equal_margin
    )
    if found.p >= agreed.alpha:
        return _EQUAL if is_inside else _UNCHANGED
    # Incidents come in clusters; without a known dispersion the count test promises too much.
    is_known = claim.dispersion is not None or found.dispersion is not None
    is_unsure = found.basis is Basis.FULL_COUNT and not is_known
    is_sure = found.is_beyond_chance(agreed.alpha) and found.p * beside < agreed.alpha and not is_unsure
    if is_inside:
        return _small_rung(found, is_sure=is_sure)
    if is_sure:
        return _plain_rung(found)
    return Rung(_KINDS[found.sign], f"lijkt te zijn {name_done(found.sign)}", hedged=True)


_NUMBERS = Rung(ClaimKind.STATES, "was")
_EQUAL = Rung(ClaimKind.ABOUT_EQUAL, "is ongeveer gelijk gebleven")
_UNCHANGED = Rung(ClaimKind.NOT_DEMONSTRABLY_CHANGED, "is niet aantoonbaar veranderd")
_KINDS = {1: ClaimKind.RISES, -1: ClaimKind.FALLS, 0: ClaimKind.STATES}


def _is_undecided(found: Comparison, alpha: float) -> bool:
    return found.basis is Basis.ESTIMATE_ROUNDED and found.p is not None and found.p >= alpha


def _small_rung(found: Comparison, *, is_sure: bool) -> Rung:
    """About equal, and yet changed beyond chance: whoever says the first must say the second."""
    done = f"iets {name_done(found.sign)}"
    if is_sure:
        return Rung(_KINDS[found.sign], f"is ongeveer gelijk gebleven en {done}")
    return Rung(_KINDS[found.sign], f"is ongeveer gelijk gebleven en lijkt {done}", hedged=True)


def _plain_rung(found: Comparison) -> Rung:
    return Rung(_KINDS[found.sign], f"is {name_done(found.sign)}") if found.sign else _NUMBERS


def write_better(claim: Claim, comparisons: Sequence[Comparison], bench: Bench) -> str:
    """Write a sentence that the figures bear; where comparators disagree it names them all.

    The first comparison leads. Comparisons that lead to the same words are named once.
    """
    rungs = [(one, choose_rung(claim, one, bench, beside=len(comparisons))) for one in comparisons]
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
