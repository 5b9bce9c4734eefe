"""Putting several cases of the list on the agenda of one meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.meeting_actions import put_all_on_agenda
from spoorboek.apps.cases.meeting_queries import list_meetings
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_moment
from spoorboek.web.viewers import viewer_of


class AgendaForm(forms.Form):
    """Which meeting."""

    overleg = forms.ChoiceField(label=gettext_lazy("Overleg"))


def agenda_form(viewer: Viewer, data: object = None) -> AgendaForm:
    """Return a form with the meetings that the viewer runs and that are not over."""
    form = AgendaForm(data)  # type: ignore[arg-type]
    field = form.fields["overleg"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [
        (one.number, f"{one.title}, {format_moment(timezone.localtime(one.planned_at))} ({one.number})")
        for one in list_meetings(viewer)
        if one.may_run and one.ended_at is None
    ]
    return form


def describe_agendas(request: HttpRequest, numbers: Sequence[str]) -> dict[str, object]:
    """Return what the list of cases knows about agendas, for who may write in cases."""
    viewer = viewer_of(request)
    may_agree = viewer.may(Permission.CASES_WRITE) and bool(numbers)
    form = agenda_form(viewer) if may_agree and "samen" in request.GET else None
    field = form.fields["overleg"] if form is not None else None
    has_meeting = isinstance(field, forms.ChoiceField) and bool(field.choices)
    return {
        "may_agree": may_agree,
        "together": form,
        "is_chosen_from": has_meeting,
        "query": request.GET.urlencode(),
    }


def put_on_one_agenda(request: HttpRequest) -> HttpResponse:
    """Put the chosen cases on the agenda, and say of each that did not come on it why."""
    viewer = viewer_of(request)
    if viewer.may(Permission.CASES_WRITE):
        _put(request, viewer)
    return redirect(f"{reverse('casussen-list')}?{request.GET.urlencode()}")


def _put(request: HttpRequest, viewer: Viewer) -> None:
    chosen, form = request.POST.getlist("nummer")[:100], agenda_form(viewer, request.POST)
    if not chosen or not form.is_valid():
        messages.error(request, gettext("Kies een overleg en ten minste één casus."))
        return
    number = form.cleaned_data["overleg"]
    count, refused = put_all_on_agenda(number=number, cases=chosen, by=viewer, at=timezone.now())
    if count:
        said = ngettext(
            "%(count)s casus staat op de agenda van %(number)s.",
            "%(count)s casussen staan op de agenda van %(number)s.",
            count,
        )
        messages.success(request, said % {"count": count, "number": number})
    for case, why in refused.items():
        messages.warning(request, f"{case}: {why.rstrip('.')}.")
