"""The answer to: do reports heap up in a few places, more than chance alone makes of so few reports?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.framing import WITHOUT_PLACE, frame
from spoorboek.rules.hotspots.reports import Placed, ReportFileError, ReportSet, place_reports
from spoorboek.rules.hotspots.rounding import write_number, write_share
from spoorboek.stats.space.concentration import Concentration, measure_concentration
from spoorboek.stats.space.prediction_indices import weigh_prediction
from spoorboek.stats.space.shrunken_rates import shrink_rates

Ints = npt.NDArray[np.int64]

ALPHA = 0.05
SURE = 0.8
"""From this chance on a place is named as one of the busiest."""
LEAST = 4
MOST_SQUARES = 20_000
_DRAWN = 4_000_000
"""Numbers drawn at most; with more squares there are fewer draws."""
RULE = "Een toets: het aandeel van de drukste vakken samen. De kans per vak is geen toets."
POWER = "Bij weinig meldingen lijkt altijd een paar plekken druk; het toeval ernaast laat zien hoeveel."
EVEN = (
    "Elk vak in de rechthoek om de meldingen telt even zwaar, ook water en weiland; liggen die ertussen, dan "
    "valt de drukte minder op dan het lijkt."
)


@dataclass(frozen=True, slots=True)
class ConcentrationPlan:
    """What a place is, and how many of them make the top."""

    seed: int
    cell: float = 200.0
    """Side of the squares in metres."""
    top_places: int = 5
    place_count: int | None = None
    """How many squares the town has; None for all in the rectangle around the reports."""


def weigh_concentration(found: ReportSet, plan: ConcentrationPlan) -> dict[str, Any]:
    """Weigh how reports heap up in squares, beside what chance does, and whether that lasts.

    Parameters: ``found`` of ``read_report_file``; ``plan`` with the squares.

    Returns the frame, ``top_share`` and Gini coefficients with their value under chance, ``places`` (the
    likeliest of the top, with shrunken rates), ``later`` (how well the first half of the period pointed at
    the second) and ``sentences`` in Dutch.

    Raises ReportFileError with too few reports, or more squares than can be drawn.
    """
    placed = place_reports(found)
    if len(placed.days) < LEAST:
        raise ReportFileError(f"Voor drukke plekken zijn minstens {LEAST} meldingen met een plek nodig.")
    used, squares = np.unique(np.floor(placed.points / plan.cell), axis=0, return_inverse=True)
    squares = squares.reshape(-1).astype(np.int64)
    total = _choose_count(used, plan)
    counts = np.bincount(squares, minlength=total).astype(np.int64)
    rng = np.random.default_rng(plan.seed)
    draws = min(999, max(99, _DRAWN // total))
    measured = measure_concentration(counts, rng=rng, top_places=plan.top_places, replications=draws)
    places = _list_places(counts, used, plan, rng)
    later = _weigh_later(placed, squares, total, plan)
    framed = frame(
        found,
        len(placed.days),
        seed=plan.seed,
        parameters={
            "cell_m": plan.cell,
            "squares": total,
            "squares_with_reports": len(used),
            "top_places": plan.top_places,
            "replications": draws,
        },
        multiple_testing=RULE,
        power=POWER,
        dropped={WITHOUT_PLACE: len(found.reports) - len(placed.days)},
    )
    return framed.as_data() | _describe(measured, places, later, plan)


def _choose_count(used: npt.NDArray[np.float64], plan: ConcentrationPlan) -> int:
    """Return how many squares there are, the empty ones included."""
    wide, high = (used.max(axis=0) - used.min(axis=0) + 1).tolist()
    total = plan.place_count or int(max(wide * high, plan.top_places + 1))
    if total > MOST_SQUARES:
        raise ReportFileError(
            f"Om de meldingen liggen {format_number(total)} vakken van {plan.cell:g} meter, en hoogstens "
            f"{format_number(MOST_SQUARES)} kan. Neem grotere vakken."
        )
    if total < max(len(used), plan.top_places + 1):
        least = max(len(used), plan.top_places + 1)
        raise ReportFileError(f"Er zijn minstens {format_number(least)} vakken nodig, niet {total}.")
    return total


def _list_places(
    counts: Ints, used: npt.NDArray[np.float64], plan: ConcentrationPlan, rng: np.random.Generator
) -> list[dict[str, Any]]:
    """List the squares that most likely belong to the top, likeliest first."""
    draws = min(4000, max(200, _DRAWN // len(counts)))
    rates = shrink_rates(counts, np.ones(len(counts)), rng=rng, top_places=plan.top_places, draws=draws)
    order = np.lexsort((-counts[: len(used)], -rates.top_chance[: len(used)]))[: plan.top_places]
    return [
        {
            "x": float((used[at][0] + 0.5) * plan.cell),
            "y": float((used[at][1] + 0.5) * plan.cell),
            "count": int(counts[at]),
            "rate": round(float(rates.rates[at]), 3),
            "low": round(float(rates.low[at]), 3),
            "high": round(float(rates.high[at]), 3),
            "top_chance": round(float(rates.top_chance[at]), 3),
        }
        for at in order.tolist()
    ]


def _weigh_later(placed: Placed, squares: Ints, total: int, plan: ConcentrationPlan) -> dict[str, Any] | None:
    """Weigh the squares of the first half by the reports of the second; None when a half is empty."""
    turn = placed.day_count // 2
    old, new = squares[placed.days < turn], squares[placed.days >= turn]
    if not len(old) or not len(new):
        return None
    found = weigh_prediction(
        np.bincount(old, minlength=total),
        np.bincount(new, minlength=total),
        chosen_count=plan.top_places,
    )
    return {
        "turn": placed.find_day(turn).isoformat(),
        "report_count": found.report_count,
        "hit_count": round(found.hit_share * found.report_count),
        "blind_count": round(found.area_share * found.report_count, 2),
        "best_count": round(found.best_hit_share * found.report_count),
        "pai": round(found.pai, 3),
        "pei": round(found.pei, 3),
    }


def _describe(
    found: Concentration,
    places: list[dict[str, Any]],
    later: dict[str, Any] | None,
    plan: ConcentrationPlan,
) -> dict[str, Any]:
    sentences = [_tell_top(found, plan), _tell_places(places, plan)]
    if later is not None:
        sentences.append(_tell_later(later, plan))
    if plan.place_count is None:
        sentences.append(EVEN)
    return {
        "top_share": round(found.top_share, 4),
        "chance_top_share": round(found.chance_top_share, 4),
        "chance_top_share_high": round(found.chance_top_share_high, 4),
        "p": found.p,
        "is_beyond_chance": found.p <= ALPHA,
        "gini": round(found.gini, 6),
        "generalised_gini": round(found.generalised_gini, 6),
        "unbiased_gini": round(found.unbiased_gini, 6),
        "chance_gini": round(found.chance_gini, 6),
        "places": places,
        "later": later,
        "sentences": sentences,
    }


def _tell_top(found: Concentration, plan: ConcentrationPlan) -> str:
    verdict = "Dat verschil is groter dan toeval." if found.p <= ALPHA else "Zoveel kan ook toeval zijn."
    if found.p <= ALPHA and plan.place_count is None:
        # Squares without a house or street cannot have reports; with them, chance looks smaller than it is.
        verdict = "Of dat meer is dan toeval, is niet te zeggen: ook vakken zonder huis of straat tellen mee."
    return (
        f"In de {format_number(found.top_places)} drukste van {format_number(found.place_count)} vakken van "
        f"{format_number(round(plan.cell))} meter vallen "
        f"{format_number(round(found.top_share * found.report_count))} van de "
        f"{format_number(found.report_count)} meldingen ({write_share(found.top_share)}); door toeval alleen "
        f"is dat gemiddeld {write_share(found.chance_top_share)}. {verdict}"
    )


def _tell_places(places: list[dict[str, Any]], plan: ConcentrationPlan) -> str:
    sure = sum(one["top_chance"] >= SURE for one in places)
    top = f"bij de {format_number(plan.top_places)} drukste"
    if not sure:
        return f"Van geen enkel vak is zeker genoeg dat het {top} hoort."
    amount = "1 vak is" if sure == 1 else f"{format_number(sure)} vakken is"
    return f"Van {amount} de kans 80% of meer dat het {top} hoort."


def _tell_later(later: dict[str, Any], plan: ConcentrationPlan) -> str:
    blind = write_number(later["blind_count"])
    return (
        f"De {format_number(plan.top_places)} drukste vakken van de eerste helft van de periode kregen in de "
        f"tweede helft {format_number(later['hit_count'])} van de {format_number(later['report_count'])} "
        f"meldingen; blind gekozen waren dat er {blind}."
    )
