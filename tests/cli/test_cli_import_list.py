"""``spoorboek import-list``: a team's own list, all rows or none, with a sentence for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import AT, Run

from spoorboek.apps.exchange.list_imports import keep_list_mapping
from spoorboek.apps.exchange.list_mapping import ListMapping
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.people.queries import get_viewer
from spoorboek.cli.exit_codes import ExitCode

pytestmark = pytest.mark.usefixtures("people")

GOOD = "kenmerk;kanaal;ontvangen op;thema;samenvatting\nK1;politie;1-2-2023;ondermijning;Verzonnen\n"
OWN = "Ons nummer;Wat;Wanneer\nK7;Verzonnen klacht;3-2-2023\n"


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    file = tmp_path / "lijst.csv"
    file.write_text(GOOD)
    return file


def test_list_is_shown_taken_in_and_known_the_next_time(run: Run, a_list: Path) -> None:
    asked = ("--as", "regisseur", "import-list", "signals", str(a_list))
    seen = run(*asked, "--preview", "--rows")
    assert (seen.code, Signal.objects.count()) == (ExitCode.OK, 0)
    assert "rij 2" in seen.out
    assert "Als u inleest: 1 nieuw" in seen.out
    done = run(*asked, "--json").data
    assert (done["accepted"], done["done"], done["added"], done["rows"][0]["outcome"]) == (
        True,
        True,
        1,
        "added",
    )
    assert "0 nieuw, 1 waren er al" in run(*asked).out
    assert Signal.objects.count() == 1


def test_list_goes_through_the_mapping_that_its_team_kept(run: Run, tmp_path: Path) -> None:
    columns = {"Ons nummer": "kenmerk", "Wat": "summary", "Wanneer": "received_on"}
    mapping = ListMapping(columns, fixed={"channel": "politie", "theme": "overlast"})
    keep_list_mapping(register=SIGNALS, name="Wijkteam", mapping=mapping, by=get_viewer("regisseur"), at=AT)
    file = tmp_path / "eigen.csv"
    file.write_text(OWN)
    done = run("--as", "regisseur", "import-list", "signals", str(file), "--mapping", "Wijkteam")
    assert done.code is ExitCode.OK
    assert Signal.objects.get().summary == "Verzonnen klacht"
    other = run("--as", "regisseur", "import-list", "signals", str(file), "--mapping", "Ander team")
    assert (other.code, "bestaat niet" in other.err) == (ExitCode.NOT_FOUND, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.replace("1-2-2023", "31-2-2023").encode(), "geen dag die bestaat"),
        (GOOD.replace("politie", "duivenpost").encode(), "zeg wat het betekent"),
        (GOOD.replace("thema", "iets anders").encode(), "geen kolom voor 'thema'"),
        (b"PK\x03\x04half", "beschadigd of half gekopieerd"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "oud Excelbestand"),
        (b"", "leeg"),
        (b"\x89PNG" + bytes(range(256)), "geen tekstbestand"),
    ],
)
def test_list_that_cannot_be_taken_in_gets_a_sentence_and_leaves_nothing(
    run: Run, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "lijst.xlsx"
    file.write_bytes(content)
    refused = run("--as", "regisseur", "import-list", "signals", str(file))
    assert refused.code is ExitCode.BAD_INPUT
    assert words in refused.err
    assert not Signal.objects.exists()


def test_list_is_refused_for_who_may_not_write_there_and_for_what_is_no_register(
    run: Run, a_list: Path
) -> None:
    assert run("--as", "inspecteur", "import-list", "signals", str(a_list)).code is ExitCode.NOT_PERMITTED
    unknown = run("--as", "regisseur", "import-list", "duiven", str(a_list))
    assert unknown.code is ExitCode.NOT_FOUND
    assert "Kies uit: activities" in unknown.err
