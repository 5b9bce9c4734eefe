"""The parts of a passport: the line, the rows that counted, where it is printed, what changed since."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.queries import LinePoint, Passport, PublicationChange
from spoorboek.apps.areas.house_style import get_house_style
from spoorboek.apps.indicators.counted_rows import CountedRow
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.publications import PrintedRow
from spoorboek.documents.charts.chart import build_chart
from spoorboek.documents.charts.picture import clean_svg
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.figure_record import write_value
from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_numbers import format_number, format_value
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.pages.letters_verdicts import WORDS
from spoorboek.web.phrasebook import Content
from spoorboek.web.register_pages import find_registration_href
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell

_LEAST_POINTS = 2


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The picture of a line with the message it bears."""

    title: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a letter published and what is so now, in a sentence, with the sentences that flip."""

    sentence: str
    href: str
    title: str
    status: str
    flipped: tuple[str, ...]


def draw_line(passport: Passport) -> DrawnLine | None:
    """Return the line through the years, or nothing when there are not two points to draw it through."""
    if len(passport.line) < _LEAST_POINTS:
        return None
    first, last = passport.line[0], passport.line[-1]
    title = f"{passport.title}: {_say(first)}, {_say(last)}"
    spec = ChartSpec(
        title=title,
        unit=passport.unit,
        series=(ChartSeries(passport.title, tuple(_as_point(point) for point in passport.line)),),
        from_zero=passport.kind not in (Kind.MARK, Kind.SCORE),
        decimals=_count_decimals(passport),
        accent=get_house_style().accent,
    )
    chart = build_chart(spec)
    # Only shapes and text are left in it, and its words are escaped by the drawing.
    opening = format_html('<svg role="img" aria-label="{}" ', chart.alt)
    picture = clean_svg(chart.svg).replace("<svg ", opening, 1)
    return DrawnLine(title, mark_safe(picture))  # noqa: S308  # nosec B308 B703


def line_table(passport: Passport) -> Table:
    """Return the line as a table; each number leads to its own passport."""
    with_bounds = any(point.low is not None for point in passport.line)
    columns = [Column(_("Periode")), Column(Content(capfirst(passport.unit)), is_number=True)]
    if with_bounds:
        columns.append(Column(_("95% zeker tussen"), is_number=True))
    columns.append(Column(_("Opmerking")))
    rows = []
    for point in passport.line:
        row = [
            cell(capfirst(format_period(point.period))),
            cell(point.printed, href="" if point.key == passport.key else passport_address(point.key)),
        ]
        if with_bounds:
            row.append(cell(_bounds(point)))
        rows.append([*row, cell(_remark(point))])
    return Table(_("Dezelfde cijfers als tabel"), columns, rows)


def source_table(viewer: Viewer, passport: Passport) -> Table:
    """Return the deliveries that were counted from."""
    columns = [
        Column(_("Bron")),
        Column(_("Bestand")),
        Column(_("Opgehaald"), keep_together=True),
        Column(_("Vingerafdruk")),
    ]
    may_open = viewer.may(Permission.SOURCES_VIEW)
    rows = [
        [
            cell(
                each.source,
                href=_snapshot_href(each.code) if may_open and each.file_name else "",
                note=each.publisher,
            ),
            cell(each.file_name),
            cell(format_date(timezone.localdate(each.fetched_at))),
            cell(f"{each.sha256[:16]}…"),
        ]
        for each in passport.sources
    ]
    return Table(_("Leveringen waaruit is geteld"), columns, rows, is_stacked=True)


def row_table(viewer: Viewer, passport: Passport, rows: Sequence[CountedRow]) -> Table:
    """Return the rows that counted; a registration leads to its own page, as far as one may go there."""
    register = passport.rows.register if passport.rows else ""
    names = list(dict.fromkeys(name for row in rows for name, _text in row.cells))
    shows_amount = any(row.amount not in (None, 1) for row in rows)
    number = _("Nummer") if register else _("Regel in het bestand")
    columns = [Column(number, keep_together=True), Column(_("Wanneer"), keep_together=True)]
    columns += [Column(name) for name in names]
    if shows_amount:
        columns.append(Column(_("Telt voor"), is_number=True))
    drawn = [_draw_row(viewer, register, row, names, shows_amount) for row in rows]
    return Table(_("Regel voor regel"), columns, drawn, empty=_("Er is geen regel die meetelde."))


def printed_table(passport: Passport) -> Table:
    """Return the published sentences in which the number stands."""
    columns = [
        Column(_("Brief")),
        Column(_("Datum"), keep_together=True),
        Column(_("Zin")),
        Column(_("Oordeel toen")),
    ]
    rows = [
        [
            content_cell(each.title, href=reverse("letter", args=[each.letter]), note=_later(each)),
            cell(format_date(each.dated_on)),
            content_cell(each.sentence),
            Cell(WORDS[each.verdict][1], status=WORDS[each.verdict][0]) if each.verdict else cell(""),
        ]
        for each in passport.printed_in
    ]
    return Table(
        _("Gepubliceerde zinnen met dit cijfer"),
        columns,
        rows,
        empty=_("Dit cijfer staat nog in geen gepubliceerde brief."),
        is_stacked=True,
    )


def _later(each: PrintedRow) -> str:
    if each.is_retracted:
        return _("later ingetrokken")
    return _("later gecorrigeerd") if each.is_corrected else ""


def change_lines(passport: Passport) -> list[ChangeLine]:
    """Say for each publication whether the number is still the same."""
    return [_describe_change(change, passport) for change in passport.changes]


def _describe_change(change: PublicationChange, passport: Passport) -> ChangeLine:
    then = format_value(change.then, _count_decimals(passport))
    published = format_date(timezone.localdate(change.published_at))
    href = reverse("letter", args=[change.letter])
    flipped = tuple(
        _("‘%(words)s’ was: %(then)s, is nu: %(now)s. %(why)s")
        % {
            "words": each.words,
            "then": WORDS[each.verdict_then][1],
            "now": WORDS[each.verdict_now][1],
            "why": each.why_now,
        }
        for each in change.flipped
    )
    if change.is_changed:
        said = _("Op %(day)s gepubliceerd als %(then)s; nu is het %(now)s.")
        values = {"day": published, "then": then, "now": passport.printed}
        return ChangeLine(said % values, href, change.title, "unknown", flipped)
    said = _("Op %(day)s gepubliceerd als %(then)s; dat is nog zo.")
    if change.now is None:
        said = _("Op %(day)s gepubliceerd als %(then)s.")
    return ChangeLine(said % {"day": published, "then": then}, href, change.title, "ok", flipped)


def _write_amount(amount: int | Decimal) -> str:
    """A source keeps six decimals of each number; those that are zero say nothing."""
    return format_number(amount if isinstance(amount, int) else amount.normalize())


def _draw_row(
    viewer: Viewer, register: str, row: CountedRow, names: Sequence[str], shows_amount: bool
) -> list[Cell]:
    said = dict(row.cells)
    href = find_registration_href(viewer, register, row.number) if register else ""
    cells = [cell(row.number, href=href), cell(capfirst(format_period(row.period)))]
    cells += [cell(said.get(name, "")) for name in names]
    if shows_amount:
        cells.append(cell("" if row.amount is None else _write_amount(row.amount)))
    return cells


def _snapshot_href(code: str) -> str:
    return reverse("snapshot", args=[code])


def _as_point(point: LinePoint) -> ChartPoint:
    return ChartPoint(
        point.period,
        point.value,
        point.key,
        low=point.low,
        high=point.high,
        status=PointStatus.PROVISIONAL if point.is_provisional else PointStatus.FINAL,
        breaks=point.is_after_break,
    )


def _say(point: LinePoint) -> str:
    return _("%(value)s in %(period)s") % {"value": point.printed, "period": format_period(point.period)}


def _bounds(point: LinePoint) -> str:
    if point.low is None or point.high is None:
        return ""
    return _("%(low)s en %(high)s") % {"low": format_number(point.low), "high": format_number(point.high)}


def _remark(point: LinePoint) -> str:
    said = [_("voorlopig")] if point.is_provisional else []
    if point.is_after_break:
        said.append(_("vanaf hier anders geteld"))
    return ", ".join(said)


def _count_decimals(passport: Passport) -> int | None:
    printed = passport.printed.partition(",")[2]
    return len(printed) if printed.isdecimal() else None


def write_line(passport: Passport) -> bytes:
    """Return the line as a table that anybody can open; each row says how it was counted."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\n")
    shared = {
        "cijfer": passport.code,
        "titel": _harmless(passport.title),
        "eenheid": _harmless(passport.unit),
        "gebied": passport.area_code,
        "telregel": _harmless(passport.definition.counting_rule),
        "versie": passport.definition.version,
        "bronnen": _harmless(" | ".join(each.source for each in passport.sources)),
        "verzonnen": _yes(passport.is_invented),
    }
    own = ("periode", "waarde", "ondergrens", "bovengrens", "voorlopig", "na_breuk")
    table.writerow([*shared, *own])
    for point in passport.line:
        bounds = ["" if bound is None else bound for bound in (point.low, point.high)]
        said = [_yes(point.is_provisional), _yes(point.is_after_break)]
        table.writerow([*shared.values(), point.period, write_value(point.value), *bounds, *said])
    return written.getvalue().encode()


def _yes(holds: bool) -> str:
    return "ja" if holds else "nee"


def _harmless(text: str) -> str:
    """A spreadsheet takes a text that begins like this for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
