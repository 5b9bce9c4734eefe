"""How the command line behaves: help with examples, exit codes by name, one sentence when it goes wrong."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.db import OperationalError
from tests.cli.conftest import Run

from spoorboek import __version__
from spoorboek.cli.exit_codes import MEANINGS, ExitCode
from spoorboek.cli.failures import Failure, explain
from spoorboek.cli.files import get_folder, make_folder
from spoorboek.cli.main import main
from spoorboek.cli.output import show_progress
from spoorboek.cli.wording import VERDICT_WORDS
from spoorboek.rules.claims.verdict import VerdictCode


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from walk(child, (*path, name))


COMMANDS = dict(walk(main, ()))


def test_every_command_that_was_promised_is_there() -> None:
    promised = (
        "demo, load, export, figures list, figures show, claim test, claim explain, letter check, "
        "letter build, letter verify, letter list, audit-log verify, import, serve, migrate"
    )
    assert {tuple(name.split()) for name in promised.split(", ")} <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_dutch(run: Run, path: tuple[str, ...]) -> None:
    outcome = run(*path, "--help")
    assert outcome.code is ExitCode.OK
    assert "Gebruik: " in outcome.out
    assert not re.search(r"Usage|Options|Commands|Show this message", outcome.out)
    if not isinstance(COMMANDS[path], click.Group):
        assert re.search(r"Voorbeeld(en)?:\n +spoorboek ", outcome.out)


def test_every_exit_code_has_words_and_stands_in_the_help(run: Run) -> None:
    told = run("--help").out
    assert set(MEANINGS) == set(ExitCode)
    assert all(f"{code.value:>3}  {code.name}" in told for code in ExitCode)


def test_every_verdict_has_words() -> None:
    assert set(VERDICT_WORDS) == {code.value for code in VerdictCode} | {"error"}


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"spoorboek {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lettr"], "Er is geen opdracht 'lettr', wel: audit, audit-log, claim"),
        (
            ["letter", "chekc"],
            "Er is geen opdracht 'chekc', wel: build, check, from-word",
        ),
        (["letter", "check"], "Hier ontbreekt het argument BESTAND|NAAM."),
        (["figures", "show", "mma-reports"], "Hier ontbreekt het argument PERIODE."),
        (["claim", "test", "--jsn"], "De optie '--jsn' is onbekend. Bedoelde u --json?"),
        (["--als", "auteur"], "De optie '--als' is onbekend."),
        (["letter", "build", "x", "--out"], "De optie '--out' is niet goed gebruikt"),
        (["serve", "--port", "tachtig"], "De waarde bij '--port' klopt niet"),
        (["serve", "--port", "70000"], "De waarde bij '--port' klopt niet"),
        (["claim", "test", "een", "twee"], "twee"),
    ],
)
def test_a_mistyped_command_gets_one_sentence_and_where_to_look(
    run: Run, words: list[str], sentence: str
) -> None:
    outcome = run(*words)
    assert outcome.code is ExitCode.USAGE
    assert sentence in outcome.err
    assert "Uitleg: spoorboek" in outcome.err
    assert len(outcome.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["claim", "test", "er-niet.json"], ExitCode.NOT_FOUND, "'er-niet.json' bestaat niet."),
        (["claim", "test", "."], ExitCode.BAD_INPUT, "'.' is een map, geen bestand."),
        (["letter", "verify", "er-niet.pdf"], ExitCode.NOT_FOUND, "'er-niet.pdf' bestaat niet."),
        (["letter", "verify", "/"], ExitCode.BAD_INPUT, "'/' is een map"),
        (["letter", "verify", __file__], ExitCode.BAD_INPUT, "Dit bestand is geen PDF."),
        (["load", "er-niet"], ExitCode.NOT_FOUND, "De map 'er-niet' bestaat niet."),
        (["load", __file__], ExitCode.BAD_INPUT, "is een bestand, geen map."),
    ],
)
def test_a_file_that_will_not_do_gets_one_sentence(
    run: Run, words: list[str], code: ExitCode, sentence: str
) -> None:
    outcome = run(*words)
    assert outcome.code is code
    assert sentence in outcome.err
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "nee", "geheim"), ExitCode.BAD_INPUT),
        (FileNotFoundError(2, "nee", "weg"), ExitCode.BAD_INPUT),
        (IsADirectoryError(21, "nee", "map"), ExitCode.BAD_INPUT),
        (OSError(28, "No space left on device"), ExitCode.BAD_INPUT),
    ],
)
def test_what_the_machine_refuses_is_said_in_dutch(error: OSError, code: ExitCode) -> None:
    failure = explain(error)
    assert failure is not None
    assert failure.code is code
    assert failure.message.endswith(".")


def test_a_fault_of_ours_keeps_its_trace() -> None:
    assert explain(ZeroDivisionError("onze fout")) is None


def test_a_path_with_a_nul_or_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(Failure, match="geen naam van een bestand"):
        get_folder("a\0b")
    with pytest.raises(Failure, match="is een bestand, geen map"):
        make_folder(str(tmp_path / "bestand"))
    assert make_folder(str(tmp_path / "een" / "twee")).is_dir()


def spoorboek(*words: str, folder: Path, **options: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SPOORBOEK_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("SPOORBOEK_DATABASE_URL", None)
    command = [sys.executable, "-c", "from spoorboek.cli.main import main; main()", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def test_a_reader_who_stops_reading_sees_no_trace(tmp_path: Path) -> None:
    entries = "[" + ",".join(f'{{"id": {n}}}' for n in range(20_000)) + "]"
    path = tmp_path / "veel.json"
    path.write_text(entries)
    process = spoorboek("claim", "test", str(path), folder=tmp_path, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() == ExitCode.BROKEN_PIPE
    assert told == b""


def test_an_empty_data_folder_says_how_to_begin(tmp_path: Path) -> None:
    process = spoorboek("letter", "list", folder=tmp_path, stdout=subprocess.PIPE)
    out, told = process.communicate()
    assert process.returncode == ExitCode.NOT_READY
    assert out == b""
    assert told.decode().startswith("Hier staat nog niets. Begin met `spoorboek demo`")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("no such table: letters_letter", "Hier staat nog niets."),
        ('relation "letters_letter" does not exist', "Hier staat nog niets."),
        ("no such column: letters_letter.kind", "De tabellen zijn van een andere versie"),
        ("database is locked", "De database is niet bereikbaar: database is locked"),
        ("", "De database is niet bereikbaar: geen reden gegeven"),
    ],
)
def test_a_database_that_is_not_ready_says_what_to_do(message: str, sentence: str) -> None:
    failure = explain(OperationalError(message))
    assert failure is not None
    assert failure.code is ExitCode.NOT_READY
    assert failure.message.startswith(sentence)


def test_ctrl_c_ends_with_one_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(entries: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("spoorboek.rules.claims.judge.judge_claims", interrupt)
    outcome = run("claim", "test", typed="[]")
    assert outcome.code is ExitCode.INTERRUPTED
    assert outcome.err.strip() == "Onderbroken."


def test_a_fault_of_ours_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(entries: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("spoorboek.rules.claims.judge.judge_claims", fail)
    with pytest.raises(ZeroDivisionError):
        run("claim", "test", typed="[]")


def test_what_may_be_chosen_is_said_in_dutch(run: Run) -> None:
    assert "'--language' klopt niet: kies uit nl, en." in run("audit", "x.txt", "--language", "fr").err
    wrong = run("letter", "from-word", "x.docx", "--refuse", "een")
    assert "'--refuse' klopt niet: hier hoort een heel getal." in wrong.err


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = run("serve", "--port", str(taken.getsockname()[1]))
    assert outcome.code is ExitCode.REFUSED
    assert outcome.err.endswith("is niet vrij. Kies een andere met --port.\n")


def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show_progress("gebieden", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show_progress("gebieden", 1, 2)
    show_progress("brieven", 2, 2)
    assert capsys.readouterr().err == "\r\033[K[1/2] gebieden\r\033[K[2/2] brieven\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--as", "bestaat-niet", "letter", "list"),
        ("letter", "--as", "bestaat-niet", "list"),
        ("letter", "list", "--as", "bestaat-niet"),
        ("--as", "bestaat-niet", "letter", "list", "--as", "bestaat-niet"),
    ],
    ids=" ".join,
)
def test_who_reads_may_be_said_before_and_after_the_command(
    run: Run, people: None, words: tuple[str, ...]
) -> None:
    assert run(*words).code is ExitCode.NOT_FOUND


def test_of_two_people_none_is_chosen(run: Run) -> None:
    outcome = run("--as", "auteur", "letter", "list", "--as", "regisseur")
    assert outcome.code is ExitCode.USAGE
    assert "Met '--as' staan er twee mensen: 'auteur' en 'regisseur'. Noem er een." in outcome.err
