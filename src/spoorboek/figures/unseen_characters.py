"""Characters that nobody sees: they can turn a text round, hide a part of it, or look like a text."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_SEEN = frozenset("LNPS")
"""The first letter of the categories of letters, numbers, punctuation and symbols."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol that are drawn as nothing: fillers of Korean, and the empty pattern of braille."""


def escape_unseen(text: str) -> str:
    """Return a text in which every control or format character is written out, as ``\\u202e``.

    Parameters: ``text`` of any length. Returns the text; line ends and tabs stay, and so do letters with
    accents and no-break spaces. What is written out reads back as JSON. Errors: none.

    Source: Unicode Technical Report 36, section 3.3 (bidirectional text spoofing).

    >>> escape_unseen("meer\u202eredniM")
    'meer\\\\u202eredniM'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_write(character) for character in text)


def says_something(text: str) -> bool:
    """Tell whether a reader sees anything of a text.

    Parameters: ``text`` of any length. Returns False for the empty text, for spaces of every width, and for
    what has no width at all: then nothing was said. Errors: none. Source: Unicode, general categories.

    >>> says_something("\u200b\u00a0 \u2060"), says_something("-")
    (False, True)
    """
    return any(unicodedata.category(each)[0] in _SEEN and each not in _BLANK for each in text)


def _write(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _UNSEEN:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
