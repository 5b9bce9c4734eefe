"""Whether a decision rests on more than an anonymous tip."""

from __future__ import annotations

from collections.abc import Iterable

from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.errors import RuleError


def check_not_tips_alone(are_tips: Iterable[bool], *, supported_by: str = "") -> None:
    """Check that what a decision rests on is not an anonymous tip alone, however many there are.

    Parameters: ``are_tips``, for each signal it rests on whether that came in anonymously (two tips do not
    confirm each other: nobody can tell that they come from two people); ``supported_by``, what else
    confirms it. Returns nothing; a decision that rests on no signal passes. Errors: RuleError with a Dutch
    sentence. Source: politie.nl on Meld Misdaad Anoniem: a report is verified before anything is done.

    >>> check_not_tips_alone([True, False])
    >>> check_not_tips_alone([True, True], supported_by="waarneming door een toezichthouder")
    """
    if rests_on_tips_alone(are_tips) and not says_something(supported_by):
        raise RuleError(
            "Dit rust alleen op anonieme meldingen. Schrijf op wat ze nog meer ondersteunt, "
            "bijvoorbeeld een eigen waarneming."
        )


def rests_on_tips_alone(are_tips: Iterable[bool]) -> bool:
    """Tell whether every ground that is named is an anonymous tip.

    Parameters: ``are_tips``, for each ground whether it is one. Returns a bool, false where no ground is
    named. Errors: none.

    >>> rests_on_tips_alone([True, True]), rests_on_tips_alone([True, False]), rests_on_tips_alone([])
    (True, False, False)
    """
    known = list(are_tips)
    return bool(known) and all(known)
