"""Beside another area: our figure against the reference, a part against the rest of its whole."""

from __future__ import annotations

from dataclasses import replace

from spoorboek.figures.definition import Kind
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparators import Comparisons, check_pair
from spoorboek.rules.claims.comparison import Comparison, Role, compare_points
from spoorboek.rules.claims.known_points import choose_later, find_point
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def compare_with_reference(claim: Claim) -> Comparisons:
    """Compare our figure with the reference in the same period."""
    own = choose_later(claim, claim.points)
    if own is None or claim.reference is None:
        why = "Voor hoger of lager zijn een eigen cijfer en een vergelijkingsgebied nodig."
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, why))
    reference = find_point(claim.reference.points, own.period)
    if reference is None:
        why = f"Het vergelijkingsgebied heeft geen cijfer over {name_period(own.period)}."
        code = VerdictCode.NOT_COMPARABLE if claim.reference.points else VerdictCode.NO_FIGURE
        return Comparisons(problem=Finding(code, why))
    if problem := check_pair(reference, own):
        return Comparisons(problem=problem)
    return _compare(claim, own, reference)


def _compare(claim: Claim, own: Point, reference: Point) -> Comparisons:
    name = "het vergelijkingsgebied"
    if claim.reference is not None and claim.reference.is_whole and claim.kind is Kind.COUNT:
        name = "de rest"
        if is_number(own.value) and is_number(reference.value):
            if reference.value < own.value:
                why = "Een deel kan niet groter zijn dan zijn geheel. Kijk welk cijfer niet klopt."
                return Comparisons(problem=Finding(VerdictCode.CONFLICTING_FIGURES, why))
            reference = replace(reference, value=reference.value - own.value)
    found = compare_points(replace(claim, series=()), Role.REFERENCE, reference, own)
    if found is None:
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, "Een van de twee cijfers is onbekend."))
    return Comparisons(stated=replace(found, label=_label(claim, found, name)))


def _label(claim: Claim, found: Comparison, name: str) -> str:
    own, other = name_value(claim, found.after), name_value(claim, found.before)
    return f"{own} hier tegen {other} in {name}, in {name_period(found.later.period)}"
