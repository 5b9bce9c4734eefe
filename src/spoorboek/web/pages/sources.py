"""Sources: what they are, what was delivered, taking in a new file, saying that one is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.sources.actions import import_snapshot, revoke_snapshot
from spoorboek.apps.sources.errors import ImportRefusedError, SourceError
from spoorboek.apps.sources.queries import (
    SnapshotRow,
    SourceRow,
    get_mapping,
    get_snapshot,
    get_source,
    list_snapshots,
    list_sources,
)
from spoorboek.figures.dutch_dates import format_date, format_moment
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.roles import Permission
from spoorboek.services.tables.report import Report
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.doors import role_page
from spoorboek.web.pages.figures_catalogue import SOURCE_WORDS
from spoorboek.web.pages.letters_forms import ReasonForm
from spoorboek.web.register_tables import ShownFact
from spoorboek.web.tables import Cell, Column, Table, cell
from spoorboek.web.viewers import viewer_of

readers = role_page(Permission.SOURCES_VIEW)
importers = role_page(Permission.SOURCES_IMPORT)


class ImportForm(forms.Form):
    """A delivery: the file, when it was fetched, and what the source says of it."""

    file = forms.FileField(
        label=_lazy("Bestand"),
        help_text=_lazy("CSV of Excel (.xlsx). Het bestand wordt helemaal overgenomen, of helemaal niet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    fetched_on = forms.DateField(
        label=_lazy("Opgehaald of ontvangen op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_provisional = forms.BooleanField(
        label=_lazy("Dit zijn voorlopige cijfers"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    is_invented = forms.BooleanField(
        label=_lazy("Deze cijfers zijn verzonnen, als voorbeeld"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )

    def clean_fetched_on(self) -> Any:
        """Refuse a day that has yet to come."""
        day = self.cleaned_data["fetched_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag ligt in de toekomst."))
        return day


@readers
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources with the delivery that counts."""
    viewer = viewer_of(request)
    newest: dict[str, SnapshotRow] = {}
    for row in list_snapshots(viewer):
        if not row.revoked_because:
            newest.setdefault(row.source, row)
    context = {
        "table": _source_table(list_sources(viewer), newest),
        "crumbs": trail((_("Beheer"), "administration"), _("Bronnen")),
    }
    return render(request, "pages/sources/list.html", context)


@readers
def source(request: HttpRequest, code: str) -> HttpResponse:
    """Show one source: whose it is, how its file is read, what was delivered."""
    viewer = viewer_of(request)
    row = get_source(viewer, code)
    mapping = None
    if versions := [each.mapping_version for each in list_snapshots(viewer, code)]:
        mapping = get_mapping(viewer, code, max(versions)).as_data()
    context = {
        "source": row,
        "facts": _describe_source(row),
        "mapping": _mapping_table(mapping) if mapping else None,
        "table": _snapshot_table(list_snapshots(viewer, code)),
        "may_import": viewer.may(Permission.SOURCES_IMPORT),
        "crumbs": _crumbs(Crumb(row.title)),
    }
    return render(request, "pages/sources/source.html", context)


@importers
def take_in(request: HttpRequest, code: str) -> HttpResponse:
    """Take over a file, all of it or nothing, with a report per row."""
    viewer = viewer_of(request)
    row = get_source(viewer, code)
    is_post = request.method == "POST"
    form = ImportForm(request.POST if is_post else None, request.FILES if is_post else None)
    form.initial = {"fetched_on": timezone.localdate()}
    report: Report | None = None
    if is_post and form.is_valid():
        try:
            made = _import(viewer, row, form)
        except ImportRefusedError as error:
            report = error.report
            form.add_error("file", _("Niets overgenomen: het bestand heeft fouten. Ze staan hieronder."))
        except SourceError as error:
            form.add_error("file", str(error))
        else:
            said = _("%(count)s regels overgenomen uit %(name)s.")
            messages.success(request, said % {"count": format_number(made.row_count), "name": made.file_name})
            return redirect("snapshot", made.code)
    context = {
        "source": row,
        "form": form,
        "action": _("Bestand inlezen"),
        "cancel": reverse("source", args=[code]),
        "report": report,
        "table": _report_table(report) if report else None,
        "crumbs": _crumbs(Crumb(row.title, reverse("source", args=[code])), Crumb(_("Inlezen"))),
    }
    return render(request, "pages/sources/import.html", context)


@readers
def snapshot(request: HttpRequest, code: str) -> HttpResponse:
    """Show one delivery."""
    viewer = viewer_of(request)
    row = get_snapshot(viewer, code)
    context = {
        "snapshot": row,
        "facts": _describe_snapshot(row),
        "may_revoke": viewer.may(Permission.SOURCES_IMPORT) and not row.revoked_because,
        "crumbs": _snapshot_crumbs(row),
    }
    return render(request, "pages/sources/snapshot.html", context)


@importers
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a delivery is no longer to be used, and why."""
    viewer = viewer_of(request)
    row = get_snapshot(viewer, code)
    form = ReasonForm(
        request.POST or None,
        label=_("Waarom trekt u deze levering in?"),
        help_text=_("De reden blijft bij de levering staan."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            revoke_snapshot(by=viewer, at=timezone.now(), snapshot=code, reason=form.cleaned_data["reason"])
        except SourceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("De levering is ingetrokken. De vorige telt weer."))
            return redirect("snapshot", code)
    context = {
        "title": _("Levering %(name)s intrekken") % {"name": row.file_name},
        "warning": _(
            "Dit kan niet terug. Cijfers worden daarna geteld uit de levering ervoor. Gepubliceerde brieven "
            "veranderen niet; u ziet welke zinnen anders uitvallen."
        ),
        "form": form,
        "action": _("Levering intrekken"),
        "cancel": reverse("snapshot", args=[code]),
        "crumbs": [*_snapshot_crumbs(row)[:-1], Crumb(_("Intrekken"))],
    }
    return render(request, "pages/form.html", context)


def _import(viewer: Viewer, row: SourceRow, form: ImportForm) -> SnapshotRow:
    data = form.cleaned_data
    noon = timezone.datetime.combine(data["fetched_on"], timezone.datetime.min.time().replace(hour=12))
    return import_snapshot(
        by=viewer,
        at=timezone.now(),
        source=row.code,
        file=data["file"],
        file_name=data["file"].name,
        retrieved_at=min(timezone.make_aware(noon), timezone.now()),
        is_provisional=data["is_provisional"],
        is_invented=data["is_invented"],
    )


def _crumbs(*crumbs: Crumb) -> list[Crumb]:
    before = trail((_("Beheer"), "administration"), (_("Bronnen"), "sources"))
    return [*before, *crumbs]


def _snapshot_crumbs(row: SnapshotRow) -> list[Crumb]:
    return _crumbs(
        Crumb(row.source_title, reverse("source", args=[row.source])),
        Crumb(row.file_name, reverse("snapshot", args=[row.code])),
    )


def _source_table(rows: list[SourceRow], newest: dict[str, SnapshotRow]) -> Table:
    columns = [
        Column(_("Bron")),
        Column(_("Uitgever")),
        Column(_("Wie zegt het")),
        Column(_("Laatste levering"), keep_together=True),
        Column(_("Regels"), is_number=True),
    ]
    drawn = []
    for row in rows:
        last = newest.get(row.code)
        drawn.append(
            [
                cell(row.title, href=reverse("source", args=[row.code])),
                cell(row.publisher),
                cell(str(SOURCE_WORDS[row.source_type])),
                cell(format_date(timezone.localdate(last.retrieved_at)) if last else ""),
                cell(format_number(last.row_count) if last else ""),
            ]
        )
    return Table(_("Bronnen"), columns, drawn, empty=_("Er is nog geen bron vastgelegd."))


def _snapshot_table(rows: list[SnapshotRow]) -> Table:
    columns = [
        Column(_("Levering")),
        Column(_("Opgehaald"), keep_together=True),
        Column(_("Regels"), is_number=True),
        Column(_("Stand")),
    ]
    used = next((row.code for row in rows if not row.revoked_because), "")
    drawn = [
        [
            cell(row.file_name, href=reverse("snapshot", args=[row.code])),
            cell(format_date(timezone.localdate(row.retrieved_at))),
            cell(format_number(row.row_count)),
            _state_of(row, used),
        ]
        for row in rows
    ]
    return Table(_("Leveringen"), columns, drawn, empty=_("Van deze bron is nog niets ontvangen."))


def _state_of(row: SnapshotRow, used: str) -> Cell:
    if row.revoked_because:
        return Cell(_("ingetrokken"), status="wrong", note=row.revoked_because)
    if row.code == used:
        return Cell(_("telt nu"), status="ok", note=_("voorlopig") if row.is_provisional else "")
    return Cell(_("vervangen"), status="absent")


def _mapping_table(mapping: dict[str, Any]) -> Table:
    columns = [Column(_("Instelling")), Column(_("Waarde"))]
    rows = [[cell(str(name)), cell(_write(value))] for name, value in mapping.items()]
    return Table(_("Zo lezen wij het bestand"), columns, rows)


def _write(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_write(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_write(each) for each in value)
    return "" if value is None else str(value)


def _report_table(report: Report) -> Table:
    columns = [
        Column(_("Rij"), is_number=True),
        Column(_("Kolom")),
        Column(_("Er staat")),
        Column(_("Wat is er mis")),
    ]
    rows = [
        [
            cell(format_number(each.row) if each.row else _("hele bestand")),
            cell(each.column),
            cell(each.value),
            cell(capfirst(each.sentence)),
        ]
        for each in report.findings
    ]
    return Table(_("Wat er mis is in het bestand"), columns, rows)


def _describe_source(row: SourceRow) -> list[ShownFact]:
    facts = [
        ShownFact(_("Uitgever"), row.publisher),
        ShownFact(_("Wie zegt het"), str(SOURCE_WORDS[row.source_type])),
        ShownFact(_("Licentie"), row.licence),
        ShownFact(_("Adres"), row.address),
        ShownFact(_("Toelichting"), row.description),
        ShownFact(_("Gebied"), row.area_code),
    ]
    return [fact for fact in facts if fact.text]


def _describe_snapshot(row: SnapshotRow) -> list[ShownFact]:
    facts = [
        ShownFact(_("Bron"), row.source_title, reverse("source", args=[row.source])),
        ShownFact(_("Opgehaald"), format_date(timezone.localdate(row.retrieved_at))),
        ShownFact(_("Ingelezen"), format_moment(timezone.localtime(row.imported_at))),
        ShownFact(_("Regels"), format_number(row.row_count)),
        ShownFact(_("Voorlopig"), _("ja") if row.is_provisional else _("nee")),
        ShownFact(_("Verzonnen"), _("ja, als voorbeeld") if row.is_invented else _("nee")),
        ShownFact(_("Vingerafdruk van het bestand"), row.file_sha256),
        ShownFact(_("Opmerkingen bij het inlezen"), "\n".join(row.notes)),
        ShownFact(_("Ingetrokken omdat"), row.revoked_because),
    ]
    return [fact for fact in facts if fact.text]
