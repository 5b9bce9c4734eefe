"""Signals at work: what waits, one signal with how it was weighed, and what is locked away."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.protocol_queries import (
    LockedRow,
    PrivacyWaitRow,
    WeighingView,
    count_waiting,
    get_weighing,
    list_locked,
    list_waiting_for_privacy,
    open_locked_signal,
)
from spoorboek.apps.intake.queries import SignalRow, count_text_readers
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.register_lifecycles import SIGNAL_LIFECYCLE, SignalStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.phrasebook import Content, say, say_word
from spoorboek.web.register_pages import PAGE_OF
from spoorboek.web.register_requests import ask_purpose
from spoorboek.web.register_tables import ShownFact
from spoorboek.web.signal_forms import WhyForm
from spoorboek.web.tables import Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

P = Permission
_PRIVACY_PURPOSE = "beslissen als privacyfunctionaris"


@role_page(P.SIGNALS_VIEW, P.SIGNALS_PRIVACY)
def signals(request: HttpRequest) -> HttpResponse:
    """Show what waits for whom, and the way to everything else."""
    viewer = viewer_of(request)
    guards = viewer.may(P.SIGNALS_PRIVACY)
    waiting, locked = list_waiting_for_privacy(viewer), list_locked(viewer) if guards else []
    keys = sorted({*(one.key for one in waiting), *(one.key for one in locked)})
    log_read(viewer, PAGE_OF["signals"].register, keys, at=timezone.now(), purpose=_PRIVACY_PURPOSE)
    context = {
        "may_write": viewer.may(P.SIGNALS_WRITE),
        "may_view": viewer.may(P.SIGNALS_VIEW),
        "waiting": _waiting_table(viewer) if viewer.may(P.SIGNALS_VIEW) else None,
        "privacy": _privacy_table(waiting) if guards else None,
        "locked": _locked_table(locked) if guards else None,
        "list_href": PAGE_OF["signals"].list_href,
        "crumbs": trail(_("Signalen")),
    }
    return render(request, "pages/signals/index.html", context)


@role_page(P.SIGNALS_VIEW, P.SIGNALS_PRIVACY)
def signal(request: HttpRequest, number: str) -> HttpResponse:
    """Show one signal with every step that was taken and the one that waits."""
    viewer = viewer_of(request)
    purpose = purpose_of(request)
    if purpose is None:
        return ask_purpose(request, PAGE_OF["signals"])
    view = get_weighing(viewer, number, at=timezone.now(), purpose=purpose)
    step = view.waiting
    may_take = step is not None and viewer.may(step.decided_by)
    context = {
        "view": view,
        "facts": _facts(view.signal) if view.signal is not None else [],
        "decisions": decision_table(view),
        "enquiries": _enquiry_table(view) if view.enquiries else None,
        "step": step,
        "may_take": may_take,
        "may_ask": step is not None and step.asks_sources and viewer.may(P.SIGNALS_WRITE),
        "reader_count": count_text_readers(viewer, number),
        "may_write": viewer.may(P.SIGNALS_WRITE),
        "may_open_case": viewer.may(P.CASES_WRITE)
        and view.signal is not None
        and view.signal.status is SignalStatus.TAKEN_IN,
        "may_lock": view.signal is not None and view.signal.status is SignalStatus.SET_ASIDE,
        "register_href": PAGE_OF["signals"].href(number) if viewer.may(P.SIGNALS_VIEW) else "",
        "crumbs": trail((_("Signalen"), "signals"), number),
    }
    return render(request, "pages/signals/signal.html", context)


@role_page(P.SIGNALS_PRIVACY)
def open_signal(request: HttpRequest, number: str) -> HttpResponse:
    """Open a locked signal with a reason, which is logged; nothing is shown before the reason is given."""
    viewer = viewer_of(request)
    form = WhyForm(typed(request))
    context: dict[str, object] = {
        "title": _("%(number)s openen") % {"number": number},
        "form": form,
        "action": _("Openen"),
        "cancel": reverse("signals"),
        "warning": _("Dit signaal staat op slot. Wie het opent en waarom, komt in het logboek."),
        "crumbs": trail((_("Signalen"), "signals"), number),
    }
    if request.method == "POST" and form.is_valid():
        found = open_locked_signal(viewer, number, at=timezone.now(), purpose=form.cleaned_data["reason"])
        facts = [
            ShownFact(_("Kanaal"), found.channel_title),
            ShownFact(_("Ontvangen op"), format_date(found.received_on)),
            ShownFact(_("Thema"), Content(found.theme)),
            ShownFact(_("Samenvatting"), Content(found.summary)),
            ShownFact(_("Plaats"), Content(found.place) or "–"),
            ShownFact(_("Op slot tot"), format_date(found.locked_until)),
        ]
        facts += [
            ShownFact(one.step_title, f"{say_word(one.outcome_title)}: {one.reason}")
            for one in found.decisions
        ]
        return render(request, "pages/signals/opened.html", {**context, "facts": facts, "number": number})
    return render(request, "pages/form.html", context)


def purpose_of(request: HttpRequest) -> str | None:
    """Return what this viewer looks at signals for; None when that is still to be asked.

    The privacy officer looks for one purpose only, which is their task.
    """
    if not viewer_of(request).may(P.SIGNALS_VIEW):
        return _PRIVACY_PURPOSE
    kept: str | None = request.session.get("purpose:signals")
    return kept


def decision_table(view: WeighingView) -> Table:
    """Return the steps that were taken."""
    names = list_names(one.person_id for one in view.decisions)
    columns = [
        Column(_("Stap"), keep_together=True),
        Column(_("Besluit")),
        Column(_("Reden")),
        Column(_("Wanneer"), keep_together=True),
        Column(_("Wie")),
    ]
    rows = [
        [
            cell(one.step_title),
            cell(one.outcome_title, note="; ".join(one.criteria)),
            content_cell(one.reason),
            cell(format_date(one.decided_on)),
            cell(names.get(one.person_id, one.person_id)),
        ]
        for one in view.decisions
    ]
    return Table(_("Genomen stappen"), columns, rows, empty=_("Er is nog geen stap genomen."))


def back_to(number: str) -> HttpResponse:
    """Go back to the page of a signal."""
    return redirect("signal", number)


def _facts(row: SignalRow) -> list[ShownFact]:
    facts = [
        ShownFact(_("Kanaal"), row.channel_title),
        ShownFact(_("Ontvangen op"), format_date(row.received_on)),
        ShownFact(_("Samenvatting"), Content(row.summary)),
        ShownFact(_("Plaats"), Content(row.place) or "–"),
        ShownFact(_("Gebied"), row.area_code),
        ShownFact(_("Thema"), Content(row.theme)),
        ShownFact(_("Status"), SIGNAL_LIFECYCLE.words[row.status]),
    ]
    if row.latitude is not None and row.longitude is not None:
        facts.insert(5, ShownFact(_("Punt op de kaart"), f"{row.latitude} {row.longitude}".replace(".", ",")))
    return facts


def _waiting_table(viewer: Viewer) -> Table:
    href = PAGE_OF["signals"].list_href
    rows = [
        [
            cell(say(one.title), href=f"{href}?{'stap' if one.step else 'status'}={one.step or 'received'}"),
            cell(str(one.count)),
            cell(format_date(one.oldest_on)),
        ]
        for one in count_waiting(viewer)
    ]
    columns = [
        Column(_("Stap")),
        Column(_("Signalen"), is_number=True),
        Column(_("Oudste"), keep_together=True),
    ]
    return Table(_("Wat wacht"), columns, rows, empty=_("Er wacht geen signaal op een stap."))


def _privacy_table(waiting: Iterable[PrivacyWaitRow]) -> Table:
    rows = [
        [
            cell(one.number, href=reverse("signal", args=[one.number])),
            content_cell(one.title),
            cell(format_date(one.received_on)),
        ]
        for one in waiting
    ]
    columns = [Column(_("Signaal")), Column(_("Wacht op")), Column(_("Ontvangen op"), keep_together=True)]
    return Table(_("Wacht op u"), columns, rows, empty=_("Er wacht niets op uw besluit."))


def _locked_table(locked: Iterable[LockedRow]) -> Table:
    today = timezone.localdate()
    rows = [
        [
            cell(one.number, href=reverse("signal_open", args=[one.number])),
            cell(format_date(one.received_on)),
            cell(
                format_date(one.locked_until), note=_("termijn voorbij") if one.locked_until < today else ""
            ),
        ]
        for one in locked
    ]
    columns = [
        Column(_("Signaal")),
        Column(_("Ontvangen op"), keep_together=True),
        Column(_("Op slot tot"), keep_together=True),
    ]
    return Table(_("Op slot"), columns, rows, empty=_("Er staat geen signaal op slot."))


def _enquiry_table(view: WeighingView) -> Table:
    rows = [
        [
            cell(one.source_title, href=reverse("signal_enquiry", args=[view.number, one.key])),
            content_cell(one.question),
            cell(one.status_title, note=one.released_because or one.decided_because),
            content_cell(one.content),
        ]
        for one in view.enquiries
    ]
    columns = [Column(_("Bron")), Column(_("Vraag")), Column(_("Stand")), Column(_("Inhoud"))]
    return Table(_("Bronnen"), columns, rows)
