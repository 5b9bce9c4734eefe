"""Beside another area: our figure against the reference, a part against the rest of its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from spoorboek.figures.definition import Kind, SourceType
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.area_funnel import lay_funnel, list_areas
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparators import Comparisons, check_pair
from spoorboek.rules.claims.comparison import Basis, Comparison, Role, choose_basis, compare_points
from spoorboek.rules.claims.known_points import choose_later, find_point
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def compare_with_reference(claim: Claim) -> Comparisons:
    """Compare our figure with the reference in the same period."""
    own = choose_later(claim, claim.points)
    if own is None or claim.reference is None:
        why = "Voor hoger of lager zijn een eigen cijfer en een vergelijkingsgebied nodig."
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, why))
    areas = list_areas(own, claim.reference.points)
    if len(areas) > 1 and not claim.reference.is_whole:
        return _compare_areas(claim, own, areas)
    reference = areas[0] if areas else find_point(claim.reference.points, own.period)
    if reference is None:
        why = f"Het vergelijkingsgebied heeft geen cijfer over {name_period(own.period)}."
        code = VerdictCode.NOT_COMPARABLE if claim.reference.points else VerdictCode.NO_FIGURE
        return Comparisons(problem=Finding(code, why))
    if problem := check_pair(reference, own):
        return Comparisons(problem=problem)
    return _compare(claim, own, reference)


def _compare_areas(claim: Claim, own: Point, areas: Sequence[Point]) -> Comparisons:
    """Beside several areas: funnel limits around what was to be expected, never a place in a ranking."""
    for area in areas:
        if problem := check_pair(area, own):
            return Comparisons(problem=problem)
    funnel = None if claim.source_type is SourceType.SELF_REPORTED else lay_funnel(claim, own, areas)
    if funnel is None:
        why = (
            f"Naast {len(areas)} gebieden is dit niet te toetsen: er zijn geen aantallen waarmee te "
            "berekenen is hoe ver toeval reikt. Geef per gebied het aantal en hoe groot het is."
        )
        return Comparisons(problem=Finding(VerdictCode.NOT_TESTABLE, why))
    basis = choose_basis(claim, own, own)
    expected, shown = funnel.expected, format_number(Decimal(f"{funnel.expected:.1f}"))
    per = "" if funnel.has_sizes else ", als elk gebied even groot is"
    found = Comparison(
        Role.REFERENCE,
        replace(own, value=expected),
        own,
        basis if basis is Basis.OPERATIONAL else Basis.FULL_COUNT,
        expected,
        funnel.observed,
        percentage=float((funnel.observed - expected) / expected * 100),
        p=funnel.p,
        test="funnel",
        label=(
            f"{name_value(claim, funnel.observed)} hier tegen {shown} verwacht naar {len(areas)} andere "
            f"gebieden{per}, in {name_period(own.period)}"
        ),
        funnel=funnel,
    )
    return Comparisons(stated=found)


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
