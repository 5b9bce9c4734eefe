"""Characters that nobody sees, and that can turn a text round or hide a part of it."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


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


def _write(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _UNSEEN:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
