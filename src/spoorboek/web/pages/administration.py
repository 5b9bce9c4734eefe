"""Administration: the log and the people."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.audit.queries import EventRow, list_events, verify_log
from spoorboek.apps.people.arrivals import add_person
from spoorboek.apps.people.errors import UsernameTakenError
from spoorboek.apps.people.queries import PersonRow, list_names, list_people
from spoorboek.figures.dutch_dates import format_moment
from spoorboek.rules.roles import Permission, Role
from spoorboek.web.crumbs import trail
from spoorboek.web.doors import role_page
from spoorboek.web.event_words import word_of_event
from spoorboek.web.menus import ADMINISTRATION
from spoorboek.web.tables import Cell, Column, Table, cell
from spoorboek.web.viewers import viewer_of

_SHOWN = 200


class PersonForm(forms.Form):
    """Somebody who can log in from now on."""

    first_name = forms.CharField(label=gettext_lazy("Voornaam"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Achternaam"), max_length=150)
    username = forms.RegexField(
        label=gettext_lazy("Gebruikersnaam"),
        regex=r"[a-z0-9][a-z0-9._-]*",
        help_text=gettext_lazy("Kleine letters, cijfers, punten en streepjes."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    organisation = forms.CharField(label=gettext_lazy("Organisatie"), max_length=50)
    roles = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Rollen"),
        choices=[(role.value, role.value) for role in Role if role is not Role.ANONYMOUS],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
    )


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
    if viewer.may(Permission.CASES_INSPECT):
        said = _("Wie een casus kan zien, door welke regel, en wie er keek.")
        parts.append((_("Inzage in casussen"), reverse("case_inspection"), said))
    if viewer.may(Permission.PEOPLE_MANAGE):
        parts.append((_("Personen en rollen"), reverse("people"), _("Wie kan inloggen en met welke rol.")))
    context = {"title": _("Beheer"), "parts": parts, "crumbs": trail(_("Beheer"))}
    return render(request, "pages/index.html", context)


@role_page(Permission.AUDIT_VIEW)
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the newest events and whether the whole log is as it was written."""
    subject = request.GET.get("onderwerp", "")[:200]
    events = list_events(viewer_of(request), subject=subject, limit=_SHOWN)
    context = {
        "check": verify_log(),
        "table": _event_table(events),
        "subject": subject,
        "limit": _SHOWN,
        "crumbs": trail((_("Beheer"), "administration"), _("Logboek")),
    }
    return render(request, "pages/audit_log.html", context)


@role_page(Permission.PEOPLE_MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """Show who can log in."""
    rows = list_people(viewer_of(request))
    crumbs = trail((_("Beheer"), "administration"), _("Personen en rollen"))
    return render(request, "pages/people.html", {"table": _people_table(rows), "crumbs": crumbs})


@role_page(Permission.PEOPLE_MANAGE)
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody with their roles; their first password is shown once, on the answer itself."""
    form = PersonForm(request.POST or None)
    title = _("Persoon toevoegen")
    crumbs = trail((_("Beheer"), "administration"), (_("Personen en rollen"), "people"), title)
    password = ""  # nosec B105
    if request.method == "POST" and form.is_valid():
        try:
            password = add_person(**form.cleaned_data, by=viewer_of(request), at=timezone.now())
        except UsernameTakenError as error:
            form.add_error("username", str(error))
    if password:
        context = {"username": form.cleaned_data["username"], "password": password, "crumbs": crumbs}
        return render(request, "pages/person_added.html", context)
    context = {
        "title": title,
        "form": form,
        "action": title,
        "cancel": reverse("people"),
        "crumbs": crumbs,
    }
    return render(request, "pages/form.html", context)


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


def _people_table(people: list[PersonRow]) -> Table:
    columns = [
        Column(_("Naam")),
        Column(_("Gebruikersnaam")),
        Column(_("Organisatie")),
        Column(_("Rollen")),
        Column(_("Tweede stap")),
        Column(_("Laatst ingelogd"), keep_together=True),
    ]
    rows = [
        [
            cell(person.name, note=_("Verzonnen persoon") if person.is_invented else ""),
            cell(person.username),
            cell(person.organisation),
            cell(", ".join(person.roles)),
            Cell(_("ingesteld"), status="ok")
            if person.has_second_step
            else Cell(_("ontbreekt"), status="absent"),
            cell(format_moment(timezone.localtime(person.last_login_at)) if person.last_login_at else ""),
        ]
        for person in people
    ]
    return Table(_("Wie kan inloggen"), columns, rows, empty=_("Er zijn nog geen personen."))
