"""The answer to: at what times? The week by hours, the busiest block and what chance makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.framing import WITHOUT_HOUR, frame
from spoorboek.rules.hotspots.reports import ReportFileError, ReportSet, list_spans
from spoorboek.rules.hotspots.rounding import write_number, write_share
from spoorboek.stats.holm import adjust_holm
from spoorboek.stats.space.aoristic import build_week_profile, draw_moments
from spoorboek.stats.space.hot_times import HotBlock, measure_direction, scan_hours

ALPHA = 0.05
LEAST_FOR_PROFILE = 100
REPEATS = 20
"""How often a moment is drawn within each interval, to see whether the block depends on it."""
RULE = "Alle blokken van uren zijn samen getoetst; de twee richtingen op de klok met Holm."


@dataclass(frozen=True, slots=True)
class TimesPlan:
    """What to compare the clock with."""

    seed: int
    profile: tuple[float, ...] | None = None
    """What each of 24 hours gives by chance; None for every hour alike."""
    profile_name: str = ""
    """Where the profile comes from, in Dutch; empty when it was typed."""
    max_hours: int = 12
    replications: int = 999


def weigh_times(found: ReportSet, plan: TimesPlan) -> dict[str, Any]:
    """Weigh the hours of reports and return the answer as plain data.

    Parameters: ``found`` of ``read_report_file``; ``plan`` with the profile of 24 hours.

    Returns the frame, ``week`` (7 days x 24 hours) with the certain part, ``block``, ``directions``,
    ``repeats`` and ``sentences`` in Dutch.

    Raises ReportFileError when no report has a time of day, and the errors of ``stats.space``.
    """
    spans = list_spans(found)
    if len(spans) < 2:
        raise ReportFileError(
            "Er zijn geen twee meldingen met een tijd van de dag; over uren is niets te zeggen."
        )
    week = build_week_profile(spans, found.zone)
    hours, certain = week.fold_day()
    rng = np.random.default_rng(plan.seed)
    moments = draw_moments(spans, found.zone, rng)
    drawn = np.bincount(moments // 60 % 24, minlength=24)
    block = _scan(drawn, plan, rng)
    share = _repeat(found, plan, block) if week.without_end_count < len(spans) else 1.0
    described = _describe_block(block, share)
    framed = frame(
        found,
        len(spans),
        seed=plan.seed,
        parameters={
            "profile": "flat" if plan.profile is None else list(plan.profile),
            "profile_of": plan.profile_name or None,
            "max_hours": plan.max_hours,
            "replications": plan.replications,
            "draws_within_intervals": REPEATS,
        },
        multiple_testing=RULE,
        power="Wat met dit aantal meldingen te vinden is, zegt `spoorboek hotspots enough`.",
        dropped={WITHOUT_HOUR: len(found.reports) - len(spans)},
    )
    return framed.as_data() | {
        "week": _round(week.weights.reshape(7, 24)),
        "week_certain": _round(week.certain.reshape(7, 24)),
        "hours": _round(hours),
        "hours_certain": _round(certain),
        "block": described,
        "directions": _measure_directions(moments % 1440 / 60),
        "longer_than_day": week.longer_than_day_count,
        "sentences": tell_block(
            described, len(spans), float(certain.sum()), found.clock == "reported", _name_profile(plan)
        ),
    }


def _measure_directions(hours: Any) -> list[dict[str, Any]]:
    """Test for one peak a day and for two; p_holm holds for both together."""
    found = [measure_direction(hours, harmonic=harmonic) for harmonic in (1, 2)]
    adjusted = adjust_holm([one.p for one in found]).adjusted
    return [
        {"peaks": one.harmonic, "hour": round(one.hour, 2), "length": round(one.length, 6), "p": one.p}
        | {"p_holm": p}
        for one, p in zip(found, adjusted, strict=True)
    ]


def _scan(counts: Any, plan: TimesPlan, rng: np.random.Generator) -> HotBlock:
    return scan_hours(
        counts,
        rng=rng,
        seed=plan.seed,
        profile=plan.profile,
        max_hours=plan.max_hours,
        replications=plan.replications,
    )


def _repeat(found: ReportSet, plan: TimesPlan, block: HotBlock) -> float:
    """Return in which share of new draws within the intervals a block is beyond chance."""
    spans, beyond = list_spans(found), 0
    for number in range(REPEATS):
        rng = np.random.default_rng([plan.seed, number])
        counts = np.bincount(draw_moments(spans, found.zone, rng) // 60 % 24, minlength=24)
        again = scan_hours(
            counts, rng=rng, seed=plan.seed, profile=plan.profile, max_hours=plan.max_hours, replications=99
        )
        beyond += again.p <= ALPHA
    return beyond / REPEATS


def _describe_block(block: HotBlock, share: float) -> dict[str, Any]:
    return {
        "first_hour": block.first_hour,
        "last_hour": block.last_hour,
        "hour_count": block.hour_count,
        "count": block.count,
        "expected": round(block.expected, 3),
        "share": round(block.share, 4),
        "statistic": round(block.statistic, 6),
        "p": block.p,
        "found_in_draws": share,
        "is_beyond_chance": block.p <= ALPHA and share >= 0.5,
    }


def _name_profile(plan: TimesPlan) -> str:
    if plan.profile is None:
        return ""
    return plan.profile_name or "het gegeven profiel"


def tell_block(
    block: dict[str, Any], count: int, certain: float, is_reported: bool, profile: str = ""
) -> list[str]:
    """Tell the busiest block, or that there is none, with the clock and the certain part.

    Parameters: ``profile`` what the hours are compared with, in Dutch; empty for all hours alike.
    """
    against = f", vergeleken met {profile}" if profile else ""
    clock = "gemeld" if is_reported else "gebeurd"
    known = write_share(certain / count)
    rest = "." if certain >= count - 0.5 else "; de andere tellen voor een deel in elk uur dat kan."
    about = f"Bij {known} van de {format_number(count)} meldingen is zeker in welk uur zij zijn {clock}{rest}"
    if not block["is_beyond_chance"]:
        none = f"Er zijn geen uren waarin aantoonbaar meer is {clock} dan door toeval{against}. "
        return [f"{none}Dat bewijst niet dat elk uur even druk is.", about]
    first, after = block["first_hour"], (block["last_hour"] + 1) % 24
    expected = write_number(block["expected"])
    return [
        f"Tussen {first}.00 en {after}.00 uur zijn {format_number(round(block['count']))} van de "
        f"{format_number(count)} meldingen {clock}; verwacht waren er {expected}{against}. "
        "Dat verschil is groter dan toeval.",
        about,
    ]


def read_profile(words: Sequence[float]) -> tuple[float, ...]:
    """Return a profile of 24 hours, each from a millionth to a billion.

    Raises ReportFileError.
    """
    if len(words) != 24 or not all(1e-6 <= value <= 1e9 for value in words):
        raise ReportFileError(
            f"Een profiel heeft 24 getallen van 0,000001 tot 1.000.000.000, een per uur; hier staan er "
            f"{len(words)}, van {min(words):g} tot {max(words):g}."
        )
    return tuple(float(value) for value in words)


def build_profile(found: ReportSet) -> tuple[float, ...]:
    """Return how often each of 24 hours comes up among other reports, as a profile to compare with.

    One report is added to each hour, so that an hour without reports is rare and not impossible.

    Raises ReportFileError with too few reports with a time of day: their profile would itself be chance.
    """
    spans = list_spans(found)
    if len(spans) < LEAST_FOR_PROFILE:
        raise ReportFileError(
            f"Voor een profiel van de uren zijn minstens {LEAST_FOR_PROFILE} meldingen met een tijd nodig; "
            f"deze meldingen zijn er {len(spans)}."
        )
    hours, _ = build_week_profile(spans, found.zone).fold_day()
    return tuple((hours + 1.0).tolist())


def _round(values: Any) -> Any:
    return np.round(values, 4).tolist()
