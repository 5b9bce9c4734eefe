"""What a letter or download may not print because it is small, given every letter published before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import list_layouts
from spoorboek.apps.indicators.counting import find_rules
from spoorboek.apps.indicators.definition_file import TableSpec
from spoorboek.apps.indicators.definitions import RegistrationsOrigin
from spoorboek.apps.indicators.queries import list_tables
from spoorboek.apps.letters.models import Publication
from spoorboek.apps.letters.reading_manifests import MOST_MANIFESTS, read_number, read_published_manifests
from spoorboek.figures.area import Area
from spoorboek.figures.definition import Counts, Kind
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.disclosure.area_leaves import list_leaves
from spoorboek.rules.disclosure.printed_cells import PrintedCell, Splitting
from spoorboek.rules.disclosure.printed_protection import (
    PrintedPublication,
    Protection,
    list_small,
    protect_printed,
)
from spoorboek.rules.disclosure.small_cells import REASON_WORDS, WithholdReason
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.parameters.disclosure_parameters import (
    DisclosureParameters,
    get_disclosure_parameters,
)

_WITHHELD = NON_VALUE_WORDS[NonValue.SUPPRESSED]
_printed: dict[str, PrintedPublication] = {}
_MOST_PROTECTED = 200
_protected: dict[
    tuple[PrintedPublication, tuple[str, ...], DisclosureParameters], tuple[Splitting, Protection]
] = {}
"""What may not be printed follows from exactly these: the choice and its audit are made once for them."""
_PART = re.compile(r"([a-z][a-z0-9-]*)@([0-9.-]+)@([A-Z]{2}[0-9A-Z]*) = ([0-9]+|suppressed)(?=;|$)")


def find_protection(
    viewer: Viewer,
    figures: Iterable[Figure],
    *,
    code: str,
    title: str,
    on: date,
    said: Collection[str] = (),
) -> Protection:
    """Return which of these figures may not be printed, and why the whole may not go out.

    ``code`` and ``title`` name what is to be printed; ``said`` are the keys that stand in sentences, where a
    person decides. On a day before anything was agreed, what holds last is used.
    """
    cells = tuple(_list_cells(figures, frozenset(said)))
    return protect_cells(viewer, cells, code=code, title=title, on=on)


def protect_cells(
    viewer: Viewer, cells: tuple[PrintedCell, ...], *, code: str, title: str, on: date
) -> Protection:
    """Return the same for cells; of another publication than a letter the code is no name of a letter."""
    parameters = _find_parameters(on)
    is_asked = list_small(cells, parameters) or any(cell.is_hidden for cell in cells)
    earlier = Publication.objects.exclude(letter__slug=code).order_by("published_at", "pk")
    digests = list(earlier.values_list("manifest_digest", flat=True))
    manifests = read_published_manifests(digests)
    history = [_as_printed(manifests[digest], digest) for digest in digests]
    if not is_asked and not any(cell.is_hidden for each in history for cell in each.cells):
        return Protection()
    wanted, splitting = PrintedPublication(code, title, on, cells), _find_splitting(viewer)
    key = (wanted, tuple(digests), parameters)
    kept = _protected.get(key)
    if kept is None or kept[0] != splitting:
        if len(_protected) >= _MOST_PROTECTED:
            _protected.clear()
        kept = _protected[key] = (splitting, protect_printed(wanted, history, splitting, parameters))
    return kept[1]


def protect_records(
    viewer: Viewer, records: Iterable[Mapping[str, Any]], *, code: str, title: str, on: date
) -> Protection:
    """Return the same for figures as manifests keep them, brought together again on a page or in a file."""
    return protect_cells(viewer, tuple(map(_as_cell, records)), code=code, title=title, on=on)


def _find_parameters(on: date) -> DisclosureParameters:
    try:
        return get_disclosure_parameters(on)
    except ParameterError:
        return get_disclosure_parameters()


def withhold(figures: Mapping[str, Figure], withheld: Mapping[str, WithholdReason]) -> dict[str, Figure]:
    """Return the figures without what may not be printed: no value, no parts, no rows that give it away."""
    return {key: _withhold(figure, withheld) for key, figure in figures.items()}


def _withhold(figure: Figure, withheld: Mapping[str, WithholdReason]) -> Figure:
    provenance = figure.provenance
    if reason := withheld.get(figure.key):
        kept = replace(provenance, query=f"{_WITHHELD}: {REASON_WORDS[reason]}", rows=())
        return replace(figure, value=NonValue.SUPPRESSED, parts=None, uncertainty=None, provenance=kept)
    query = _PART.sub(lambda found: _hide_part(found, withheld), provenance.query)
    if query == provenance.query:
        return figure
    return replace(figure, parts=None, provenance=replace(provenance, query=query, rows=()))


def _hide_part(found: re.Match[str], withheld: Mapping[str, WithholdReason]) -> str:
    key = f"{found[1]}@{found[2]}@{found[3]}"
    return f"{key} = {_WITHHELD}" if key in withheld else found[0]


def _list_cells(figures: Iterable[Figure], said: Collection[str]) -> Iterator[PrintedCell]:
    known = {figure.key: figure for figure in figures}
    for key, figure in known.items():
        definition, parts = figure.definition, figure.parts
        cell = PrintedCell(
            key=key,
            code=definition.code,
            period=figure.period,
            area=figure.area.code,
            edition=figure.area.edition,
            title=_name(definition.title, figure.period, figure.area.name),
            value=figure.value,
            counts=definition.counts,
            kind=definition.kind,
            is_below_city=figure.area.is_below_municipality,
            is_fixed=key in said,
            numerator=parts.numerator if parts else None,
            denominator=parts.denominator if parts else None,
        )
        yield cell
        yield from _list_parts(cell, figure.provenance.query, known, said)


def _list_parts(
    cell: PrintedCell, query: str, known: Collection[str], said: Collection[str]
) -> Iterator[PrintedCell]:
    """What a derived figure says of its parts is printed too, in its passport and its manifest."""
    for found in _PART.finditer(query):
        key = f"{found[1]}@{found[2]}@{found[3]}"
        if key not in known:
            yield replace(
                cell,
                key=key,
                code=found[1],
                period=Period.parse(found[2]),
                title=f"{found[1]}, {format_period(Period.parse(found[2]))}",
                value=read_number(found[4]),
                kind=Kind.COUNT,
                is_fixed=key in said,
                numerator=None,
                denominator=None,
            )


def _as_printed(manifest: Mapping[str, Any], digest: str) -> PrintedPublication:
    """Read what a published letter prints; it never changes, so that each is read once."""
    found = _printed.get(digest)
    if found is None:
        if len(_printed) >= MOST_MANIFESTS:
            _printed.clear()
        found = _printed[digest] = _read_printed(manifest)
    return found


def _read_printed(manifest: Mapping[str, Any]) -> PrintedPublication:
    letter = manifest["letter"]
    known = {str(kept["key"]) for kept in manifest["figures"]}
    cells: dict[str, PrintedCell] = {}
    for kept in manifest["figures"]:
        cell = _as_cell(kept)
        cells[cell.key] = cell
        for part in _list_parts(cell, str(kept["provenance"]["query"]), known, ()):
            cells.setdefault(part.key, part)
    title = f"{letter['title']} ({letter['dated_on']})"
    return PrintedPublication(
        str(letter["slug"]), title, date.fromisoformat(letter["dated_on"]), tuple(cells.values())
    )


def _as_cell(kept: Mapping[str, Any]) -> PrintedCell:
    period, area = Period.parse(kept["period"]), kept["area"]
    value: Value = read_number(kept["value"])
    small = {f"{_WITHHELD}: {REASON_WORDS[reason]}" for reason in WithholdReason}
    small.discard(f"{_WITHHELD}: {REASON_WORDS[WithholdReason.PROTECTS_OTHERS]}")
    return PrintedCell(
        key=str(kept["key"]),
        code=str(kept["code"]),
        period=period,
        area=str(area["code"]),
        edition=int(area["edition"]),
        title=_name(str(kept["title"]), period, str(area["name"])),
        value=value,
        counts=Counts(kept["counts"]),
        kind=Kind(kept["kind"]),
        is_below_city=Area(area["code"], area["name"], area["edition"]).is_below_municipality,
        was_small=kept["provenance"]["query"] in small,
    )


def _name(title: str, period: Period, area: str) -> str:
    return f"{title}, {format_period(period)}, {area}"


def _find_splitting(viewer: Viewer) -> Splitting:
    """What adds up to what: sums among the definitions, and tables with a total of their rows."""
    rules = find_rules(viewer)
    sums: dict[str, tuple[str, ...]] = {}
    for code, rule in rules.items():
        if parts := rule.list_summed_codes():
            sums[code] = parts
    for spec in list_tables(viewer):
        if spec.total is not None and spec.total.figure not in sums and _is_made_of(spec, rules):
            sums[spec.total.figure] = tuple(row.figure for row in spec.rows)
    lasting = {
        code
        for code, rule in rules.items()
        if rule.definition.counts is Counts.PERSONS
        or (isinstance(rule.origin, RegistrationsOrigin) and rule.origin.rule.stock)
    }
    return Splitting(sums, frozenset(lasting), list_leaves(list_layouts(viewer)))


def _is_made_of(spec: TableSpec, rules: Mapping[str, Any]) -> bool:
    """A total that its definition makes of other figures is that of its rows when those are the same."""
    total = rules.get(spec.total.figure) if spec.total else None
    parts: Sequence[str] = total.definition.depends_on if total is not None else ()
    return bool(parts) and set(parts) == {row.figure for row in spec.rows}
