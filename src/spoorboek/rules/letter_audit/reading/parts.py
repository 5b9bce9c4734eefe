"""Whether a number is how old somebody is: those are no counts."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.facts import Fact

_AGE = re.compile(r"\b(?:boven|onder|vanaf|tot) de\s+$|\b(?:ouder|jonger) dan\s+$")
_AGE_BEHIND = re.compile(r"^\s*(?:[.,;]|$|en (?:ouder|jonger)\b)")


def is_age(fact: Fact) -> bool:
    """Tell whether a number is how old somebody is: boven de zeventig.

    Parameters: ``fact``. Errors: none.
    """
    return bool(_AGE.search(fact.own.lead) and _AGE_BEHIND.match(fact.own.tail))
