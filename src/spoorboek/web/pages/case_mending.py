"""Mending what was written in a case: a decision, an action or somebody who takes part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.cases.case_rows import ActionRow, CaseFile, DecisionRow, PartyRow
from spoorboek.apps.cases.changing_queries import check_part_exists
from spoorboek.apps.cases.meeting_queries import check_meeting_exists
from spoorboek.apps.cases.mending_actions import (
    change_action,
    change_decision,
    change_party,
    strike_part,
)
from spoorboek.web.case_forms import (
    ActionForm,
    DecisionForm,
    PartyForm,
    does,
    is_filled,
    tick_field,
)
from spoorboek.web.keeping import typed
from spoorboek.web.pages.case_file import check_writable, show_form, writable_file
from spoorboek.web.viewers import signed, viewer_of

Row = DecisionRow | ActionRow | PartyRow


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of thing that can be mended: its name for the app, its form, how to find and change it."""

    code: str
    title: str
    form: type[forms.Form]
    fields: tuple[str, ...]
    rows: Callable[[CaseFile], tuple[Row, ...]]
    change: Callable[..., int]


def case_mend(request: HttpRequest, purpose: str, number: str, what: str, key: int) -> HttpResponse:
    """Change a decision, an action or somebody who takes part, or strike it through, with the reason."""
    sort = _list_sorts().get(what)
    if sort is None:
        raise NotFoundError(_("Deze regel"))
    if request.method == "POST":
        check_writable(request, number)
        check_part_exists(viewer_of(request), sort.code, key, case=number, at=timezone.now())
    back = _find_way_back(request, number)
    form = _make_form(request, sort)

    def mend() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        if said.pop("strikes"):
            strike_part(sort=sort.code, key=key, reason=said["reason"], **signed(request))
        else:
            sort.change(key=key, **said, **signed(request))

    if is_filled(request, form) and does(form, mend):
        messages.success(request, _("Dit is gewijzigd bij %(number)s.") % {"number": number})
        return redirect(back)
    rows = sort.rows(writable_file(request, number, purpose))
    row = next((each for each in rows if each.key == key), None)
    if row is None:
        raise NotFoundError(_("Deze regel"))
    form.initial = {name: getattr(row, name) for name in sort.fields}
    if isinstance(row, ActionRow):
        form.initial["is_done"] = row.done_on is not None
    return show_form(request, number, sort.title, form, _("Wijziging bewaren"))


def _find_way_back(request: HttpRequest, number: str) -> str:
    """Return the address of the table of the meeting at which this was typed, or else of the case."""
    meeting = request.GET.get("overleg", "")
    if not meeting:
        return reverse("casussen-detail", args=[number])
    check_meeting_exists(viewer_of(request), meeting)
    return f"{reverse('meeting_desk', args=[meeting])}?{urlencode({'casus': number})}"


def _list_sorts() -> dict[str, _Sort]:
    return {
        "besluit": _Sort(
            "decision",
            _("Besluit wijzigen"),
            DecisionForm,
            ("text", "decided_on"),
            lambda file: file.decisions,
            change_decision,
        ),
        "actie": _Sort(
            "action",
            _("Actie wijzigen"),
            ActionForm,
            ("text", "who", "due_on"),
            lambda file: file.actions,
            change_action,
        ),
        "deelnemer": _Sort(
            "party",
            _("Deelnemer wijzigen"),
            PartyForm,
            ("name", "task", "is_person"),
            lambda file: file.parties,
            change_party,
        ),
    }


def _make_form(request: HttpRequest, sort: _Sort) -> forms.Form:
    form = sort.form(typed(request))
    if sort.form is ActionForm:
        form.fields["is_done"] = tick_field(_("Dit is gedaan"))
    form.fields["reason"] = forms.CharField(
        label=_("Waarom wijzigt u dit?"), help_text=_("Wat er eerst stond, blijft te lezen."), max_length=300
    )
    form.fields["strikes"] = tick_field(
        _("Alleen doorhalen"), help_text=_("Dan komt er niets voor in de plaats.")
    )
    return form
