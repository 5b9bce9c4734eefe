"""``spoorboek claim test``: answers in order, one error per malformed entry, and no database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.rules.word_lists import set_own_words

MMA = {
    "id": "mma",
    "claim": "rises",
    "words": "is gestegen",
    "kind": "count",
    "source_type": "registered",
    "points": [{"period": "2023", "value": 88}, {"period": "2024", "value": 104}],
    "from": "2023",
    "to": "2024",
}
FALLS = {**MMA, "id": "daling", "claim": "falls", "words": "is gedaald"}
MALFORMED = {"id": "scheef", "claim": "springt"}
KEYS = {"id", "verdict", "also", "severity", "why", "better", "computed"}


def test_answers_come_in_the_order_of_the_entries(run: Run) -> None:
    outcome = run("claim", "test", "--json", typed=json.dumps([FALLS, MMA]))
    assert outcome.code is ExitCode.OK
    assert [answer["id"] for answer in outcome.data] == ["daling", "mma"]
    assert [answer["verdict"] for answer in outcome.data] == ["contradicted", "supported_with_note"]


def test_an_answer_has_the_agreed_keys(run: Run) -> None:
    (answer,) = run("claim", "test", "--json", typed=json.dumps([MMA])).data
    assert set(answer) == KEYS


@pytest.mark.parametrize("broken", [MALFORMED, 7, None, [], {}, {"claim": "rises"}, {**MMA, "points": 3}])
def test_a_malformed_entry_gets_an_error_and_the_others_an_answer(run: Run, broken: Any) -> None:
    outcome = run("claim", "test", "--json", typed=json.dumps([broken, MMA]))
    assert outcome.code is ExitCode.USAGE
    wrong, right = outcome.data
    assert set(wrong) == {"id", "error"}
    assert wrong["id"] == (broken.get("id") if isinstance(broken, dict) else None)
    assert right["verdict"] == "supported_with_note"


def test_the_readable_list_names_the_words_the_verdict_and_what_to_write(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "beweringen.json"
    path.write_text(json.dumps([FALLS, MALFORMED]))
    outcome = run("claim", "test", str(path))
    assert outcome.code is ExitCode.USAGE
    assert 'x daling "is gedaald": klopt niet' in outcome.out
    assert "! scheef: niet te lezen" in outcome.out
    assert "Traceback" not in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "geen JSON: regel 1, teken 1"),
        ("[", "geen JSON: regel 1"),
        ('[{"id": 1},\n {]', "geen JSON: regel 2"),
        ("{}", "een lijst van beweringen"),
        ('"tekst"', "een lijst van beweringen"),
        (b"\xff\xfe[\x00]", "is geen UTF-8"),
        (b'[{"id": "caf\xe9"}]', "Regel 1 van de invoer is geen UTF-8"),
        ("[\0]", "nultekens"),
        ("[" * 100_000, "te diep genest"),
        (f"[{'9' * 5000}]", "te groot"),
    ],
)
def test_input_that_is_no_list_gets_one_sentence(run: Run, typed: str | bytes, sentence: str) -> None:
    outcome = run("claim", "test", "--json", typed=typed)
    assert outcome.code is ExitCode.BAD_INPUT
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert not outcome.out


def test_an_empty_list_has_an_empty_answer(run: Run) -> None:
    assert run("claim", "test", "--json", typed="[]").data == []


def test_claims_are_judged_in_a_process_without_django_or_a_data_folder(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['django'] = None; "
        "from spoorboek.cli.main import main; main(['claim', 'test', '--json'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([MMA]),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["verdict"] == "supported_with_note"


def test_a_name_that_stands_twice_in_a_claim_is_refused(run: Run) -> None:
    outcome = run("claim", "test", typed='[{"id": "a", "claim": "rises", "claim": "falls"}]')
    assert outcome.code is ExitCode.BAD_INPUT
    assert "'claim' twee keer" in outcome.err


def test_own_words_of_a_municipality_ask_for_their_test_here_too(run: Run, tmp_path: Path) -> None:
    own = "versions: [{version: '1', valid_from: 2020-01-01, reference: x, add: {terms: {gemeld: "
    (tmp_path / "word_lists.yaml").write_text(own + "{words: [gemeld], fits: [registered]}}}}]")
    entry = {"id": 1, "claim": "uses_term", "term": "gemeld", "source_type": "self_reported"}
    asked = ("claim", "test", "--json", "--configuration", str(tmp_path))
    try:
        assert run(*asked, typed=json.dumps([entry])).data[0]["verdict"] == "wrong_term"
        (tmp_path / "word_lists.yaml").write_text("versions: []")
        wrong = run(*asked, typed="[]")
    finally:
        set_own_words("")
    assert wrong.code is ExitCode.BAD_INPUT
    assert "word_lists.yaml: Regel 1: hier hoort een lijst" in wrong.err
