"""Police reports: the list, one report with what the table proposes, and deciding what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.interventions.actions import receive_police_report, record_no_action
from spoorboek.apps.interventions.measure_actions import Effect, decide_measure
from spoorboek.apps.interventions.measure_queries import get_report_detail
from spoorboek.apps.interventions.measure_rows import ReportDetail
from spoorboek.apps.interventions.queries import list_police_reports
from spoorboek.rules.ladders.ladder import CompetentBody, MeasureKind, Motivation
from spoorboek.rules.ladders.measure import Decision, Ground
from spoorboek.rules.ladders.proposal import describe_row
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.desk_forms import DayReasonForm, DecideForm, ReportForm
from spoorboek.web.desks import Action, Box, Desk, DeskFact, day_of, fact, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.list_place import DeskList, find_place, keep_place
from spoorboek.web.measure_tables import near_table, report_table
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.phrasebook import say_word
from spoorboek.web.viewers import signed, viewer_of

readers, writers = role_page(Permission.MEASURES_VIEW), role_page(Permission.MEASURES_WRITE)
_PER_PAGE = 50
_LIST = DeskList("reports", "report")


@readers
def reports(request: HttpRequest) -> HttpResponse:
    """List the police reports with what followed."""
    viewer = viewer_of(request)
    number = read_page_number(request)
    rows, total = list_police_reports(viewer, at=timezone.now(), page=number, size=_PER_PAGE)
    page = draw_pages(number, _PER_PAGE, total)
    may_write = viewer.may(Permission.MEASURES_WRITE)
    context = {
        "title": _("Bestuurlijke rapportages"),
        "meaning": _("Rapportages van de politie aan de burgemeester, met wat erop volgde."),
        "actions": [
            *([Action(_("Nieuwe rapportage"), reverse("report_new"), is_main=True)] if may_write else []),
            Action(_("Filters, kaart en Excel"), reverse("bestuurlijke-rapportages-list")),
        ],
        "tables": [report_table(rows, _("Rapportages"))],
        "page": page,
        "crumbs": trail((_("Registraties"), "registrations"), _("Bestuurlijke rapportages")),
    }
    answer = render(request, "pages/desk/list.html", context)
    return keep_place(request, answer, _LIST, [row.number for row in rows], page)


@writers
def new_report(request: HttpRequest) -> HttpResponse:
    """Write down that a report came in."""
    form = ReportForm(typed(request))
    numbers: list[str] = []

    def write() -> None:
        said = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
        invented = settings.IS_EXAMPLE
        numbers.append(receive_police_report(invented=invented, **said, **signed(request)))

    if succeeds_at(request, form, write):
        messages.success(request, _("Opgeschreven als %(number)s.") % {"number": numbers[0]})
        return redirect("report", numbers[0])
    title = _("Nieuwe rapportage")
    context = {"title": title, "form": form, "action": _("Opschrijven"), "cancel": reverse("reports")}
    return render(request, "pages/desk/form.html", {**context, "crumbs": _crumbs(Crumb(title))})


@readers
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Show one report, what came before at the same place, and what the table proposes."""
    viewer = viewer_of(request)
    row = _read(request, number)
    is_open = viewer.may(Permission.MEASURES_WRITE) and not row.row.is_withdrawn and not row.row.no_action_on
    actions = [Action(_("Maatregel nemen"), reverse("report_decide", args=[number]), is_main=True)]
    if not row.row.measures:
        actions.append(Action(_("Niets doen"), reverse("report_no_action", args=[number])))
    actions.append(Action(_("Afgepakt vermogen opschrijven"), reverse("afgepakt-vermogen-new")))
    place = find_place(request, _LIST, number)
    desk = Desk(
        place=place,
        title=number,
        label=_("Bestuurlijke rapportage"),
        notices=_notices(row),
        actions=actions if is_open else [],
        boxes=[_proposal_box(row)],
        facts=_facts(row),
        tables=[
            report_table([row.row], _("Wat erop volgde")),
            report_table(row.earlier, _("Eerder op deze plek")),
            *([near_table(number, row.near, may_judge=is_open)] if row.near else []),
        ],
    )
    return render(
        request,
        "pages/desk/detail.html",
        {"desk": desk, "crumbs": _crumbs(Crumb(number), back=place.back_href)},
    )


@writers
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Take a measure on a report, with what the table proposes beside the form."""
    form = DecideForm(typed(request))
    made: list[str] = []

    def act() -> None:
        said = form.cleaned_data
        made.append(
            decide_measure(
                reports=[number],
                taken_on=said["taken_on"],
                decision=_decision_of(said),
                effect=Effect(closed_from=said["closed_from"], comply_until=said["comply_until"]),
                invented=settings.IS_EXAMPLE,
                **signed(request),
            )
        )

    if succeeds_at(request, form, act):
        messages.success(request, _("De maatregel is opgeschreven als %(number)s.") % {"number": made[0]})
        return redirect("measure", made[0])
    row = _read(request, number)
    form.initial = _initial(row)
    title = _("Maatregel op %(number)s") % {"number": number}
    context = {
        "title": title,
        "boxes": [_proposal_box(row)],
        "form": form,
        "action": _("Maatregel opschrijven"),
        "cancel": reverse("report", args=[number]),
        "crumbs": _crumbs(Crumb(number, reverse("report", args=[number])), Crumb(_("Maatregel nemen"))),
    }
    return render(request, "pages/desk/form.html", context)


@writers
def no_action(request: HttpRequest, number: str) -> HttpResponse:
    """Decide that nothing follows on a report, and why."""
    form = DayReasonForm(typed(request), label=_("Besloten op"))

    def act() -> None:
        said = form.cleaned_data
        record_no_action(
            report=number,
            decided_on=said["on"],
            reason=said["reason"],
            **signed(request),
        )

    if succeeds_at(request, form, act):
        messages.success(request, _("Opgeschreven dat er niets volgt."))
        return redirect("report", number)
    _read(request, number)
    title = _("Niets doen op %(number)s") % {"number": number}
    context = {
        "title": title,
        "form": form,
        "action": _("Besluit opschrijven"),
        "cancel": reverse("report", args=[number]),
        "crumbs": _crumbs(Crumb(number, reverse("report", args=[number])), Crumb(_("Niets doen"))),
    }
    return render(request, "pages/desk/form.html", context)


def _read(request: HttpRequest, number: str) -> ReportDetail:
    return get_report_detail(viewer_of(request), number, at=timezone.now(), on=timezone.localdate())


def _notices(row: ReportDetail) -> list[str]:
    notices = []
    if row.row.is_withdrawn:
        notices.append(_("Deze rapportage is ingetrokken en telt nergens mee."))
    if row.is_tip_alone:
        notices.append(_("Dit rust alleen op een anonieme melding: dat is niet genoeg voor een maatregel."))
    return notices


def _proposal_box(row: ReportDetail) -> Box:
    proposal = row.proposal
    if proposal is None:
        return Box(_("Voorstel uit de tabel"), "", [row.no_proposal_because])
    lead = capfirst(describe_row(proposal.row))
    source = _("%(title)s, versie %(version)s, rij %(row)s.") % {
        "title": proposal.title,
        "version": proposal.version,
        "row": proposal.row.code,
    }
    return Box(_("Voorstel uit de tabel"), lead, [source, *proposal.why])


def _facts(row: ReportDetail) -> list[DeskFact]:
    place = ", ".join(word for word in (row.row.premises, row.place_kind_title) if word)
    case_href = reverse("casussen-detail", args=[row.case]) if row.case else ""
    return [
        fact(_("Ontvangen op"), row.row.received_on),
        fact(_("Bevinding op"), row.found_on),
        fact(
            _("Onderwerp"), ", ".join(filter(None, map(say_word, (row.subject_title, row.drug_kind_title))))
        ),
        fact(_("Plek"), place),
        fact(_("Bevindingen"), row.findings),
        fact(_("Middelen en hoeveelheden"), row.amounts),
        fact(_("Overtreden voorschrift"), row.provision),
        fact(_("Eerdere overtredingen volgens de rapportage"), row.earlier_violations),
        fact(_("Casus"), row.case, case_href),
        fact(
            _("Niets doen"), ": ".join(filter(None, (day_of(row.row.no_action_on), row.row.no_action_reason)))
        ),
    ]


def _initial(row: ReportDetail) -> dict[str, Any]:
    known: dict[str, Any] = {"taken_on": timezone.localdate(), "provision": row.provision}
    if row.proposal is None:
        return known
    proposed = row.proposal.row
    return known | {
        "kind": proposed.kind.value,
        "term": str(proposed.term or ""),
        "indefinite": proposed.indefinite,
        "amount": proposed.amount,
        "maximum": proposed.maximum,
        "basis": proposed.basis,
        "body": proposed.body.value if proposed.body else "",
    }


def _decision_of(said: Mapping[str, Any]) -> Decision:
    return Decision(
        kind=MeasureKind(said["kind"]),
        basis=said["basis"],
        provision=said["provision"],
        body=CompetentBody(said["body"]),
        grounds=frozenset(Ground[name] for name in said["grounds"]),
        term=said["term"],
        indefinite=said["indefinite"],
        amount=said["amount"],
        maximum=said["maximum"],
        motivation={motivation: said[motivation.name.lower()] for motivation in Motivation},
        views_asked_on=said["views_asked_on"],
        views_skipped_because=said["views_skipped_because"],
        deviation_reason=said["deviation_reason"],
        body_because=said["body_because"],
    )


def _crumbs(*more: Crumb, back: str = "") -> list[Crumb]:
    before = trail((_("Registraties"), "registrations"))
    return [*before, Crumb(_("Bestuurlijke rapportages"), back or _LIST.list_href), *more]
