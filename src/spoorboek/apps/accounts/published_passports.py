"""What a published letter says of a figure, read from its manifest: all that a resident may see of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.rows import (
    DefinitionAccount,
    LinePoint,
    Passport,
    PublicationChange,
    SnapshotAccount,
)
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.letters.publications import PublishedLetter, list_printed, list_published
from spoorboek.apps.letters.reading_manifests import read_number
from spoorboek.figures.definition import Counts, Kind, SourceType
from spoorboek.figures.dutch_numbers import format_share, format_value
from spoorboek.figures.figure import Parts, Uncertainty
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue

Kept = Mapping[str, Any]


def read_published_passport(viewer: Viewer, wanted: FigureKey) -> Passport:
    """Return a figure as the newest published letter that holds it says it, or raise NotFoundError."""
    letters = list_published(viewer)
    found = [(letter, kept) for letter in letters for kept in _find(letter, wanted)]
    if not found:
        raise NotFoundError(f"Cijfer '{wanted}'")
    kept = found[0][1]
    return Passport(
        **_describe(kept),
        line=_list_line(letters, kept),
        rows=None,
        printed_in=list_printed(viewer, kept["key"]),
        changes=tuple(
            PublicationChange(
                letter=letter.slug,
                title=letter.title,
                dated_on=letter.dated_on,
                published_at=letter.published_at,
                is_corrected=letter.is_corrected,
                then=read_number(said["value"]),
                now=None,
            )
            for letter, said in found
        ),
        is_as_published=True,
    )


def _find(letter: PublishedLetter, wanted: FigureKey) -> Iterator[Kept]:
    for kept in letter.manifest["figures"]:
        here = kept["code"] == wanted.code and kept["period"] == str(wanted.period)
        if here and kept["area"]["code"] == (wanted.area_code or letter.manifest["letter"]["area"]):
            yield kept


def _describe(kept: Kept) -> dict[str, Any]:
    provenance = kept["provenance"]
    return {
        "key": kept["key"],
        "code": kept["code"],
        "title": kept["title"],
        "unit": kept["unit"],
        "kind": Kind(kept["kind"]),
        "counts": Counts(kept["counts"]),
        "source_type": SourceType(kept["source_type"]),
        "period": Period.parse(kept["period"]),
        "area_code": kept["area"]["code"],
        "area_name": kept["area"]["name"],
        "value": read_number(kept["value"]),
        "printed": print_kept(kept),
        "is_provisional": kept["provisional"],
        "is_invented": provenance["invented"],
        "uncertainty": _read_uncertainty(kept),
        "parts": _read_parts(kept),
        "depends_on": (),
        "definition": DefinitionAccount(kept["counting_rule"], kept["version"], kept["comparability"]),
        "question": provenance["query"],
        "row_count": provenance["row_count"],
        "computed_at": datetime.fromisoformat(provenance["computed_at"]),
        "sources": tuple(
            SnapshotAccount(
                code=one["id"],
                source=one["source"],
                publisher="",
                file_name="",
                fetched_at=datetime.fromisoformat(one["retrieved_at"]),
                sha256=one["sha256"],
            )
            for one in provenance["snapshots"]
        ),
    }


def print_kept(kept: Kept) -> str:
    """Return a number of a manifest as a letter prints it."""
    value = read_number(kept["value"])
    if kept["kind"] == Kind.SHARE.value and not isinstance(value, NonValue):
        return format_share(value)
    return format_value(value)


def _read_uncertainty(kept: Kept) -> Uncertainty | None:
    said = kept.get("uncertainty")
    return Uncertainty(Decimal(said["low"]), Decimal(said["high"]), said["invented"]) if said else None


def _read_parts(kept: Kept) -> Parts | None:
    said = kept.get("parts")
    if said is None:
        return None
    return Parts(read_number(said["numerator"]), read_number(said["denominator"]), Decimal(said["factor"]))


def _list_line(letters: Sequence[PublishedLetter], own: Kept) -> tuple[LinePoint, ...]:
    """The years that published letters give of the same figure; of each year the newest letter's number."""
    points: dict[Period, Kept] = {}
    for letter in letters:
        for kept in letter.manifest["figures"]:
            period = Period.parse(kept["period"])
            alike = kept["code"] == own["code"] and kept["area"]["code"] == own["area"]["code"]
            if alike and period.is_one_year and read_number(kept["value"]) is not NonValue.MISSING:
                points.setdefault(period, kept)
    line = []
    before = None
    for period, kept in sorted(points.items()):
        bounds = _read_uncertainty(kept)
        line.append(
            LinePoint(
                key=kept["key"],
                period=period,
                value=read_number(kept["value"]),
                printed=print_kept(kept),
                low=bounds.low if bounds else None,
                high=bounds.high if bounds else None,
                is_provisional=kept["provisional"],
                is_after_break=before is not None and before != kept["comparability"],
            )
        )
        before = kept["comparability"]
    return tuple(line)
