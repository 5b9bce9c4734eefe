"""Numbers of a kept analysis in a letter: figures with provenance, and claims that can be judged again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.accounts.passports import get_passport
from spoorboek.apps.areas.models import Area
from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.apps.hotspots.exposure import measure_exposure
from spoorboek.apps.hotspots.figures import find_analysis_figures
from spoorboek.apps.letters.known_figures import find_known_figures
from spoorboek.documents.figure_record import record_figure
from spoorboek.documents.source.letter import parse_letter
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.hotspots.kept_numbers import list_kept_numbers
from spoorboek.rules.hotspots.letter_text import write_letter_text
from spoorboek.rules.letter_claims import build_claims, list_claim_keys
from spoorboek.rules.letter_references import LetterContext
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
KEEPER = Viewer("k", "beheer", frozenset({Role.DATA_MANAGER}))
HEAD = """---
type: brief
title: Proef
slug: proef
dated_on: 2025-02-24
case_number: "1"
plan: plan
period: "2024"
area: GM0505
---
"""
CONTEXT = LetterContext(Period.year(2024), "GM0505")


def write_rows(count, burst=0):
    first = datetime(2024, 1, 1, 22, 15, tzinfo=UTC)
    rows = [(first + timedelta(days=3 * at), 105_000 + 230 * (at * 7 % 40), 424_000) for at in range(count)]
    rows += [
        (datetime(2024, 3, 4 + at % 3, 12, 5, tzinfo=UTC), 112_000 + 9 * at, 425_000) for at in range(burst)
    ]
    return "start,x,y\n" + "".join(f"{moment.isoformat()},{x},{y}\n" for moment, x, y in sorted(rows))


@pytest.fixture(scope="module")
def analyses(django_db_setup, django_db_blocker):
    """Two analyses, made once for every test here: with a group that stands out, and with too few reports."""
    with django_db_blocker.unblock(), transaction.atomic():
        Area.objects.create(code="GM0505", name="Proefstad", edition=2023, kind="gemeente", attribution="CBS")
        made = {}
        for code, text in (("groep", write_rows(46, burst=12)), ("weinig", write_rows(20))):
            take_in_reports(by=KEEPER, at=AT, code=code, title="Geheime titel", content=text)
            made[code] = analyse_reports(by=KEEPER, at=AT, code=code)
        yield made
        transaction.set_rollback(True)


def judge(text):
    letter = parse_letter(f"{HEAD}\n# Waar en wanneer\n\n{text}\n")
    spans = [span.reference for _, span in letter.spans() if hasattr(span, "reference")]
    keys = {*list_claim_keys(letter, CONTEXT)} | {one.key(CONTEXT.period, CONTEXT.area) for one in spans}
    figures = find_known_figures(KEEPER, keys, at=AT)
    claims = build_claims(letter, figures, CONTEXT)
    return figures, judge_claims([claim.entry for claim in claims], on=AT.date())


def test_every_sentence_for_a_letter_is_carried_by_figures_of_the_kept_analysis(analyses):
    found = analyses["groep"]
    figures, verdicts = judge("\n\n".join(write_letter_text(found.result, found.number)))
    assert {one["verdict"] for one in verdicts} == {"supported"}
    assert f"hotspots-{found.number}-group-1-chance" in {key.split("@")[0] for key in figures}
    kept = record_figure(figures[_key_of_reports(found)])
    assert kept["value"] == "58"
    assert '"seed": 20250224' in kept["provenance"]["query"]
    assert kept["provenance"]["row_count"] == 58
    assert len(kept["provenance"]["snapshots"][0]["sha256"]) == 64
    assert "Geheime titel" not in str(kept)


def test_too_few_reports_claim_nothing_and_a_claim_on_them_is_refused(analyses):
    found = analyses["weinig"]
    text = "\n\n".join(write_letter_text(found.result, found.number))
    assert "te weinig" in text
    assert "Er is geen groep meldingen gevonden" in text
    assert "group-1" not in text
    whole = Period.parse(f"{found.result['first_day']}..{found.result['last_day']}")
    tied = f'Er waren [12]{{figure="hotspots-{found.number}-group-1" period="{whole}"}} meldingen bijeen.'
    figures, verdicts = judge(tied)
    assert [one.value for one in figures.values()] == [NonValue.UNDEFINED]
    assert verdicts[0]["verdict"] != "supported"


def test_a_rise_that_chance_can_give_is_refused_with_better_words(analyses):
    found = analyses["weinig"]
    text = next(one for one in write_letter_text(found.result, found.number) if "claim=" in one)
    assert "not_demonstrably_changed" in text
    bolder = text.replace("is niet aantoonbaar veranderd", "is fors gedaald").replace(
        '"not_demonstrably_changed"', '"falls" strength="firm"'
    )
    _, verdicts = judge(bolder)
    bold = next(one for one in verdicts if one["id"].startswith("c"))
    assert bold["verdict"] in {"not_demonstrable", "contradicted"}
    assert bold["better"]


def test_a_small_group_in_one_spot_is_withheld():
    group = {"first_day": "2024-03-04", "last_day": "2024-03-05", "cases": 4, "expected": 0.1, "p": 0.005}
    result = {
        "first_day": "2024-01-01",
        "last_day": "2024-12-30",
        "enough": {"report_count": 46, "answers": []},
        "scan": {"clusters": [group | {"is_beyond_chance": True}]},
    }
    numbers = {one.name: one.value for one in list_kept_numbers(result)}
    assert numbers["group-1"] is NonValue.SUPPRESSED


def test_a_passport_shows_how_the_analysis_was_made_and_strangers_find_none(analyses):
    found = analyses["weinig"]
    key = next(iter(find_analysis_figures(KEEPER, [_key_of_reports(found)])))
    passport = get_passport(KEEPER, key, at=AT)
    assert passport.printed == "20"
    assert passport.rows.rows == ()
    assert f"analyse {found.number}" in passport.question
    with pytest.raises(NotFoundError):
        get_passport(ANONYMOUS, key, at=AT)


def _key_of_reports(found):
    whole = Period.parse(f"{found.result['first_day']}..{found.result['last_day']}")
    return f"hotspots-{found.number}-reports@{whole}@GM0505"


def test_the_weight_and_size_of_the_municipality_come_from_its_own_areas(analyses):
    ring = [[4.60, 51.80], [4.6145, 51.80], [4.6145, 51.809], [4.60, 51.809], [4.60, 51.80]]
    for number in (1, 2):
        Area.objects.create(
            code=f"BU0505000{number}",
            name=f"Buurt {number}",
            edition=2023,
            kind="buurt",
            attribution="CBS",
            boundary={"type": "Polygon", "coordinates": [ring]},
        )
    found = measure_exposure(KEEPER, at=AT)
    assert found.sizes == (1.0, 1.0)
    assert found.extent == pytest.approx(1414, rel=0.01)
    assert "elk even zwaar" in found.tell()
