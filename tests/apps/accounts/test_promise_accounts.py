"""Promised against reported, commitments, and what needs somebody today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.letter_world import AT, DRAFT, EVALUATION, EXECUTION, LATER, PLAN, person, publish

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.accounts.queries import (
    PromiseAccount,
    VisibleBand,
    list_commitment_accounts,
    list_promise_accounts,
    list_start_lines,
)
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters.actions import approve_step, submit_letter
from spoorboek.apps.plans.actions import record_decision
from spoorboek.rules.plan_content import DecisionOutcome, PlanDecision
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promise_forecasts import NoForecast, PromiseForecast

pytestmark = pytest.mark.django_db


def accounts(on: date, viewer: Viewer | None = None, at: datetime = LATER) -> dict[str, PromiseAccount]:
    found = list_promise_accounts(viewer or person("auteur"), PLAN, on=on, at=at)
    return {one.promise.code: one for one in found}


NEXT_YEAR = datetime(2026, 3, 1, tzinfo=UTC)


def sentences(who: str, at: datetime = LATER) -> list[str]:
    return [line.sentence for line in list_start_lines(person(who), at=at)]


def test_there_is_one_account_for_each_promise_of_plan_and_execution_plans() -> None:
    found = list_promise_accounts(person("auteur"), PLAN, on=date(2025, 2, 24), at=LATER)

    assert len({one.promise.code for one in found}) == len(found) == 17


def test_a_yearly_promise_shows_its_present_year_and_those_before() -> None:
    found = accounts(date(2024, 12, 31))["integrated-inspections"]

    assert (str(found.period), found.done, found.state) == ("2024", "11", PromiseState.MET)
    assert [(str(one.period), one.done, one.state) for one in found.earlier] == [
        ("2023", "22", PromiseState.MET)
    ]
    assert found.progress == Decimal("1.1")


def test_a_promise_that_begins_again_each_year_is_not_behind_on_its_first_day() -> None:
    lessons = accounts(date(2025, 1, 1), at=datetime(2025, 1, 1, 9, tzinfo=UTC))["halt-lessons"]

    assert (lessons.state, lessons.progress) == (PromiseState.ON_COURSE, None)
    assert lessons.visible == VisibleBand(low=81, high=143)


def test_a_forecast_needs_a_quarter_of_the_period_and_gives_its_margin() -> None:
    early = accounts(date(2023, 3, 1))["integrated-inspections"]
    later = accounts(date(2023, 6, 30))["integrated-inspections"]
    over = accounts(date(2023, 12, 31))["integrated-inspections"]

    assert isinstance(early.forecast, NoForecast) and "2 april 2023" in early.forecast.reason
    assert over.forecast is None
    forecast = later.forecast
    assert isinstance(forecast, PromiseForecast)
    assert int(later.done) <= forecast.low < forecast.expected < forecast.high
    assert forecast.words == f"verwacht {forecast.low} tot {forecast.high} van de 10"


def test_an_outcome_is_set_against_the_year_before_the_plan() -> None:
    found = accounts(date(2025, 2, 24))

    # 2.860 in 2022 and 2.891 in 2024; 6.168 and 6.074, which chance can do.
    assert (found["nuisance-falls"].done, found["nuisance-falls"].state) == ("2.891", PromiseState.BEHIND)
    assert (found["crime-falls"].done, found["crime-falls"].state) == ("6.074", PromiseState.NOT_MEASURABLE)


def test_a_milestone_without_evidence_is_not_called_missed() -> None:
    found = accounts(date(2025, 2, 24))["trafficking-picture"]

    assert (found.done, found.state_words) == ("geen bewijs vastgelegd", "niet gemeld")


def test_each_promise_names_the_letters_that_speak_of_it() -> None:
    publish(EXECUTION)
    publish(EVALUATION)

    found = accounts(date(2025, 2, 24))

    newest, oldest = found["integrated-inspections"].reported_in
    assert (newest.letter, newest.done, newest.state) == (EVALUATION, "11", "gehaald")
    assert (oldest.letter, oldest.done, oldest.unreported) == (EXECUTION, "18", "")
    silent = found["trafficking-picture"].reported_in[0]
    assert silent.unreported == "Of het beeld klaar is, is niet vastgelegd."
    assert found["halt-lessons"].reported_in == ()


def test_the_public_sees_what_the_newest_letter_says_and_no_figure() -> None:
    before = accounts(date(2025, 2, 24), ANONYMOUS)["integrated-inspections"]
    publish(EXECUTION)
    publish(EVALUATION)

    found = accounts(date(2025, 2, 24), ANONYMOUS)

    assert (before.done, before.state_words) == ("", "niet gemeld")
    shown = found["integrated-inspections"]
    assert (shown.done, shown.state_words, shown.state, shown.figure_key) == ("11", "gehaald", None, "")
    assert found["trafficking-picture"].state_words == "niet gemeld"
    assert found["nuisance-falls"].state_words == "gemeld in een brief"
    assert found["halt-lessons"].state_words == "niet gemeld"
    assert not [one for one in found.values() if one.progress is not None or one.forecast or one.earlier]


def test_a_plan_that_does_not_exist_has_no_accounts() -> None:
    with pytest.raises(NotFoundError):
        list_promise_accounts(person("auteur"), "niets", on=date(2025, 1, 1), at=LATER)


def test_a_decision_about_a_promise_stands_with_that_promise_only() -> None:
    decision = PlanDecision(
        code="keep-inspections",
        outcome=DecisionOutcome.KEPT,
        subject="Integrale controles",
        reason="De controles leveren genoeg op om door te gaan.",
        decided_on=date(2025, 2, 24),
        about="integrated-inspections",
    )
    record_decision(plan=PLAN, decision=decision, by=person("auteur"), at=AT)

    decided = {code: one.decisions for code, one in accounts(date(2025, 2, 24)).items() if one.decisions}

    assert decided == {"integrated-inspections": (decision,)}


def test_a_commitment_is_kept_open_or_overdue() -> None:
    publish(EVALUATION)

    def state(on: date) -> dict[str, tuple[str, bool]]:
        found = list_commitment_accounts(ANONYMOUS, PLAN, on=on, at=LATER)
        return {one.commitment.code: (one.state_words, one.is_overdue) for one in found}

    now, later = state(date(2025, 3, 1)), state(date(2026, 1, 1))
    assert now["feedback-after-two-years"] == ("te laat nagekomen op 24 februari 2025", False)
    assert now["nuisance-letter-2025"] == ("nog open: uiterlijk 31 december 2025", False)
    assert later["nuisance-letter-2025"] == ("te laat: uiterlijk 31 december 2025", True)
    assert now["inform-on-execution-plan"] == ("nog open, zonder datum", False)


def test_a_commitment_names_the_letter_that_kept_it_and_the_reason_of_silence() -> None:
    publish(EVALUATION)

    found = {
        one.commitment.code: one
        for one in list_commitment_accounts(ANONYMOUS, PLAN, on=date(2025, 3, 1), at=LATER)
    }

    assert found["feedback-after-two-years"].letter_title.startswith("Tussentijdse evaluatie")
    (said,) = found["nuisance-letter-2025"].reported_in
    assert said.unreported == "De brief over overlast volgt in 2025."


def test_an_author_is_told_of_own_drafts_and_of_what_is_approved() -> None:
    drafts = [one for one in list_start_lines(person("auteur"), at=LATER) if one.name == "uw-concepten"]
    assert [(one.sentence, one.count) for one in drafts] == [("3 brieven zijn nog een concept van u.", 3)]

    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    approve_step(slug=EXECUTION, step="content", by=person("toetser"), at=AT)
    approve_step(slug=EXECUTION, step="agreement", by=person("toetser2"), at=AT)

    found = [one for one in list_start_lines(person("auteur"), at=LATER) if "kan uit" in one.sentence]
    assert [(one.name, one.is_urgent) for one in found] == [(EXECUTION, True)]


def test_a_draft_that_must_go_out_is_named_once_with_its_day() -> None:
    for slug in (EXECUTION, EVALUATION):
        publish(slug)

    about = [
        one.sentence for one in list_start_lines(person("auteur"), at=LATER) if "concept" in one.sentence
    ]

    assert about == [
        "De brief 'Eerste concept van de tussentijdse evaluatie' heeft als datum 10 februari 2025 "
        "en is nog niet uit."
    ]


def test_an_approved_letter_that_changed_asks_to_be_presented_again() -> None:
    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    approve_step(slug=EXECUTION, step="content", by=person("toetser"), at=AT)
    approve_step(slug=EXECUTION, step="agreement", by=person("toetser2"), at=AT)
    assert not [one for one in sentences("auteur") if "veranderd na het akkoord" in one]

    withdraw_registration(
        register=REGISTERS["inspected-businesses"],
        number="ICB-2023-0003",
        reason="dubbel",
        by=person("inspecteur"),
        at=LATER,
    )

    said = sentences("auteur")
    assert "De brief 'Uitvoeringsplan ondermijning 2023-2024' is veranderd na het akkoord." in said
    assert not [one for one in said if "kan uit" in one]


def test_a_letter_waits_only_for_who_may_take_its_step() -> None:
    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    waiting = "De brief 'Uitvoeringsplan ondermijning 2023-2024' wacht op uw akkoord."

    assert waiting in sentences("toetser") and waiting in sentences("toetser2")
    assert waiting in sentences("gegevensbeheerder")
    assert waiting not in sentences("auteur") and waiting not in sentences("regisseur")

    approve_step(slug=EXECUTION, step="content", by=person("toetser"), at=AT)
    assert waiting not in sentences("toetser") and waiting in sentences("toetser2")


def test_figures_that_changed_under_a_letter_are_counted_in_a_sentence() -> None:
    publish(EXECUTION)
    quiet = sentences("jurist")
    register = REGISTERS["inspected-businesses"]
    withdraw_registration(
        register=register, number="ICB-2023-0003", reason="dubbel", by=person("inspecteur"), at=LATER
    )

    new = [one for one in sentences("jurist") if one not in quiet]

    assert new == ["1 cijfer is sinds de brief van 23 mei 2023 gewijzigd."]


def test_promises_and_commitments_are_counted_only_while_the_plan_runs() -> None:
    def lines(at: datetime) -> list[str]:
        return [one for one in sentences("regisseur", at) if "in het plan" in one]

    assert any("achter in het plan 'Integraal Veiligheidsplan 2023-2026'" in one for one in lines(LATER))
    assert any("toezegging" in one for one in lines(LATER))
    assert lines(datetime(2027, 3, 1, tzinfo=UTC)) == []


def test_a_single_commitment_is_named_with_its_day_and_has_no_count() -> None:
    publish(EVALUATION)

    (late,) = [one for one in list_start_lines(person("raadslid"), at=NEXT_YEAR) if one.is_urgent]

    assert late.sentence == (
        "De toezegging aan de raad 'De raad krijgt in 2025 een brief over de aanpak van overlast' "
        "had op 31 december 2025 klaar moeten zijn."
    )
    assert late.count == 0


def test_a_council_member_is_told_of_commitments_only() -> None:
    found = list_start_lines(person("raadslid"), at=LATER)

    assert found and all("aan de raad" in one.sentence for one in found)


@pytest.mark.parametrize("who", ["beheerder", "privacyfunctionaris"])
def test_who_sees_neither_drafts_nor_figures_is_told_nothing(who: str) -> None:
    publish(EXECUTION)

    assert sentences(who) == []
    assert list_start_lines(ANONYMOUS, at=LATER) == ()


def test_a_draft_of_another_is_not_on_the_page_of_a_reviewer() -> None:
    assert DRAFT not in [line.name for line in list_start_lines(person("toetser"), at=LATER)]
