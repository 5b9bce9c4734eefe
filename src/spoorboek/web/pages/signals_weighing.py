"""Taking a step with a signal: weighing, asking sources, its raw text, and locking it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.exchange.signal_cases import StepTaken, weigh_and_open_case
from spoorboek.apps.intake.actions import keep_raw_text, name_reader
from spoorboek.apps.intake.enquiry_actions import (
    ask_sources,
    decide_content,
    decide_enquiry,
    keep_content,
    report_hit,
)
from spoorboek.apps.intake.protocol_actions import lock_signal
from spoorboek.apps.intake.protocol_queries import EnquiryRow, WeighingView, get_step_to_take, get_weighing
from spoorboek.apps.intake.queries import count_text_readers, get_raw_text, get_signal
from spoorboek.rules.register_lifecycles import EnquiryStatus, SignalStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.signals import back_to, purpose_of
from spoorboek.web.register_pages import PAGE_OF
from spoorboek.web.register_requests import ask_purpose, succeeds
from spoorboek.web.signal_forms import (
    ContentForm,
    DecisionForm,
    HitForm,
    ReaderForm,
    SourcesForm,
    StepForm,
    TextForm,
    WhyForm,
)
from spoorboek.web.viewers import signed, viewer_of

P = Permission


@role_page(P.SIGNALS_WRITE, P.SIGNALS_PRIVACY)
def signal_step(request: HttpRequest, number: str) -> HttpResponse:
    """Take the step that waits."""
    view = _view_of(request, number)
    viewer, step = viewer_of(request), view.waiting
    if step is None or not viewer.may(step.decided_by):
        raise NotFoundError(_("Deze stap"))
    is_tip = view.signal is not None and view.signal.is_tip
    form = StepForm(typed(request), step=step, is_tip=is_tip, may_open_case=viewer.may(P.CASES_WRITE))
    done: list[StepTaken] = []

    def take() -> None:
        said = form.cleaned_data
        done.append(
            weigh_and_open_case(
                number=number,
                step=step.code,
                outcome=said["outcome"],
                reason=said["reason"],
                criteria=said.get("criteria", []),
                supported_by=said.get("supported_by", ""),
                case_kind=said.get("case_kind", ""),
                case_title=said.get("case_title", ""),
                by=viewer,
                at=timezone.now(),
            )
        )

    if request.method == "POST" and form.is_valid() and succeeds(form, take):
        return _after_step(request, number, done[0])
    _log_again(request, number)
    context = {"title": step.title, "lead": step.question, "form": form, "action": _("Besluit vastleggen")}
    return _form_page(request, number, context)


@role_page(P.SIGNALS_WRITE)
def signal_sources(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the privacy officer whether sources may be consulted."""
    view = _view_of(request, number)
    if view.waiting is None or not view.waiting.asks_sources:
        raise NotFoundError(_("Deze stap"))
    form = SourcesForm(typed(request), sources=view.sources)

    def ask() -> None:
        said = form.cleaned_data
        ask_sources(
            number=number,
            sources=said["sources"],
            question=said["question"],
            **signed(request),
        )

    if request.method == "POST" and form.is_valid() and succeeds(form, ask):
        messages.success(request, _("De vraag ligt bij de privacyfunctionaris."))
        return back_to(number)
    _log_again(request, number)
    context = {"title": _("Bronnen laten raadplegen"), "form": form, "action": _("Vragen")}
    return _form_page(request, number, context)


@role_page(P.SIGNALS_WRITE, P.SIGNALS_PRIVACY)
def signal_enquiry(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take the next step with one source: allow it, say hit or no hit, release the content, keep it."""
    view = _view_of(request, number)
    row = next((one for one in view.enquiries if one.key == key), None)
    if row is None:
        raise NotFoundError(_("Deze bronvraag"))
    made = _enquiry_form(request, row)
    if made is None:
        raise NotFoundError(_("Deze stap"))
    form, title, act = made
    if request.method == "POST" and form.is_valid() and succeeds(form, act):
        messages.success(request, _("Vastgelegd."))
        return redirect("signals") if not viewer_of(request).may(P.SIGNALS_VIEW) else back_to(number)
    _log_again(request, number)
    lead = f"{row.source_title}: {row.question}"
    return _form_page(
        request, number, {"title": title, "lead": lead, "form": form, "action": _("Vastleggen")}
    )


@role_page(P.SIGNALS_WRITE)
def signal_text(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the raw text for named readers, or show it to one of them, who may name another."""
    viewer, purpose = viewer_of(request), purpose_of(request)
    if purpose is None:
        return ask_purpose(request, PAGE_OF["signals"])
    has_text = count_text_readers(viewer, number) > 0
    form: forms.Form = ReaderForm(typed(request)) if has_text else TextForm(typed(request))

    def keep() -> None:
        said = form.cleaned_data
        if has_text:
            name_reader(number=number, username=said["username"], by=viewer, at=timezone.now())
        else:
            readers = said["readers"].split()
            keep_raw_text(number=number, text=said["text"], readers=readers, by=viewer, at=timezone.now())

    if request.method == "POST" and form.is_valid() and succeeds(form, keep):
        messages.success(request, _("Bewaard."))
        return back_to(number)
    get_signal(viewer, number, at=timezone.now(), purpose=purpose)
    text = get_raw_text(viewer, number, at=timezone.now(), purpose=purpose) if has_text else ""
    context = {
        "title": _("Tekst van %(number)s") % {"number": number},
        "form": form,
        "text": text,
        "action": _("Lezer toevoegen") if has_text else _("Tekst bewaren"),
    }
    return _form_page(request, number, context, "pages/signals/text.html")


@role_page(P.SIGNALS_WRITE)
def signal_lock(request: HttpRequest, number: str) -> HttpResponse:
    """Lock a signal away that was set aside without the protocol."""
    viewer, purpose = viewer_of(request), purpose_of(request)
    if purpose is None:
        return ask_purpose(request, PAGE_OF["signals"])
    form = WhyForm(typed(request))

    def lock() -> None:
        lock_signal(number=number, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())

    if request.method == "POST" and form.is_valid() and succeeds(form, lock):
        messages.success(request, _("%(number)s staat op slot.") % {"number": number})
        return redirect("signals")
    row = get_signal(viewer, number, at=timezone.now(), purpose=purpose)
    if row.status is not SignalStatus.SET_ASIDE:
        raise NotFoundError(_("Deze stap"))
    title = _("%(number)s op slot zetten") % {"number": number}
    warning = _("Daarna leest niemand dit signaal meer, behalve de privacyfunctionaris met een reden.")
    return _form_page(request, number, {"title": title, "form": form, "action": title, "warning": warning})


def _view_of(request: HttpRequest, number: str) -> WeighingView:
    """Return how far a signal is; what is sent is judged by it, a page that is shown logs the read."""
    if request.method == "POST":
        return get_step_to_take(viewer_of(request), number, at=timezone.now())
    return _read(request, number)


def _read(request: HttpRequest, number: str) -> WeighingView:
    purpose = purpose_of(request) or _("een stap nemen")
    return get_weighing(viewer_of(request), number, at=timezone.now(), purpose=purpose)


def _log_again(request: HttpRequest, number: str) -> None:
    """Log the read of a signal of which a form that was sent is shown again."""
    if request.method == "POST":
        _read(request, number)


def _after_step(request: HttpRequest, number: str, taken: StepTaken) -> HttpResponse:
    if taken.case:
        messages.success(request, _("Vastgelegd. Casus %(number)s is geopend.") % {"number": taken.case})
    elif taken.status is SignalStatus.SET_ASIDE:
        messages.success(request, _("Vastgelegd. Het signaal staat op slot."))
    else:
        messages.success(request, _("Vastgelegd."))
    is_gone = taken.status is SignalStatus.SET_ASIDE or not viewer_of(request).may(P.SIGNALS_VIEW)
    return redirect("signals") if is_gone else back_to(number)


Made = tuple[forms.Form, str, Callable[[], None]]


def _enquiry_form(request: HttpRequest, row: EnquiryRow) -> Made | None:
    """Return the form that belongs to where this question stands, for who may fill it in; else None."""
    viewer, data = viewer_of(request), typed(request)
    by_at: dict[str, Any] = {"key": row.key, "by": viewer, "at": timezone.now()}
    if row.status in (EnquiryStatus.ASKED, EnquiryStatus.HIT):
        if not viewer.may(P.SIGNALS_PRIVACY):
            return None
        form = DecisionForm(data)

        def decide() -> None:
            is_yes, reason = form.cleaned_data["answer"] == "ja", form.cleaned_data["reason"]
            if row.status is EnquiryStatus.ASKED:
                decide_enquiry(is_allowed=is_yes, reason=reason, **by_at)
            else:
                decide_content(is_released=is_yes, reason=reason, **by_at)

        is_first = row.status is EnquiryStatus.ASKED
        title = _("Mag deze bron worden geraadpleegd?") if is_first else _("Mag de inhoud worden gedeeld?")
        return form, title, decide
    if not viewer.may(P.SIGNALS_WRITE):
        return None
    if row.status is EnquiryStatus.ALLOWED:
        hit = HitForm(data)
        title = _("Kent de bron dit?")
        return hit, title, lambda: report_hit(is_hit=hit.cleaned_data["answer"] == "ja", **by_at)
    if row.status is EnquiryStatus.RELEASED:
        kept = ContentForm(data)
        return (
            kept,
            _("Wat de bron zegt"),
            lambda: keep_content(content=kept.cleaned_data["content"], **by_at),
        )
    return None


def _form_page(
    request: HttpRequest, number: str, context: dict[str, object], template: str = "pages/signals/form.html"
) -> HttpResponse:
    crumbs = trail((_("Signalen"), "signals"))
    crumbs += [Crumb(number, reverse("signal", args=[number])), Crumb(str(context["title"]))]
    more = {"cancel": reverse("signal", args=[number]), "crumbs": crumbs, "number": number}
    return render(request, template, {**more, **context})
