"""Things to test with: plain functions, invented people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case, Participation
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.interventions.models import InspectedBusiness, InspectionDay
from spoorboek.apps.people.models import Person
from spoorboek.rules.roles import Role

AT = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
WHY = "voorbereiding van het casusoverleg"
EVERYTHING = Viewer(person_id="", name="inlezer", roles=frozenset(Role))


def a_viewer(*roles: Role, person: Person | None = None) -> Viewer:
    return Viewer(person_id=str(person.pk) if person else "", name="verzonnen", roles=frozenset(roles))


def a_person(username: str) -> Person:
    return Person.objects.create(username=username, is_invented=True)


def a_signal(number: str = "S-2023-0001", **said: Any) -> Signal:
    known: dict[str, Any] = {"channel": "mma", "received_on": date(2023, 2, 1), "theme": "ondermijning"}
    return Signal.objects.create(
        **{**known, "number": number, "summary": "Verzonnen", "entered_at": AT, **said}
    )


def a_case(number: str = "C-2023-0001", *, invited: Person | None = None, **said: Any) -> Case:
    known: dict[str, Any] = {"kind": "undermining", "opened_on": date(2023, 2, 1), "theme": "ondermijning"}
    if said.get("closed_on"):
        known["status"] = "closed"
    case = Case.objects.create(**{**known, "number": number, "title": "Verzonnen", "entered_at": AT, **said})
    if invited:
        Participation.objects.create(case=case, person=invited, meeting_on=date(2023, 2, 8))
    return case


def a_day(number: str, held_on: date, businesses: tuple[str, ...] = ()) -> InspectionDay:
    day = InspectionDay.objects.create(number=number, held_on=held_on, sector="retail", entered_at=AT)
    for index, business in enumerate(businesses):
        said = {"business": business, "sector": "retail", "finding": "none", "entered_at": AT}
        InspectedBusiness.objects.create(number=f"{number}-{index}", day=day, **said)
    return day


def csv_of(register: Register, *rows: dict[str, str]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines).encode()
