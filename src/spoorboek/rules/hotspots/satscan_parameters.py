"""SaTScan's parameter file (.prm), read with suspicion and written.

Source: Kulldorff, SaTScan User Guide v10.1, "Parameter file".
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.satscan import Analysis, Model, Parameters

_ANALYSES: dict[str, Analysis] = {"1": "space", "2": "time", "3": "retrospective", "4": "prospective"}
_MODELS: dict[str, Model] = {"0": "poisson", "1": "bernoulli", "2": "permutation"}
MOST_RUNS = 99_999
_KEY = re.compile(r"([A-Za-z][\w-]{0,60})=(.*)")
_FILE = re.compile(r"[\w][\w .-]{0,120}")
_MORE_SETS = re.compile(r"(Case|Control|Population)File[2-9]\d?")
OTHER_QUESTIONS = {
    "UseGridFile": ("n", "een eigen rooster van middelpunten"),
    "UseMaxCirclePopulationFileOption": ("n", "een eigen bestand voor de grootste cirkel"),
    "UseNeighborsFile": ("n", "een eigen lijst van buren"),
    "UseMetaLocationsFile": ("n", "samengestelde plekken"),
    "UseLocationsNetworkFile": ("n", "afstand over een netwerk"),
    "MultipleCoordinatesType": ("0", "meer coördinaten per plek"),
    "SpatialWindowShapeType": ("0", "een ellips"),
    "IsotonicScan": ("0", "een isotone scan"),
    "IncludePurelyTemporal": ("n", "zuiver tijdelijke groepen naast die in plaats en tijd"),
    "IncludePurelySpatial": ("n", "zuiver ruimtelijke groepen naast die in plaats en tijd"),
    "IncludeClusters": ("0", "een eigen keus van perioden"),
    "MinimumTemporalClusterSize": ("1", "een kortste duur"),
    "RiskLimitHighClusters": ("n", "een grens aan het risico"),
    "TimeTrendAdjustmentType": ("0", "een aanpassing voor de trend"),
    "SpatialAdjustmentType": ("0", "een aanpassing per plek"),
    "UseAdjustmentsByRRFile": ("n", "een bestand met bekende risico's"),
    "AdjustForEarlierAnalyses": ("n", "een aanpassing voor eerdere analyses"),
    "IterativeScan": ("n", "een herhaalde scan"),
    "PerformPowerEvaluation": ("n", "een berekening van het onderscheidend vermogen uit een .prm"),
    "CriteriaForReportingSecondaryClusters": ("0", "groepen die elkaar overlappen"),
}
"""Settings that change the numbers: the value that changes nothing, and what another one asks."""
USED = frozenset(
    {
        *("CaseFile", "ControlFile", "PopulationFile", "CoordinatesFile", "CoordinatesType", "StartDate"),
        *("EndDate", "PrecisionCaseTimes", "AnalysisType", "ModelType", "ScanAreas", "MonteCarloReps"),
        *("TimeAggregationUnits", "TimeAggregationLength", "MaxSpatialSizeInPopulationAtRisk"),
        *("UseDistanceFromCenterOption", "MaxSpatialSizeInDistanceFromCenter", "MaxTemporalSize"),
        *("MaxTemporalSizeInterpretation", "MinimumCasesInHighRateClusters", "AdjustForWeeklyTrends"),
        *("Version", "ResultsFile", "ProspectiveStartDate", "PValueReportType", "GridFile"),
        *("NeighborsFilename", "Seed", "NumberParallelProcesses"),
    }
)
_Choice = TypeVar("_Choice", Analysis, Model)


def read_parameters(text: str) -> Parameters:
    """Read a .prm file.

    Raises ReportFileError in Dutch for what is missing, unsafe, or asks for what Spoorboek does not do.
    """
    values = _read_values(text)
    _refuse_other_questions(values)
    analysis = _choose("AnalysisType", values, _ANALYSES, "3")
    model = _choose("ModelType", values, _MODELS, "2")
    if values.get("ScanAreas", "1") != "1":
        raise ReportFileError("ScanAreas: Spoorboek zoekt alleen gebieden met meer dan verwacht (1).")
    if values.get("TimeAggregationUnits", "3") != "3" or values.get("TimeAggregationLength", "1") != "1":
        raise ReportFileError("TimeAggregation: Spoorboek rekent per dag (eenheid 3, lengte 1).")
    first, last = (_read_date(name, values) for name in ("StartDate", "EndDate"))
    if last < first:
        raise ReportFileError(f"EndDate ({last}) ligt voor StartDate ({first}).")
    if (last - first).days > 36_525:
        raise ReportFileError(f"Van {first} tot {last} is meer dan een eeuw.")
    is_time = values.get("MaxTemporalSizeInterpretation", "0") == "1"
    size = _read_number("MaxTemporalSize", values, 50.0, low=1e-6, high=36_525 if is_time else 100)
    has_radius = _is_on(values, "UseDistanceFromCenterOption")
    return Parameters(
        case_file=_read_name("CaseFile", values, needed=True),
        coordinates_file=_read_name("CoordinatesFile", values, needed=analysis != "time"),
        is_degrees=values.get("CoordinatesType", "1") == "1",
        analysis=analysis,
        model=model,
        first=first,
        last=last,
        replications=int(_read_number("MonteCarloReps", values, 999, low=9, high=MOST_RUNS)),
        max_share=_read_number("MaxSpatialSizeInPopulationAtRisk", values, 50, low=1e-6, high=100) / 100,
        max_radius=_read_number("MaxSpatialSizeInDistanceFromCenter", values, 1, low=1e-9, high=1e9)
        if has_radius
        else None,
        max_days=int(size) if is_time else None,
        max_time_share=0.5 if is_time else size / 100,
        min_cases=int(_read_number("MinimumCasesInHighRateClusters", values, 2, low=1, high=1e6)),
        population_file=_read_name("PopulationFile", values, needed=model == "poisson"),
        control_file=_read_name("ControlFile", values, needed=model == "bernoulli"),
        has_times=analysis != "space" or values.get("PrecisionCaseTimes", "0") != "0",
        by_weekday=_is_on(values, "AdjustForWeeklyTrends"),
        notes=_list_notes(values),
    )


def _refuse_other_questions(values: Mapping[str, str]) -> None:
    """Refuse what would give another answer: a setting that is left silently makes a wrong number."""
    if _is_on(values, "AdjustForWeeklyTrends") and values.get("ModelType", "2") != "2":
        raise ReportFileError("AdjustForWeeklyTrends: Spoorboek doet dat alleen bij ModelType=2.")
    for name, (neutral, what) in OTHER_QUESTIONS.items():
        if values.get(name, "").casefold() not in {"", neutral, "0" if neutral == "n" else neutral}:
            raise ReportFileError(f"{name}={values[name][:40]}: {what} kent Spoorboek niet.")
    more = next((name for name in values if _MORE_SETS.fullmatch(name) and values[name]), None)
    if more is not None:
        raise ReportFileError(f"{more}: meer dan een set gegevens tegelijk kent Spoorboek niet.")


def _list_notes(values: Mapping[str, str]) -> tuple[str, ...]:
    """List in one sentence what was asked and is not used: it is about output, or unknown."""
    unused = [
        name
        for name, value in values.items()
        if name not in USED and name not in OTHER_QUESTIONS and value.casefold() not in {"", "n", "0"}
    ]
    if not unused:
        return ()
    more = f" en {len(unused) - 8} andere" if len(unused) > 8 else ""
    return (f"Deze instellingen gebruikt Spoorboek niet: {', '.join(unused[:8])}{more}.",)


def _is_on(values: Mapping[str, str], name: str) -> bool:
    return values.get(name, "n").casefold() in {"y", "1"}


def write_parameters(given: Parameters) -> str:
    """Write a .prm file that SaTScan reads; reading it here gives the same parameters."""
    analysis = next(code for code, name in _ANALYSES.items() if name == given.analysis)
    model = next(code for code, name in _MODELS.items() if name == given.model)
    is_days = given.max_days is not None
    size = given.max_days if is_days else given.max_time_share * 100
    lines: dict[str, dict[str, object]] = {
        "Input": {
            "CaseFile": given.case_file,
            "ControlFile": given.control_file,
            "PrecisionCaseTimes": 3 if given.has_times else 0,
            "StartDate": _write_day(given.first),
            "EndDate": _write_day(given.last),
            "PopulationFile": given.population_file,
            "CoordinatesFile": given.coordinates_file,
            "CoordinatesType": int(given.is_degrees),
        },
        "Analysis": {
            "AnalysisType": analysis,
            "ModelType": model,
            "ScanAreas": 1,
            "TimeAggregationUnits": 3,
            "TimeAggregationLength": 1,
            "MonteCarloReps": given.replications,
        },
        "Spatial Window": {
            "MaxSpatialSizeInPopulationAtRisk": f"{given.max_share * 100:g}",
            "UseDistanceFromCenterOption": "n" if given.max_radius is None else "y",
            "MaxSpatialSizeInDistanceFromCenter": 1 if given.max_radius is None else repr(given.max_radius),
            "MinimumCasesInHighRateClusters": given.min_cases,
        },
        "Temporal Window": {"MaxTemporalSizeInterpretation": int(is_days), "MaxTemporalSize": f"{size:g}"},
        "Space and Time Adjustments": {"AdjustForWeeklyTrends": "y" if given.by_weekday else "n"},
    }
    return "\n".join(
        "\n".join([f"[{part}]", *(f"{key}={value}" for key, value in pairs.items())])
        for part, pairs in lines.items()
    ) + ("\n")


def _read_values(text: str) -> dict[str, str]:
    """Read ``key=value``; sections and comments are left, a line of another shape is told."""
    values: dict[str, str] = {}
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = raw.strip()
        if number > 5_000 or len(line) > 1_000 or "\0" in line:
            raise ReportFileError(f"Regel {number}: dit is geen .prm-bestand van SaTScan.")
        if not line or line[0] in ";[#":
            continue
        pair = _KEY.fullmatch(line)
        if pair is None:
            raise ReportFileError(f"Regel {number} van het .prm-bestand is geen 'naam=waarde'.")
        if values.setdefault(pair[1], pair[2].strip()) != pair[2].strip():
            raise ReportFileError(
                f"Regel {number} van het .prm-bestand: {pair[1]} staat er twee keer, anders."
            )
    if not values:
        raise ReportFileError("Het .prm-bestand is leeg.")
    return values


def _choose(name: str, values: Mapping[str, str], known: Mapping[str, _Choice], other: str) -> _Choice:
    code = values.get(name, other)
    if code not in known:
        listed = ", ".join(f"{key} ({word})" for key, word in known.items())
        raise ReportFileError(f"{name}={code[:40]}: Spoorboek kent alleen {listed}.")
    return known[code]


def _read_number(name: str, values: Mapping[str, str], other: float, *, low: float, high: float) -> float:
    word = values.get(name, "") or str(other)
    try:
        number = float(word)
    except ValueError as error:
        raise ReportFileError(f"{name}={word[:40]} is geen getal.") from error
    if not low <= number <= high or math.isnan(number):
        raise ReportFileError(f"{name}={word[:40]}: dit moet liggen van {low:g} tot en met {high:g}.")
    return number


def _read_date(name: str, values: Mapping[str, str]) -> date:
    word = values.get(name, "")
    try:
        year, month, day = (int(part) for part in word.split("/"))
        return date(year, month, day)
    except ValueError as error:
        raise ReportFileError(f"{name}={word[:40]} is geen dag; schrijf jaar/maand/dag.") from error


def _read_name(name: str, values: Mapping[str, str], *, needed: bool) -> str:
    """Return the name of a file beside the .prm: a path could lead anywhere on this machine."""
    word = values.get(name, "")
    if not word and needed:
        raise ReportFileError(f"In het .prm-bestand ontbreekt {name}.")
    if word and (_FILE.fullmatch(word) is None or ".." in word):
        raise ReportFileError(
            f"{name}={word[:60]}: noem alleen de naam van een bestand in dezelfde map, zonder pad."
        )
    return word


def _write_day(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"
