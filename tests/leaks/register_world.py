"""The registers of the invented city: a signal and a case of every sort, and what was done about them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.leaks import case_parts
from tests.leaks.canaries import Record

from spoorboek.apps.cases.models import Case, Participation
from spoorboek.apps.intake.locking import put_words_away
from spoorboek.apps.intake.models import Correction, Signal, SignalText, SourceEnquiry, StepDecision
from spoorboek.apps.interventions import models as done
from spoorboek.apps.people.models import Person

if TYPE_CHECKING:
    from tests.leaks.world import World

ON = date(2023, 2, 1)
RUNNING = {
    "kind": "objection",
    "decided_on": None,
    "outcome": "",
    "sent_on": None,
    "suspended_from": None,
    "suspended_until": None,
}
SLUGS = {
    "signal": "signalen",
    "case": "casussen",
    "policereport": "bestuurlijke-rapportages",
    "measure": "maatregelen",
    "closure": "gesloten-panden",
    "penaltyorder": "lasten-onder-dwangsom",
    "seizure": "afgepakt-vermogen",
    "inspectionday": "controledagen",
    "inspectionparticipant": "deelnemers",
    "inspectedbusiness": "gecontroleerde-bedrijven",
    "establishmentcheck": "controles-seksinrichtingen",
    "activity": "activiteiten",
    "deployment": "inzet",
    "asset": "middelen",
    "designatedarea": "aangewezen-gebieden",
}
PREFIXES = {
    "signal": "S",
    "case": "C",
    "policereport": "BR",
    "measure": "M",
    "closure": "SL",
    "penaltyorder": "LOD",
    "seizure": "AF",
    "inspectionday": "ICD",
    "inspectionparticipant": "ICP",
    "inspectedbusiness": "ICB",
    "establishmentcheck": "CSI",
    "activity": "A",
    "deployment": "I",
    "asset": "MI",
    "designatedarea": "G",
}
CASE_SORTS = {"open": "open case", "protected": "shut case", "closed": "shut case"}
REGISTER_CODES = {"signal": "signals", "case": "cases"}


class Maker:
    """Makes registrations; ``on`` is the day of everything."""

    def __init__(self, world: World, at: datetime, on: date = ON) -> None:
        self.world, self.at, self.on = world, at, on

    def add(self, sort: str, model: Any, *people: str, **said: Any) -> tuple[Any, Record]:
        """Make one registration with a canary in its number and in each free text."""
        word = self.world.canaries.word("number").upper()
        number = f"{PREFIXES[model._meta.model_name]}-{self.on.year}-{word}"
        said = {"area_code": "GM0505", "entered_at": self.at, **said}
        row = self.world.canaries.fill(model, number=number, **said)
        return row, self.settle(sort, row, *people)

    def settle(self, kind: str, row: Any, *people: str) -> Record:
        """Keep a registration, with a correction of it."""
        name = row._meta.model_name
        self.world.canaries.fill(
            Correction,
            register=REGISTER_CODES.get(name, ""),
            registration_id=row.pk,
            field="area_code",
            before="",
            after="GM0505",
            at=self.at,
            person_id=str(Person.objects.get(username="regisseur").pk),
        )
        called = SLUGS[name]
        return self.world.keep(kind, row, row.number, called=called, people=frozenset(people))

    def signal(self, **said: Any) -> tuple[Any, Record]:
        """Make a signal that waits to be weighed."""
        known = {"channel": "politie", "received_on": self.on, "next_step": ""}
        return self.add("signal", Signal, **{**known, **said})

    def case(self, owner: str = "", invited: tuple[str, ...] = (), **said: Any) -> tuple[Any, Record]:
        """Make a case with who leads it and who is invited."""
        known = {"kind": "undermining", "opened_on": self.on, "owner": _person(owner)}
        people = [name for name in (owner, *invited) if name]
        sort = CASE_SORTS.get(said.get("level", ""), "case")
        row, record = self.add(sort, Case, *people, **{"phase": "", **known, **said})
        self.world.names[f"leads {row.number}"] = [owner]
        for name in invited:
            Participation.objects.create(case=row, person=_person(name), meeting_on=self.on)
        return row, record

    def _part(self, whole: Record, model: Any, **said: Any) -> Any:
        """Make a row that belongs to a registration and is seen by the same people."""
        row = self.world.canaries.fill(model, **said)
        self.world.canaries.settle(whole)
        return row

    def measures(self) -> None:
        """Make a police report with its measure, a report on which nothing followed, and the rest."""
        known = {"received_on": self.on, "subject": "other", "drug_kind": ""}
        report, _ = self.add("measure", done.PoliceReport, no_action_on=None, no_action_reason="", **known)
        other, _ = self.add("measure", done.PoliceReport, no_action_on=self.on, **known)
        measure, kept = self.add("measure", done.Measure, kind="closure", taken_on=self.on)
        measure.reports.add(report)
        self._part(kept, done.MeasureDecision, measure=measure)
        judged = {"report": report, "earlier": other, "is_same": True, "judged_at": self.at}
        self._part(kept, done.PlaceJudgement, **judged)
        self._part(kept, done.MeasureRemedy, measure=measure, **RUNNING, lodged_on=self.on)
        days = {"closed_from": self.on, "closed_until": self.on.replace(month=12)}
        self.add("measure", done.Closure, measure=measure, **days)
        money = {"amount_eur": Decimal("5000.00")}
        known = {"imposed_on": self.on, "labelled_as": "order", "subject": "other", "measure": measure}
        order, kept = self.add("measure", done.PenaltyOrder, maximum_eur=Decimal(9000), **known, **money)
        owed = self._part(kept, done.Forfeiture, order=order, violated_on=self.on, **money)
        taken = {"kind": "made_known", "done_on": self.on, "until_on": None}
        self._part(kept, done.CollectionStep, forfeiture=owed, **taken)
        self.add("measure", done.Seizure, seized_on=self.on, **money)

    def inspections(self) -> None:
        """Make an inspection day with a participant and a business, and a check."""
        held, _ = self.add("inspection", done.InspectionDay, held_on=self.on, sector="retail")
        who, _ = self.add("inspection", done.InspectionParticipant, day=held)
        known = {"day": held, "sector": "retail", "finding": "other"}
        visit, kept = self.add("inspection", done.InspectedBusiness, **known)
        self._part(kept, done.VisitFinding, business=visit, participant=who, kind="other", found_at=self.at)
        self.add("inspection", done.EstablishmentCheck, checked_on=self.on, is_licensed=True)

    def activities(self) -> None:
        """Make one of each thing that the office may see; one is withdrawn."""
        known = {"kind": "training", "held_on": self.on, "unit": "sessions", "amount": 3}
        self.add("activity", done.Activity, **known)
        self.add("activity", done.Activity, is_withdrawn=True, **known)
        area, kept = self.add("activity", done.DesignatedArea, kind="camera", designated_on=self.on)
        self._part(kept, done.AreaDecision, area=area, evaluate_on=self.on.replace(year=2025))
        self._part(kept, done.AreaTerm, area=area, first_on=self.on, last_on=self.on.replace(year=2025))
        known = {"kind": "stewards", "reason": "arson", "started_on": self.on, "area": area}
        self.add("activity", done.Deployment, **known)
        asset, kept = self.add("activity", done.Asset, kind="fixed_camera", placed_on=self.on, area=area)
        self._part(kept, done.AssetStep, asset=asset, kind="moved", done_on=self.on)


def make(world: World, at: datetime) -> None:
    """Make every register."""
    maker = Maker(world, at)
    first, _ = maker.signal()
    tip, _ = maker.signal(channel="mma", reported_by="")
    _keep_raw_text(world, first, "leidt", "regisseur", "jurist-genodigd")
    _keep_raw_text(world, tip, "genodigd")
    _make_weighed_signals(world, maker)
    closed = {"status": "reopened", "closed_on": ON.replace(day=20)}
    led, _ = maker.case("leidt", ("genodigd", "jurist-genodigd"), **closed)
    led.signals.add(first)
    following, _ = maker.case("rolloos", ("volgt",), follows=led)
    following.signals.add(tip)
    maker.case("oud-leider")
    maker.case("schrijver-van-niets")
    case_parts.make(maker, led, following)
    maker.measures()
    maker.inspections()
    maker.activities()


def _make_weighed_signals(world: World, maker: Maker) -> None:
    """Make a signal that waits for the privacy officer, with a source asked, and one that is locked away."""
    known = {"channel": "politie", "received_on": ON, "weighed_on": ON}
    waiting, _ = maker.add("waiting signal", Signal, status="weighed", next_step="privacy_check_1", **known)
    for step, outcome in (("1", "yes"), ("2a", "yes"), ("2b", "yes"), ("3", "enquiry")):
        StepDecision.objects.create(
            signal=waiting,
            protocol="dordrecht",
            version="2023",
            step=f"weighing_{step}",
            outcome=outcome,
            reason="verzonnen",
            decided_on=ON,
            at=maker.at,
        )
    asked = world.canaries.fill(
        SourceEnquiry, signal=waiting, source="kvk", asked_at=maker.at, asked_by="", content=""
    )
    world.keep("enquiry", asked, str(asked.pk), called="enquiry")
    ends = {"is_locked": True, "locked_until": ON.replace(year=2099)}
    locked, _ = maker.add(
        "locked signal", Signal, status="set_aside", next_step="", locked_words="", **known, **ends
    )
    put_words_away(locked)
    locked.save()


def _keep_raw_text(world: World, signal: Any, *readers: str) -> None:
    kept = world.canaries.fill(SignalText, signal=signal)
    kept.readers.set([_person(name) for name in readers])
    # Its reads are logged as reads of its signal.
    world.keep("raw text", signal, signal.number, called="raw text", people=frozenset(readers))


def _person(username: str) -> Person | None:
    return Person.objects.filter(username=username).first()
