"""Administration: its parts, and the log."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.audit.queries import EventRow, list_events, verify_end_of_log, verify_log
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.event_words import word_of_event
from spoorboek.web.menus import ADMINISTRATION
from spoorboek.web.tables import Column, Table, cell
from spoorboek.web.viewers import viewer_of

_SHOWN = 200


@role_page(*ADMINISTRATION)
def administration(request: HttpRequest) -> HttpResponse:
    """List the parts of administration that the viewer may use."""
    viewer = viewer_of(request)
    parts = []
    if viewer.may(Permission.SOURCES_VIEW):
        parts.append(
            (_("Bronnen"), reverse("sources"), _("Waar de cijfers vandaan komen en wat er is geleverd."))
        )
    if viewer.may(Permission.AUDIT_VIEW):
        parts.append(
            (_("Logboek"), reverse("audit_log"), _("Wie wat deed en wie wat las, in vaste volgorde."))
        )
        said = _("Welke rollen, kanalen, tabellen en termijnen op een dag gelden.")
        parts.append((_("Configuratie"), reverse("configurations"), said))
    if viewer.may(Permission.CASES_INSPECT):
        said = _("Wie een casus kan zien, door welke regel, en wie er keek.")
        parts.append((_("Inzage in casussen"), reverse("case_inspection"), said))
    if viewer.may(Permission.PEOPLE_MANAGE):
        parts.append((_("Personen en rollen"), reverse("people"), _("Wie kan inloggen en met welke rol.")))
    context = {"title": _("Beheer"), "parts": parts, "crumbs": trail(_("Beheer"))}
    return render(request, "pages/index.html", context)


@role_page(Permission.AUDIT_VIEW)
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the newest events and whether these, or when asked for all, are as they were written."""
    subject = request.GET.get("onderwerp", "")[:200]
    events = list_events(viewer_of(request), subject=subject, limit=_SHOWN)
    context = {
        "check": verify_log() if request.GET.get("controle") == "alles" else verify_end_of_log(_SHOWN),
        "table": _event_table(events),
        "subject": subject,
        "limit": _SHOWN,
        "crumbs": trail((_("Beheer"), "administration"), _("Logboek")),
    }
    return render(request, "pages/audit_log.html", context)


def _event_table(events: list[EventRow]) -> Table:
    names = list_names(event.person_id for event in events)
    columns = [
        Column(_("Regel"), is_number=True),
        Column(_("Wanneer"), keep_together=True),
        Column(_("Wie")),
        Column(_("Wat")),
        Column(_("Waarover")),
    ]
    rows = [
        [
            cell(str(event.sequence)),
            cell(format_moment(timezone.localtime(event.at))),
            cell(names.get(event.person_id, event.person_id)),
            cell(word_of_event(event.action), note=_reason_of(event)),
            cell(event.subject, href=f"{reverse('audit_log')}?{urlencode({'onderwerp': event.subject})}"),
        ]
        for event in events
    ]
    return Table(_("De nieuwste regels"), columns, rows, empty=_("Er staat nog niets in het logboek."))


def _reason_of(event: EventRow) -> str:
    """Return what somebody looked at personal data for; other details stay in the log itself."""
    return str(event.details.get("purpose", ""))
