"""What lies ready while a claim is judged: the agreements and the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.rules.claims.word_list import WordList, get_word_list
from spoorboek.rules.parameters.claim_parameters import ClaimParameters, get_claim_parameters


@dataclass(frozen=True, slots=True)
class Bench:
    """The agreements as they held on one day, and the words of one language."""

    parameters: ClaimParameters
    words: WordList


def get_bench(on: date | None = None, words: WordList | None = None) -> Bench:
    """Return the bench for a day, with the Dutch words that hold here on it unless others are given.

    Parameters: ``on``; ``words``. Raises ParameterError when nothing held yet.
    """
    return Bench(get_claim_parameters(on), words or get_word_list(on=on))
