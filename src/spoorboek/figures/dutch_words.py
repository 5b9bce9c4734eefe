"""Under which other endings a Dutch word is looked for."""

from __future__ import annotations

import re

_LEAST = 4
_ENDINGS = ("'s", "en", "s", "e")
_OPEN_SYLLABLE = re.compile(r"(?<![aeiou])([aeou])([b-df-hj-np-tv-z])$")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def list_word_forms(word: str) -> tuple[str, ...]:
    """Return a word and what it is called without the ending of a plural or an adjective.

    Whoever looks for ``panden`` also wants ``pand``. Where a word is looked for inside longer words, the
    short form finds the long one too; so only endings are taken off, none are put on.

    Parameters: ``word``, one word in any case. Returns it in small letters, followed by its shorter form if
    that has at least four letters.

    >>> list_word_forms("Straten")
    ('straten', 'straat')
    >>> list_word_forms("huizen")
    ('huizen', 'huis')
    """
    whole = word.casefold()
    forms = [whole]
    for ending in _ENDINGS:
        if whole.endswith(ending):
            stem = whole.removesuffix(ending)
            forms.append(_spell(stem) if ending.startswith("e") else stem)
            break
    return tuple(dict.fromkeys(form for form in forms if form == whole or len(form) >= _LEAST))


def _spell(stem: str) -> str:
    """Return a stem as it is written at the end of a word: no double consonant, a long vowel doubled."""
    if _DOUBLED.search(stem):
        return stem[:-1]
    ended = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
    return _OPEN_SYLLABLE.sub(r"\1\1\2", ended)
