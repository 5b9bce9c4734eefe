"""Writing something down in a register, correcting it, taking it back."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.intake.errors import ChangedMeanwhileError
from spoorboek.apps.intake.register_actions import (
    correct_registration,
    record_registration,
    withdraw_registration,
)
from spoorboek.apps.intake.register_queries import (
    RegistrationRow,
    count_corrections,
    get_registration_to_change,
)
from spoorboek.web.correcting import correction_form
from spoorboek.web.keeping import typed
from spoorboek.web.register_forms import WithdrawalForm, registration_form
from spoorboek.web.register_pages import RegisterPage
from spoorboek.web.register_requests import (
    PageView,
    describe,
    make_crumbs,
    read_one,
    succeeds,
    with_purpose,
)
from spoorboek.web.sending import once
from spoorboek.web.viewers import signed, viewer_of

_MOST_TRIES = 3


def new_page(page: RegisterPage) -> PageView:
    """Return the view in which something new is written down."""

    def view(request: HttpRequest) -> HttpResponse:
        form = registration_form(list_fields(page.register), typed(request), register_code=page.register.code)
        numbers: list[str] = []

        def write() -> None:
            # What is typed into the example city is as invented as the rest of it.
            values = {**form.cleaned_data, "invented": settings.IS_EXAMPLE}
            number = record_registration(
                register=page.register,
                values=values,
                action="intake.record_registration",
                **signed(request),
            )
            numbers.append(number)

        if request.method == "POST" and form.is_valid() and succeeds(form, once(request, form, write)):
            messages.success(request, _("Opgeschreven als %(number)s.") % {"number": numbers[0]})
            return redirect(page.href(numbers[0]))
        title = _("Nieuw: %(one)s") % {"one": page.one}
        context = {"title": title, "form": form, "action": _("Opschrijven"), "cancel": page.list_href}
        return render(request, "pages/form.html", {**context, **describe(page, "", make_crumbs(page, title))})

    return view


def correct_page(page: RegisterPage) -> PageView:
    """Return the view in which one registration is corrected, with a reason; two at once lose nothing."""

    def view(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
        for _try in range(_MOST_TRIES):
            seen = count_corrections(viewer_of(request), page.register, number)
            row = _read_to_correct(request, page, number, purpose)
            form, current = correction_form(
                request, list_fields(page.register), row, register_code=page.register.code
            )
            if request.method != "POST" or current or not form.is_valid():
                break
            try:
                if succeeds(form, _correction(request, page, number, form, seen)):
                    messages.success(request, _("De verbetering is bewaard."))
                    return redirect(page.href(number))
                break
            except ChangedMeanwhileError:
                # Somebody was a moment earlier: look at what they made of it.
                continue
        if request.method == "POST":
            read_one(request, page, number, purpose)
        title = _("%(number)s verbeteren") % {"number": number}
        context = {
            "title": title,
            "form": form,
            "current": current,
            "action": _("Verbetering bewaren"),
            "cancel": page.href(number),
            **describe(page, purpose, make_crumbs(page, number, title)),
        }
        return render(request, "pages/form.html", context, status=409 if current else 200)

    return with_purpose(page, view)


def _read_to_correct(request: HttpRequest, page: RegisterPage, number: str, purpose: str) -> RegistrationRow:
    if request.method == "POST":
        return get_registration_to_change(viewer_of(request), page.register, number)
    return read_one(request, page, number, purpose)


def _correction(
    request: HttpRequest, page: RegisterPage, number: str, form: Form, seen: int
) -> Callable[[], object]:
    values = dict(form.cleaned_data)
    reason = values.pop("reason")
    changes = {name: values[name] for name in form.changed_data if name in values}
    return lambda: correct_registration(
        register=page.register,
        number=number,
        changes=changes,
        reason=reason,
        corrections_seen=seen,
        **signed(request),
    )


def withdraw_page(page: RegisterPage) -> PageView:
    """Return the view in which one registration is taken back, with a reason."""

    def view(request: HttpRequest, purpose: str, number: str) -> HttpResponse:
        form = WithdrawalForm(typed(request))

        def withdraw() -> None:
            withdraw_registration(
                register=page.register,
                number=number,
                reason=form.cleaned_data["reason"],
                **signed(request),
            )

        if request.method == "POST" and form.is_valid() and succeeds(form, withdraw):
            messages.success(
                request, _("%(number)s is ingetrokken en telt nergens mee.") % {"number": number}
            )
            return redirect(page.href(number))
        read_one(request, page, number, purpose)
        title = _("%(number)s intrekken") % {"number": number}
        context = {
            "title": title,
            "form": form,
            "warning": _("Dit kan niet terug. De registratie blijft leesbaar, maar telt nergens meer mee."),
            "action": title,
            "cancel": page.href(number),
            **describe(page, purpose, make_crumbs(page, number, title)),
        }
        return render(request, "pages/form.html", context)

    return with_purpose(page, view)
