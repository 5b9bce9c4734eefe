"""The Word file of the municipality on whose styles and letterhead its letters are written."""

from __future__ import annotations

from django.conf import settings

from spoorboek.apps.letters.errors import LetterError


def read_paper() -> bytes | None:
    """Return the template that the municipality set, or None when it uses our house style.

    Raises LetterError when the file that was set is not there.
    """
    if settings.WORD_TEMPLATE is None:
        return None
    try:
        content: bytes = settings.WORD_TEMPLATE.read_bytes()
    except OSError as error:
        raise LetterError(
            "Het Word-sjabloon van de gemeente (SPOORBOEK_WORD_TEMPLATE) is niet te vinden of niet te lezen."
        ) from error
    return content
