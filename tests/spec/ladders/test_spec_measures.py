"""What a decision must say, how it may differ from the table, and what is forfeited under an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.spec.articles import under
from tests.spec.ladders.ladder_cases import closure, day, next_tread, penalty_order, propose

from spoorboek.rules.clocks.terms import parse_term
from spoorboek.rules.ladders.errors import MeasureError
from spoorboek.rules.ladders.forfeiture import list_forfeitures
from spoorboek.rules.ladders.ladder import CompetentBody, MeasureKind, Motivation
from spoorboek.rules.ladders.measure import (
    Decision,
    Direction,
    Ground,
    check_can_take_measure,
    find_deviation,
)
from spoorboek.rules.ladders.proposal import Proposal

ON = day("2024-04-01")
DWELLING = propose("opium-13b", "dwelling hard", "2024-03-01")
STREET = propose("street-dealing-heuvelland", "street_dealing", "2024-03-01")
DORDRECHT = propose("street-dealing-dordrecht", "street_dealing", "2024-03-01")


def test_a_complete_decision_that_follows_the_table_can_be_taken() -> None:
    check_can_take_measure(DWELLING, closure(), on=ON)
    assert find_deviation(DWELLING, closure()) is None


@pytest.mark.parametrize(
    ("other", "words"),
    [
        *under(
            "Awb, artikel 3:2: Meld Misdaad Anoniem is nooit genoeg",
            # grounds: Meld Misdaad Anoniem is never enough
            ({"grounds": frozenset()}, "waarop de maatregel rust"),
            ({"grounds": frozenset({Ground.ANONYMOUS_TIP})}, "anonieme melding alleen"),
        ),
        *under(
            "Opiumwet, artikel 13b; Awb, artikelen 3:46 en 5:9",
            # the article belongs to the record and to this object
            ({"basis": " "}, "wettelijke grondslag"),
            ({"basis": "Gemeentewet, artikel 174a"}, "artikel 13b"),
            ({"provision": ""}, "5:9"),
            ({"body": CompetentBody.BOARD}, "Bevoegd is: burgemeester"),
        ),
        *under(
            "Awb, artikel 4:84",
            ({"term": parse_term("6 maanden")}, "4:84"),
            ({"kind": MeasureKind.WARNING, "term": None}, "4:84"),
        ),
        *under(
            "Awb, artikelen 4:8 en 4:11",
            ({"views_asked_on": None}, "4:11"),
            ({"views_asked_on": day("2024-04-02")}, "na het besluit"),
        ),
        *under(
            "Awb, artikelen 3:4 en 3:46 (ECLI:NL:RVS:2022:285)",
            # ABRvS 2 februari 2022: suitable, necessary, balanced
            ({"motivation": {}}, "geschiktheid"),
            ({"motivation": {Motivation.SUITABILITY: "x", Motivation.BALANCE: "x"}}, "noodzaak"),
            (
                {
                    "motivation": {
                        Motivation.SUITABILITY: "x",
                        Motivation.NECESSITY: "x",
                        Motivation.BALANCE: " ",
                    }
                },
                "evenwichtigheid",
            ),
        ),
        *under(
            "Opiumwet, artikel 13b; Awb, artikel 5:24",
            (
                {"term": None, "deviation_reason": "korter (verzonnen)"},
                "termijn of is voor onbepaalde tijd",
            ),
        ),
    ],
)
def test_what_is_missing_is_named(other: dict[str, Any], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        check_can_take_measure(DWELLING, closure(**other), on=ON)


@pytest.mark.parametrize(
    ("on", "fits"),
    under(
        "Awb, artikelen 4:81 en 4:84",
        ("2024-03-31", False),
        ("2024-04-01", True),
        ("2024-06-30", True),
        ("2024-07-01", False),
    ),
)
def test_the_version_of_the_proposal_holds_on_the_day_of_the_decision(on: str, fits: bool) -> None:
    proposal = replace(DWELLING, holds_from=day("2024-04-01"), holds_until=day("2024-06-30"))
    if fits:
        check_can_take_measure(proposal, closure(), on=day(on))
        return
    with pytest.raises(MeasureError, match="vraag een nieuw voorstel"):
        check_can_take_measure(proposal, closure(), on=day(on))


@pytest.mark.parametrize(
    "other",
    [
        *under(
            "Awb, artikel 3:2",
            {"grounds": frozenset({Ground.ANONYMOUS_TIP, Ground.INSPECTION})},
        ),
        *under(
            "Awb, artikel 4:11, onder a",
            {"views_asked_on": None, "views_skipped_because": "spoed (verzonnen)"},
        ),
        *under(
            "Awb, artikel 4:8",
            {"views_asked_on": ON},
        ),
        *under(
            "Awb, artikel 4:84",
            {"term": parse_term("1 maand"), "deviation_reason": "kinderen in de woning (verzonnen)"},
            {
                "kind": MeasureKind.WARNING,
                "term": None,
                "deviation_reason": "verwijtbaarheid ontbreekt (verzonnen)",
                "motivation": {},
                "views_asked_on": None,
            },
        ),
    ],
)
def test_what_may_differ(other: dict[str, Any]) -> None:
    check_can_take_measure(DWELLING, closure(**other), on=ON)


def test_the_provision_of_the_decision_is_the_one_that_was_established() -> None:
    # Rotterdam: an order was annulled because the article did not fit the conduct
    established = replace(DWELLING.violation, provision="Opiumwet, artikel 3")
    proposal = replace(DWELLING, violation=established)
    with pytest.raises(MeasureError, match="vastgesteld op 'Opiumwet, artikel 3'"):
        check_can_take_measure(proposal, closure(), on=ON)


@pytest.mark.parametrize(
    ("other", "direction", "words"),
    under(
        "Awb, artikel 4:84",
        ({"term": parse_term("1 maand")}, Direction.LIGHTER, "besloten is 1 maand"),
        ({"term": parse_term("6 maanden")}, Direction.HEAVIER, "de tabel noemt 3 maanden"),
        ({"term": parse_term("12 weken")}, Direction.LIGHTER, "12 weken"),
        ({"term": None, "indefinite": True}, Direction.HEAVIER, "onbepaalde tijd"),
        ({"kind": MeasureKind.WARNING, "term": None}, Direction.LIGHTER, "waarschuwing"),
        ({"kind": MeasureKind.PENALTY_ORDER, "term": None}, Direction.LIGHTER, "last onder dwangsom"),
        ({"row": "woning-hard-2"}, Direction.OTHER, "sluiting"),
    ),
)
def test_a_difference_is_reportable(other: dict[str, Any], direction: Direction, words: str) -> None:
    deviation = find_deviation(DWELLING, closure(**other, deviation_reason=" reden "))
    assert deviation is not None
    assert deviation.direction is direction
    assert words in " ".join(deviation.differences)
    assert (deviation.ladder, deviation.version, deviation.row, deviation.reason) == (
        "opium-13b",
        "voorbeeld-2019",
        "woning-hard-1",
        "reden",
    )


@pytest.mark.parametrize(
    ("other", "direction"),
    under(
        "Awb, artikelen 4:84 en 5:32b",
        ({"amount": Decimal(2500)}, Direction.LIGHTER),
        ({"maximum": Decimal(30000)}, Direction.HEAVIER),
        ({"amount": Decimal(2500), "maximum": Decimal(30000)}, Direction.OTHER),
        ({"amount": None}, Direction.OTHER),
    ),
)
def test_a_difference_in_money(other: dict[str, Any], direction: Direction) -> None:
    deviation = find_deviation(STREET, penalty_order(STREET, **other))
    assert deviation is not None
    assert deviation.direction is direction


@pytest.mark.parametrize(
    ("other", "words"),
    under(
        "Awb, artikel 5:32b",
        ({"maximum": None}, "5:32b"),
        ({"amount": None, "deviation_reason": "x"}, "5:32b"),
        ({"amount": Decimal(30000), "deviation_reason": "x"}, "ligt niet tussen"),
    ),
)
def test_an_order_under_penalty_names_amount_and_maximum(other: dict[str, Any], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        check_can_take_measure(DORDRECHT, penalty_order(DORDRECHT, **other), on=ON)


@pytest.mark.parametrize("body", CompetentBody)
@pytest.mark.parametrize(
    "proposal",
    under(
        "Gemeentewet, artikel 125, tweede en derde lid",
        STREET,
        DORDRECHT,
    ),
)
def test_where_the_table_leaves_the_body_open_the_decision_chooses_and_says_why(
    proposal: Proposal, body: CompetentBody
) -> None:
    assert any("laat de tabel open" in sentence for sentence in proposal.why)
    for silent in (
        penalty_order(proposal, body=body, body_because=" "),
        penalty_order(proposal, body=body, body_because="", kind=MeasureKind.WARNING, deviation_reason="x"),
    ):
        with pytest.raises(MeasureError, match=f"waarom dat .* {body.value} is"):
            check_can_take_measure(proposal, silent, on=ON)
    check_can_take_measure(proposal, penalty_order(proposal, body=body), on=ON)


def test_where_the_table_only_describes_the_article_the_decision_names_its_own() -> None:
    own = "APV, artikel 2:74 (verzonnen); Gemeentewet, artikel 125"
    check_can_take_measure(DORDRECHT, penalty_order(DORDRECHT, basis=own), on=ON)
    with pytest.raises(MeasureError, match="grondslag"):
        check_can_take_measure(DORDRECHT, penalty_order(DORDRECHT, basis=" "), on=ON)


def test_what_the_table_leaves_open_the_decision_fills_in_without_deviating() -> None:
    order = penalty_order(DORDRECHT, maximum=Decimal(20000))
    assert find_deviation(DORDRECHT, order) is None
    check_can_take_measure(DORDRECHT, order, on=ON)


@pytest.mark.parametrize(
    ("kind", "direction"),
    under(
        "Gemeentewet, artikel 151d; Awb, artikel 4:84",
        (MeasureKind.PENALTY_ORDER, Direction.TREAD_SKIPPED),
        (MeasureKind.INFORMAL, Direction.TREAD_BACK),
    ),
)
def test_a_tread_is_skipped_or_gone_back_with_a_reason(kind: MeasureKind, direction: Direction) -> None:
    proposal = next_tread("1 2024-01-01")
    decision = penalty_order(proposal, kind=kind, motivation={}, views_asked_on=None)
    deviation = find_deviation(proposal, decision)
    assert deviation is not None
    assert deviation.direction is direction
    with pytest.raises(MeasureError, match=r"Schrijf op waarom\."):
        check_can_take_measure(proposal, decision, on=ON)


def test_a_skip_to_a_decision_still_asks_views_and_motivation() -> None:
    proposal = next_tread("1 2024-01-01")
    decision = penalty_order(proposal, motivation={}, deviation_reason="ernst (verzonnen)")
    with pytest.raises(MeasureError, match="noodzaak"):
        check_can_take_measure(proposal, decision, on=ON)


def test_an_informal_step_asks_a_ground_and_little_more() -> None:
    proposal = next_tread()
    step = Decision(
        kind=MeasureKind.INFORMAL,
        basis=proposal.row.basis,
        provision="APV, artikel over woonoverlast (verzonnen)",
        body=CompetentBody.MAYOR,
        grounds=frozenset({Ground.RESIDENTS}),
    )
    check_can_take_measure(proposal, step, on=ON)


def sums(violated: str, complied_until: date | None = None) -> list[int]:
    found = list_forfeitures(
        amount=Decimal(5000),
        maximum=Decimal(20000),
        in_force_on=day("2024-02-01"),
        violated_on=[day(each) for each in violated.split()],
        complied_until=complied_until,
    )
    return [int(each.amount) for each in found]


@pytest.mark.parametrize(
    ("violated", "complied_until", "expected"),
    under(
        "Awb, artikelen 5:32a, 5:32b en 5:33",
        # Awb, artikelen 5:32a, 5:32b and 5:33; Heuvelland: 5,000 each, at most 20,000
        ("", None, []),
        ("2024-02-01", None, [5000]),
        ("2024-01-31", None, []),  # before the order
        ("2024-02-14", "2024-02-14", []),  # within the time to comply
        ("2024-02-15", "2024-02-14", [5000]),
        ("2024-03-01 2024-03-01", None, [5000, 5000]),  # two on one day
        ("2024-03-04 2024-03-01 2024-03-02 2024-03-03", None, [5000] * 4),
        ("2024-03-01 2024-03-02 2024-03-03 2024-03-04 2024-03-05", None, [5000] * 4 + [0]),
    ),
)
def test_sums_are_forfeited_up_to_the_maximum(
    violated: str, complied_until: str | None, expected: list[int]
) -> None:
    assert sums(violated, day(complied_until) if complied_until else None) == expected


def test_the_last_sum_is_what_is_left_of_the_maximum() -> None:
    found = list_forfeitures(
        amount=Decimal(3000),
        maximum=Decimal(5000),
        in_force_on=day("2024-02-01"),
        violated_on=[day("2024-03-01"), day("2024-03-02")],
    )
    assert [(each.amount, each.is_full) for each in found] == [(3000, False), (2000, True)]


@pytest.mark.parametrize(
    ("amount", "maximum"),
    under(
        "Awb, artikel 5:32b",
        (0, 100),
        (-5, 100),
        (101, 100),
    ),
)
def test_an_impossible_penalty_is_refused(amount: int, maximum: int) -> None:
    with pytest.raises(MeasureError, match="ligt niet tussen"):
        list_forfeitures(amount=Decimal(amount), maximum=Decimal(maximum), in_force_on=ON, violated_on=[ON])
