"""What the ladder says about a police report: facts out of the register in, a proposal out.

Which table belongs to which subject stands in the table itself, a dated file (``ladders.py``); what the
register knows of a subject stands in one list here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from spoorboek.apps.interventions.ladders import find_ladder
from spoorboek.apps.interventions.models import Measure, PoliceReport
from spoorboek.apps.interventions.places import day_of, find_earlier_reports
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import Ladder, LadderKind
from spoorboek.rules.ladders.proposal import Proposal, TakenTread, propose_measure, propose_tread
from spoorboek.rules.ladders.recidivism import Violation

_Facts = Callable[[PoliceReport, PoliceReport], Mapping[str, str]]
"""The facts of one report; what it leaves open of the place, the report at hand says."""

FACTS_OF: Mapping[str, _Facts] = {
    "drugs": lambda one, now: {"object": _place_of(one, now), "drug": one.drug_kind},
    "prostitution": lambda one, now: {"object": _place_of(one, now)},
    "street_dealing": lambda one, now: {"conduct": "street_dealing"},
    "home_nuisance": lambda one, now: {},
}
"""By subject. Of a subject that a municipality added the register knows the place."""


def find_proposal(
    report: PoliceReport, on: date, *, earlier: Sequence[PoliceReport] | None = None
) -> tuple[Proposal | None, str]:
    """Return what the table proposes for a report on a day, or None and a Dutch sentence why not.

    ``earlier``: reports about the same place, when the caller found them already.
    """
    ladder = find_ladder(report.subject, on)
    if ladder is None:
        return (
            None,
            f"Voor '{report.get_subject_display()}' is er geen tabel: het besluit motiveert alles zelf.",
        )
    earlier = find_earlier_reports(report).counted if earlier is None else earlier
    try:
        if ladder.kind is LadderKind.TREADS:
            violation = Violation(day_of(report), {}, report.provision, report.number)
            taken = _list_treads(report, earlier, ladder.code, on)
            return propose_tread(ladder, violation, taken=taken, on=on), ""
        violations = [_violation(each, _read_facts(ladder, each, report)) for each in earlier]
        known_ones = [each for each in violations if _fits(ladder.facts, each.facts)]
        current = _violation(report, _read_facts(ladder, report, report))
        return propose_measure(ladder, current, earlier=known_ones, on=on), ""
    except LadderError as error:
        hint = "" if report.place_kind else " Vul in de rapportage in wat voor plek het is."
        return None, f"De tabel '{ladder.title}' geeft geen voorstel: {error}{hint}"


def _list_treads(
    report: PoliceReport, earlier: Sequence[PoliceReport], code: str, on: date
) -> list[TakenTread]:
    keys = [report.pk, *(each.pk for each in earlier)]
    measures = Measure.objects.filter(
        reports__in=keys, is_withdrawn=False, decision__ladder=code, taken_on__lte=on
    ).distinct()
    return [
        TakenTread(position, taken_on)
        for position, taken_on in measures.values_list("decision__position", "taken_on")
        if position
    ]


def _violation(report: PoliceReport, facts: Mapping[str, str]) -> Violation:
    return Violation(day_of(report), dict(facts), report.provision, report.number)


def _read_facts(ladder: Ladder, one: PoliceReport, now: PoliceReport) -> Mapping[str, str]:
    """Return of what the register knows that what this table asks."""
    read = FACTS_OF.get(now.subject)
    known = read(one, now) if read else {"object": _place_of(one, now)}
    return {name: value for name, value in known.items() if name in ladder.facts}


def _place_of(one: PoliceReport, now: PoliceReport) -> str:
    return one.place_kind or now.place_kind


def _fits(known: Mapping[str, Mapping[str, str]], facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) in values for name, values in known.items())
