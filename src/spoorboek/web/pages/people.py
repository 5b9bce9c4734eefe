"""The people who can log in, for those who manage them: who, with which roles, a new password, an end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.roles import list_roles
from spoorboek.apps.people.accounts import change_person, end_account, renew_password, reopen_account
from spoorboek.apps.people.arrivals import add_person
from spoorboek.apps.people.errors import PeopleError, UsernameTakenError
from spoorboek.apps.people.queries import PersonRow, get_person, list_people
from spoorboek.rules.roles import Permission, Role
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.phrasebook import say_word
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import signed, viewer_of

managers_only = role_page(Permission.PEOPLE_MANAGE)
_RESERVED = frozenset({"nieuw"})


class AboutPersonForm(forms.Form):
    """Name, organisation, address and roles of somebody."""

    first_name = forms.CharField(label=gettext_lazy("Voornaam"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Achternaam"), max_length=150)
    organisation = forms.CharField(label=gettext_lazy("Organisatie"), max_length=50)
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Voor het overzicht van wat wacht. Daar staan alleen aantallen in."),
        required=False,
    )
    roles = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Rollen"),
        choices=lambda: [(role.value, role.value) for role in list_roles() if role is not Role.ANONYMOUS],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
    )


class NewPersonForm(AboutPersonForm):
    """Somebody who can log in from now on."""

    username = forms.RegexField(
        label=gettext_lazy("Gebruikersnaam"),
        regex=r"[a-z0-9][a-z0-9._-]*",
        help_text=gettext_lazy("Kleine letters, cijfers, punten en streepjes."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("first_name", "last_name", "username", "organisation", "email", "roles")

    def clean_username(self) -> str:
        """Refuse a name that is an address of ours."""
        username: str = self.cleaned_data["username"]
        if username in _RESERVED:
            raise forms.ValidationError(_("Deze naam is al van een andere pagina. Kies een andere."))
        return username


class PasswordForm(forms.Form):
    """Whether the second step begins anew too."""

    forgets_second_step = forms.BooleanField(
        label=gettext_lazy("Ook de code bij het inloggen opnieuw laten instellen"),
        help_text=gettext_lazy(
            "Kies dit als de telefoon met de code weg is. Herstelcodes vervallen dan ook."
        ),
        required=False,
    )


@managers_only
def people(request: HttpRequest) -> HttpResponse:
    """Show who can log in."""
    rows = list_people(viewer_of(request))
    crumbs = trail((_("Beheer"), "administration"), _("Personen en rollen"))
    return render(request, "pages/people.html", {"table": _people_table(rows), "crumbs": crumbs})


@managers_only
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody with their roles; their first password is shown once, on the answer itself."""
    form = NewPersonForm(request.POST or None)
    title = _("Persoon toevoegen")
    if request.method == "POST" and form.is_valid():
        try:
            password = add_person(**form.cleaned_data, **signed(request))
        except UsernameTakenError as error:
            form.add_error("username", str(error))
        else:
            shown = {"username": form.cleaned_data["username"], "password": password, "is_new": True}
            return _show_password(request, _("Persoon toegevoegd"), shown)
    context = {
        "title": title,
        "form": form,
        "action": title,
        "cancel": reverse("people"),
        "crumbs": _crumbs(title),
    }
    return render(request, "pages/form.html", context)


@managers_only
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Show one person, and change name, organisation, address and roles."""
    viewer = viewer_of(request)
    row = get_person(viewer, username)
    asked = ("first_name", "last_name", "organisation", "email", "roles")
    initial = {name: getattr(row, name) for name in asked}
    form = AboutPersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and row.is_active and form.is_valid():
        try:
            change_person(username=username, **form.cleaned_data, by=viewer, at=timezone.now())
        except PeopleError as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("De gegevens van %(name)s zijn opgeslagen.") % {"name": row.name})
            return redirect("person", username)
    context = {
        "person": row,
        "is_own": row.person_id == viewer.person_id,
        "form": form,
        "action": _("Opslaan"),
        "cancel": reverse("people"),
        "crumbs": _crumbs(row.name),
    }
    return render(request, "pages/person.html", context)


@managers_only
def person_password(request: HttpRequest, username: str) -> HttpResponse:
    """Give somebody a new password, shown once on the answer itself."""
    viewer = viewer_of(request)
    row = get_person(viewer, username)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            password = renew_password(username=username, **form.cleaned_data, by=viewer, at=timezone.now())
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            shown = {"username": username, "password": password}
            return _show_password(request, _("Nieuw wachtwoord gemaakt"), shown)
    context = {
        "title": _("Nieuw wachtwoord voor %(name)s") % {"name": row.name},
        "intro": _("Het oude wachtwoord vervalt. Waar deze persoon nu is ingelogd, stopt dat."),
        "form": form,
        "action": _("Nieuw wachtwoord maken"),
        "cancel": reverse("person", args=[username]),
        "crumbs": _crumbs((row.name, username), _("Nieuw wachtwoord")),
    }
    return render(request, "pages/form.html", context)


@managers_only
def person_end(request: HttpRequest, username: str) -> HttpResponse:
    """End an account, or open again what was ended."""
    viewer = viewer_of(request)
    row = get_person(viewer, username)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if not row.is_active:
                password = reopen_account(username=username, by=viewer, at=timezone.now())
                shown = {"username": username, "password": password, "has_no_roles": True}
                return _show_password(request, _("Account heropend"), shown)
            end_account(username=username, by=viewer, at=timezone.now())
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Het account van %(name)s is beëindigd.") % {"name": row.name})
            return redirect("people")
    context = {
        **_describe_end(row),
        "form": form,
        "cancel": reverse("person", args=[username]),
    }
    return render(request, "pages/form.html", context)


def _describe_end(row: PersonRow) -> dict[str, Any]:
    name = {"name": row.name}
    if row.is_active:
        why = _(
            "Deze persoon kan niet meer inloggen en is nergens meer ingelogd. De rollen vervallen. Wat deze "
            "persoon deed, blijft staan. U kunt het account later heropenen."
        )
        action, title = _("Account beëindigen"), _("Account van %(name)s beëindigen") % name
    else:
        why = _("Er komt een nieuw wachtwoord. Geef daarna de rollen opnieuw.")
        action, title = _("Account heropenen"), _("Account van %(name)s heropenen") % name
    crumbs = _crumbs((row.name, row.username), action)
    return {"title": title, "intro": why, "action": action, "crumbs": crumbs}


def _crumbs(*more: Any) -> Any:
    """Return the way to a page about people; what has an address is a name with a username."""
    steps = [(one[0], "person", one[1]) if isinstance(one, tuple) else one for one in more]
    return trail((_("Beheer"), "administration"), (_("Personen en rollen"), "people"), *steps)


def _show_password(request: HttpRequest, title: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, "pages/person_added.html", {"title": title, **shown, "crumbs": _crumbs(title)})


def _people_table(people: list[PersonRow]) -> Table:
    columns = [
        Column(_("Naam")),
        Column(_("Gebruikersnaam")),
        Column(_("Organisatie")),
        Column(_("Rollen")),
        Column(_("Inloggen")),
        Column(_("Laatst ingelogd"), keep_together=True),
    ]
    rows = [
        [
            content_cell(
                person.name,
                note=_("Verzonnen persoon") if person.is_invented else "",
                href=reverse("person", args=[person.username]),
            ),
            content_cell(person.username),
            content_cell(person.organisation),
            cell(", ".join(say_word(role) for role in person.roles)),
            _cell_of_entrance(person),
            cell(format_moment(timezone.localtime(person.last_login_at)) if person.last_login_at else ""),
        ]
        for person in people
    ]
    return Table(
        _("Personen en hun rollen"), columns, rows, empty=_("Er zijn nog geen personen."), is_stacked=True
    )


def _cell_of_entrance(person: PersonRow) -> Cell:
    if not person.is_active:
        return Cell(_("account beëindigd"), status="absent")
    if person.has_second_step:
        return Cell(_("in orde"), status="ok")
    return Cell(_("tweede stap ontbreekt"), status="absent")
