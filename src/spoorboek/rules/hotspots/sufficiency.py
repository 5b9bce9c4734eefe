"""Are there enough reports to say where and when they cluster? The answer in plain Dutch."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.rounding import write_share
from spoorboek.stats.space.sufficiency import (
    VisibleBurst,
    VisiblePeak,
    VisibleRisk,
    find_needed_reports,
    find_visible_burst,
    find_visible_peak,
    find_visible_risk,
)

Level = Literal["enough", "large_only", "too_few"]
Question = Literal["hours", "places", "bursts"]

LEVEL_WORDS: dict[Level, str] = {
    "enough": "genoeg",
    "large_only": "alleen grote verschillen zichtbaar",
    "too_few": "te weinig",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Up to where a smallest visible difference counts as enough, and up to where as large only."""

    enough: float
    large_only: float

    def choose_level(self, value: float | None) -> Level:
        """Return the level of a smallest visible value; None means that nothing would be seen."""
        if value is None or value > self.large_only:
            return "too_few"
        return "enough" if value <= self.enough else "large_only"


PEAK_BAR = Bar(enough=0.25, large_only=1 / 3)
"""Share of all reports in four hours; a flat day gives 0.17."""
RISK_BAR = Bar(enough=2.0, large_only=5.0)
"""Times as busy as the other areas."""
BURST_BAR = Bar(enough=5.0, large_only=8.0)
"""Reports together within 200 metres in a week."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: level, sentence, and the numbers behind it."""

    question: Question
    level: Level
    sentence: str
    smallest_visible: float | None
    needed_count: int | None
    """How many reports would be enough; None where that is not asked or not to be reached."""
    power: float
    alpha: float


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """The answers for one set of reports."""

    report_count: int
    answers: tuple[Answer, ...]

    @property
    def level(self) -> Level:
        """Return the level for hot hours and hot places together: the lower one."""
        order: tuple[Level, ...] = ("too_few", "large_only", "enough")
        return min((a.level for a in self.answers if a.question in ("hours", "places")), key=order.index)

    @property
    def sentence(self) -> str:
        """Return the conclusion in one sentence."""
        return conclude(self.level, format_number(self.report_count))


def conclude(level: Level, count: str) -> str:
    """Return the conclusion for a level, with the number of reports as it is to be written. Errors: none."""
    return _CONCLUSIONS[level].format(count=count)


_CONCLUSIONS: dict[Level, str] = {
    "enough": "{count} meldingen zijn genoeg om iets te zeggen over drukke plekken en drukke tijden.",
    "large_only": "Met {count} meldingen zijn alleen grote verschillen tussen plekken en tijden zichtbaar.",
    "too_few": "{count} meldingen zijn te weinig om drukke plekken of drukke tijden aan te wijzen.",
}


def weigh_sufficiency(
    report_count: int,
    exposure: Sequence[float],
    *,
    rng: np.random.Generator,
    extent: float,
    day_count: int = 365,
    power: float = 0.8,
    towns: int = 100,
    asked_burst: int = 5,
    with_bursts: bool = True,
) -> Sufficiency:
    """Weigh whether so many reports are enough to speak of hot hours, hot places and bursts.

    Parameters: ``report_count`` at least 4; ``exposure`` of the municipality's own areas (inhabitants, say);
    ``extent`` the side in metres of a square as large as the built-up town; ``day_count`` days of reports;
    ``rng`` the generator of chance; ``towns`` simulated towns per size of burst; ``asked_burst`` the
    size of burst that the sentence is about; ``with_bursts`` False to leave that question out, whose
    simulation takes long with many reports.

    Returns a Sufficiency with Dutch sentences.

    Raises CountError, ExposureError and WindowError of the stats floor.
    """
    start = int(rng.integers(0, 1 << 62))
    peak = find_visible_peak(report_count, rng=np.random.default_rng(start), power=power)
    risk = find_visible_risk(report_count, exposure, power=power)

    def shows_peak(count: int) -> bool:
        found = find_visible_peak(count, rng=np.random.default_rng(start), power=power, draws=1000)
        return PEAK_BAR.choose_level(found.share) == "enough"

    def shows_risk(count: int) -> bool:
        found = find_visible_risk(count, exposure, power=power).relative_risk
        return RISK_BAR.choose_level(found) == "enough"

    answers = [_tell_peak(peak, shows_peak), _tell_risk(risk, shows_risk)]
    if with_bursts:
        burst = find_visible_burst(
            report_count, rng=rng, extent=extent, day_count=day_count, power=power, towns=towns
        )
        answers.append(_tell_burst(burst, asked_burst))
    return Sufficiency(report_count, tuple(answers))


def _tell_peak(peak: VisiblePeak, is_enough: Callable[[int], bool]) -> Answer:
    level = PEAK_BAR.choose_level(peak.share)
    needed = None if level == "enough" else _round_up(find_needed_reports(is_enough))
    flat = write_share(peak.flat_share)
    if peak.share is None:
        sentence = f"Met {format_number(peak.report_count)} meldingen valt geen enkele piek op de klok op."
    else:
        # Upwards to 5%: a smaller peak than the one named may be missed, never the named one.
        share = math.ceil(peak.share * 20 - 1e-9) * 5
        sentence = (
            f"Een vaste piek van {peak.hour_count} uur per dag valt met {format_number(peak.report_count)} "
            f"meldingen pas op als daarin ongeveer {share}% van alle meldingen zit; "
            f"gelijk verdeeld is dat {flat}."
        )
    return Answer("hours", level, sentence + _tell_needed(needed), peak.share, needed, peak.power, peak.alpha)


def _tell_risk(risk: VisibleRisk, is_enough: Callable[[int], bool]) -> Answer:
    level = RISK_BAR.choose_level(risk.relative_risk)
    needed = None if level == "enough" else _round_up(find_needed_reports(is_enough))
    areas = f"bij {format_number(risk.area_count)} gebieden"
    if risk.relative_risk is None:
        sentence = f"Met {format_number(risk.report_count)} meldingen valt {areas} geen enkel gebied op."
    elif risk.relative_risk > 10:
        sentence = f"Een plek valt {areas} pas op als het er meer dan tien keer zo druk is als elders."
    else:
        times = format_number(Decimal(math.ceil(risk.relative_risk * 2)) / 2)
        sentence = f"Een plek valt {areas} op als het er {times} keer zo druk is als elders."
    return Answer(
        "places", level, sentence + _tell_needed(needed), risk.relative_risk, needed, risk.power, risk.alpha
    )


def _tell_burst(burst: VisibleBurst, asked: int) -> Answer:
    level = BURST_BAR.choose_level(burst.count)
    place = f"meldingen binnen {format_number(round(burst.radius))} meter in {_write_days(burst.span)}"
    if burst.count is None:
        sentence = f"Ook {format_number(burst.largest)} {place} vallen niet zeker op."
    elif burst.count <= asked:
        sentence = f"Maar {format_number(asked)} {place} zouden wel zijn gevonden."
    else:
        sentence = f"Pas {format_number(burst.count)} {place} zouden zijn gevonden."
    return Answer("bursts", level, sentence, burst.count, None, burst.power, burst.alpha)


def _write_days(days: int) -> str:
    return "een week" if days == 7 else f"{format_number(days)} dagen"


def _tell_needed(count: int | None) -> str:
    return "" if count is None else f" Genoeg is ongeveer {format_number(count)} meldingen."


def _round_up(count: int | None) -> int | None:
    """Round up to two digits: the number rests on a simulation."""
    if count is None or count < 100:
        return count
    step: int = 10 ** (len(str(count)) - 2)
    return -(-count // step) * step
