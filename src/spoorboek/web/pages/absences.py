"""Being away: who takes somebody's steps in approval routes meanwhile."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from spoorboek.apps.access.roles import list_roles, permissions_of
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.errors import StandInError
from spoorboek.apps.people.queries import list_names, list_usernames_with
from spoorboek.apps.people.stand_ins import StandInRow, arrange_stand_in, end_stand_in, list_stand_ins
from spoorboek.rules.roles import Permission, Role
from spoorboek.web.choices import offer
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.viewers import signed, viewer_of


class AbsenceForm(forms.Form):
    """Who is away in which role, from when until when, and who takes the steps."""

    wie = forms.ChoiceField(label=gettext_lazy("Wie is afwezig?"))
    rol = forms.ChoiceField(label=gettext_lazy("In welke rol?"))
    door = forms.ChoiceField(label=gettext_lazy("Wie neemt waar?"))
    van = forms.DateField(
        label=gettext_lazy("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tot = forms.DateField(
        label=gettext_lazy("Tot en met"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: QueryDict | None, viewer: Viewer) -> None:
        super().__init__(data)
        office = list_usernames_with(Permission.LETTERS_VIEW_DRAFTS, on=viewer.day)
        manages = viewer.may(Permission.PEOPLE_MANAGE)
        own = list(list_names([viewer.person_id]).values())
        roles = list(list_roles()) if manages else sorted(viewer.roles, key=lambda role: role.value)
        roles = [
            role
            for role in roles
            if Permission.LETTERS_VIEW_DRAFTS in permissions_of(frozenset({role}), viewer.day)
        ]
        offer(self, "wie", [(name, name) for name in (office if manages else own)])
        offer(self, "rol", [(role.value, capfirst(role.value)) for role in roles])
        offer(self, "door", [(name, name) for name in office if manages or name not in own])


@role_page(Permission.LETTERS_VIEW_DRAFTS, Permission.PEOPLE_MANAGE)
def absences(request: HttpRequest) -> HttpResponse:
    """Show who is away and who stands in, and arrange it."""
    viewer = viewer_of(request)
    form = AbsenceForm(typed(request), viewer)
    if request.method == "POST" and form.is_valid() and _arrange(request, viewer, form):
        return redirect("absences")
    context = {
        "rows": [_describe(row) for row in list_stand_ins(viewer, on=timezone.localdate())],
        "form": form,
        "crumbs": open_trail(viewer, Crumb(_("Afwezig en waarneming"))),
    }
    return render(request, "pages/absences.html", context)


@role_page(Permission.LETTERS_VIEW_DRAFTS, Permission.PEOPLE_MANAGE)
@require_POST
def end_absence(request: HttpRequest, number: int) -> HttpResponse:
    """End standing in before its time."""
    end_stand_in(number=number, **signed(request))
    messages.success(request, _("De waarneming is beëindigd."))
    return redirect("absences")


def describe_stand_in(row: StandInRow) -> str:
    """Return one absence in a sentence."""
    said = _("%(other)s neemt de rol %(role)s waar voor %(who)s, van %(first)s tot en met %(last)s.")
    return said % {
        "other": row.replaced_by,
        "role": row.role.value,
        "who": row.username,
        "first": format_date(row.first_on),
        "last": format_date(row.last_on),
    }


def _describe(row: StandInRow) -> tuple[StandInRow, str]:
    return row, describe_stand_in(row)


def _arrange(request: HttpRequest, viewer: Viewer, form: AbsenceForm) -> bool:
    said = form.cleaned_data
    try:
        arrange_stand_in(
            username=said["wie"],
            replaced_by=said["door"],
            role=Role(said["rol"]),
            first_on=said["van"],
            last_on=said["tot"],
            by=viewer,
            at=timezone.now(),
        )
    except StandInError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("De waarneming is geregeld."))
    return True
