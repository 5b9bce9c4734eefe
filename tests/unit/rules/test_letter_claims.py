"""From the spans of a letter to claims that can be judged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.plan_factories import a_count_promise
from tests.unit.documents_source.source_factory import a_figure, a_letter, figures_by_key

from spoorboek.figures.figure import Figure, Uncertainty
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.letter_claims import LetterClaim, build_claims, list_claim_keys
from spoorboek.rules.letter_references import LetterContext

PLAN = Period.parse("2023..2026")


def context(**changes: Any) -> LetterContext:
    parts: dict[str, Any] = {"period": Period.parse("2023..2024"), "area": "GM0505", "plan": PLAN}
    return LetterContext(**(parts | changes))


def a_body(span: str) -> str:
    return f"\n# Inleiding\n\n{span}\n"


def figures(values: dict[str, Value], **changes: Any) -> dict[str, Figure]:
    return figures_by_key(a_figure(f"{key}@GM0505", value, **changes) for key, value in values.items())


def claim(span: str, known: dict[str, Figure], **changes: Any) -> LetterClaim:
    (found, *_) = build_claims(a_letter(a_body(span)), known, context(**changes))
    return found


def keys(span: str, **changes: Any) -> list[str]:
    found = list_claim_keys(a_letter(a_body(span)), context(**changes))
    return [key.removesuffix("@GM0505") for key in found]


RISES = '[Het steeg]{claim="rises" figure="r" from="2023" to="2024"}'


def test_a_change_asks_for_its_two_points_the_baseline_and_the_year_before_that() -> None:
    assert keys(RISES) == ["r@2021", "r@2022", "r@2023", "r@2024"]


def test_without_a_plan_only_the_previous_period_is_added() -> None:
    assert keys(RISES, plan=None) == ["r@2023", "r@2024"]


def test_speed_asks_for_the_run_up() -> None:
    found = keys('[Minder hard]{claim="slower" figure="r" to="2024"}')

    assert found == [f"r@{year}" for year in range(2019, 2025)]


def test_part_of_a_year_is_set_against_the_same_months() -> None:
    found = keys('[Meer]{claim="rises" figure="r" to="2024-01..2024-04"}')

    assert found == ["r@2023-01..2023-04", "r@2023-09..2023-12", "r@2024-01..2024-04"]


def test_a_comparator_that_nobody_asked_for_and_is_not_known_says_nothing() -> None:
    known = figures({"r@2021": NonValue.MISSING, "r@2022": 90, "r@2023": 88, "r@2024": 104})

    found = claim(RISES, known)

    assert [(point["period"], point["value"]) for point in found.entry["points"]] == [
        ("2022", 90),
        ("2023", 88),
        ("2024", 104),
    ]
    assert (found.entry["from"], found.entry["to"]) == ("2023", "2024")
    assert found.entry["plan"] == {"start": "2023-01-01", "end": "2026-12-31"}
    assert found.entry["section"] == "Inleiding"


def test_a_stated_start_that_is_missing_is_kept_as_missing() -> None:
    known = figures({"r@2023": NonValue.MISSING, "r@2024": 104})

    assert [point["value"] for point in claim(RISES, known).entry["points"]] == ["missing", 104]


def test_a_claim_on_a_figure_that_does_not_exist_has_no_points() -> None:
    assert claim(RISES, {}).entry["points"] == []


def test_a_claim_names_every_figure_it_can_be_judged_by() -> None:
    found = claim(RISES, {})

    assert found.keys == tuple(f"r@{year}@GM0505" for year in (2021, 2022, 2023, 2024))


def test_estimates_carry_their_bounds_and_decimals_as_text() -> None:
    mark = a_figure(
        "r@2024@GM0505",
        Decimal("7.3"),
        decimals=1,
        uncertainty=Uncertainty(Decimal("7.2"), Decimal("7.4")),
        provisional=True,
    )

    (point,) = claim(RISES, {mark.key: mark}).entry["points"]

    assert (point["value"], point["low"], point["high"]) == ("7.3", "7.2", "7.4")
    assert (point["decimals"], point["provisional"]) == (1, True)


def test_a_number_of_the_letter_says_what_it_says() -> None:
    known = figures({"r@2024": 104})
    body = a_body('[104]{figure="r" period="2024"} en [?]{figure="r" period="2024"}')

    printed, filled = build_claims(a_letter(body), known, context())

    assert (printed.claim_id, filled.claim_id) == ("n1", "n2")
    assert printed.entry["printed"] == [{"text": "104", "period": "2024"}]
    assert "printed" not in filled.entry
    assert printed.keys == ("r@2024@GM0505",)


def test_parts_and_total_are_looked_up_in_the_letters_own_period() -> None:
    known = figures({"a@2023..2024": 4, "b@2023..2024": 2})
    span = '[Samen]{claim="adds_up" parts="a b" total="c"}'

    entry = claim(span, known).entry

    assert [part["value"] for part in entry["parts"]] == [4, 2]
    assert entry["total"] == {"value": None}


def test_a_flow_names_its_four_figures() -> None:
    known = figures({"in@2024": 7, "new@2024": 25, "closed@2024": 21, "out@2024": 11})
    span = (
        '[Stroom]{claim="flow" carried_in="in@2024" opened="new@2024" closed="closed@2024" '
        'carried_out="out@2024"}'
    )

    flow = claim(span, known).entry["flow"]

    assert {name: one["value"] for name, one in flow.items()} == {
        "carried_in": 7,
        "opened": 25,
        "closed": 21,
        "carried_out": 11,
    }


def test_a_promise_gives_its_target_and_its_figure() -> None:
    promise = a_count_promise(code="inspections", figure="r", target=Decimal(10), unit="meldingen")
    span = '[Gehaald]{claim="target_met" promise="inspections"}'

    found = claim(span, figures({"r@2023..2024": 11}), promises={"inspections": promise})

    assert found.entry["target"] == {
        "value": 10,
        "unit": "meldingen",
        "period": "2023..2024",
        "direction": "at_least",
    }
    assert [point["value"] for point in found.entry["points"]] == [11]


def test_a_figure_below_the_municipality_says_so() -> None:
    figure = a_figure("r@2024@BU05050101", 3)
    span = '[?]{figure="r" period="2024" area="BU05050101"}'

    assert claim(span, {figure.key: figure}).entry["area_level"] == "neighbourhood"


@pytest.mark.parametrize("depends", [("r",), ()])
def test_evidence_that_is_made_of_the_claim_is_named(depends: tuple[str, ...]) -> None:
    known = figures({"r@2023": 88, "r@2024": 104, "part@2023": 1, "part@2024": 2})
    dependent = {
        key: figure if figure.definition.code == "r" else _with_parts(figure, depends)
        for key, figure in known.items()
    }
    span = '[Steeds meer]{claim="rises" figure="r" from="2023" to="2024" evidence="part"}'

    entry = claim(span, dependent).entry

    assert entry.get("depends_on", []) == list(depends)
    assert [point["value"] for point in entry["evidence"][0]["points"]] == [1, 2]


def _with_parts(figure: Figure, depends: tuple[str, ...]) -> Figure:
    return replace(figure, definition=replace(figure.definition, depends_on=depends))
