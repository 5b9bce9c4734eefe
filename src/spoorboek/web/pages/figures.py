"""Figures: the catalogue, how one is counted, and the passport of one number."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.passports import withhold_line
from spoorboek.apps.accounts.queries import Passport, get_passport
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.letters.building import passport_address
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.values import NonValue
from spoorboek.web.choices import offer
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_period
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.figures_catalogue import (
    SOURCE_WORDS,
    KnownFigure,
    get_known,
    list_known,
    list_titles,
)
from spoorboek.web.pages.figures_passport import (
    change_lines,
    draw_line,
    line_table,
    printed_table,
    row_table,
    source_table,
    write_line,
)
from spoorboek.web.phrasebook import Content
from spoorboek.web.tables import Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

_PER_PAGE = 50


class CatalogueForm(forms.Form):
    """Which figures to show."""

    zoek = forms.CharField(label=gettext_lazy("Zoek"), max_length=100, required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Thema"), required=False)
    bron = forms.ChoiceField(label=gettext_lazy("Wie zegt het"), required=False)

    def set_choices(self, figures: list[KnownFigure]) -> None:
        """Offer only what leads to a figure."""
        themes = {code: title for figure in figures for code, title in figure.themes.items()}
        sources = {figure.source_type for figure in figures}
        every = ("", _("alle"))
        offer(self, "thema", [every, *sorted(themes.items(), key=lambda pair: pair[1])])
        self.fields["bron"].choices = [  # type: ignore[attr-defined]
            every,
            *((kind.value, capfirst(str(words))) for kind, words in SOURCE_WORDS.items() if kind in sources),
        ]


class PassportForm(forms.Form):
    """For which period a figure is asked."""

    periode = forms.CharField(
        label=gettext_lazy("Periode"),
        help_text=gettext_lazy("Bijvoorbeeld 2023, april 2023 of januari tot en met april 2023."),
        max_length=60,
    )


@shared_page
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures that exist for this viewer: all, or those of published letters."""
    viewer = viewer_of(request)
    known = list_known(viewer)
    form = CatalogueForm(request.GET or None)
    form.set_choices(known)
    shown = _filter(known, form) if form.is_bound and form.is_valid() else known
    context = {
        "form": form,
        "total": len(shown),
        "table": _catalogue_table(shown),
        "crumbs": open_trail(viewer, Crumb(_("Cijfers"))),
    }
    return render(request, "pages/figures/list.html", context)


@shared_page
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """Show how one figure is counted, and for which periods there is a number."""
    viewer = viewer_of(request)
    known = get_known(viewer, code, at=timezone.now())
    form = PassportForm(request.GET or None)
    if known.is_free and form.is_bound and form.is_valid():
        try:
            period = parse_period(form.cleaned_data["periode"])
        except FigureError:
            form.add_error("periode", _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
        else:
            return redirect(passport_address(f"{code}@{period}@{get_municipality(viewer).code}"))
    context = {
        "figure": known,
        "source_word": SOURCE_WORDS[known.source_type],
        "passports": [
            (capfirst(format_period(key.period)), passport_address(str(key))) for key in known.keys
        ],
        "form": form,
        "crumbs": open_trail(viewer, Crumb(_("Cijfers"), reverse("figures")), Crumb(Content(known.title))),
    }
    return render(request, "pages/figures/figure.html", context)


@shared_page
def passport(request: HttpRequest, code: str, period: str, area: str) -> HttpResponse:
    """Show everything that defends one number."""
    viewer = viewer_of(request)
    found = get_passport(viewer, f"{code}@{period}@{area}", at=timezone.now())
    rows = found.rows.rows if found.rows else ()
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "passport": found,
        "period": format_period(found.period),
        "source_word": SOURCE_WORDS[found.source_type],
        "chart": draw_line(found),
        "line": line_table(found),
        "sources": source_table(viewer, found),
        "absence": _say_absence(found),
        "rows": row_table(viewer, found, list(page)),
        "page": page,
        "printed": printed_table(found),
        "changes": change_lines(found),
        "made_of": _name_parts(viewer, found) if found.depends_on else [],
        "table_href": reverse("passport_table", args=[code, period, area]),
        "crumbs": _passport_crumbs(viewer, found),
    }
    return render(request, "pages/figures/passport.html", context)


@shared_page
def passport_table(request: HttpRequest, code: str, period: str, area: str) -> HttpResponse:
    """Give the line of a figure as a table that anybody can open, with what it means in each row."""
    viewer, now = viewer_of(request), timezone.now()
    found = withhold_line(viewer, get_passport(viewer, f"{code}@{period}@{area}", at=now), at=now)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}-{found.area_code}.csv"'}
    return HttpResponse(write_line(found), content_type="text/csv; charset=utf-8", headers=headers)


def _filter(known: list[KnownFigure], form: CatalogueForm) -> list[KnownFigure]:
    wanted = form.cleaned_data["zoek"].strip().casefold()
    theme, source = form.cleaned_data["thema"], form.cleaned_data["bron"]
    return [
        each
        for each in known
        if (not wanted or wanted in f"{each.title} {each.code} {each.unit} {each.counting_rule}".casefold())
        and (not theme or theme in each.themes)
        and (not source or each.source_type.value == source)
    ]


def _catalogue_table(known: list[KnownFigure]) -> Table:
    columns = [Column(_("Cijfer")), Column(_("Eenheid")), Column(_("Wie zegt het")), Column(_("Thema"))]
    rows = [
        [
            content_cell(each.title, href=reverse("figure", args=[each.code]), note=each.code),
            content_cell(each.unit),
            cell(str(SOURCE_WORDS[each.source_type])),
            content_cell(", ".join(each.themes.values())),
        ]
        for each in known
    ]
    return Table(_("Catalogus van cijfers"), columns, rows, empty=_("Er is geen cijfer dat hierbij past."))


def _passport_crumbs(viewer: Viewer, found: Passport) -> list[Crumb]:
    # A number of a kept analysis has no page of its own beside its passport.
    page = (
        [Crumb(Content(found.title), reverse("figure", args=[found.code]))]
        if found.has_definition_page
        else []
    )
    period = Crumb(capfirst(format_period(found.period)))
    return open_trail(viewer, Crumb(_("Cijfers"), reverse("figures")), *page, period)


def _name_parts(viewer: Viewer, found: Passport) -> list[tuple[str, str]]:
    """A part that a resident never read of has a name and no passport for them."""
    titles = list_titles(viewer)
    return [
        (titles[code], passport_address(f"{code}@{found.period}@{found.area_code}"))
        if code in titles
        else (code, "")
        for code in found.depends_on
    ]


def _say_absence(passport: Passport) -> str:
    """Return why there is no number, or nothing when there is one."""
    if passport.value is NonValue.MISSING:
        if passport.rows and passport.rows.register:
            return _(
                "Over deze periode staat niets in het register, en niemand heeft verklaard dat het toen "
                "volledig was. Daarom is dit geen nul."
            )
        return _("Over deze periode is nog geen getal geleverd. Daarom is dit geen nul.")
    if passport.value is NonValue.SUPPRESSED:
        return _("Dit getal is klein en iemand zou erin te herkennen zijn. Daarom staat het hier niet.")
    if passport.value is NonValue.UNDEFINED:
        return _("Dit getal bestaat niet: er is niets om door te delen.")
    return ""
