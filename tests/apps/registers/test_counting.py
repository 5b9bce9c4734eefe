from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import DateField
from django.test.utils import CaptureQueriesContext
from tests.apps.registers.register_factories import (
    AT,
    a_case,
    a_day,
    a_person,
    a_signal,
    a_viewer,
)

from spoorboek.apps.access.counting import count_registrations, list_counted_rows
from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.registers import field_at
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.interventions.models import Measure, PoliceReport, Seizure
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

EARLY = Period.parse("2023-01..2023-04")
TIPS = {"register": "signals", "moment": "received"}


def amount(rule: dict[str, object], period: str = "2023", area_code: str = "") -> int | Decimal:
    parsed = CountingRule.parse(rule)
    return count_registrations(REGISTERS, parsed, Period.parse(period), area_code=area_code).amount


def refusal(rule: dict[str, object], area_code: str = "") -> str:
    with pytest.raises(CountingRuleError) as refused:
        amount(rule, area_code=area_code)
    return str(refused.value)


def test_the_first_and_the_last_day_of_a_period_count_and_the_days_around_it_do_not() -> None:
    days = ("2022-12-31", "2023-01-01", "2023-04-30", "2023-05-01")
    for number, day in enumerate(days):
        a_signal(f"S-{number}", received_on=date.fromisoformat(day))
    counted = count_registrations(REGISTERS, CountingRule.parse(TIPS), EARLY)
    assert [str(row.moment) for row in counted.rows] == ["2023-01-01", "2023-04-30"]


def test_rows_come_oldest_first_with_their_identity() -> None:
    later = a_signal("S-1", received_on=date(2023, 3, 1))
    first = a_signal("S-2", received_on=date(2023, 2, 1))
    rows = count_registrations(REGISTERS, CountingRule.parse(TIPS), EARLY).rows
    assert [row.identity for row in rows] == [f"signals:{first.pk}", f"signals:{later.pk}"]


def test_a_filter_takes_one_value_or_one_of_several() -> None:
    for number, channel in enumerate(("mma", "mma", "partner", "politie")):
        a_signal(f"S-{number}", channel=channel)
    assert amount({**TIPS, "where": {"channel": "mma"}}) == 2
    assert amount({**TIPS, "where": {"channel": ["partner", "politie"]}}) == 2


def test_what_is_withdrawn_counts_nowhere() -> None:
    a_signal("S-1", is_withdrawn=True)
    day = a_day("ICD-1", date(2023, 2, 1), ("A", "B"))
    assert amount(TIPS) == 0
    assert amount({"register": "inspected-businesses", "moment": "held"}) == 2
    day.is_withdrawn = True
    day.save()
    assert amount({"register": "inspected-businesses", "moment": "held"}) == 0


def test_stock_at_the_start_is_the_stock_at_the_end_of_the_period_before() -> None:
    a_case("C-1", opened_on=date(2022, 6, 1))
    a_case("C-2", opened_on=date(2022, 12, 31), closed_on=date(2023, 1, 1))
    a_case("C-3", opened_on=date(2022, 6, 1), closed_on=date(2022, 12, 31))
    a_case("C-4", opened_on=date(2023, 1, 1), closed_on=date(2023, 1, 1))
    stock = {"register": "cases", "stock": "start"}
    assert amount(stock, "2023") == 2
    assert amount({**stock, "stock": "end"}, "2022") == 2
    assert amount({**stock, "stock": "end"}, "2023") == 1


def test_carried_in_plus_opened_minus_closed_is_carried_out_also_for_a_case_of_one_day() -> None:
    a_case("C-1", opened_on=date(2022, 6, 1), closed_on=date(2023, 12, 31))
    a_case("C-2", opened_on=date(2023, 5, 5), closed_on=date(2023, 5, 5))
    a_case("C-3", opened_on=date(2023, 12, 31))
    rules = [{"stock": "start"}, {"moment": "opened"}, {"moment": "closed"}, {"stock": "end"}]
    carried_in, opened, closed, carried_out = (amount({"register": "cases", **rule}) for rule in rules)
    assert carried_in + opened - closed == carried_out == 1


def test_a_distinct_measure_counts_each_value_at_its_first_row() -> None:
    a_day("ICD-1", date(2023, 2, 1), ("A", "B"))
    a_day("ICD-2", date(2023, 3, 1), ("B", "C"))
    rule = {"register": "inspected-businesses", "moment": "held"}
    assert amount(rule) == 4
    assert amount({**rule, "measure": "businesses"}) == 3
    assert amount({**rule, "measure": "businesses"}, "2023-03") == 2


def test_a_sum_of_money_is_exact() -> None:
    for number in range(10):
        said = {"seized_on": date(2023, 5, 1), "amount_eur": Decimal("0.10"), "vehicle_count": number}
        Seizure.objects.create(number=f"AF-{number}", entered_at=AT, **said)
    rule = {"register": "seizures", "moment": "seized"}
    assert amount({**rule, "measure": "euro"}) == Decimal("1.00")
    assert amount({**rule, "measure": "vehicles"}) == 45


def test_a_measure_on_two_reports_counts_once() -> None:
    measure = Measure.objects.create(number="M-1", kind="closure", taken_on=date(2023, 3, 1), entered_at=AT)
    for number in range(2):
        said = {"received_on": date(2023, 2, 1), "subject": "drugs", "drug_kind": "soft", "entered_at": AT}
        measure.reports.add(PoliceReport.objects.create(number=f"BR-{number}", **said))
    where = {"kind": "closure", "drug_kind": "soft", "subject": "drugs"}
    assert amount({"register": "measures", "moment": "taken", "where": where}) == 1


def test_a_neighbourhood_lies_in_its_district_and_that_in_its_municipality() -> None:
    for number, area in enumerate(("GM0505", "WK050502", "BU05050202", "BU05050301", "GM0482")):
        a_signal(f"S-{number}", area_code=area)
    counted = {code: amount(TIPS, area_code=code) for code in ("GM0505", "WK050502", "BU05050202")}
    assert counted == {"GM0505": 4, "WK050502": 2, "BU05050202": 1}


def test_a_count_asks_the_database_one_question_whatever_its_size() -> None:
    for number in range(20):
        a_signal(f"S-{number}")
    with CaptureQueriesContext(connection) as asked:
        amount({**TIPS, "where": {"channel": "mma"}}, area_code="GM0505")
    assert len(asked) == 1


def test_the_number_is_the_same_for_everybody_and_the_rows_are_not() -> None:
    guest = a_person("gast")
    a_case("C-1")
    a_case("C-2", invited=guest)
    rule = CountingRule.parse({"register": "cases", "moment": "opened"})

    def shown(*roles: Role) -> tuple[list[str], int]:
        seen = list_counted_rows(a_viewer(*roles, person=guest), REGISTERS, rule, Period.year(2023))
        return [row.number for row in seen.rows], seen.hidden_count

    assert shown(Role.COORDINATOR) == (["C-1", "C-2"], 0)
    assert shown() == (["C-2"], 1)
    nobody = list_counted_rows(a_viewer(), REGISTERS, rule, Period.year(2023))
    assert (nobody.rows, nobody.hidden_count) == ((), 2)


def test_the_question_is_kept_in_words() -> None:
    rule = CountingRule.parse({**TIPS, "where": {"channel": "mma"}})
    counted = count_registrations(REGISTERS, rule, EARLY, area_code="GM0505")
    expected = "signals: received in 2023-01..2023-04; channel = mma; gebied GM0505; maat rows"
    assert counted.question == expected


def test_one_invented_row_makes_the_count_invented() -> None:
    a_signal("S-1")
    assert not count_registrations(REGISTERS, CountingRule.parse(TIPS), EARLY).invented
    a_signal("S-2", invented=True)
    assert count_registrations(REGISTERS, CountingRule.parse(TIPS), EARLY).invented


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"register": "signaal", "moment": "received"}, "Register 'signaal' bestaat niet"),
        ({"register": "signals", "moment": "ontvangen"}, "kent geen moment 'ontvangen'"),
        ({"register": "signals"}, "noem er één van de twee"),
        ({"register": "cases", "moment": "opened", "stock": "end"}, "noem er één van de twee"),
        ({"register": "signals", "stock": "end"}, "kent geen stand"),
        ({"register": "cases", "stock": "midden"}, "kent geen stand 'midden'"),
        ({**TIPS, "measure": "euro"}, "kent geen maat 'euro'"),
        ({**TIPS, "where": {"kanaal": "mma"}}, "kent geen filter 'kanaal'"),
        ({**TIPS, "where": {"channel": "mna"}}, "kent geen waarde voor 'channel' 'mna'"),
        ({**TIPS, "where": {"channel": []}}, "heeft geen waarde bij het filter"),
        ({**TIPS, "where": "mma"}, "'where' is een lijst"),
        ({**TIPS, "filter": "mma"}, "kent geen 'filter'"),
        (
            {"register": "seizures", "moment": "seized", "where": {"is_estimate": "ja"}},
            "kent geen waarde voor 'is_estimate' 'ja'",
        ),
    ],
)
def test_a_rule_that_asks_for_what_is_not_there_is_refused_in_words(
    rule: dict[str, object], said: str
) -> None:
    assert said in refusal(rule)


def test_an_area_of_another_kind_is_refused() -> None:
    assert "niet in '3311AB'" in refusal(TIPS, area_code="3311AB")


@pytest.mark.parametrize("register", REGISTERS.values(), ids=str)
def test_every_register_names_days_that_exist_and_measures_that_cannot_be_absent(register) -> None:  # type: ignore[no-untyped-def]
    days = [*register.moments.values(), *(register.stock or ())]
    assert all(type(field_at(register.model, path)) is DateField for path in days)
    sums = [m.path for m in register.measures.values() if m.path and not m.distinct]
    assert not any(field_at(register.model, path).null for path in sums)
    assert all(field_at(register.model, path) for path in (*register.filters.values(), *register.void))
    assert "rows" in register.measures
