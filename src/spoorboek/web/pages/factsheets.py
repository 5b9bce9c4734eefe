"""Factsheets: what is published about one theme or one area, on one page. The same for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.queries import (
    PublishedPromise,
    PublishedRow,
    list_published_figures,
    list_theme_reports,
)
from spoorboek.apps.areas.queries import get_area, list_areas
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.plans.names import find_figure_themes, find_theme_names
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.plans_promises import SIGNS
from spoorboek.web.phrasebook import Content, say, say_word
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

_DISTRICT = "wijk"
_MOST_EARLIER = 4


@shared_page
def factsheets(request: HttpRequest) -> HttpResponse:
    """List the themes and areas that there is a factsheet of, with how many figures stand on it."""
    rows = list_published_figures(ANONYMOUS, at=timezone.now())
    themes = find_figure_themes(ANONYMOUS)
    areas = {area.code: area.name for area in list_areas(ANONYMOUS, kind=_DISTRICT)}
    areas = {row.area_code: row.area_name for row in rows} | areas
    context = {
        "themes": [
            (
                title,
                reverse("factsheet_theme", args=[code]),
                _count(row for row in rows if code in themes.get(row.code, {})),
            )
            for code, title in find_theme_names(ANONYMOUS).items()
        ],
        "areas": [
            (
                name,
                reverse("factsheet_area", args=[code]),
                _count(row for row in rows if row.area_code == code),
            )
            for code, name in sorted(areas.items())
        ],
        "crumbs": open_trail(viewer_of(request), Crumb(_("Factsheets"))),
    }
    return render(request, "pages/public/factsheets.html", context)


@shared_page
def factsheet_theme(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is promised and published about one theme."""
    title = find_theme_names(ANONYMOUS).get(code)
    if title is None:
        raise NotFoundError("Dit thema")
    themes = find_figure_themes(ANONYMOUS)
    rows = list_published_figures(ANONYMOUS, at=timezone.now())
    mine = [row for row in rows if code in themes.get(row.code, {})]
    return _show(request, title, _("Thema"), mine, _draw_promises(code))


@shared_page
def factsheet_area(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is published about one area."""
    area = get_area(ANONYMOUS, code)
    rows = list_published_figures(ANONYMOUS, at=timezone.now())
    return _show(request, area.name, _("Gebied"), [row for row in rows if row.area_code == code], None)


def _show(
    request: HttpRequest, title: str, kind: str, rows: list[PublishedRow], promises: Table | None
) -> HttpResponse:
    newest = max((row.dated_on for row in rows), default=None)
    context = {
        "title": title,
        "kind": kind,
        "table": _draw_figures(rows),
        "promises": promises,
        "newest": format_date(newest) if newest else "",
        "crumbs": open_trail(
            viewer_of(request), Crumb(_("Factsheets"), reverse("factsheets")), Crumb(Content(title))
        ),
    }
    return render(request, "pages/public/factsheet.html", context)


def _draw_figures(rows: list[PublishedRow]) -> Table:
    """One row per figure and area: the newest number, and the ones before it."""
    series: dict[tuple[str, str], list[PublishedRow]] = {}
    for row in rows:
        series.setdefault((row.code, row.area_code), []).append(row)
    drawn = []
    for each in sorted(series.values(), key=lambda found: (found[0].title.casefold(), found[0].area_code)):
        newest, *earlier = sorted(each, key=lambda row: (row.period.last, row.period.first), reverse=True)
        drawn.append(
            [
                content_cell(
                    newest.title, href=reverse("figure", args=[newest.code]), note=Content(newest.unit)
                ),
                cell(
                    newest.printed,
                    href=passport_address(newest.key),
                    note=_("voorlopig") if newest.is_provisional else "",
                ),
                cell(capfirst(format_period(newest.period)), note=Content(newest.area_name)),
                cell(_say_earlier(earlier)),
                content_cell(newest.letter_title, href=reverse("letter", args=[newest.letter])),
            ]
        )
    columns = [
        Column(_("Cijfer")),
        Column(_("Nieuwste"), is_number=True),
        Column(_("Periode")),
        Column(_("Daarvoor")),
        Column(_("Staat in")),
    ]
    empty = _("Hierover staat nog geen cijfer in een gepubliceerde brief.")
    return Table(_("Gepubliceerde cijfers"), columns, drawn, empty=empty, is_stacked=True)


def _say_earlier(rows: list[PublishedRow]) -> str:
    return "; ".join(f"{format_period(row.period)}: {say_word(row.printed)}" for row in rows[:_MOST_EARLIER])


def _draw_promises(theme: str) -> Table:
    """The promises of a theme as the newest letter reports them, of every adopted plan."""
    rows = [
        [
            content_cell(each.name.title, href=reverse("promise", args=[each.name.plan, each.name.code])),
            cell(say(each.told.done) if each.told else ""),
            Cell(say_word(each.state_words), status=SIGNS.get(each.state_words, "note")),
            _draw_letter(each),
        ]
        for each in list_theme_reports(ANONYMOUS, theme)
    ]
    columns = [Column(_("Belofte")), Column(_("Gedaan tot nu")), Column(_("Stand")), Column(_("Staat in"))]
    return Table(
        _("Beloften"),
        columns,
        rows,
        empty=_("Bij dit thema is niets beloofd dat hier staat."),
        is_stacked=True,
    )


def _draw_letter(each: PublishedPromise) -> Cell:
    if each.told is None:
        return cell("")
    return content_cell(each.told.title, href=reverse("letter", args=[each.told.letter]))


def _count(rows: Iterable[PublishedRow]) -> str:
    total = len({row.code for row in rows})
    return ngettext("%(total)s cijfer", "%(total)s cijfers", total) % {"total": total}
