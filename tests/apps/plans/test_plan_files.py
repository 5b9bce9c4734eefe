"""Every problem in the file of a plan gets a sentence with its line and place; nothing is half-written."""

from __future__ import annotations

import pytest

from spoorboek.apps.plans.errors import PlanFileError
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.plan_writing import write_plan

PLAN = """\
plan: plan
title: Veiligheidsplan
area: GM0505
period: 2023..2026
themes:
  - code: ondermijning
    title: Ondermijning
promises:
  - code: inspections
    kind: count
    title: Bedrijven controleren
    owner: college
    theme: ondermijning
    unit: gecontroleerde bedrijven
    figure: inspected-businesses
    target: 10
    direction: at_least
    per: year
    baseline: 0
"""


def _problems(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(PlanFileError) as refused:
        read_plan(data)
    return list(refused.value.sentences)


def _with(old: str, new: str) -> str:
    assert old in PLAN
    return PLAN.replace(old, new)


MILESTONE = """\
  - code: exploration
    kind: milestone
    title: Verkenning
    owner: college
    deliverable: Rapport
    evidence: Zaaknummer
    due_on: {due_on}
"""
PROBLEMS = {
    "unknown key": (
        _with("area:", "colour: blauw\narea:"),
        "Regel 3, colour: De sleutel 'colour' is onbekend. Hier kunnen staan: plan, title, area, period,",
    ),
    "double key": (
        _with("area:", "title: Nog een\narea:"),
        "Regel 3, title: De sleutel 'title' staat",
    ),
    "missing key": (_with("area: GM0505\n", ""), "Regel 1, bestand: De sleutel 'area' ontbreekt."),
    "double code": (
        _with("promises:", "  - code: ondermijning\n    title: Nog eens\npromises:"),
        "Regel 8, themes[1].code: De code 'ondermijning' staat ook al bij themes[0].",
    ),
    "code that is no code": (
        _with("code: inspections", "code: In Specties"),
        "Regel 9, promises[0].code: Een code begint met een letter en bestaat uit kleine letters, cijfers en "
        "streepjes (hoogstens 80 tekens); hier staat 'In Specties'.",
    ),
    "wrong kind": (
        _with("kind: count", "kind: aantal"),
        "Regel 10, promises[0].kind: Kies uit count, outcome, milestone, standing; hier staat 'aantal'.",
    ),
    "no kind": (_with("    kind: count\n", ""), "Regel 9, promises[0]: De sleutel 'kind' ontbreekt"),
    "key of another kind": (
        _with("kind: count", "kind: standing"),
        "Regel 16, promises[0].target: De sleutel 'target' hoort niet bij een belofte van de soort standing.",
    ),
    "target without unit": (
        _with("    unit: gecontroleerde bedrijven\n", ""),
        "Regel 9, promises[0]: Er staat een doel (target) zonder eenheid (unit).",
    ),
    "target that is no number": (
        _with("target: 10", "target: tien"),
        "Regel 16, promises[0].target: Hier hoort een getal, zoals 10 of 7.3; hier staat 'tien'.",
    ),
    "negative target": (
        _with("target: 10", "target: -1"),
        "Regel 16, promises[0].target: Een doel en een beginstand zijn 0 of meer; hier staan -1 en 0.",
    ),
    "version that is no number": (
        _with("area:", "version: twee\narea:"),
        "Regel 3, version: Hier hoort een heel getal; hier staat 'twee'.",
    ),
    "version zero": (
        _with("area:", "version: 0\narea:"),
        "Regel 3, version: Versies tellen vanaf 1;",
    ),
    "later version without reason": (
        _with("area:", "version: 2\narea:"),
        "Regel 1, reason: Versie 2 heeft een reden nodig: waarom is het plan veranderd?",
    ),
    "date that does not exist": (
        PLAN + MILESTONE.format(due_on="2024-02-30"),
        "Regel 26, promises[1].due_on: Hier hoort een datum, zoals 2024-12-31; hier staat '2024-02-30'.",
    ),
    "date outside the plan": (
        PLAN + MILESTONE.format(due_on="2027-01-01"),
        "Regel 26, promises[1].due_on: De datum 2027-01-01 valt buiten de periode van het plan (2023..2026).",
    ),
    "period that is none": (
        _with("period: 2023..2026", "period: vier jaar"),
        "Regel 4, period: Hier hoort een periode, zoals 2023, 2023-04 of 2023..2026; hier staat 'vier jaar'.",
    ),
    "dangling reference": (
        _with("theme: ondermijning", "theme: onderwijs"),
        "Regel 13, promises[0].theme: 'onderwijs' staat niet in de lijst 'themes' van dit plan.",
    ),
    "theme inside itself": (
        _with("    title: Ondermijning", "    title: Ondermijning\n    part_of: ondermijning"),
        "Regel 8, themes[0].part_of: Het thema 'ondermijning' is een deel van zichzelf.",
    ),
    "announced plan outside the plan": (
        PLAN + "announced_plans:\n  - code: next\n    title: Volgend\n    period: 2027\n",
        "Regel 23, announced_plans[0].period: De periode 2027 valt buiten die van het plan (2023..2026).",
    ),
    "action outside the plan": (
        PLAN + "actions:\n  - code: next\n    title: Later\n    owner: college\n    due_on: 2027-01-01\n",
        "Regel 24, actions[0].due_on: De datum 2027-01-01 valt buiten de periode van het plan",
    ),
    "withdrawn but never adopted": (
        PLAN + "withdrawn:\n  body: raad\n  decided_on: 2024-01-01\n",
        "Regel 21, withdrawn: Alleen een vastgesteld plan kan worden ingetrokken.",
    ),
    "decision about nothing": (
        PLAN + "decisions:\n  - code: stop\n    outcome: stopped\n    subject: Dromen\n    reason: Op\n"
        "    decided_on: 2025-01-01\n    about: dreams\n",
        "Regel 26, decisions[0].about: 'dreams' is geen belofte, actie, doel of thema van dit plan",
    ),
    "delivery of what is no milestone": (
        PLAN + "deliveries:\n  - code: inspections\n    delivered_on: 2024-01-01\n    evidence: Ja\n",
        "Regel 21, deliveries[0].code: 'inspections' is geen mijlpaal van dit plan.",
    ),
    "commitment due before it was made": (
        PLAN + "commitments:\n  - code: c\n    text: Terugkoppelen\n    made_on: 2023-05-23\n"
        "    due_on: 2023-01-01\n",
        "Regel 21, commitments[0]: De toezegging moet op 1 januari 2023 zijn nagekomen",
    ),
    "execution plan outside its plan": (
        PLAN + "execution_plans:\n  - plan: later\n    title: Later\n    area: GM0505\n    period: 2027\n",
        "Regel 24, execution_plans[0].period: De periode 2027 valt buiten die van het plan erboven",
    ),
    "list that is none": (
        _with("promises:", "areas: overal\npromises:"),
        "Regel 8, areas: Hier hoort een lijst, met een streepje voor elk punt.",
    ),
    "value that is a list": (
        _with("title: Veiligheidsplan", "title: [a, b]"),
        "Regel 2, title: Hier hoort één waarde, geen lijst of groep sleutels.",
    ),
    "part that is a word": (
        _with("promises:", "areas: [overal]\npromises:"),
        "Regel 8, areas[0]: Hier horen sleutels met elk een waarde.",
    ),
    "nothing filled in": (_with("title: Veiligheidsplan", "title:"), "Regel 2, title: Hier staat niets."),
    "empty text": (
        _with("title: Veiligheidsplan", "title: ''"),
        "Regel 2, title: Hier staat een lege",
    ),
    "title too long": (
        _with("title: Veiligheidsplan", f"title: {'x' * 201}"),
        "Regel 2, title: De tekst is 201 tekens lang; hoogstens 200 kan.",
    ),
    "unprintable character": (
        _with("title: Veiligheidsplan", 'title: "nul\\0"'),
        "Regel 2, title: De tekst bevat een teken dat niet te drukken is (U+0000).",
    ),
    "no YAML": (_with("title: V", "title: [V"), "Regel 3: dit is geen geldige YAML."),
    "anchors": (_with("title: V", "title: &a V"), "Regel 2: verwijzingen met & en * mogen niet"),
    "tags": (_with("title: V", "title: !!python/name:os.system V"), "Regel 2: een soort met ! mag niet"),
    "raw control character": (b"plan: \x00", "Het bestand bevat een teken dat in YAML niet mag."),
    "not UTF-8": (b"plan: plan\ntitle: caf\xe9\n", "Regel 2: het bestand is geen UTF-8."),
    "too deep": ("plan: " + "[" * 30 + "]" * 30, "Regel 1: het bestand is dieper genest dan 20 lagen."),
    "too large": (b"#" * 2_000_001, "Het bestand is 2000001 bytes groot; hoogstens 2000000 kan."),
    "two documents": (PLAN + "---\nplan: two\n", "Regel 20: dit is geen geldige YAML."),
    "empty": ("", "Het bestand is leeg."),
    "a list": ("- plan\n", "Regel 1: een plan begint met sleutels"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_problem_is_told_with_its_place(case):
    text, sentence = PROBLEMS[case]
    problems = _problems(text)
    assert any(said.startswith(sentence) for said in problems), problems


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    text = _with("area: GM0505", "colour: blauw").replace("kind: count", "kind: aantal")
    assert [said.split(",")[0] for said in _problems(text)] == ["Regel 1", "Regel 3", "Regel 10"]


def test_two_plans_with_one_name_are_told_apart_from_each_other():
    child = "  - plan: same\n    title: T\n    area: GM0505\n    period: 2023\n"
    taken = "De naam '{}' is al van een ander plan in dit bestand."
    problems = _problems(PLAN + "execution_plans:\n" + child + child)
    assert problems == [f"Regel 25, execution_plans[1].plan: {taken.format('same')}"]
    problems = _problems(PLAN + "execution_plans:\n" + child.replace("same", "plan"))
    assert problems == [f"Regel 21, execution_plans[0].plan: {taken.format('plan')}"]


def test_an_execution_plan_has_no_plan_under_it():
    child = "  - plan: a\n    title: T\n    area: GM0505\n    period: 2023\n    execution_plans:\n"
    below = "      - {plan: b, title: T, area: GM0505, period: 2023}\n"
    problems = _problems(PLAN + "execution_plans:\n" + child + below)
    assert problems[0].endswith("Onder een uitvoeringsplan hangt niet nog een plan.")


def test_a_file_in_its_one_order_is_written_back_to_the_byte():
    assert write_plan(read_plan(PLAN.encode())).decode() == PLAN


def test_another_order_and_layout_become_the_same_bytes():
    messy = "# opmerking\n" + _with(
        "title: Veiligheidsplan\narea: GM0505", "area: 'GM0505'\ntitle:   Veiligheidsplan"
    )
    assert write_plan(read_plan(messy.encode())).decode() == PLAN


def test_a_mark_of_the_editor_at_the_start_does_no_harm():
    assert read_plan(b"\xef\xbb\xbf" + PLAN.encode()) == read_plan(PLAN.encode())
