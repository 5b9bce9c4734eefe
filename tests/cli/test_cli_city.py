"""The commands on the loaded example city: what each role sees, JSON shapes, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from tests.cli.conftest import EXAMPLE, Run

from spoorboek.apps.audit.queries import LogCheck
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.main import main
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.usefixtures("city")

DRAFT = "eerste-concept-evaluatie"
LETTER = "uitvoeringsplan-ondermijning-2023-2024"
OFFICE = {"auteur", "toetser", "gegevensbeheerder", "regisseur"}
COUNTERS = OFFICE | {"kernteamlid", "jurist"}
AUDITORS = {"beheerder", "privacyfunctionaris"}
PEOPLE = sorted(role.value for role in Role if role is not Role.ANONYMOUS)
EVERYBODY = ["", *PEOPLE]
"""The username of an invented person is the word of the role; empty is somebody not logged in."""


def by(username: str, *words: str) -> list[str]:
    return [*(["--as", username] if username else []), *words]


COVERED = {
    "claim test": "needs no city: test_cli_claim_test",
    "claim explain": "needs no city: test_cli_claim_explain",
    "letter verify": "needs no city: test_cli_letters",
    "migrate": "shows nothing",
    "rebuild-search": "below",
    "serve": "the website has its own test",
    "demo": "test_cli_letters",
    "load": "below",
    "import": "below",
    "import-list": "test_cli_import_list, and tests/leaks",
    "export": "below",
    "audit-log verify": "below",
    "figures list": "below",
    "figures show": "below",
    "letter list": "below",
    "letter check": "below",
    "letter build": "below",
    "letter to-word": "tests/leaks",
    "letter from-word": "tests/leaks",
    "let-in": "shows one password to whoever owns the machine: test_let_in",
    "rotate-keys": "shows nothing of what it seals again: test_sealed_texts",
    "start-city": "makes an empty city: test_start_city",
    "audit": "test_cli_audit, and tests/leaks for what --plan reads",
    "expire-audits": "deletes only, and prints how many",
    "digest": "test_cli_digest",
    "hotspots scan": "test_cli_hotspots",
    "hotspots near-repeat": "test_cli_hotspots",
    "hotspots times": "test_cli_hotspots",
    "hotspots enough": "test_cli_hotspots",
    "hotspots concentration": "test_cli_hotspots",
    "hotspots invent": "needs no city: test_cli_hotspots",
}


def leaves(group: click.Group, path: str = "") -> set[str]:
    context = click.Context(group)
    found: set[str] = set()
    for name in group.list_commands(context):
        child = group.get_command(context, name)
        here = f"{path} {name}".strip()
        found |= leaves(child, here) if isinstance(child, click.Group) else {here}
    return found


def test_a_new_command_needs_a_test_of_who_may_see_what() -> None:
    assert leaves(main) == set(COVERED)


@pytest.mark.parametrize("username", EVERYBODY)
def test_each_role_sees_only_its_letters(run: Run, username: str) -> None:
    outcome = run(*by(username, "letter", "list", "--json"))
    assert outcome.code is ExitCode.OK
    assert bool(outcome.data) == (username in OFFICE)


@pytest.mark.parametrize("username", EVERYBODY)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_draft_does_not_exist_for_who_may_not_see_it(
    run: Run, tmp_path: Path, username: str, command: str
) -> None:
    extra = ["--out", str(tmp_path / "uit")] if command == "build" else []
    hidden = run(*by(username, "letter", command, DRAFT, *extra))
    absent = run(*by(username, "letter", command, "bestaat-niet", *extra))
    assert absent.code is ExitCode.NOT_FOUND
    if username in OFFICE:
        assert hidden.code in {ExitCode.OK, ExitCode.WRONG}
    else:
        assert hidden.code is absent.code
        assert hidden.err.replace(DRAFT, "bestaat-niet") == absent.err
        assert hidden.out == absent.out == ""
        assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("username", EVERYBODY)
def test_each_role_sees_only_its_figures(run: Run, username: str) -> None:
    listed = run(*by(username, "figures", "list", "--json"))
    shown = run(*by(username, "figures", "show", "mma-reports", "2024", "--json"))
    assert bool(listed.data) == (username in COUNTERS)
    assert (shown.code is ExitCode.OK) == (username in COUNTERS)
    if username not in COUNTERS:
        absent = run(*by(username, "figures", "show", "bestaat-niet", "2024"))
        assert (shown.code, shown.err) == (absent.code, absent.err.replace("bestaat-niet", "mma-reports"))


@pytest.mark.parametrize("username", EVERYBODY)
def test_only_who_may_see_the_log_may_check_it(run: Run, username: str) -> None:
    outcome = run(*by(username, "audit-log", "verify", "--json"))
    assert (outcome.code is ExitCode.OK) == (username in AUDITORS)
    if username in AUDITORS:
        assert set(outcome.data) == {"whole", "length", "broken_at", "reason"}
        assert outcome.data["whole"] is True
    else:
        assert outcome.code is ExitCode.NOT_PERMITTED


@pytest.mark.parametrize("username", EVERYBODY)
def test_an_export_holds_only_what_the_role_may_see(run: Run, tmp_path: Path, username: str) -> None:
    outcome = run(*by(username, "export", str(tmp_path / "uit"), "--json"))
    assert outcome.code is ExitCode.OK
    written = {path.relative_to(tmp_path / "uit").as_posix() for path in (tmp_path / "uit").rglob("*.*")}
    assert written == set(outcome.data["files"])
    assert any(name.startswith("letters/") for name in written) == (username in OFFICE)
    assert ("figures.csv" in written) == (username in COUNTERS)
    assert ("sources.yaml" in written) == (username in OFFICE - {"regisseur"})
    assert "plans/integraal-veiligheidsplan-2023-2026.yaml" in written


@pytest.mark.parametrize("username", ["", *sorted(set(PEOPLE) - {"gegevensbeheerder"})])
def test_only_the_data_manager_imports(run: Run, username: str) -> None:
    file = str(EXAMPLE / "series" / "nuisance.csv")
    outcome = run(*by(username, "import", "police-nuisance", file))
    assert outcome.code is ExitCode.NOT_PERMITTED
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("username", PEOPLE)
def test_nobody_with_one_role_loads_a_whole_city(run: Run, username: str) -> None:
    assert run(*by(username, "load", str(EXAMPLE))).code is ExitCode.NOT_PERMITTED


def test_nobody_means_nobody_and_an_unknown_name_is_not_found(run: Run) -> None:
    outcome = run("--as", "bestaat-niet", "figures", "list")
    assert outcome.code is ExitCode.NOT_FOUND
    assert outcome.err == "De gebruiker bestaat-niet bestaat niet.\n"


def test_the_same_city_again_changes_nothing_and_says_so(run: Run) -> None:
    before = run("--as", "beheerder", "audit-log", "verify", "--json").data["length"]
    outcome = run("load", str(EXAMPLE))
    assert outcome.code is ExitCode.OK
    assert outcome.out == "Dordrecht: alles stond er al; er is niets veranderd.\n"
    assert run("load", str(EXAMPLE), "--json").data["changed"] == 0
    assert run("--as", "beheerder", "audit-log", "verify", "--json").data["length"] == before


def test_outside_the_example_a_load_needs_a_name(run: Run, settings: object) -> None:
    settings.IS_EXAMPLE = False  # type: ignore[attr-defined]
    outcome = run("load", str(EXAMPLE))
    assert outcome.code is ExitCode.NOT_PERMITTED
    assert "--as GEBRUIKERSNAAM" in outcome.err
    assert run("demo").code is ExitCode.NOT_PERMITTED


def test_a_figure_shows_where_it_comes_from(run: Run) -> None:
    outcome = run("--as", "regisseur", "figures", "show", "mma-reports", "2023-01..2023-04", "--rows")
    assert outcome.code is ExitCode.OK
    for said in (
        "24 meldingen",
        "januari tot en met april 2023",
        "24 telden mee",
        "S-2023-0001",
        "verzonnen",
    ):
        assert said in outcome.out


def test_rows_that_one_may_not_see_are_counted_and_not_shown(run: Run) -> None:
    outcome = run("--as", "auteur", "figures", "show", "mma-reports", "2023-01..2023-04", "--rows", "--json")
    assert outcome.data["value"] == "24"
    assert outcome.data["rows"] == {"shown": [], "hidden_count": 24, "unshown_count": 0}


def test_an_estimate_shows_its_margin_and_its_source(run: Run) -> None:
    said = run("--as", "auteur", "figures", "show", "safety-mark", "2023", "--rows").out
    assert "7,3 rapportcijfer" in said
    assert "7,2 tot 7,4, 95% zeker (verzonnen)" in said
    assert "Veiligheidsmonitor, opgehaald op 24 februari 2025" in said


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["mma-reports", "20x"], ExitCode.USAGE, "noemt geen periode"),
        (["mma-reports", "2024-13"], ExitCode.USAGE, "noemt geen periode"),
        (["MMA", "2024"], ExitCode.USAGE, "is geen cijfer"),
        (["onbekend", "2024"], ExitCode.NOT_FOUND, "Cijfer 'onbekend' bestaat niet."),
        (["mma-reports", "2024", "--area", "GM9999"], ExitCode.NOT_FOUND, "Gebied 'GM9999' bestaat niet."),
    ],
)
def test_a_figure_that_is_none_is_said_in_one_sentence(
    run: Run, words: list[str], code: ExitCode, sentence: str
) -> None:
    outcome = run("--as", "auteur", "figures", "show", *words)
    assert outcome.code is code
    assert sentence in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_letter_that_is_not_ready_ends_with_wrong_and_says_why(run: Run) -> None:
    outcome = run("--as", "auteur", "letter", "check", DRAFT)
    assert outcome.code is ExitCode.WRONG
    assert "de cijfers dragen deze kop niet" in outcome.out
    assert "vragen nog om een keuze" in outcome.out


def test_a_check_as_json_has_lines_words_and_verdicts(run: Run) -> None:
    data = run("--as", "auteur", "letter", "check", DRAFT, "--json").data
    assert set(data) == {"ready", "reasons", "claims", "problems", "untied", "silent"}
    assert data["ready"] is False
    assert all({"line", "words", "open"} <= set(claim) for claim in data["claims"])


def test_a_file_is_checked_and_built_without_keeping_it(run: Run, tmp_path: Path) -> None:
    source = EXAMPLE / "letters" / f"{LETTER}.md"
    assert run("--as", "auteur", "letter", "check", str(source)).code is ExitCode.OK
    built = run("--as", "auteur", "letter", "build", str(source), "--out", str(tmp_path), "--json")
    assert [Path(name).suffix for name in built.data["files"]] == [".pdf", ".docx", ".html"]
    assert all(Path(name).stat().st_size > 1000 for name in built.data["files"])
    assert run("letter", "verify", built.data["files"][0]).code is ExitCode.OK


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Regel 1"),
        (b"# Geen kop", "Regel 1"),
        (b"---\ntitle: x\n---\n", "Regel"),
        (b"---\ntype: [", "Regel"),
        (b"\xff\xfe", "is geen UTF-8"),
        (b"---\n\0\n---\n", "nultekens"),
    ],
)
def test_a_text_that_is_no_letter_gets_its_line(
    run: Run, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "brief.md"
    path.write_bytes(content)
    outcome = run("--as", "auteur", "letter", "check", str(path))
    assert outcome.code is ExitCode.BAD_INPUT
    assert sentence in outcome.err


def test_a_file_that_a_source_does_not_know_is_refused_per_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "overlast.csv"
    path.write_text("jaar;soort;meldingen\n2025;jeugd;twaalf\n20x5;jeugd;3\n")
    words = by("gegevensbeheerder", "import", "police-nuisance", str(path))
    outcome = run(*words)
    assert outcome.code is ExitCode.BAD_INPUT
    assert "rij 2, kolom meldingen" in outcome.err
    assert "rij 3, kolom jaar" in outcome.err
    assert outcome.err.endswith("2 fouten.\n")
    told = json.loads(run(*words, "--json").out)
    assert told["accepted"] is False
    assert {finding["row"] for finding in told["findings"]} == {2, 3}


def test_the_same_delivery_again_is_no_new_one(run: Run) -> None:
    file = str(EXAMPLE / "series" / "nuisance.csv")
    first = run("--as", "gegevensbeheerder", "import", "police-nuisance", file, "--json")
    again = run("--as", "gegevensbeheerder", "import", "police-nuisance", file)
    assert first.data["row_count"] == 18
    assert again.out.startswith(f"De 18 rijen waren er al (levering {first.data['snapshot']})")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["onbekend", "series/nuisance.csv"], ExitCode.NOT_FOUND),
        (["police-nuisance", "series"], ExitCode.BAD_INPUT),
        (["police-nuisance", "series/geen.csv"], ExitCode.NOT_FOUND),
        (["police-nuisance", "series/nuisance.csv", "--retrieved-on", "gisteren"], ExitCode.USAGE),
    ],
)
def test_an_import_that_cannot_begin_says_why(run: Run, words: list[str], code: ExitCode) -> None:
    source, file, *rest = words
    outcome = run("--as", "gegevensbeheerder", "import", source, str(EXAMPLE / file), *rest)
    assert outcome.code is code
    assert outcome.err


def test_an_export_does_not_write_over_a_city(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path)).code is ExitCode.OK
    outcome = run("export", str(tmp_path))
    assert outcome.code is ExitCode.REFUSED
    assert "kies een lege map" in outcome.err


def test_lists_for_people_have_headings_and_one_line_each(run: Run) -> None:
    figures = run("--as", "auteur", "figures", "list").out.splitlines()
    assert figures[0].split() == ["code", "cijfer", "eenheid", "herkomst"]
    assert any(line.startswith("mma-reports") and "register:signals" in line for line in figures)
    letters = run("--as", "auteur", "letter", "list").out.splitlines()
    assert letters[0].split() == ["brief", "datum", "status", "vingerafdruk"]
    assert any(line.startswith(DRAFT) and "concept" in line for line in letters)
    assert run("letter", "list").out == "Er zijn geen brieven die u mag zien.\n"
    assert run("figures", "list").out.startswith("Er zijn geen cijfers die u mag zien.")


def test_a_whole_log_is_said_in_words_and_a_broken_one_ends_with_wrong(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["--as", "beheerder", "audit-log", "verify"]
    assert run(*words).out.startswith("Het logboek is heel: ")
    broken = LogCheck(9, 4, "regel 4 is gewijzigd")
    monkeypatch.setattr("spoorboek.apps.audit.queries.verify_log", lambda: broken)
    outcome = run(*words)
    assert outcome.code is ExitCode.WRONG
    assert outcome.out == "Het logboek is niet heel: regel 4 is gewijzigd.\n"


def test_a_report_of_a_load_lists_every_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text("city: Klein\ntables: tables.yaml\n")
    table = "tables:\n- {code: een, title: Een, rows: [{figure: mma-reports, label: Tips}]}\n"
    (tmp_path / "tables.yaml").write_text(table)
    outcome = run("load", str(tmp_path))
    assert outcome.code is ExitCode.OK
    assert [line.split() for line in outcome.out.splitlines()[2:]] == [
        ["tabellen", "tables.yaml", "1"],
        ["Klein:", "1", "nieuw", "of", "gewijzigd."],
    ]


def test_a_folder_that_is_no_city_says_every_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text("citty: x\ntables: weg.yaml\n")
    outcome = run("load", str(tmp_path))
    assert outcome.code is ExitCode.BAD_INPUT
    assert len(outcome.err.splitlines()) == 3


def test_tables_that_are_up_to_date_stay_as_they_are(run: Run) -> None:
    assert run("migrate").out == "De tabellen zijn bij.\n"


def test_the_index_of_words_is_made_anew(run: Run) -> None:
    assert run("rebuild-search").out == "Het zoeken is opnieuw opgebouwd: 18 soorten gegevens.\n"
