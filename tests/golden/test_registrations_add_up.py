"""The invented registrations of the example city, counted, give the numbers of the two letters."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.registers.register_factories import AT
from tests.figure_store import load_registrations

from spoorboek.apps.access.counting import count_registrations
from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.queries import CaseFlow, list_case_flows
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

CITY = Path(__file__).resolve().parents[2] / "examples" / "dordrecht"
LOADER = Viewer(person_id="", name="inlezer", roles=frozenset(Role))

EARLY, BOTH = "2023-01..2023-04", "2023..2024"
MMA = {"channel": "mma", "theme": "ondermijning"}
LETTERS: list[tuple[dict[str, Any], str, int | Decimal]] = [
    ({"register": "signals", "moment": "received", "where": MMA}, "2023", 88),
    ({"register": "signals", "moment": "received", "where": MMA}, EARLY, 24),
    ({"register": "signals", "moment": "received", "where": MMA}, "2024", 104),
    ({"register": "signals", "moment": "discussed"}, EARLY, 6),
    ({"register": "signals", "moment": "received", "where": {"channel": "app"}}, BOTH, 46),
    ({"register": "inspection-days", "moment": "held"}, EARLY, 3),
    ({"register": "inspection-days", "moment": "held", "where": {"sector": "automotive"}}, EARLY, 1),
    ({"register": "inspected-businesses", "moment": "held"}, EARLY, 18),
    ({"register": "inspected-businesses", "moment": "held", "measure": "businesses"}, EARLY, 18),
    ({"register": "police-reports", "moment": "received", "where": {"subject": "drugs"}}, EARLY, 10),
    ({"register": "police-reports", "moment": "received", "where": {"subject": "prostitution"}}, EARLY, 4),
    ({"register": "penalty-orders", "moment": "imposed", "where": {"subject": "drug_dealing"}}, EARLY, 3),
    ({"register": "penalty-orders", "moment": "imposed", "where": {"labelled_as": "order"}}, BOTH, 3),
    ({"register": "penalty-orders", "moment": "imposed"}, BOTH, 32),
    ({"register": "penalty-orders", "moment": "imposed", "measure": "euro"}, BOTH, Decimal(160000)),
    ({"register": "establishment-checks", "moment": "checked"}, EARLY, 4),
    ({"register": "activities", "moment": "held", "where": {"kind": "training", "pillar": 2}}, EARLY, 1),
    ({"register": "activities", "moment": "held", "where": {"kind": "inventory", "pillar": 2}}, EARLY, 1),
    ({"register": "activities", "moment": "held", "where": {"pillar": 3}}, EARLY, 1),
    ({"register": "cases", "moment": "opened", "where": {"kind": "riec"}}, "2024", 5),
    ({"register": "cases", "moment": "opened", "where": {"kind": "person_centred_plan"}}, BOTH, 5),
    ({"register": "cases", "stock": "end", "where": {"kind": "nuisance_location"}}, "2023", 19),
    ({"register": "cases", "stock": "end", "where": {"kind": "nuisance_location"}}, "2024", 12),
    ({"register": "deployments", "moment": "started", "where": {"kind": "mobile_camera"}}, BOTH, 19),
    ({"register": "designated-areas", "stock": "end", "where": {"kind": "camera"}}, "2024", 6),
    ({"register": "assets", "moment": "replaced", "where": {"kind": "fixed_camera"}}, BOTH, 20),
    ({"register": "seizures", "moment": "seized", "measure": "euro"}, BOTH, Decimal(150000)),
    ({"register": "seizures", "moment": "seized", "measure": "vehicles"}, BOTH, 2),
]
SESSION = {"kind": "awareness_session"}
for at_network_day, sessions in ((False, 9), (True, 3)):
    where = {**SESSION, "at_network_day": at_network_day}
    LETTERS.append(({"register": "activities", "moment": "held", "where": where}, BOTH, sessions))
for kind, period, amount in (
    ("lesson", "2024", 110),
    ("network_day", BOTH, 70),
    ("staff_start", BOTH, 2),
    ("project", BOTH, 2),
):
    rule = {"register": "activities", "moment": "held", "where": {"kind": kind}, "measure": "amount"}
    LETTERS.append((rule, period, amount))
for subject, drug_kind, kind, taken in (
    ("drugs", "soft", "closure", 4),
    ("drugs", "hard", "closure", 2),
    ("drugs", "soft", "warning", 4),
    ("prostitution", "", "closure", 1),
    ("prostitution", "", "warning", 1),
    ("prostitution", "", "coercive_decision", 2),
):
    where = {"subject": subject, "kind": kind} | ({"drug_kind": drug_kind} if drug_kind else {})
    LETTERS.append(({"register": "measures", "moment": "taken", "where": where}, EARLY, taken))


@pytest.fixture
def loaded(db: None) -> None:
    load_registrations(CITY / "registrations", by=LOADER, at=AT)


def test_every_count_of_the_letters_follows_from_the_registrations(loaded: None) -> None:
    counted = [
        count_registrations(REGISTERS, CountingRule.parse(rule), Period.parse(period)).amount
        for rule, period, _ in LETTERS
    ]
    assert counted == [expected for _, _, expected in LETTERS]


def test_cases_come_in_and_go_out_as_in_the_letters_and_closings_are_counted(
    loaded: None,
) -> None:
    kind = "casusoverleg ondermijning"
    assert list_case_flows(LOADER, Period.year(2023))[kind] == CaseFlow(8, 18, 19, 7)
    in_2024 = list_case_flows(LOADER, Period.year(2024))[kind]
    assert (in_2024.carried_in, in_2024.opened) == (7, 25)
    assert in_2024.carried_in + in_2024.opened - in_2024.closed == in_2024.carried_out


def test_the_five_named_places_left_the_list_in_2024(loaded: None) -> None:
    places = ("Kloostertuin", "Loswalweg", "Lijnbaan", "Bieshof", "Wantijpark")
    rule = CountingRule("cases", moment="closed", where=(("kind", ("nuisance_location",)), ("place", places)))
    assert len(count_registrations(REGISTERS, rule, Period.year(2024)).rows) == 5


def test_everything_is_marked_as_invented(loaded: None) -> None:
    for register in REGISTERS.values():
        assert register.model._default_manager.exists(), register.code
        assert not register.model._default_manager.filter(invented=False).exists(), register.code


def test_loading_the_same_files_again_changes_nothing(loaded: None) -> None:
    again = load_registrations(CITY / "registrations", by=LOADER, at=AT)
    assert [report.added for report in again] == [0] * len(REGISTERS)
    assert [report.differing for report in again] == [()] * len(REGISTERS)


def test_loading_asks_the_database_a_fixed_number_of_questions_per_file(db: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        load_registrations(CITY / "registrations", by=LOADER, at=AT)
    assert len(asked) < 20 * len(REGISTERS)


def test_making_the_registrations_anew_gives_the_files_that_are_kept(tmp_path: Path) -> None:
    command = [sys.executable, str(CITY / "make_registrations.py"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (CITY / "registrations").iterdir()}
    assert made == kept


def test_days_are_working_days_and_not_all_the_same(loaded: None) -> None:
    for register in REGISTERS.values():
        rows = register.model._default_manager
        for path in (path for path in register.moments.values() if path not in ("reopened_on", "ended_on")):
            days = set(rows.exclude(**{path: None}).values_list(path, flat=True))
            assert not [day for day in days if day.weekday() > 4], (register.code, path)
            assert len(days) > 2 or rows.exclude(**{path: None}).count() < 10, (register.code, path)
