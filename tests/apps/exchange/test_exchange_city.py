"""A municipality in and out: everything or nothing, the same again changes nothing, and clear sentences."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.queries import list_events, verify_log
from spoorboek.apps.exchange.actions import FURNISHER, load_city
from spoorboek.apps.exchange.city_file import Order, find_line, read_city
from spoorboek.apps.exchange.errors import CityError, ExportError, RouteError
from spoorboek.apps.exchange.queries import export_city
from spoorboek.apps.exchange.route import approve_letter, walk_route
from spoorboek.apps.indicators.queries import list_definitions
from spoorboek.apps.letters.errors import LetterError, NotReadyError
from spoorboek.apps.letters.queries import get_letter
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Role

EXAMPLE = Path(__file__).parents[3] / "examples" / "dordrecht"
AT = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)
EXECUTION = "uitvoeringsplan-ondermijning-2023-2024"


@pytest.fixture
def author(db: None, settings: Any, tmp_path: Path) -> Viewer:
    settings.DATA_DIR = tmp_path / "data"
    create_demo_people(at=AT)
    return get_viewer("auteur")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example that a test may spoil."""
    copy = tmp_path / "stad"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "README.md"))
    return copy


def count_rows() -> dict[str, int]:
    models = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("spoorboek.")]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_a_city_comes_in_by_the_order_of_the_policy_cycle(author: Viewer) -> None:
    told: list[tuple[str, int, int]] = []
    report = load_city(EXAMPLE, by=FURNISHER, at=AT, author=author, report=lambda *step: told.append(step))
    parts = list(dict.fromkeys(part for part, _, _ in told))
    expected = "gebieden bronnen cijfers tabellen plan registraties briefsoort brief"
    assert parts == expected.split()
    assert [step for _, step, _ in told] == list(range(1, len(told) + 1))
    assert {count for _, _, count in told} == {len(report.parts)}
    assert {part.file: part.changed_count for part in report.parts}["registrations/signals.csv"] == 278
    assert report.is_changed


def test_the_same_city_again_changes_no_row_and_leaves_no_trace(author: Viewer) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    before = count_rows()
    again = load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    assert not again.is_changed
    assert count_rows() == before
    assert verify_log().is_whole


def test_the_log_names_who_loaded_and_what(author: Viewer) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    newest = list_events(INSTALLATION)[0]
    assert (newest.action, newest.person_id) == ("exchange.load", "installatie")
    assert newest.details["plan.yaml"] > 0


def test_who_furnishes_has_the_roles_of_the_parts_and_no_others() -> None:
    needed = {Role.DATA_MANAGER, Role.AUTHOR, Role.REVIEWER, Role.COORDINATOR, Role.LAWYER}
    assert FURNISHER.roles == needed


def test_a_part_that_one_may_not_take_in_stops_everything(author: Viewer) -> None:
    before = count_rows()
    manager = Viewer("1", "beheer", frozenset({Role.DATA_MANAGER}))
    with pytest.raises(NotPermittedError, match="een plan inlezen"):
        load_city(EXAMPLE, by=manager, at=AT)
    assert count_rows() == before


def test_letters_need_a_person_as_author(author: Viewer) -> None:
    with pytest.raises(CityError, match="Een brief heeft een persoon als auteur"):
        load_city(EXAMPLE, by=FURNISHER, at=AT)


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return spoil


def write(name: str, content: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "no manifest": (remove("city.yaml"), "staat geen city.yaml"),
    "manifest is no YAML": (write("city.yaml", b"city: [\n"), r"city\.yaml: Regel \d+: dit is geen geldige"),
    "manifest is a list": (write("city.yaml", b"- a\n"), "begint met sleutels"),
    "manifest in another encoding": (
        write("city.yaml", b"city: D\xf6rdrecht\n"),
        "Regel 1: het bestand is geen",
    ),
    "unknown key": (replace("city.yaml", "tables:", "tabels:"), r"city\.yaml, regel 6: de sleutel 'tabels'"),
    "no name": (replace("city.yaml", "city: Dordrecht", "city:"), "regel 2: de naam van de gemeente"),
    "absent file": (remove("tables.yaml"), r"city\.yaml, regel 6: het bestand 'tables\.yaml' is er niet"),
    "outside": (replace("city.yaml", "tables.yaml", "../../../etc/passwd"), "ligt buiten de map"),
    "folder as file": (replace("city.yaml", "tables.yaml", "letters"), "het bestand 'letters' is er niet"),
    "number as file": (replace("city.yaml", "tables.yaml", "7"), "de naam van een bestand"),
    "publish is a word": (
        replace("city.yaml", "publish:\n", "publish: alles\nx:\n"),
        "'publish' is een lijst",
    ),
    "areas are no GeoJSON": (write("areas.geojson", b"{"), r"areas\.geojson: .*geen leesbare GeoJSON"),
    "half a source file": (write("series/nuisance.csv", b"jaar;soort\n2023"), "police-nuisance"),
    "empty source file": (write("series/nuisance.csv", b""), "police-nuisance"),
    "unknown source": (
        replace("indicators.yaml", "source: police-nuisance", "source: politie"),
        r"indicators\.yaml, regel \d+: Cijfer 'nuisance-youth': bron 'politie' bestaat niet",
    ),
    "unknown kind": (replace("indicators.yaml", "kind: count", "kind: telling"), "'kind' is een van"),
    "unknown figure in a table": (
        replace("tables.yaml", "nuisance-youth", "overlast-jeugd"),
        r"tables\.yaml, regel \d+: Tabel 'nuisance' noemt een cijfer dat niet bestaat",
    ),
    "plan with a wrong unit": (
        replace("plan.yaml", "unit: ", "unit: dozijn "),
        r"plan\.yaml.*(regel \d+|promises)",
    ),
    "plan in another encoding": (
        write("plan.yaml", b"plan: x\ntitle: caf\xe9\n"),
        "regel 2: het bestand is geen",
    ),
    "unknown register": (write("registrations/boetes.csv", b"a\n"), "er is geen register 'boetes'"),
    "registration without a day": (
        replace("registrations/signals.csv", "2023-01-05", ""),
        r"signals\.csv, regel \d+: ",
    ),
    "registration cut off": (write("registrations/cases.csv", b"number,kind\nC-1\n"), r"cases\.csv, regel 2"),
    "unknown letter type": (
        replace("letters/eerste-concept-evaluatie.md", "type: tussentijdse-evaluatie", "type: ansichtkaart"),
        "De briefsoort 'ansichtkaart' bestaat niet",
    ),
    "letter with an unknown key": (
        replace("letters/eerste-concept-evaluatie.md", "claim=", "bewering="),
        r"eerste-concept-evaluatie\.md, regel \d+: ",
    ),
    "letter type that is none": (
        write("letter-types/raadsinformatiebrief.yaml", b"code: x\n"),
        "letter-types/",
    ),
    "letter in another encoding": (
        write("letters/eerste-concept-evaluatie.md", b"---\n\xe9\n---\n"),
        r"eerste-concept-evaluatie\.md, regel 2: byte E9 is geen UTF-8",
    ),
}


@pytest.mark.parametrize("case", SPOILED)
def test_what_is_wrong_is_said_with_its_file_and_nothing_comes_in(
    author: Viewer, folder: Path, case: str
) -> None:
    spoil, sentence = SPOILED[case]
    spoil(folder)
    before = count_rows()
    with pytest.raises(CityError, match=sentence) as caught:
        load_city(folder, by=FURNISHER, at=AT, author=author)
    assert all(said.strip() and "Error" not in said for said in caught.value.sentences)
    assert count_rows() == before


def test_a_changed_register_and_letter_are_not_turned_back(author: Viewer, folder: Path) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    replace("registrations/signals.csv", "ondermijning", "jeugd-en-veiligheid")(folder)
    replace("letters/eerste-concept-evaluatie.md", "# ", "# Nieuw: ")(folder)
    report = load_city(folder, by=FURNISHER, at=AT, author=author)
    notes = [note for part in report.parts for note in part.notes]
    assert not report.is_changed
    assert any("hier sindsdien verbeterd" in note for note in notes)
    assert any("'eerste-concept-evaluatie' is hier sindsdien verder geschreven" in note for note in notes)


def test_what_is_exported_loads_again_and_exports_the_same_bytes(author: Viewer, tmp_path: Path) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    first, second = tmp_path / "een", tmp_path / "twee"
    names = export_city(author, first, at=AT)
    assert not load_city(first, by=FURNISHER, at=AT, author=author).is_changed
    assert export_city(author, second, at=AT) == names
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_an_export_furnishes_an_empty_installation(author: Viewer, tmp_path: Path) -> None:
    empty = count_rows()
    with transaction.atomic():
        load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
        export_city(author, tmp_path / "uit", at=AT)
        transaction.set_rollback(True)
    assert count_rows() == empty
    assert read_city(tmp_path / "uit").registrations is None
    report = load_city(tmp_path / "uit", by=FURNISHER, at=AT, author=author)
    counts = {part.part: part.changed_count for part in report.parts}
    assert counts["cijfers"] == len(list_definitions(author))
    assert get_letter(author, EXECUTION).status is LetterStatus.DRAFT


def test_an_export_does_not_write_over_a_city(author: Viewer, folder: Path) -> None:
    with pytest.raises(ExportError, match="kies een lege map"):
        export_city(author, folder, at=AT)


def signers(*names: str) -> list[Viewer]:
    return [get_viewer(name) for name in names]


def test_a_letter_needs_two_different_reviewers(author: Viewer) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    order = Order(EXECUTION)
    with pytest.raises(RouteError, match="is er geen toetser"):
        approve_letter(order=order, author=author, people=signers("toetser"), at=AT)
    assert get_letter(author, EXECUTION).status is LetterStatus.IN_APPROVAL
    # It goes on from where it is: the step that was taken stands, and the same reviewer cannot take two.
    with pytest.raises(LetterError):
        approve_letter(order=order, author=author, people=signers("toetser"), at=AT)
    fingerprint = walk_route(order=order, author=author, people=signers("toetser", "toetser2"), at=AT)
    assert get_letter(author, EXECUTION).fingerprint == fingerprint


def test_a_letter_with_an_open_claim_is_not_published_by_the_route(author: Viewer) -> None:
    load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
    order = Order("eerste-concept-evaluatie")
    with pytest.raises(NotReadyError):
        walk_route(order=order, author=author, people=signers("toetser", "toetser2"), at=AT)
    assert get_letter(author, order.letter).status is LetterStatus.DRAFT


def test_a_line_is_found_by_a_whole_word_only() -> None:
    assert find_line("a-b: 1\nab: 2\nb: 3", "b") == 3
    assert find_line("niets", "b") == 0
