"""Small numbers in letters: tables withhold them, and no later letter may give them away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker
from tests.figure_store import MANAGER, a_mapping, a_snapshot, a_source
from tests.letter_world import AT, EXAMPLE, SIGNERS, open_world, person

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.queries import get_passport
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.exchange.city_file import Order
from spoorboek.apps.exchange.route import approve_letter
from spoorboek.apps.indicators.actions import define_figures, define_tables
from spoorboek.apps.indicators.definition_file import read_definitions, read_tables
from spoorboek.apps.letters.actions import keep_letter_type, set_aside, start_letter, submit_letter
from spoorboek.apps.letters.errors import NotReadyError
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.letters.publishing import publish_letter
from spoorboek.apps.letters.queries import check_letter, get_published_file
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.figures.values import NonValue

pytestmark = pytest.mark.django_db

COUNTS = {"young": 4, "adult": 31, "old": 25}
HEADER = """---
type: raadsinformatiebrief
slug: {slug}
title: {slug}
dated_on: 2025-02-24
case_number: 2025-0000001
plan: leeg
period: 2024
area: GM0505
fields:
  meeting: Gemeenteraad
  portfolio_holder: Burgemeester
  budget_programme: Veilig
  core_team: Veiligheid
  author: Beleidsadviseur veiligheid
  email: veiligheid@dordrecht.example
  responsible: Teamleider veiligheid
  public: Ja
---

# Wie is waarvoor bevoegd?

Het college.

# Waarom krijgt u deze brief?

U vroeg erom.

# Welke informatie delen wij?

{said}

# Hoe gaat het verder?

Wij schrijven weer.

# Wat kost het en hoe wordt het betaald?

Niets.

# Welke besluiten horen hierbij?

Geen.
"""
ENTRY = """- code: {code}
  title: Personen in de aanpak, {code}
  unit: personen
  kind: count
  counts: persons
  source_type: registered
  counting_rule: Elke persoon telt een keer.
"""


@pytest.fixture(scope="module", autouse=True)
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with open_world(tmp_path_factory.mktemp("city"), django_db_blocker, load_persons):
        yield


def load_persons() -> None:
    """Three groups of persons with their total, in a table; a plan that promises nothing."""
    create_demo_people(at=AT)
    load_areas(by=INSTALLATION, at=AT, content=(EXAMPLE / "areas.geojson").read_bytes())
    kind = (EXAMPLE / "letter-types" / "raadsinformatiebrief.yaml").read_text()
    keep_letter_type(specification=kind, by=person("auteur"), at=AT)
    SafetyPlan.objects.create(
        slug="leeg", title="Plan", area_code="GM0505", first_on=date(2023, 1, 1), last_on=date(2026, 12, 31)
    )
    define_persons()


def define_persons() -> None:
    a_source("persons", a_mapping())
    rows = "".join(f"2024;{name};{count}\n" for name, count in COUNTS.items())
    a_snapshot("jaar;soort;aantal\n" + rows, "persons")
    series = "  series:\n    source: persons\n    value: count\n"
    said = [ENTRY.format(code=name) + series + f"    where: {{kind: {name}}}\n" for name in COUNTS]
    said.append(ENTRY.format(code="everybody") + "  derived: {expression: young + adult + old}\n")
    define_figures(by=MANAGER, at=AT, rules=read_definitions(("indicators:\n" + "".join(said)).encode()))
    table = "tables:\n- code: persons\n  title: Personen\n  rows:\n"
    table += "".join(f"  - {{figure: {name}, label: {name}}}\n" for name in COUNTS)
    table += "  total: {figure: everybody, label: Samen}\n"
    define_tables(by=MANAGER, at=AT, tables=read_tables(table.encode()))


def write(slug: str, said: str) -> str:
    return start_letter(source=HEADER.format(slug=slug, said=said), by=person("auteur"), at=AT)


def publish(slug: str, days: int = 0) -> None:
    at = AT + timedelta(days=days)
    people = [person(name) for name in SIGNERS]
    approve_letter(order=Order(slug), author=person("auteur"), people=people, at=at)
    publish_letter(slug=slug, by=person("auteur"), at=at)


def publish_table() -> dict[str, str]:
    write("tabel", '[?]{table="persons" period="2024"}')
    publish("tabel")
    manifest = list_published(ANONYMOUS)[0].manifest
    return {figure["code"]: figure["value"] for figure in manifest["figures"]}


def test_a_table_withholds_a_small_count_and_one_more_everywhere_it_is_published() -> None:
    assert publish_table() == {"young": "suppressed", "old": "suppressed", "adult": "31", "everybody": "60"}
    manifest = list_published(ANONYMOUS)[0].manifest
    kept = {figure["code"]: figure["provenance"] for figure in manifest["figures"]}
    assert (kept["young"]["row_count"], kept["young"]["query"]) == (
        0,
        "afgeschermd: het aantal is te klein om te noemen",
    )
    assert "young@2024@GM0505 = afgeschermd; adult@2024@GM0505 = 31" in kept["everybody"]["query"]
    runs = [run for part in manifest["parts"] for run in part["runs"] if "figure" in run]
    assert [run["text"] for run in runs] == ["afgeschermd", "31", "afgeschermd", "60"]
    assert b"afgeschermd" in get_published_file(ANONYMOUS, "tabel", "html")
    assert get_passport(ANONYMOUS, "young@2024", at=AT).value is NonValue.SUPPRESSED


def test_a_letter_that_would_give_a_withheld_number_away_is_refused_in_a_sentence() -> None:
    publish_table()
    write("later", 'Er waren [25]{figure="old" period="2024"} ouderen.')
    [reason] = check_letter(person("auteur"), "later", at=AT).reasons
    assert "Personen in de aanpak, young, 2024, Dordrecht' is uit te rekenen: het is 4." in reason
    with pytest.raises(NotReadyError, match=r"'tabel .*' en 'later' verraden dat samen"):
        submit_letter(slug="later", by=person("auteur"), at=AT)


def test_a_letter_that_became_unsafe_after_its_approval_is_not_published() -> None:
    write("later", 'Er waren [25]{figure="old" period="2024"} ouderen.')
    people = [person(name) for name in SIGNERS]
    approve_letter(order=Order("later"), author=person("auteur"), people=people, at=AT)
    publish_table()
    with pytest.raises(NotReadyError, match="is uit te rekenen: het is 4"):
        publish_letter(slug="later", by=person("auteur"), at=AT)


def test_a_small_number_in_a_sentence_is_for_a_person_to_decide_with_a_reason() -> None:
    write("zin", 'Er waren [4]{figure="young" period="2024"} jongeren.\n\n[?]{table="persons" period="2024"}')
    with pytest.raises(NotReadyError):
        submit_letter(slug="zin", by=person("auteur"), at=AT)
    set_aside(
        slug="zin",
        claim_id="n1",
        verdict="disclosure_review",
        reason="De groep is in de krant al genoemd.",
        by=person("auteur"),
        at=AT,
    )
    submit_letter(slug="zin", by=person("auteur"), at=AT)
