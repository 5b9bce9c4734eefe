"""How the codes of figures, promises and tables are written: one definition for every reader of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Lower case letters and digits with hyphens between them; a letter first, as periods begin with digits."""


def is_code(text: str) -> bool:
    """Tell whether a text is written as a code.

    Parameters: ``text``. Returns True for lower case letters and digits with single hyphens between them,
    a letter first. Errors: none.

    >>> [is_code(text) for text in ("mma-reports", "2023", "MMA", "mma--reports", "mma-", "")]
    [True, False, False, False, False, False]
    """
    return CODE.fullmatch(text) is not None


_LONGEST_MADE = 60


def make_code(text: str, taken: Collection[str] = ()) -> str:
    """Make a code out of words, another one than those that are taken.

    Parameters: ``text``, as people write it; ``taken``, codes that are in use. Returns a code of at most 60
    characters and, where the words are taken, a number. Words without a letter or digit become
    ``onderdeel``. Errors: none.

    >>> make_code("10 bedrijven controleren", {"nr-10-bedrijven-controleren"})
    'nr-10-bedrijven-controleren-2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "onderdeel"
    if words[0].isdigit():
        words = f"nr-{words}"
    first = code = words[:_LONGEST_MADE].rstrip("-")
    number = 1
    while code in taken:
        number += 1
        code = f"{first}-{number}"
    return code
