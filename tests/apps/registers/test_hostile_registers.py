"""What somebody tries who wants a register to say what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.registers.register_factories import AT, EVERYTHING, a_person, a_signal, a_viewer, csv_of
from tests.apps.registers.test_measure_decisions import (
    CLOSURE,
    JURIST,
    ORDER,
    a_report,
    an_order,
    decide,
)

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.intake.actions import keep_raw_text, name_reader, record_signal
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.follow_ups import set_follow_up
from spoorboek.apps.intake.models import FollowUp, Signal, SignalText
from spoorboek.apps.intake.register_actions import correct_registration, record_registration
from spoorboek.apps.intake.register_imports import import_registrations
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.interventions.deadlines import list_deadlines
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.measure_actions import Effect, lift_measure, publish_measure
from spoorboek.apps.interventions.models import Forfeiture, Measure, PenaltyOrder, PoliceReport
from spoorboek.apps.interventions.penalty_actions import (
    decide_collection,
    record_forfeiture,
    record_payment,
)
from spoorboek.apps.interventions.registers import MEASURES, SEIZURES
from spoorboek.rules.ladders.measure import Ground
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

REGISSEUR = a_viewer(Role.COORDINATOR)
TAKEN: dict[str, Any] = {"kind": "closure", "taken_on": "2023-03-15"}
COMING = date(2025, 3, 4)
"""The day after the one on which all of this is written down."""


def correct(number: str, **changes: str) -> None:
    said: dict[str, Any] = {"reason": "verschreven", "by": REGISSEUR, "at": AT}
    correct_registration(register=SIGNALS, number=number, changes=changes, **said)


@pytest.mark.parametrize(("was", "becomes"), [("mma", "inwoner"), ("inwoner", "mma")])
def test_a_correction_makes_no_other_signal_of_an_anonymous_tip(was: str, becomes: str) -> None:
    a_signal("S-1", channel=was)
    with pytest.raises(RegistrationError, match="Trek dit signaal in"):
        correct("S-1", channel=becomes)
    assert Signal.objects.get().channel == was


def test_what_supports_an_anonymous_tip_is_not_corrected_away() -> None:
    a_signal("S-1", supported_by="een controle")
    with pytest.raises(RegistrationError, match="verdwijnt niet"):
        correct("S-1", supported_by="")


def test_a_measure_on_an_anonymous_tip_alone_is_refused_in_the_register_and_in_a_list() -> None:
    report = a_report(is_tip_alone=True)
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        record_registration(
            register=MEASURES, values={**TAKEN, "reports": report}, by=JURIST, at=AT, action="test"
        )
    rows = csv_of(MEASURES, {"number": "M-1", **TAKEN, "reports": report})
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        import_registrations(register=MEASURES, name="m.csv", content=rows, by=EVERYTHING, at=AT)
    assert not Measure.objects.exists()


def test_a_measure_on_a_tip_keeps_what_else_it_rests_on() -> None:
    report = a_report(is_tip_alone=True)
    number = decide(report, replace(CLOSURE, grounds=frozenset({Ground.RESIDENTS})))
    assert Measure.objects.get().supported_by == "verklaringen van omwonenden"
    said: dict[str, Any] = {"register": MEASURES, "number": number, "reason": "weg", "by": JURIST, "at": AT}
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        correct_registration(changes={"supported_by": ""}, **said)


def test_a_decision_that_is_sent_twice_takes_one_measure() -> None:
    report = a_report()
    number = decide(report)
    with pytest.raises(InterventionError, match=f"al {number}"):
        decide(report)
    assert Measure.objects.count() == 1


def test_a_violation_that_is_written_down_late_does_not_pass_the_maximum() -> None:
    order = an_order()
    PenaltyOrder.objects.update(maximum_eur=Decimal(7500))
    said: dict[str, Any] = {"order": order, "finding": "gezien", "by": JURIST, "at": AT}
    sums = [record_forfeiture(violated_on=date(2023, 4, day), **said).amount_eur for day in (9, 2)]
    assert sums == [Decimal(5000), Decimal(2500)]
    with pytest.raises(InterventionError, match="maximum is al bereikt"):
        record_forfeiture(violated_on=date(2023, 4, 1), **said)


def test_an_order_forfeits_nothing_before_it_was_made_known() -> None:
    report = a_report(subject="street_dealing", drug_kind="", place_kind="street", provision="APV 2:74")
    number = decide(report, ORDER)
    said: dict[str, Any] = {
        "order": PenaltyOrder.objects.get().number,
        "finding": "gezien",
        "by": JURIST,
        "at": AT,
    }
    with pytest.raises(InterventionError, match="nog niet bekendgemaakt"):
        record_forfeiture(violated_on=date(2023, 4, 1), **said)
    publish_measure(number=number, published_on=date(2023, 4, 2), by=JURIST, at=AT)
    with pytest.raises(InterventionError, match="pas op 02-04-2023 bekendgemaakt"):
        record_forfeiture(violated_on=date(2023, 4, 1), **said)
    assert record_forfeiture(violated_on=date(2023, 4, 2), **said).amount_eur == 5000


@pytest.mark.parametrize("on", [COMING, date(2201, 1, 1), date.max])
def test_nothing_is_noted_as_done_on_a_day_to_come(on: date) -> None:
    order = an_order()
    record_forfeiture(order=order, violated_on=date(2023, 4, 1), finding="gezien", by=JURIST, at=AT)
    measure = Measure.objects.get().number
    who: dict[str, Any] = {"by": JURIST, "at": AT}
    other = decide(a_report())
    sum_of: dict[str, Any] = {"order": order, "violated_on": date(2023, 4, 1)}
    acts = (
        lambda: publish_measure(number=other, published_on=on, **who),
        lambda: lift_measure(number=measure, lifted_on=on, reason="rustig", **who),
        lambda: record_forfeiture(order=order, violated_on=on, finding="gezien", **who),
        lambda: decide_collection(decided_on=on, **sum_of, **who),
        lambda: record_payment(paid_on=on, **sum_of, **who),
    )
    for act in acts:
        with pytest.raises(InterventionError, match=r"toekomst|kan niet"):
            act()


@pytest.mark.parametrize("on", [date(1, 1, 1), date(2201, 1, 1), date.max])
def test_a_decision_names_no_day_of_another_age(on: date) -> None:
    report = a_report()
    with pytest.raises(InterventionError, match="kan niet"):
        decide(report, effect=Effect(closed_from=on))
    with pytest.raises(RegistrationError, match="kies een dag van 1900"):
        record_registration(register=MEASURES, values={**TAKEN, "taken_on": on}, by=JURIST, at=AT, action="t")


def test_terms_before_the_law_as_we_know_it_do_not_break_the_list_of_terms() -> None:
    decide(a_report())
    Measure.objects.update(taken_on=date(1985, 1, 1), published_on=date(1985, 1, 2))
    order = an_order()
    Forfeiture.objects.create(
        order=PenaltyOrder.objects.get(number=order),
        violated_on=date(1985, 4, 1),
        finding="oud",
        amount_eur=Decimal(5000),
    )
    assert list_deadlines(JURIST, date.min, date(2023, 12, 31))


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x85", "\u2028"])
def test_a_sign_that_turns_a_text_round_is_refused(sign: str) -> None:
    said: dict[str, Any] = {"channel": "inwoner", "received_on": date(2023, 2, 1), "theme": "ondermijning"}
    with pytest.raises(RegistrationError, match="niet te lezen"):
        record_signal(summary=f"meer{sign}redniM", by=REGISSEUR, at=AT, **said)


def test_two_lines_that_a_browser_sends_are_two_lines() -> None:
    report = a_report(findings="eerste regel\r\ntweede regel")
    assert PoliceReport.objects.get(number=report).findings == "eerste regel\ntweede regel"


def test_who_does_not_read_a_raw_text_neither_replaces_it_nor_names_a_reader() -> None:
    a_signal("S-1")
    named, other = a_person("genoemd"), a_person("ander")
    said: dict[str, Any] = {"number": "S-1", "at": AT}
    keep_raw_text(
        text="wat er stond", readers=["genoemd"], by=a_viewer(Role.COORDINATOR, person=named), **said
    )
    outsider = a_viewer(Role.COORDINATOR, person=other)
    with pytest.raises(RegistrationError, match="al een tekst bewaard"):
        keep_raw_text(text="iets anders", readers=["ander"], by=outsider, **said)
    with pytest.raises(NotFoundError):
        name_reader(username="ander", by=outsider, **said)
    kept = SignalText.objects.get()
    assert (kept.text, [one.username for one in kept.readers.all()]) == ("wat er stond", ["genoemd"])


def test_nobody_is_made_to_keep_an_eye_on_what_they_do_not_work_with() -> None:
    a_signal("S-1")
    a_person("buitenstaander")
    said: dict[str, Any] = {"register": SIGNALS, "numbers": ["S-1"], "by": REGISSEUR, "at": AT}
    with pytest.raises(RegistrationError, match="werkt niet met signalen"):
        set_follow_up(username="buitenstaander", **said)
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("seized_on", "31-02-2024", "dit is geen dag van de kalender"),
        ("seized_on", "0000-01-01", "dit is geen dag van de kalender"),
        ("vehicle_count", "5.000", "dit is geen heel getal"),
        ("amount_eur", "1.250,50", "dit is geen getal"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_of_an_office(field: str, typed: str, said: str) -> None:
    values = {"seized_on": "2024-05-06", "amount_eur": "5", field: typed}
    with pytest.raises(RegistrationError, match=said):
        record_registration(register=SEIZURES, values=values, by=JURIST, at=AT, action="t")


def test_a_day_may_be_typed_as_people_write_it() -> None:
    values = {**TAKEN, "taken_on": "5-3-2023"}
    record_registration(register=MEASURES, values=values, by=JURIST, at=AT, action="t")
    assert Measure.objects.get().taken_on == date(2023, 3, 5)


def test_a_list_with_numbers_of_its_own_does_not_stop_the_counting() -> None:
    begin: dict[str, Any] = {"register": MEASURES, "values": TAKEN, "by": JURIST, "at": AT, "action": "t"}
    first = record_registration(**begin)
    for number in (f"{first}-oud", f"{first[:7]}{'9' * 30}"):
        rows = csv_of(MEASURES, {"number": number, **TAKEN})
        import_registrations(register=MEASURES, name="m.csv", content=rows, by=EVERYTHING, at=AT)
    assert record_registration(**begin) == f"{first[:-1]}2"
