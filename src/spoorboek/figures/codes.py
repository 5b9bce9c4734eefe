"""How the codes of figures, promises and tables are written: one definition for every reader of them."""

from __future__ import annotations

import re

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
