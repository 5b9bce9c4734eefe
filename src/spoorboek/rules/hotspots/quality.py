"""Quality gates: what must be in order before reports go on a map or a clock."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.errors import RuleError
from spoorboek.rules.hotspots.rounding import write_number, write_share


class QualityError(RuleError):
    """Counts of reports that contradict each other."""


@dataclass(frozen=True, slots=True)
class ReportQuality:
    """Counts over one set of reports."""

    report_count: int
    geocoded_count: int
    timed_count: int
    """Reports with a known time of day, as a moment or between two moments."""
    long_interval_count: int
    """Timed reports whose two moments lie more than a quarter of a day apart."""
    most_on_one_spot_count: int
    """Reports on the one coordinate that is used most: a centroid or a police station, perhaps."""
    reporter_count: int | None
    """How many people reported; None where that is not known."""
    problem_count: int | None
    """How many problems the reports are about; None where that is not known."""
    month_count: int
    """Months covered from the first day to the last."""
    channel_changes: tuple[str, ...] | None = None
    """What changed in the way of reporting, each with its month, in Dutch; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: passed or not, with the number, its limit and a sentence."""

    name: str
    passed: bool
    value: float | None
    limit: float
    sentence: str


GEOCODED_LEAST = 0.85
"""Ratcliffe 2004, Int J of Geographical Information Science 18(1): 85% for a map to be trusted."""
TIMED_LEAST = 0.75
LONG_MOST = 0.5
ONE_SPOT_MOST = 0.1
PER_REPORTER_MOST = 2.0
PER_PROBLEM_MOST = 3.0
MONTHS_LEAST = 12


def judge_quality(quality: ReportQuality) -> tuple[Gate, ...]:
    """Judge all gates, in the order of a reader's questions.

    Parameters: ``quality`` the counts.

    Returns one Gate each; a gate about something unknown is not passed and says so.

    Raises QualityError when counts contradict each other.
    """
    _check(quality)
    total = quality.report_count
    return (
        _least("geocoded", quality.geocoded_count / total, GEOCODED_LEAST, "heeft een plek op de kaart"),
        _least("timed", quality.timed_count / total, TIMED_LEAST, "heeft een bekende tijd"),
        _judge_intervals(quality),
        _judge_spot(quality),
        _judge_repeats("reporters", quality, quality.reporter_count, PER_REPORTER_MOST, "melder"),
        _judge_repeats("problems", quality, quality.problem_count, PER_PROBLEM_MOST, "probleem"),
        _judge_months(quality.month_count),
        _judge_channels(quality.channel_changes),
    )


def _least(name: str, share: float, limit: float, what: str) -> Gate:
    passed = share >= limit
    tail = "" if passed else f"; nodig is {write_share(limit)}"
    return Gate(name, passed, share, limit, f"{write_share(share)} van de meldingen {what}{tail}.")


def _judge_intervals(quality: ReportQuality) -> Gate:
    share = quality.long_interval_count / quality.timed_count if quality.timed_count else 1.0
    passed = share <= LONG_MOST
    written = write_share(share)
    sentence = f"Bij {written} van de meldingen liggen vroegste en laatste tijd meer dan 6 uur uit elkaar"
    tail = "." if passed else ": het uur is dan een gok."
    return Gate("intervals", passed, share, LONG_MOST, sentence + tail)


def _judge_spot(quality: ReportQuality) -> Gate:
    share = quality.most_on_one_spot_count / max(1, quality.geocoded_count)
    passed = share <= ONE_SPOT_MOST
    sentence = f"{write_share(share)} van de meldingen ligt op precies dezelfde plek"
    tail = "." if passed else ": dat kan het midden van een wijk zijn, of het adres van een bureau."
    return Gate("one_spot", passed, share, ONE_SPOT_MOST, sentence + tail)


def _judge_repeats(name: str, quality: ReportQuality, count: int | None, limit: float, what: str) -> Gate:
    if count is None:
        return Gate(name, False, None, limit, f"Niet bekend is hoeveel meldingen er per {what} zijn.")
    ratio = quality.report_count / max(1, count)
    passed = ratio <= limit
    per = write_number(ratio)
    tail = (
        "."
        if passed
        else f": {format_number(quality.report_count)} meldingen zijn dan niet evenveel problemen."
    )
    return Gate(name, passed, ratio, limit, f"Er zijn {per} meldingen per {what}{tail}")


def _judge_months(months: int) -> Gate:
    passed = months >= MONTHS_LEAST
    tail = "." if passed else ": een seizoen kan dan op een verandering lijken."
    return Gate(
        "months", passed, months, MONTHS_LEAST, f"De meldingen beslaan {format_number(months)} maanden{tail}"
    )


def _judge_channels(changes: tuple[str, ...] | None) -> Gate:
    if changes is None:
        sentence = "Niet bekend is of de manier van melden in deze periode veranderde."
        return Gate("channels", False, None, 0, sentence)
    if not changes:
        return Gate("channels", True, 0, 0, "De manier van melden is in deze periode niet veranderd.")
    listed = ", ".join(changes)
    sentence = (
        f"De manier van melden veranderde ({listed}): meer meldingen is dan niet vanzelf meer overlast."
    )
    return Gate("channels", False, len(changes), 0, sentence)


def _check(quality: ReportQuality) -> None:
    if quality.report_count < 1:
        raise QualityError(f"report_count must be at least 1, got {quality.report_count}")
    parts = {
        "geocoded_count": quality.geocoded_count,
        "timed_count": quality.timed_count,
        "long_interval_count": quality.long_interval_count,
        "most_on_one_spot_count": quality.most_on_one_spot_count,
        "reporter_count": quality.reporter_count or 0,
        "problem_count": quality.problem_count or 0,
    }
    for name, value in parts.items():
        if not 0 <= value <= quality.report_count:
            raise QualityError(f"{name} must be 0 to {quality.report_count}, got {value}")
    if quality.long_interval_count > quality.timed_count:
        raise QualityError(
            f"long_interval_count must be at most timed_count {quality.timed_count}, "
            f"got {quality.long_interval_count}"
        )
    if quality.most_on_one_spot_count > quality.geocoded_count:
        raise QualityError(
            f"most_on_one_spot_count must be at most geocoded_count {quality.geocoded_count}, "
            f"got {quality.most_on_one_spot_count}"
        )
