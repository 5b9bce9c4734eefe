"""Sources: what they are, what was delivered, taking in a new file, saying that one is wrong."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.roles import Permission
from spoorboek.services.tables.report import Report
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters_forms import ReasonForm
from spoorboek.web.pages.sources_tables import (
    describe_snapshot,
    describe_source,
    mapping_table,
    report_table,
    snapshot_table,
    source_table,
)
from spoorboek.web.phrasebook import Content
from spoorboek.web.viewers import viewer_of

readers = role_page(Permission.SOURCES_VIEW)
importers = role_page(Permission.SOURCES_IMPORT)


class ImportForm(forms.Form):
    """A delivery: the file, when it was fetched, and what the source says of it."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "CSV of Excel (.xlsx). Het bestand wordt helemaal overgenomen, of helemaal niet."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    fetched_on = forms.DateField(
        label=gettext_lazy("Opgehaald of ontvangen op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_provisional = forms.BooleanField(
        label=gettext_lazy("Dit zijn voorlopige cijfers"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    is_invented = forms.BooleanField(
        label=gettext_lazy("Deze cijfers zijn verzonnen, als voorbeeld"),
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
        "table": source_table(list_sources(viewer), newest),
        "crumbs": trail((_("Beheer"), "administration"), _("Bronnen")),
    }
    return render(request, "pages/sources/list.html", context)


@readers
def source(request: HttpRequest, code: str) -> HttpResponse:
    """Show one source: whose it is, how its file is read, what was delivered."""
    viewer = viewer_of(request)
    row = get_source(viewer, code)
    deliveries = list_snapshots(viewer, code)
    mapping = None
    if versions := [each.mapping_version for each in deliveries]:
        mapping = get_mapping(viewer, code, max(versions)).as_data()
    context = {
        "source": row,
        "facts": describe_source(row),
        "mapping": mapping_table(mapping) if mapping else None,
        "table": snapshot_table(deliveries),
        "may_import": viewer.may(Permission.SOURCES_IMPORT),
        "crumbs": _crumbs(Crumb(Content(row.title))),
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
        "table": report_table(report) if report else None,
        "crumbs": _crumbs(Crumb(Content(row.title), reverse("source", args=[code])), Crumb(_("Inlezen"))),
    }
    return render(request, "pages/sources/import.html", context)


@readers
def snapshot(request: HttpRequest, code: str) -> HttpResponse:
    """Show one delivery."""
    viewer = viewer_of(request)
    row = get_snapshot(viewer, code)
    context = {
        "snapshot": row,
        "facts": describe_snapshot(row),
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
        typed(request),
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
    # The day is known, not the hour: noon falls on that day in every zone that we may be read in.
    noon = timezone.make_aware(datetime.combine(data["fetched_on"], time(12)))
    now = timezone.now()
    return import_snapshot(
        by=viewer,
        at=now,
        source=row.code,
        file=data["file"],
        file_name=data["file"].name,
        retrieved_at=min(noon, now),
        is_provisional=data["is_provisional"],
        is_invented=data["is_invented"],
    )


def _crumbs(*crumbs: Crumb) -> list[Crumb]:
    before = trail((_("Beheer"), "administration"), (_("Bronnen"), "sources"))
    return [*before, *crumbs]


def _snapshot_crumbs(row: SnapshotRow) -> list[Crumb]:
    return _crumbs(
        Crumb(Content(row.source_title), reverse("source", args=[row.source])),
        Crumb(row.file_name, reverse("snapshot", args=[row.code])),
    )
