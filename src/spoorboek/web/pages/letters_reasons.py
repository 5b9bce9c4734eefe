"""Why a letter cannot go to approval yet, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.letters.checking import LetterCheck


def say_reasons(check: LetterCheck, *, silent: Sequence[str] = ()) -> tuple[str, ...]:
    """Return why a letter must wait; of what it is ``silent`` about only what is given here."""
    counted = [
        (
            len(check.problems),
            ngettext(
                "%(count)s punt in de vorm van de brief klopt niet.",
                "%(count)s punten in de vorm van de brief kloppen niet.",
                len(check.problems),
            ),
        ),
        (
            len(check.untied),
            ngettext(
                "%(count)s getal hangt niet aan een cijfer.",
                "%(count)s getallen hangen niet aan een cijfer.",
                len(check.untied),
            ),
        ),
        (
            len(check.open_claims),
            ngettext(
                "%(count)s bewering of getal vraagt nog om een keuze.",
                "%(count)s beweringen of getallen vragen nog om een keuze.",
                len(check.open_claims),
            ),
        ),
    ]
    reasons = [said % {"count": count} for count, said in counted if count]
    if silent:
        names = {"names": ", ".join(silent)}
        reasons.append(_("Over %(names)s zegt de brief niets: meld het, of noem de reden.") % names)
    return (*reasons, *check.disclosed)
