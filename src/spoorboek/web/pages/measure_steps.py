"""What can be done with a measure after it was taken: one small form for each step."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.interventions.changing_queries import check_closure_exists, list_forfeited_days
from spoorboek.apps.interventions.collection_actions import record_collection_step
from spoorboek.apps.interventions.measure_actions import (
    lift_measure,
    lift_penalty_order,
    publish_measure,
    reopen_closure,
)
from spoorboek.apps.interventions.measure_queries import get_measure
from spoorboek.apps.interventions.penalty_actions import decide_collection, record_forfeiture, record_payment
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_date
from spoorboek.web.desk_forms import DayForm, DayReasonForm, ForfeitedDayForm, ForfeitureForm, LiftOrderForm
from spoorboek.web.desks import succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.remedy_forms import CollectionStepForm
from spoorboek.web.viewers import signed, viewer_of

writers = role_page(Permission.MEASURES_WRITE)


@writers
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Note that a measure was made known."""
    form = DayForm(typed(request), label=_("Bekendgemaakt op"))

    def act() -> None:
        publish_measure(number=number, published_on=form.cleaned_data["on"], **signed(request))

    return _answer(request, number, form, act, _("Bekendmaken"), _("De bekendmaking is opgeschreven."))


@writers
def lift(request: HttpRequest, number: str) -> HttpResponse:
    """Lift a measure."""
    form = DayReasonForm(typed(request), label=_("Opgeheven op"))

    def act() -> None:
        said = form.cleaned_data
        lift_measure(number=number, lifted_on=said["on"], reason=said["reason"], **signed(request))

    return _answer(request, number, form, act, _("Opheffen"), _("De maatregel is opgeheven."))


@writers
def reopen(request: HttpRequest, number: str, closure: str) -> HttpResponse:
    """Note that a closed building is open again."""
    check_closure_exists(viewer_of(request), number, closure)
    form = DayReasonForm(typed(request), label=_("Heropend op"))

    def act() -> None:
        said = form.cleaned_data
        reopen_closure(number=closure, reopened_on=said["on"], reason=said["reason"], **signed(request))

    return _answer(request, number, form, act, _("Pand heropenen"), _("De heropening is opgeschreven."))


@writers
def forfeit(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Write down that an order was violated."""
    list_forfeited_days(viewer_of(request), number, order)
    form = ForfeitureForm(typed(request), label=_("Overtreden op"))

    def act() -> None:
        said = form.cleaned_data
        record_forfeiture(order=order, violated_on=said["on"], finding=said["finding"], **signed(request))

    done = _("De verbeurde dwangsom is opgeschreven.")
    return _answer(request, number, form, act, _("Overtreding van de last"), done)


@writers
def lift_order(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Lift an order under penalty."""
    list_forfeited_days(viewer_of(request), number, order)
    form = LiftOrderForm(typed(request), label=_("Opgeheven op"))

    def act() -> None:
        said = form.cleaned_data
        lift_penalty_order(
            number=order, lifted_on=said["on"], requested_on=said["requested_on"], **signed(request)
        )

    return _answer(request, number, form, act, _("Last opheffen"), _("De last is opgeheven."))


@writers
def collect(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Note the decision to collect a forfeited sum."""
    days = _list_days(request, number, order, undecided=True)
    form = ForfeitedDayForm(typed(request), label=_("Invorderingsbeschikking van"), days=days)

    def act() -> None:
        said = form.cleaned_data
        decide_collection(
            order=order, violated_on=said["violated_on"], decided_on=said["on"], **signed(request)
        )

    return _answer(request, number, form, act, _("Invorderen"), _("De invordering is opgeschreven."))


@writers
def pay(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Note that a forfeited sum was paid."""
    days = _list_days(request, number, order)
    form = ForfeitedDayForm(typed(request), label=_("Betaald op"), days=days)

    def act() -> None:
        said = form.cleaned_data
        record_payment(order=order, violated_on=said["violated_on"], paid_on=said["on"], **signed(request))

    return _answer(request, number, form, act, _("Betaling"), _("De betaling is opgeschreven."))


@writers
def collection(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Write down a step to collect a forfeited sum, or that payment was deferred."""
    days = _list_days(request, number, order)
    form = CollectionStepForm(typed(request), label=_("Op, of vanaf"), days=days)

    def act() -> None:
        said = dict(form.cleaned_data)
        record_collection_step(order=order, done_on=said.pop("on"), **said, **signed(request))

    return _answer(request, number, form, act, _("Stap in de invordering"), _("De stap is opgeschreven."))


def _list_days(
    request: HttpRequest, number: str, order: str, *, undecided: bool = False
) -> list[tuple[str, str]]:
    found = list_forfeited_days(viewer_of(request), number, order, undecided=undecided)
    return [(day.isoformat(), format_date(day)) for day in found]


def _answer(
    request: HttpRequest, number: str, form: forms.Form, act: Callable[[], object], title: str, done: str
) -> HttpResponse:
    if succeeds_at(request, form, act):
        messages.success(request, done)
        return redirect("measure", number)
    get_measure(viewer_of(request), number, at=timezone.now())
    back = reverse("measure", args=[number])
    crumbs = trail((_("Registraties"), "registrations"), (_("Maatregelen"), "measures"))
    context = {
        "title": f"{title}: {number}",
        "form": form,
        "action": title,
        "cancel": back,
        "crumbs": [*crumbs, Crumb(number, back), Crumb(title)],
    }
    return render(request, "pages/desk/form.html", context)
