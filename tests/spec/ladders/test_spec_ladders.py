"""What the ladders propose: table, case, answer. The figures are those of the policy above each table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.spec.articles import under
from tests.spec.ladders.ladder_cases import day, next_tread, propose, violation

from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import LadderKind, Motivation
from spoorboek.rules.ladders.proposal import NO_DECISION, describe_row, propose_measure, propose_tread
from spoorboek.rules.ladders.recidivism import Violation
from spoorboek.rules.ladders.shipped import get_ladder, list_ladders

THREE = ("2022-03-01", "2023-03-01")


@pytest.mark.parametrize(
    ("facts", "earlier", "row", "measure"),
    under(
        "Opiumwet, artikel 13b, eerste lid",
        # Opiumwet, artikel 13b: the shipped example
        ("dwelling soft", (), "woning-soft-1", "waarschuwing"),
        ("dwelling soft", THREE[:1], "woning-soft-2", "sluiting, 3 maanden"),
        ("dwelling soft", THREE, "woning-soft-3", "sluiting, 6 maanden"),
        ("dwelling soft", ("2021-06-01", *THREE), "woning-soft-3", "sluiting, 6 maanden"),
        ("dwelling hard", (), "woning-hard-1", "sluiting, 3 maanden"),
        ("dwelling hard", THREE[:1], "woning-hard-2", "sluiting, 6 maanden"),
        ("dwelling hard", THREE, "woning-hard-3", "sluiting, 12 maanden"),
        ("premises soft", (), "lokaal-soft-1", "sluiting, 3 maanden"),
        ("premises soft", THREE[:1], "lokaal-soft-2", "sluiting, 6 maanden"),
        ("premises soft", THREE, "lokaal-soft-3", "sluiting, 12 maanden"),
        ("premises hard", (), "lokaal-hard-1", "sluiting, 6 maanden"),
        ("premises hard", THREE[:1], "lokaal-hard-2", "sluiting, 12 maanden"),
        ("premises hard", THREE, "lokaal-hard-3", "sluiting, voor onbepaalde tijd"),
    ),
)
def test_closing_under_article_13b(facts: str, earlier: tuple[str, ...], row: str, measure: str) -> None:
    proposal = propose("opium-13b", facts, "2024-03-01", earlier)
    assert proposal.row.code == row
    assert describe_row(proposal.row) == measure
    assert proposal.row.basis == "Opiumwet, artikel 13b, eerste lid"


@pytest.mark.parametrize(
    ("on", "earlier", "ordinal"),
    under(
        "Opiumwet, artikel 13b; Awb, artikel 4:81 (beleidsregel, vorm van Voorst 2023)",
        # three years after the violation before it (form of Voorst 2023): the border day counts
        ("2024-03-01", ("2021-03-01",), 2),
        ("2024-03-02", ("2021-03-01",), 1),
        ("2024-02-29", ("2021-02-28",), 1),
        ("2024-02-28", ("2021-02-28",), 2),
        ("2027-02-28", ("2024-02-29",), 2),  # a leap day: the last day of the month
        ("2027-03-01", ("2024-02-29",), 1),
        ("2024-12-31", ("2021-12-31",), 2),
        ("2025-01-01", ("2021-12-31",), 1),
        # a chain: each within three years of the one before
        ("2024-03-01", ("2021-03-01", "2018-03-01"), 3),
        ("2024-03-01", ("2021-03-01", "2018-02-28"), 2),
        ("2024-03-01", ("2018-03-01", "2017-03-01"), 1),
        ("2024-03-01", ("2018-03-01", "2021-03-01", "2023-12-31"), 4),  # in any order
        # not earlier
        ("2024-03-01", ("2024-03-01",), 1),
        ("2024-03-01", ("2024-02-29",), 2),
        # another object does not count, another drug does
        ("2024-03-01", ("2023-03-01 premises hard",), 1),
        ("2024-03-01", ("2023-03-01 dwelling soft",), 2),
    ),
)
def test_the_ordinal_is_counted_from_earlier_violations(
    on: str, earlier: tuple[str, ...], ordinal: int
) -> None:
    proposal = propose("opium-13b", "dwelling hard", on, earlier)
    assert proposal.recidivism is not None
    assert proposal.recidivism.ordinal == proposal.position == ordinal
    assert len(proposal.recidivism.counted) == ordinal - 1
    assert len(proposal.recidivism.left_out) == len(earlier) - (ordinal - 1)


def test_a_proposal_says_why_and_what_is_left_to_people() -> None:
    proposal = propose("opium-13b", "dwelling hard", "2024-03-01", ("2021-03-01", "2017-01-01"))
    why = " ".join(proposal.why)
    for words in (
        "2e overtreding (woning, harddrugs) op 1 maart 2024",
        "Eerder, binnen 3 jaar: 1 maart 2021",
        "1 januari 2017 telt niet mee",
        "Rij 'woning-hard-2' van versie 'voorbeeld-2019'",
        "Bevoegd: de burgemeester",
        "nog niet nagekeken door een jurist",
    ):
        assert words in why
    assert proposal.why[-1] == NO_DECISION
    assert set(proposal.to_motivate) == set(Motivation)
    assert not proposal.checked


def test_a_warning_asks_no_motivation() -> None:
    assert not propose("opium-13b", "dwelling soft", "2024-03-01").to_motivate


@pytest.mark.parametrize(
    ("facts", "earlier", "row", "amount", "maximum"),
    under(
        "Gemeentewet, artikel 125; Awb, artikelen 5:32 en 5:32b (Heuvelland 2022)",
        ("street_dealing", (), "straathandel-1", 5000, 20000),
        ("street_dealing", ("2023-01-01",), "straathandel-2", 5000, 20000),
        ("street_dealing", ("2010-01-01",), "straathandel-2", 5000, 20000),  # no window: the order holds
        ("street_dealing", ("2023-01-01 burglary_tools",), "straathandel-1", 5000, 20000),
        ("burglary_tools", (), "werktuig-1", 2500, 10000),
        ("burglary_tools", ("2023-01-01", "2023-06-01"), "werktuig-2", 2500, 10000),
    ),
)
def test_orders_under_penalty_in_the_street(
    facts: str, earlier: tuple[str, ...], row: str, amount: int, maximum: int
) -> None:
    proposal = propose("street-dealing-heuvelland", facts, "2024-03-01", earlier)
    assert (proposal.row.code, proposal.row.amount, proposal.row.maximum) == (
        row,
        Decimal(amount),
        Decimal(maximum),
    )


def test_where_the_source_names_no_maximum_the_proposal_says_so() -> None:
    # Dordrecht, letter of February 2025: 5,000 euro
    proposal = propose("street-dealing-dordrecht", "street_dealing", "2024-03-01")
    assert (proposal.row.amount, proposal.row.maximum) == (Decimal(5000), None)
    assert any("geen maximum" in sentence for sentence in proposal.why)


@pytest.mark.parametrize(
    ("facts", "earlier", "measure", "body"),
    [
        *under(
            "APV, Gemeentewet, artikel 125 (Lisse 2019)",
            # basis and body per object: Lisse 2019; no closing of a dwelling: ECLI:NL:RBMNE:2025:2944
            ("sex_establishment", (), "waarschuwing", "burgemeester"),
            ("sex_establishment", ("2023-03-01",), "sluiting, 3 maanden", "burgemeester"),
            ("sex_establishment", THREE, "sluiting, 6 maanden", "burgemeester"),
        ),
        *under(
            "Gemeentewet, artikel 125; Awb, artikel 5:32 (ECLI:NL:RBMNE:2025:2944)",
            ("dwelling", ("2023-03-01",), "last onder dwangsom", "burgemeester"),
            ("dwelling", THREE, "last onder dwangsom", "burgemeester"),
        ),
        *under(
            "APV, Gemeentewet, artikel 125 (Lisse 2019)",
            ("escort", (), "waarschuwing", "college van burgemeester en wethouders"),
            ("escort", THREE, "last onder dwangsom", "college van burgemeester en wethouders"),
            ("sex_establishment", ("2022-02-28",), "waarschuwing", "burgemeester"),  # over two years
        ),
    ],
)
def test_sex_businesses_without_a_permit(
    facts: str, earlier: tuple[str, ...], measure: str, body: str
) -> None:
    proposal = propose("prostitution", facts, "2024-03-01", earlier)
    assert proposal.row.body is not None
    assert (describe_row(proposal.row), proposal.row.body.value) == (measure, body)


@pytest.mark.parametrize(
    ("taken", "tread", "words"),
    under(
        "Gemeentewet, artikel 151d (CCV en RUG 2022)",
        # CCV and University of Groningen, 2022: six treads
        ((), 1, "buurtbemiddeling"),
        (("1 2024-01-01",), 2, "waarschuwing"),
        (("1 2024-01-01", "2 2024-02-01"), 3, "voornemen"),
        (("3 2024-02-01",), 4, "gedragsaanwijzing als last onder dwangsom"),  # two were skipped
        (("4 2024-02-01",), 5, "last onder bestuursdwang"),
        (("5 2024-02-01",), 6, "tijdelijk huisverbod, 10 dagen"),
        (("6 2024-02-01",), 6, "tijdelijk huisverbod, 10 dagen"),  # the last tread stays
        (("4 2024-02-01", "2 2024-03-01"), 3, "voornemen"),  # people went back
    ),
)
def test_nuisance_at_home_goes_tread_by_tread(taken: tuple[str, ...], tread: int, words: str) -> None:
    proposal = next_tread(*taken)
    assert proposal.position == tread
    assert words in describe_row(proposal.row)


@pytest.mark.parametrize(
    ("ladder", "facts", "on", "earlier", "decided", "words"),
    under(
        "Opiumwet, artikel 13b; Awb, artikel 4:81",
        ("opium-13b", "dwelling hard", "2018-12-31", (), "", "geldt op 31 december 2018 geen versie"),
        ("opium-13b", "dwelling hard", "2024-03-01", (), "2024-02-28", "na de dag van het besluit"),
        ("opium-13b", "dwelling hard", "2024-03-01", ("2024-03-02",), "", "ligt na die van"),
        ("opium-13b", "boat hard", "2024-03-01", (), "", "'boat' is geen waarde"),
        ("opium-13b", "dwelling hard", "2024-03-01", ("2023-01-01 dwelling green",), "", "'green'"),
    ),
)
def test_what_the_ladder_does_not_know_is_refused(
    ladder: str, facts: str, on: str, earlier: tuple[str, ...], decided: str, words: str
) -> None:
    with pytest.raises(LadderError, match=words):
        propose(ladder, facts, on, earlier, decided=decided)


def test_facts_that_are_missing_are_named() -> None:
    with pytest.raises(LadderError, match="object, drug"):
        propose_measure(
            get_ladder("opium-13b"), Violation(day("2024-03-01"), {"drug": "hard"}), on=day("2024-03-01")
        )


def test_each_kind_of_ladder_is_asked_in_its_own_way() -> None:
    with pytest.raises(LadderError, match="trede voor trede"):
        propose_measure(get_ladder("home-nuisance"), Violation(day("2024-03-01")), on=day("2024-03-01"))
    with pytest.raises(LadderError, match="geen treden"):
        propose_tread(
            get_ladder("opium-13b"),
            violation("opium-13b", "dwelling hard", "2024-03-01"),
            on=day("2024-03-01"),
        )


@pytest.mark.parametrize(
    "taken",
    under(
        "Gemeentewet, artikel 151d (CCV en RUG 2022)",
        "7 2024-02-01",
        "0 2024-02-01",
        "2 2024-06-02",
    ),
)
def test_a_tread_that_cannot_have_been_taken_is_refused(taken: str) -> None:
    with pytest.raises(LadderError, match="6 treden"):
        next_tread(taken)


def test_every_shipped_ladder_says_that_it_is_not_checked() -> None:
    assert len(list_ladders()) == 5
    for ladder in list_ladders():
        for version in ladder.versions:
            assert version.source
            assert not version.checked
            assert all(row.basis for row in version.rows)
    assert get_ladder("home-nuisance").kind is LadderKind.TREADS
    with pytest.raises(LadderError, match="'speed'"):
        get_ladder("speed")
