"""What we do or have ourselves: chance does not make it more or less."""

from __future__ import annotations

from spoorboek.rules.letter_audit.meanings import tags_of

_OURS = frozenset({"<effort>", "<own>", "<worker>", "<handout>", "<measure>"})


def is_our_doing(unit: str | None) -> bool:
    """Tell whether a noun is something that we do or have ourselves.

    Parameters: ``unit``, in the words of the letter. Errors: none.
    """
    return unit is not None and bool(unit.split()) and not _OURS.isdisjoint(tags_of(unit.split()[-1].lower()))
