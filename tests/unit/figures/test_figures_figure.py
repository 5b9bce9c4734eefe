"""A figure: its key, its area, where it comes from, and what may stand as its value."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from spoorboek.figures.area import Area
from spoorboek.figures.definition import Counts, FigureDefinition, Kind, SourceType
from spoorboek.figures.errors import FigureError
from spoorboek.figures.figure import Figure, Uncertainty
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import NonValue, Value, add, subtract

CITY = Area("GM0505", "Dordrecht", 2024)
REPORTS = FigureDefinition(
    code="mma-reports",
    version=1,
    title="Meldingen",
    unit="meldingen",
    kind=Kind.COUNT,
    counts=Counts.INCIDENTS,
    source_type=SourceType.REGISTERED,
    comparability="mma-reports-1",
    counting_rule="Elke melding telt een keer.",
)


def a_provenance(*rows: str) -> Provenance:
    return Provenance((), "alle meldingen", rows, "1", datetime(2025, 2, 24, tzinfo=UTC))


def a_figure(value: Value = 104) -> Figure:
    return Figure(REPORTS, Period.year(2024), CITY, value, a_provenance("reports:1", "reports:2"))


def test_a_figure_is_named_by_code_period_and_area() -> None:
    assert a_figure().key == "mma-reports@2024@GM0505"


@pytest.mark.parametrize("value", [104, Decimal("7.3"), NonValue.MISSING])
def test_whole_numbers_decimals_and_reasons_are_figures(value: Value) -> None:
    assert a_figure(value).value is value


@pytest.mark.parametrize("value", [7.3, True, Decimal("NaN")])
def test_a_float_is_never_a_figure(value: object) -> None:
    with pytest.raises(FigureError, match="whole number"):
        a_figure(value)  # type: ignore[arg-type]


def test_other_rows_have_another_fingerprint() -> None:
    one, other = a_provenance("reports:1", "reports:2"), a_provenance("reports:1")
    assert (one.row_count, other.row_count) == (2, 1)
    assert one.rows_sha256 != other.rows_sha256


@pytest.mark.parametrize(
    ("code", "below"), [("GM0505", False), ("NL00", False), ("WK050501", True), ("BU05050101", True)]
)
def test_districts_and_neighbourhoods_lie_below_the_city(code: str, below: bool) -> None:
    assert Area(code, "x", 2024).is_below_municipality is below


def test_a_reason_carries_through_sums_and_differences() -> None:
    assert add(1, 2) == 3
    assert subtract(Decimal("7.3"), 7) == Decimal("0.3")
    assert add(1, NonValue.SUPPRESSED) is NonValue.SUPPRESSED
    assert subtract(NonValue.UNDEFINED, NonValue.MISSING) is NonValue.MISSING


def test_bounds_around_an_estimate_may_touch_it() -> None:
    assert Uncertainty(Decimal("7.3"), Decimal("7.3")).low == Decimal("7.3")
