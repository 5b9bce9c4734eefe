"""Every figure that a standing letter prints, brought together for factsheets and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.promises import say_public_state
from spoorboek.apps.accounts.published_passports import print_kept
from spoorboek.apps.accounts.reports import list_reports
from spoorboek.apps.accounts.rows import ReportedIn
from spoorboek.apps.letters.disclosing import protect_records
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.plans.names import PromiseName, list_theme_promises
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue

_FROM_OTHERS = ("uncertainty", "parts")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published figure: its record as the manifest of the newest standing letter keeps it.

    ``printed`` is the number in words of a letter; ``letter`` and ``letter_title`` say which letter it is.
    """

    key: str
    code: str
    title: str
    unit: str
    period: Period
    area_code: str
    area_name: str
    printed: str
    is_provisional: bool
    record: Mapping[str, Any]
    letter: str
    letter_title: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class PublishedPromise:
    """One promise with its state in words, and the newest letter that speaks of it, if one does."""

    name: PromiseName
    state_words: str
    told: ReportedIn | None


def list_published_figures(viewer: Viewer, *, at: datetime) -> tuple[PublishedRow, ...]:
    """Return the figures of the published letters that stand, by key; of each the newest letter's number.

    What a correction replaced is left out. Brought together they are protected once more, with the
    agreements of today: what is small now, or would give it away, is withheld.
    """
    found: dict[str, PublishedRow] = {}
    for letter in list_published(viewer):
        for kept in letter.manifest["figures"] if letter.stands else ():
            if kept["key"] not in found:
                found[kept["key"]] = _as_row(kept, letter.slug, letter.title, letter.dated_on)
    records = [row.record for row in found.values()]
    title = "Gepubliceerde cijfers bij elkaar"
    protection = protect_records(viewer, records, code="openbare cijfers", title=title, on=at.date())
    # What cannot be protected by withholding a few is not given where small numbers can point at people.
    hidden = set(protection.withheld)
    if protection.problems:
        hidden |= {key for key, row in found.items() if row.area_code[:2] in ("WK", "BU")}
    return tuple(_withhold(row) if key in hidden else row for key, row in sorted(found.items()))


def list_theme_reports(viewer: Viewer, theme: str) -> tuple[PublishedPromise, ...]:
    """Return the promises of a theme with what the newest letter that stands says of each."""
    told = list_reports(list_published(viewer))
    return tuple(
        PublishedPromise(name, say_public_state(newest), newest)
        for name in list_theme_promises(viewer, theme)
        for newest in [next(iter(told.get(name.code, ())), None)]
    )


def _as_row(kept: Mapping[str, Any], letter: str, title: str, dated_on: date) -> PublishedRow:
    return PublishedRow(
        key=kept["key"],
        code=kept["code"],
        title=kept["title"],
        unit=kept["unit"],
        period=Period.parse(kept["period"]),
        area_code=kept["area"]["code"],
        area_name=kept["area"]["name"],
        printed=print_kept(kept),
        is_provisional=kept["provisional"],
        record=kept,
        letter=letter,
        letter_title=title,
        dated_on=dated_on,
    )


def _withhold(row: PublishedRow) -> PublishedRow:
    kept = {name: value for name, value in row.record.items() if name not in _FROM_OTHERS}
    kept["value"] = NonValue.SUPPRESSED.value
    provenance = {**kept["provenance"], "row_count": "", "rows_sha256": ""}
    record = {**kept, "provenance": provenance}
    return _as_row(record, row.letter, row.letter_title, row.dated_on)
