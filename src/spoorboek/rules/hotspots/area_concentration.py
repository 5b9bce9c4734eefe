"""The answer to: which areas have more reports per inhabitant, and how sure is that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.area_scan import NOBODY_LIVES, OUTSIDE_AREAS
from spoorboek.rules.hotspots.concentration_answer import ALPHA, LEAST, SURE
from spoorboek.rules.hotspots.framing import WITHOUT_PLACE, frame
from spoorboek.rules.hotspots.reports import ReportFileError, ReportSet, place_reports
from spoorboek.rules.hotspots.rounding import write_number, write_share
from spoorboek.rules.hotspots.weighed_places import WeighedPlace, place_in_areas
from spoorboek.stats.space.concentration import Concentration, measure_concentration
from spoorboek.stats.space.prediction_indices import weigh_prediction
from spoorboek.stats.space.shrunken_rates import ShrunkenRates, shrink_rates

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

PER = 1000
RULE = "Een toets: het aandeel van de drukste gebieden samen. De kans per gebied is geen toets."
POWER = "Bij weinig meldingen lijkt altijd een gebied druk; het toeval ernaast laat zien hoeveel."
VISITORS = (
    "Meldingen gaan ook over bezoekers: waar veel mensen komen en weinig mensen wonen, zoals in een "
    "winkelstraat, zijn het er per inwoner al snel veel."
)
_DRAWS, _TOWNS = 4000, 999


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """How many areas make the top, and the start of the draws."""

    seed: int
    top_places: int = 5


@dataclass(frozen=True, slots=True)
class _Counted:
    """The areas where somebody lives, with their reports in all, and in each half of the period."""

    places: tuple[WeighedPlace, ...]
    people: Floats
    areas: Ints
    is_later: npt.NDArray[np.bool_]
    turn: str
    dropped: dict[str, int]

    def count(self, chosen: npt.NDArray[np.bool_] | None = None) -> Ints:
        """Return reports per area."""
        areas = self.areas if chosen is None else self.areas[chosen]
        return np.bincount(areas, minlength=len(self.places)).astype(np.int64)


def weigh_areas(found: ReportSet, areas: Sequence[WeighedPlace], plan: AreaPlan) -> dict[str, Any]:
    """Weigh reports per inhabitant by area, beside what chance does, and whether that lasts.

    Parameters: ``found`` of ``read_report_file``; ``areas`` of ``read_places_file``, those where nobody lives
    are left out; ``plan`` how many make the top.

    Returns the frame, ``top_share`` and Gini coefficients with their value under chance, ``places`` (the
    likeliest of the top, rates per 1,000 inhabitants pulled towards the town's), ``later`` (how well the
    first half of the period pointed at the second) and ``sentences`` in Dutch.

    Raises ReportFileError with too few reports or areas.
    """
    counted = _count(found, areas)
    if len(counted.areas) < LEAST:
        raise ReportFileError(f"In de gebieden met inwoners vallen minder dan {LEAST} meldingen.")
    if len(counted.places) <= plan.top_places:
        raise ReportFileError(f"Er zijn meer dan {plan.top_places} gebieden met inwoners nodig.")
    counts, rng = counted.count(), np.random.default_rng(plan.seed)
    measured = measure_concentration(
        counts, rng=rng, top_places=plan.top_places, exposure=counted.people, replications=_TOWNS
    )
    rates = shrink_rates(counts, counted.people, rng=rng, top_places=plan.top_places, draws=_DRAWS)
    places = _list_places(counted, counts, rates, plan)
    later = _weigh_later(counted, plan)
    framed = frame(
        found,
        len(counted.areas),
        seed=plan.seed,
        parameters={
            "areas": len(counted.places),
            "inhabitants": float(counted.people.sum()),
            "top_places": plan.top_places,
            "replications": _TOWNS,
        },
        multiple_testing=RULE,
        power=POWER,
        dropped=counted.dropped,
    )
    return framed.as_data() | _describe(measured, rates, places, later)


def _count(found: ReportSet, areas: Sequence[WeighedPlace]) -> _Counted:
    """Put each report in its area and leave out where nobody lives: there is no rate."""
    placed = place_reports(found)
    lived = tuple(area for area in areas if area.inhabitants > 0)
    if not lived:
        raise ReportFileError("Van geen enkel gebied zijn de inwoners bekend.")
    every = place_in_areas(placed.points, areas)
    number = {area.name: rank for rank, area in enumerate(lived)}
    own = np.array([number.get(area.name, -2) for area in areas] + [-1], dtype=np.int64)[every]
    known, turn = own >= 0, placed.day_count // 2
    dropped = {
        WITHOUT_PLACE: len(found.reports) - len(placed.days),
        OUTSIDE_AREAS: int((own == -1).sum()),
        NOBODY_LIVES: int((own == -2).sum()),
    }
    return _Counted(
        lived,
        np.array([area.inhabitants for area in lived]),
        own[known],
        placed.days[known] >= turn,
        placed.find_day(turn).isoformat(),
        dropped,
    )


def _list_places(
    counted: _Counted, counts: Ints, rates: ShrunkenRates, plan: AreaPlan
) -> list[dict[str, Any]]:
    order = np.lexsort((-counts, -rates.top_chance))[: plan.top_places]
    return [
        {
            "name": counted.places[at].name,
            "count": int(counts[at]),
            "inhabitants": counted.places[at].inhabitants,
            "rate_per_1000": round(float(rates.rates[at]) * PER, 3),
            "low_per_1000": round(float(rates.low[at]) * PER, 3),
            "high_per_1000": round(float(rates.high[at]) * PER, 3),
            "top_chance": round(float(rates.top_chance[at]), 3),
        }
        for at in order.tolist()
    ]


def _weigh_later(counted: _Counted, plan: AreaPlan) -> dict[str, Any] | None:
    """Weigh the areas that the first half points at by the reports of the second; None when one is empty."""
    old, new = counted.count(~counted.is_later), counted.count(counted.is_later)
    if not old.sum() or not new.sum():
        return None
    scores = shrink_rates(
        old, counted.people, rng=np.random.default_rng(plan.seed), top_places=plan.top_places, draws=1
    ).rates
    found = weigh_prediction(scores, new, chosen_count=plan.top_places, areas=counted.people)
    return {
        "turn": counted.turn,
        "report_count": found.report_count,
        "hit_count": round(found.hit_share * found.report_count),
        "blind_count": round(found.area_share * found.report_count, 2),
        "pai": round(found.pai, 3),
        "pei": round(found.pei, 3),
    }


def _describe(
    found: Concentration, rates: ShrunkenRates, places: list[dict[str, Any]], later: dict[str, Any] | None
) -> dict[str, Any]:
    sentences = [_tell_top(found), _tell_places(places, found.top_places)]
    if later is not None:
        sentences.append(_tell_later(later, found.top_places))
    sentences.append(VISITORS)
    return {
        "town_rate_per_1000": round(rates.town_rate * PER, 3),
        "top_share": round(found.top_share, 4),
        "chance_top_share": round(found.chance_top_share, 4),
        "chance_top_share_high": round(found.chance_top_share_high, 4),
        "p": found.p,
        "is_beyond_chance": found.p <= ALPHA,
        "gini": round(found.gini, 6),
        "generalised_gini": round(found.generalised_gini, 6),
        "chance_gini": round(found.chance_gini, 6),
        "places": places,
        "later": later,
        "sentences": sentences,
    }


def _tell_top(found: Concentration) -> str:
    verdict = "Dat verschil is groter dan toeval." if found.p <= ALPHA else "Zoveel kan ook toeval zijn."
    return (
        f"In de {format_number(found.top_places)} drukste van {format_number(found.place_count)} gebieden "
        f"vallen {format_number(round(found.top_share * found.report_count))} van de "
        f"{format_number(found.report_count)} meldingen ({write_share(found.top_share)}). Vielen meldingen "
        f"bij elke inwoner even vaak, dan was dat gemiddeld {write_share(found.chance_top_share)}. {verdict}"
    )


def _tell_places(places: list[dict[str, Any]], top: int) -> str:
    sure = [one["name"] for one in places if one["top_chance"] >= SURE]
    what = f"per inwoner bij de {format_number(top)} drukste"
    if not sure:
        return f"Van geen enkel gebied is zeker genoeg dat het {what} hoort."
    amount = "1 gebied" if len(sure) == 1 else f"{format_number(len(sure))} gebieden"
    return f"Van {amount} is de kans 80% of meer dat het {what} hoort: {', '.join(sure)}."


def _tell_later(later: dict[str, Any], top: int) -> str:
    blind = write_number(later["blind_count"])
    return (
        f"De {format_number(top)} gebieden die in de eerste helft van de periode per inwoner het drukst "
        f"waren, kregen in de tweede helft {format_number(later['hit_count'])} van de "
        f"{format_number(later['report_count'])} meldingen; naar inwoners waren dat er {blind}."
    )
