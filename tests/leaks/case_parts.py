"""What is written in the cases of the invented city, each text with its word, and a meeting about them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from spoorboek.apps.cases import models
from spoorboek.apps.people.models import Person

if TYPE_CHECKING:
    from tests.leaks.register_world import Maker

OPEN_TO = {"base": "case", "content": "case content", "police": "case police"}


def make(maker: Maker, led: Any, following: Any) -> None:
    """Write in a case that ``leidt`` leads, shut two others, and meet about the first two."""
    write(maker, led, "base", models.CaseParty, "leidt", "genodigd", "jurist-genodigd", is_person=False)
    write(
        maker,
        led,
        "base",
        models.Referral,
        "leidt",
        "genodigd",
        "jurist-genodigd",
        target="riec",
        sent_on=maker.on,
    )
    write(maker, led, "base", models.PhaseEntry, "leidt", "genodigd", "jurist-genodigd", entered_on=maker.on)
    for section, group in (("plan", "content"), ("police", "police")):
        text = write(maker, led, group, models.CaseText, "leidt", section=section)
        maker.world.canaries.fill(models.CaseTextVersion, text=text, version=1, at=maker.at)
        maker.world.keep(OPEN_TO[group], led, led.number, people=frozenset({"leidt"}))
    write(maker, led, "content", models.CaseDecision, "leidt", decided_on=maker.on)
    # Also for the guest who must do it.
    guest = Person.objects.get(username="genodigd")
    write(maker, led, "content", models.CaseAction, "leidt", "genodigd", assignee=guest)
    for level in ("open", "protected", "closed"):
        maker.case("leidt", (), level=level)
    _meet(maker, following)


def write(maker: Maker, case: Any, group: str, model: Any, *people: str, **said: Any) -> Any:
    """Write one thing in a case; a read of it is logged as a read of the case."""
    known = {"case": case, "group": group, "entered_at": maker.at, "person_id": ""}
    made = maker.world.canaries.fill(model, **known, **said)
    maker.world.keep(OPEN_TO[group], case, case.number, people=frozenset(people))
    return made


def _meet(maker: Maker, case: Any) -> None:
    """Meet about a case, with ``volgt`` as chair, and ``genodigd`` who was there long ago."""
    noon = timezone.make_aware(datetime.combine(maker.on, time(12)))
    number = f"O-{maker.on.year}-{maker.world.canaries.word('number').upper()}"
    meeting = maker.world.canaries.fill(
        models.Meeting,
        number=number,
        planned_at=noon,
        started_at=noon,
        access_hours=4,
        chair=Person.objects.get(username="volgt"),
    )
    maker.world.keep(
        "meeting", meeting, number, called="meeting", people=frozenset({"volgt", "genodigd", "leidt"})
    )
    models.AgendaItem.objects.create(meeting=meeting, case=case, position=1)
    for name in ("genodigd", "leidt"):
        person = Person.objects.get(username=name)
        models.Attendance.objects.create(meeting=meeting, person=person, is_present=name == "genodigd")
    models.Participation.objects.create(
        case=case,
        person=Person.objects.get(username="genodigd"),
        rule="meeting",
        groups=" base content ",
        starts_at=noon,
        ends_at=noon + timedelta(hours=8),
        meeting=meeting,
    )
