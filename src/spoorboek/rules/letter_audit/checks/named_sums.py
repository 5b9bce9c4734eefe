"""Do named parts, each in a line or sentence of its own, make up the number that leads them in?"""

from __future__ import annotations

import re
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.sums import ask_sum, is_count
from spoorboek.rules.letter_audit.facts import Fact

_NAMED = re.compile(r"[^:\d]{2,45}:\s*(?:€\s*)?[\d.]+(?:,\d+)?(?: [a-zà-ÿ]+)?\W*")
_FEWEST_NAMED = 2
_NEAR_TOTAL = Decimal("0.25")


def check_named_sums(material: Material) -> Found:
    """Put them to the judge: 640 bonnen. Parkeren: 410. Afval: 120. Overig: 90. Or a list."""
    found: list[Asked] = []
    places = [one.index for one in material.letter.sentences if not material.layout.is_table(one.index)]
    for place in places:
        own = [one for one in material.facts_in(place) if is_count(one) and one.value > 1]
        if len(own) != 1:
            continue
        parts: list[Fact] = []
        following = place + 1
        while following < len(material.letter.sentences) and _NAMED.fullmatch(
            material.sentence_words(following)
        ):
            parts += [one for one in material.facts_in(following) if is_count(one)]
            following += 1
        is_lead = not _NAMED.fullmatch(material.sentence_words(place))
        if not is_lead or len(parts) < _FEWEST_NAMED or len(parts) != following - place - 1:
            continue
        summed = sum((Decimal(one.value) for one in parts), Decimal(0))
        if abs(summed - own[0].value) <= own[0].value * _NEAR_TOTAL:
            asked = ask_sum(material, own[0], parts, material.sentence_words(place))
            found += [asked] if asked else []
    return found
