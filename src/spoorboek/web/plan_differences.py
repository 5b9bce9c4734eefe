"""What differs between two versions of a part, in the words of the page: numbers, days, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import REFERENCES, PillarKind, PlanContent
from spoorboek.rules.promises import CountedPer, OutcomeDirection, TargetDirection
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.plan_drafts import SIDES, TURNS, WAYS

LABELS: dict[str, Words] = {
    "title": gettext_lazy("Titel"),
    "owner": gettext_lazy("Eigenaar"),
    "theme": gettext_lazy("Thema"),
    "goal": gettext_lazy("Doel"),
    "pillar": gettext_lazy("Pijler"),
    "partners": gettext_lazy("Samen met"),
    "promises": gettext_lazy("Voor de beloften"),
    "budget": gettext_lazy("Betaald uit"),
    "period": gettext_lazy("Periode"),
    "note": gettext_lazy("Zo lezen wij het plan"),
    "unit": gettext_lazy("Eenheid"),
    "figure": gettext_lazy("Cijfer"),
    "target": gettext_lazy("Streefgetal"),
    "direction": gettext_lazy("Minimum of maximum"),
    "per": gettext_lazy("Geteld"),
    "baseline": gettext_lazy("Beginstand"),
    "outcome": gettext_lazy("Richting"),
    "deliverable": gettext_lazy("Wat er klaar is"),
    "evidence": gettext_lazy("Bewijs"),
    "due_on": gettext_lazy("Uiterlijk"),
    "approach": gettext_lazy("Werkwijze"),
    "part_of": gettext_lazy("Hoort bij"),
    "kernbeleid": gettext_lazy("Veld van het Kernbeleid Veiligheid"),
    "kind": gettext_lazy("Soort"),
    "designation": gettext_lazy("Aangewezen als"),
}


_ENUM_WORDS: dict[Any, str] = {**SIDES, **TURNS, **WAYS}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; ``is_other`` when the other version does not have them here."""

    text: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One thing that two versions of a part say differently."""

    label: Words | str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def list_field_differences(before: Any, after: Any, *contents: PlanContent) -> tuple[FieldDifference, ...]:
    """Return what two versions of a part say differently. ``contents`` know the titles behind the codes."""
    named = dict.fromkeys(each.name for part in (before, after) for each in fields(part))
    pairs = {name: (getattr(before, name, ""), getattr(after, name, "")) for name in named if name != "code"}
    return tuple(
        FieldDifference(LABELS.get(name, name), *compare_words(*(say(name, one, contents) for one in pair)))
        for name, pair in pairs.items()
        if pair[0] != pair[1]
    )


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two texts in pieces, with the words that only one of them has."""
    old, new = before.split(), after.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for words, pieces in ((old[i:j], left), (new[k:m], right)):
            if words:
                pieces.append(Piece(" ".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def say(name: str, value: Any, contents: Sequence[PlanContent]) -> str:
    """Return one value of a part as people read it."""
    if value is None or value in ("", ()):
        return _("leeg")
    if isinstance(value, TargetDirection | CountedPer | OutcomeDirection):
        return _ENUM_WORDS[value]
    if isinstance(value, PillarKind):
        return str(_("pijler") if value is PillarKind.PILLAR else _("actielijn"))
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, Period):
        return format_period(value)
    if isinstance(value, date):
        return format_date(value)
    codes = (value,) if isinstance(value, str) else value
    listed = REFERENCES.get(name, "")
    titles = {part.code: part.title for one in contents for part in getattr(one, listed, ())}
    return ", ".join(titles.get(code, code) for code in codes)
