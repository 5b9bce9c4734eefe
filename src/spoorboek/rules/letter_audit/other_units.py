"""Do two counts, a target and a result, name two things?"""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.checks.small_numbers import PEOPLE
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.stems import is_same_thing


def has_other_unit(one: Fact, other: Fact) -> bool:
    """Tell whether two counts name two things, as far as the letter says what they count."""
    if not one.unit or not other.unit or one.mention.kind is not MentionKind.NUMBER:
        return False
    if {one.unit, other.unit} & _NO_UNIT or any(_IS_DONE.search(unit) for unit in (one.unit, other.unit)):
        return False
    if all(PEOPLE.search(unit) or _ATTEND.search(unit) for unit in (one.unit, other.unit)):
        return False
    return not is_same_thing(one.unit, other.unit)


_NO_UNIT = frozenset({"keer", "maal", "stuks", "procent", "in", "er"})
_ATTEND = re.compile(r"(?:deelnemers?|bezoekers?|aanmeldingen|ondernemers?)$")
_IS_DONE = re.compile(r"^(?:\w{0,6}ge\w+(?:en|d|t)|meer|minder|extra|nieuwe?)$")
