"""Does a percentage or share follow from the numbers that it is told to come from, wherever they stand?"""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.factors import is_wrong_side
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.reading.ratio_changes import find_before_and_after, tells_before_and_after
from spoorboek.rules.letter_audit.reading.ratio_inputs import (
    list_change_values,
    list_difference_values,
    list_joined_values,
    list_part_values,
)
from spoorboek.rules.letter_audit.reading.ratios import (
    are_joined,
    find_far_parts,
    find_parts,
    is_divided_behind,
    without_others,
)
from spoorboek.rules.letter_audit.reading.roles import Role, find_roles
from spoorboek.rules.letter_audit.reading.said_ratios import Made, SaidRatio
from spoorboek.rules.letter_audit.reading.shares import stands_for

_HUNDRED = Decimal(100)


def check_ratios(material: Material) -> Found:
    """Find percentages and shares that none of the numbers to which they are tied can give."""
    found: list[Finding] = []
    for fact in material.facts:
        if (
            fact.is_ratio
            and fact.mention.value is not None
            and not material.layout.is_table(fact.mention.sentence)
        ):
            said = SaidRatio(material, fact)
            if (made := find_inputs(said)) is not None and not may_be_right(said, made):
                numbers = made.percentage, made.one.value, made.two.value
                found.append(explain_given(material, fact.mention, *numbers))
    return found


def find_inputs(said: SaidRatio) -> Made | None:
    """Return the numbers to which a ratio is tied, as a change or as a part.

    Parameters: ``said``. Errors: none.
    """
    if said.is_of_others:
        return None
    if said.way is not None:
        # "Van de 2.000 is een derde teruggebracht, namelijk 400": what came of a part is no change.
        found = find_before_and_after(said)
        return find_parts(said) if found is None and is_divided_behind(said) else found
    inputs = without_others(said)
    if tells_before_and_after(said.material, inputs.own or inputs.before):
        return find_before_and_after(said) if said.is_linked or said.is_beside else None
    return find_parts(said) or find_far_parts(said)


def may_be_right(said: SaidRatio, made: Made) -> bool:
    """Tell whether some reading of the numbers near a ratio gives it.

    Parameters: ``said``; ``made``, the numbers to which it is tied. Errors: none.
    """
    printed = said.fact.mention
    before = said.material.words(max(0, printed.start - 40), printed.start)
    if stands_for(printed, made.percentage):
        return not is_wrong_side(printed, before, made.percentage)
    is_share = printed.kind is MentionKind.SHARE
    facts = made.pool if is_share else said.inputs.all
    changes = [
        *list_change_values(facts, said.way or 0),
        *list_difference_values(said.inputs),
    ]
    is_change = said.way is not None and made.is_change
    if is_change or (made.is_change and is_share):
        return any(stands_for(printed, value) for value in changes)
    if (said.is_complement or made.is_loose) and stands_for(printed, _HUNDRED - made.percentage):
        return True
    has_rest = any(Role.REST in find_roles(one.own) for one in made.pool) or are_joined(said, made.pool)
    if is_share and len(made.pool) == _PAIR:
        return has_rest and any(
            stands_for(printed, value) for value in list_joined_values(made.pool, has_rest=True)
        )
    values = [
        *list_part_values(facts),
        *list_joined_values(made.pool, has_rest=has_rest),
        *(changes if made.is_change else ()),
    ]
    return any(stands_for(printed, value) for value in values)


_PAIR = 2


def explain_given(
    material: Material, printed: Mention, percentage: Decimal, one: Decimal | int, two: Decimal | int
) -> Finding:
    """Return the finding that a ratio is not what its numbers give.

    Parameters: ``material``; ``printed``; ``percentage`` that ``one`` and ``two`` give. Errors: none.
    """
    rounded = round_half_up(abs(percentage), 1 if percentage != int(percentage) else 0)
    right, said = format_percentage(rounded), printed.quote.strip()
    numbers = f"{format_number(one)} en {format_number(two)}"
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(printed),
        f"Er staat {said}, maar {numbers} geven {right}. Kijk welk getal niet klopt.",
        f"Schrijf {right} in plaats van {said}.",
        severity=Severity.NUMBER,
        computed={"percentage": percentage, "values": [one, two], "printed": printed.value},
    )
