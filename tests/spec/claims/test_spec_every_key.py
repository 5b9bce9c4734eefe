"""Every key of ``claim test --json``: it is accepted, it is checked, and it makes a difference."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from spoorboek.rules.claims.entry import ENTRY_KEYS
from spoorboek.rules.claims.judge import judge_claims

Entry = dict[str, Any]
PLAN = {"start": "2023-01-01", "end": "2026-12-31"}
TWO = [{"period": "2023", "value": 88}, {"period": "2024", "value": 104}]
THREE = [{"period": "2022", "value": 100}, *TWO]
RISES: Entry = {"claim": "rises", "points": TWO}
MARKS: Entry = {
    "claim": "rises",
    "kind": "mark",
    "points": [
        {"period": "2021", "value": 7.1, "low": 7.05, "high": 7.15},
        {"period": "2023", "value": 7.3, "low": 7.25, "high": 7.35},
    ],
}
MONTHS = [{"period": f"{2023 + nr // 12}-{nr % 12 + 1:02}", "value": 60 - nr // 12 * 20} for nr in range(24)]
TARGET: Entry = {
    "claim": "target_met",
    "source_type": "operational",
    "points": [{"period": "2024", "value": 9, "unit": "controles"}],
    "target": {"value": 9, "unit": "controles", "period": "2024", "direction": "at_least"},
}
SUM: Entry = {
    "claim": "adds_up",
    "parts": [{"value": 4, "unit": "panden"}, {"value": 6, "unit": "panden"}],
    "total": {"value": 10, "unit": "panden"},
}
FLOW: Entry = {"claim": "flow", "flow": {"carried_in": 8, "opened": 18, "closed": 19, "carried_out": 7}}
ELSEWHERE: Entry = {
    "claim": "higher_than",
    "points": [{"period": "2024", "value": 120}],
    "reference": {"points": [{"period": "2024", "value": 60}]},
}


@dataclass(frozen=True)
class Case:
    """One key by its path, an entry that uses it, another right value and a wrong one."""

    path: tuple[Any, ...]
    entry: Entry
    other: Any
    wrong: Any = ()
    """A tuple when any value of its JSON type is right."""

    @property
    def name(self) -> str:
        return ".".join(str(part) for part in self.path if not isinstance(part, int))

    def change(self, value: Any) -> Entry:
        entry = copy.deepcopy(self.entry)
        place: Any = entry
        for part in self.path[:-1]:
            place = place[part]
        place[self.path[-1]] = value
        return entry


CASES = [
    Case(("id",), RISES, "other", {}),
    Case(("claim",), RISES, "falls", "climbs"),
    Case(
        ("words",),
        RISES | {"strength": "firm", "points": [TWO[0] | {"value": 6000}, TWO[1] | {"value": 6500}]},
        "significant",
        5,
    ),
    Case(("strength",), RISES, "trend", "strong"),
    Case(("hedged",), {"claim": "causes", **{"points": TWO}}, True, "ja"),
    Case(("kind",), RISES, "amount", "number"),
    Case(("counts",), {"claim": "states", "points": [{"period": "2024", "value": 5}]}, "persons", "people"),
    Case(("source_type",), RISES, "operational", "police"),
    Case(
        ("term",),
        {"claim": "uses_term", "source_type": "self_reported", "term": "ervaren"},
        "geregistreerd",
        1,
    ),
    Case(("section",), RISES, None, 7),
    Case(("points",), RISES, THREE[:2], {}),
    Case(("points", 1, "period"), RISES, "2024-01..2024-06", "vorig jaar"),
    Case(("points", 1, "value"), RISES, 60, "veel"),
    Case(("points", 1, "low"), MARKS, 6.5, 7.4),
    Case(("points", 1, "high"), MARKS, 9.5, 7.2),
    Case(("points", 1, "decimals"), MARKS, 0, -1),
    Case(("points", 1, "unit"), RISES, "meldingen", 5),
    Case(("points", 1, "definition"), RISES | {"points": [TWO[0] | {"definition": "v1"}, TWO[1]]}, "v2", 5),
    Case(("points", 1, "provisional"), RISES, True, "ja"),
    Case(("from",), RISES | {"points": THREE, "plan": PLAN}, "2022", "toen"),
    Case(("to",), RISES | {"points": THREE}, "2023", "nu"),
    Case(("reference",), ELSEWHERE, None, []),
    Case(("reference", "points"), ELSEWHERE, [{"period": "2024", "value": 130}], {}),
    Case(("baseline",), RISES | {"points": THREE}, "2022", "begin"),
    Case(("series",), {"claim": "falls", "strength": "trend", "points": []}, MONTHS, {}),
    Case(("series", 3, "period"), {"claim": "falls", "series": MONTHS}, "2030-01", "april"),
    Case(("series", 3, "value"), {"claim": "falls", "series": MONTHS}, 400, "x"),
    Case(("plan",), RISES | {"points": THREE}, PLAN, []),
    Case(("plan", "start"), RISES | {"plan": PLAN, "points": THREE}, "2024-01-01", "x"),
    Case(("plan", "end"), RISES | {"plan": PLAN}, "2023-12-31", "2020-01-01"),
    Case(("target",), TARGET, None, []),
    Case(("target", "value"), TARGET, 10, "tien"),
    Case(("target", "unit"), TARGET, "dagen", 5),
    Case(("target", "period"), TARGET, "2025", "ooit"),
    Case(
        ("target", "direction"), TARGET | {"points": [{"period": "2024", "value": 12}]}, "at_most", "sideways"
    ),
    Case(("parts",), SUM, [4, 5], {}),
    Case(("parts", 0, "value"), SUM, 5, "x"),
    Case(("parts", 0, "unit"), SUM, "waarschuwingen", 5),
    Case(("total",), SUM, 11, "x"),
    Case(("total", "value"), SUM, 11, "x"),
    Case(("total", "unit"), SUM, "meldingen", 5),
    Case(("flow",), FLOW, None, []),
    *(Case(("flow", name), FLOW, 1, -1) for name in ("carried_in", "opened", "closed", "carried_out")),
    Case(("dispersion",), RISES, 3, 0),
    Case(("printed",), RISES, ["105"], {}),
    Case(("printed", 0, "text"), RISES | {"printed": [{"text": "104", "period": "2024"}]}, "105", 5),
    Case(("printed", 0, "period"), RISES | {"printed": [{"text": "104", "period": "2024"}]}, "2023", "x"),
    Case(("evidence",), {"claim": "causes"}, [{"kind": "evaluation", "comparison_area": "A"}], {}),
    Case(("depends_on",), RISES | {"evidence": ["whole"]}, ["whole"], {}),
    Case(
        ("area_level",),
        {"claim": "states", "counts": "incidents", "points": [{"period": "2024", "value": 3}]},
        "wijk",
        "planeet",
    ),
]
COMPANY: list[Entry] = [
    {"id": "whole", "claim": "rises", "points": TWO},
    {"id": "near", "claim": "falls", "section": "s", "points": [{"period": "2023", "value": 100}, TWO[1]]},
]
IDS = [case.name for case in CASES]


def answer(entry: Entry) -> dict[str, Any]:
    return judge_claims([{"id": "one", **entry}, *COMPANY])[0]


def test_the_walk_meets_every_key_of_an_entry_but_the_note() -> None:
    assert {case.path[0] for case in CASES} == set(ENTRY_KEYS) - {"note"}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_key_is_accepted_and_makes_a_difference(case: Case) -> None:
    before, after = answer(case.entry), answer(case.change(case.other))
    if case.name == "section":
        after = answer(case.change("s"))
        assert after["computed"]["p_adjusted"] != before["computed"]["p_adjusted"]
    assert "error" not in before, before
    assert "error" not in after, after
    assert before != after


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_wrong_value_is_refused_and_names_its_key(case: Case) -> None:
    found = judge_claims([{"id": "one", **case.change(case.wrong)}, *COMPANY])
    name = "low" if case.path[-1] == "high" else str(case.path[-1])
    assert name in found[0]["error"], found[0]
    assert all("error" not in other for other in found[1:])


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_answer_has_the_agreed_keys_and_nothing_else(case: Case) -> None:
    found = answer(case.change(case.other))
    assert list(found) == ["id", "verdict", "also", "severity", "why", "better", "computed"]
    assert found["severity"] in (None, "number", "conclusion", "note")
    assert (found["severity"] is None) == (found["verdict"] == "supported")
    assert isinstance(found["also"], list)
    assert found["verdict"] not in found["also"]
    assert found["why"].endswith(".")
    assert found["better"] is None or found["better"].endswith(".")


@pytest.mark.parametrize(
    "name",
    ["difference", "percentage", "interval", "p", "p_adjusted", "breaks_at_dispersion"],
)
def test_a_change_of_counts_brings_all_that_the_method_promises(name: str) -> None:
    assert answer(RISES)["computed"][name] is not None
