"""Two people writing in one case at random lose nothing, and what flows in and out of cases always adds up.

As many interleavings as asked for: ``check_interleaving`` is also what the proof runs 500 times.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.registers.register_factories import AT, a_case, a_person, a_viewer

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.errors import ConflictError
from spoorboek.apps.cases.models import Case, CaseText, CaseTextVersion
from spoorboek.apps.cases.queries import CaseFlow, list_case_flows
from spoorboek.apps.cases.text_actions import save_text
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db


def check_interleaving(seed: int, writers: tuple[Viewer, Viewer]) -> None:
    """Let two people read and save one text in a random order; every word that was typed is kept."""
    rng = random.Random(seed)
    number = a_case(f"C-{seed}", owner_id=int(writers[0].person_id), level="open").number
    read = {0: (0, ""), 1: (0, "")}
    typed: list[str] = []
    for step in range(rng.randint(4, 10)):
        who = rng.randrange(2)
        if rng.random() < 0.4:
            kept = CaseText.objects.filter(case__number=number).first()
            read[who] = (kept.version, kept.body) if kept else (0, "")
            continue
        word = f"woord-{who}-{step}"
        typed.append(word)
        version, body = read[who]
        mine = f"{body} {word}".strip()
        try:
            version = save(number, mine, version, writers[who])
        except ConflictError as refused:
            # The page shows both; the writer puts their word into what stands there now.
            mine = f"{refused.current['plan']} {word}".strip()
            version = save(number, mine, refused.version, writers[who])
        read[who] = (version, mine)
    last = CaseText.objects.filter(case__number=number).values_list("body", flat=True).first() or ""
    assert [word for word in typed if word not in last.split()] == [], f"lost in interleaving {seed}"
    versions = CaseTextVersion.objects.filter(text__case__number=number).count()
    assert versions == len(typed), f"a saved text is gone in interleaving {seed}"


def save(number: str, body: str, version: int, by: Viewer) -> int:
    return save_text(number=number, section="plan", body=body, version=version, by=by, at=AT)


def test_two_people_interleaving_at_random_lose_no_word(interleavings: int) -> None:
    first = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("een"))
    second = a_viewer(Role.COORDINATOR, person=a_person("ander"))
    for seed in range(interleavings):
        check_interleaving(seed, (first, second))


days = st.integers(0, 800)
lives = st.lists(st.tuples(days, st.none() | st.integers(0, 400)), max_size=8)
FIRST = date(2023, 1, 1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=lives, start=st.integers(-100, 900), length=st.integers(0, 500))
def test_carried_in_plus_opened_minus_closed_is_carried_out_in_any_period(
    lives: list[tuple[int, int | None]], start: int, length: int
) -> None:
    Case.objects.all().delete()
    for number, (opened, lasted) in enumerate(lives):
        opened_on = FIRST + timedelta(days=opened)
        closed_on = None if lasted is None else opened_on + timedelta(days=lasted)
        a_case(f"C-{number}", opened_on=opened_on, closed_on=closed_on)
    period = Period.parse(f"{FIRST + timedelta(days=start)}..{FIRST + timedelta(days=start + length)}")
    flows = list_case_flows(a_viewer(Role.COORDINATOR), period)
    flow = flows.get("casusoverleg ondermijning", CaseFlow(0, 0, 0, 0))
    assert flow.carried_in + flow.opened - flow.closed == flow.carried_out
    assert flow.opened == sum(1 for o, _ in lives if start <= o <= start + length)
