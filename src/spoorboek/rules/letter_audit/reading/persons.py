"""Nouns that are somebody."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.stems import list_stems

_PERSON = re.compile(
    r"(?:er|ster|ling|ant|[nlrd]ar)$|"
    r"^(?:mens|person|jong|jonger|oud|kind|man|vrouw|jongen|meisj|meisje|heer|dame)$|jarig$"
)
_NO_PERSON = list_stems(
    "cijfers nummers kamers meters posters containers stickers letters folders uur uren vuur"
)


def is_person(noun: str) -> bool:
    """Tell whether a noun is somebody, by its ending: lopers, wandelaars, deelnemers.

    Parameters: ``noun``, a stem. Errors: none.
    """
    return bool(_PERSON.search(noun)) and noun not in _NO_PERSON
