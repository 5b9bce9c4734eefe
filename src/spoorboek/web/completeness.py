"""Over which periods a register is complete: said under its list, and declared there by who keeps it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.completeness import declare_complete, list_complete, take_back_complete
from spoorboek.apps.indicators.errors import CompletenessError
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.web.dates import format_period
from spoorboek.web.register_filters import keep_or_drop_filters

DECLARE, TAKE_BACK = "volledig", "terug"


def describe_completeness(viewer: Viewer, register: Register) -> dict[str, Any]:
    """Return what ``parts/completeness.html`` needs."""
    return {
        "complete": [(format_period(period), str(period)) for period in list_complete(register.code)],
        "may_declare": viewer.may(register.writes),
    }


def act_on_list(request: HttpRequest, register: Register, viewer: Viewer) -> None:
    """Do what a form under the list of a register asks: keep its filters, or say over what it is complete."""
    what = request.POST.get("doe", "")
    if what not in (DECLARE, TAKE_BACK):
        keep_or_drop_filters(request, register.code, viewer)
        return
    period = _read(request, what)
    if period is None:
        return
    do = declare_complete if what == DECLARE else take_back_complete
    try:
        do(register=register, period=period, by=viewer, at=timezone.now())
    except CompletenessError as error:
        messages.error(request, str(error))
    else:
        said = _("Volledig over %(period)s.") if what == DECLARE else _("Niet meer volledig over %(period)s.")
        messages.success(request, said % {"period": format_period(period)})


def _read(request: HttpRequest, what: str) -> Period | None:
    text = request.POST.get("periode", "")[:60]
    try:
        return parse_period(text) if what == DECLARE else Period.parse(text)
    except FigureError:
        messages.error(request, _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
        return None
