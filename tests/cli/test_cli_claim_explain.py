"""``spoorboek claim explain``: how one claim was tested, and what would have changed the verdict."""

from __future__ import annotations

import json

from tests.cli.conftest import Run
from tests.cli.test_cli_claim_test import FALLS, MALFORMED, MMA

from spoorboek.cli.exit_codes import ExitCode

ENTRIES = json.dumps([FALLS, MMA, MALFORMED])


def test_the_explanation_names_test_numbers_source_and_the_smallest_change_that_flips_it(run: Run) -> None:
    outcome = run("claim", "explain", "mma", typed=ENTRIES)

    assert outcome.code is ExitCode.OK
    assert "Twee aantallen vergelijken (exacte toets)" in outcome.out
    assert "2023: 88" in outcome.out
    assert "Bron: " in outcome.out
    assert "118 in 2024 in plaats van 104: klopt" in outcome.out


def test_a_program_gets_the_same_as_json(run: Run) -> None:
    found = run("claim", "explain", "mma", "--json", typed=ENTRIES).data

    assert found["claim_id"] == "mma"
    assert found["verdict"] == "supported_with_note"
    assert found["flips"][0]["what"] == "76 in 2023 in plaats van 88"


def test_an_unknown_id_and_a_malformed_claim_each_get_a_sentence(run: Run) -> None:
    unknown = run("claim", "explain", "bestaat-niet", typed=ENTRIES)
    malformed = run("claim", "explain", "scheef", typed=ENTRIES)

    assert (unknown.code, malformed.code) == (ExitCode.NOT_FOUND, ExitCode.USAGE)
    assert "Er is geen bewering met id 'bestaat-niet'." in unknown.err
    assert "'scheef' is niet te lezen" in malformed.err
