"""Judging whether an earlier report is about the same place."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.interventions.places import judge_place
from spoorboek.apps.interventions.queries import get_police_report
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.desk_forms import text_field
from spoorboek.web.desks import Box, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.viewers import viewer_of

writers = role_page(Permission.MEASURES_WRITE)


class PlaceForm(forms.Form):
    """Whether two reports are about one place, and how one can tell."""

    is_same = forms.ChoiceField(
        label=gettext_lazy("Is dit dezelfde plek?"),
        choices=[("", gettext_lazy("Kies")), ("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee"))],
        help_text=gettext_lazy("Bij ja telt de eerdere overtreding mee in het voorstel uit de tabel."),
    )
    reason = text_field(gettext_lazy("Waaraan ziet u dat?"), max_length=300)


@writers
def judge(request: HttpRequest, number: str, earlier: str) -> HttpResponse:
    """Judge whether an earlier report is about the same place as this one."""
    viewer = viewer_of(request)
    form = PlaceForm(typed(request))

    def act() -> None:
        said = form.cleaned_data
        is_same = said["is_same"] == "ja"
        at = timezone.now()
        judge_place(report=number, earlier=earlier, is_same=is_same, reason=said["reason"], by=viewer, at=at)

    if succeeds_at(request, form, act):
        messages.success(request, _("De beoordeling is opgeschreven."))
        return redirect("report", number)
    rows = [get_police_report(viewer, one, at=timezone.now()) for one in (number, earlier)]
    title = _("Dezelfde plek?")
    before = trail((_("Registraties"), "registrations"), (_("Bestuurlijke rapportages"), "reports"))
    back = reverse("report", args=[number])
    context = {
        "title": title,
        "boxes": [Box(row.number, row.premises) for row in rows],
        "form": form,
        "action": _("Beoordeling bewaren"),
        "cancel": back,
        "crumbs": [*before, Crumb(number, back), Crumb(title)],
    }
    return render(request, "pages/desk/form.html", context)
