"""Every command of the house, found in the command table itself, with how to ask it.

A command that is not known here makes a test fail: write in ``RECIPES`` how to ask it with names from the
world, or in ``WITHOUT_VIEWER`` why it shows nobody anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner
from tests.leaks.answers import Answer, last_event, list_reads, texts_of_folder
from tests.leaks.canaries import Record, absent_like
from tests.leaks.letter_world import PUBLIC as PUBLIC_LETTER
from tests.leaks.letter_world import write_source
from tests.leaks.oracle import Who
from tests.leaks.world import World

from spoorboek.cli.main import main

WITHOUT_VIEWER = {
    "claim test": "judges what is handed to it, without a database",
    "claim explain": "explains what is handed to it, without a database",
    "hotspots invent": "invents reports, without a database",
    "letter from-word": "reads a file that is handed to it, without a database",
    "letter verify": "reads a file that is handed to it, without a database",
    "demo": "makes the example city, for whoever owns the machine",
    "migrate": "makes tables",
    "rebuild-search": "makes the index of words anew, and tells of how many registers",
    "expire-audits": "throws away what had its time, and tells how many",
    "let-in": "gives an administrator a new password, for whoever owns the machine",
    "rotate-keys": "encrypts anew, and tells how much",
    "start-city": "makes a municipality in an empty installation, for whoever owns the machine",
    "serve": "starts the website, which has its own tests",
}


@dataclass(frozen=True)
class Asked:
    """One way to ask a command. ``{out}`` becomes an empty folder; ``absent`` asks for what nobody has."""

    arguments: tuple[str, ...]
    record: Record | None = None
    writes: bool = False

    @property
    def absent(self) -> tuple[str, ...]:
        """Return the same question with a name of the same shape that nothing has."""
        return tuple(absent_like(one) for one in self.arguments)


def list_commands() -> list[str]:
    """Return every command by its words."""
    return sorted(_walk(main, click.Context(main), ()))


def run(who: Who, arguments: tuple[str, ...], out: Path) -> Answer:
    """Run a command as somebody; return its output and every file that it wrote."""
    before = last_event()
    asked = [one.replace("{out}", str(out)) for one in arguments]
    asked = ["--as", who.username, *asked] if who.username else asked
    result = CliRunner().invoke(main, asked)
    broken = result.exception is not None and not isinstance(result.exception, SystemExit)
    assert not broken, (arguments, result.exception)
    texts = (result.output.replace(str(out), "{out}"), *(texts_of_folder(out) if out.exists() else ()))
    return Answer(result.exit_code, texts, reads=tuple(list_reads(before)))


def list_recipes(world: World, folder: Path) -> dict[str, list[Asked]]:
    """Return how each command is asked; ``folder`` gets the files that are handed to it."""
    return {words: make(world, folder) for words, make in RECIPES.items()}


def _both(*arguments: str, record: Record | None = None) -> list[Asked]:
    return [Asked(arguments, record), Asked((*arguments, "--json"), record)]


def _figures(world: World, folder: Path) -> list[Asked]:
    return [
        asked
        for code in world.names["figure"]
        for asked in _both(
            "figures", "show", code, "2023", "--rows", record=world.record_named("figure", code)
        )
    ]


def _letters(command: str) -> Callable[[World, Path], list[Asked]]:
    def make(world: World, folder: Path) -> list[Asked]:
        out = ("--out", "{out}") if command in ("build", "to-word") else ()
        names = [PUBLIC_LETTER, world.names["letter"][-1]]
        found = [Asked(("letter", command, name, *out), world.record_named("letter", name)) for name in names]
        kept = folder / "brief.md"
        # A text of somebody's own that names a plan of which they may not know.
        kept.write_text(
            write_source(world, world.names["letter type"][0], "eigen", plan=world.names["plan"][-1])
        )
        return [*found, Asked(("letter", command, str(kept), *out))]

    return make


def _import(world: World, folder: Path) -> list[Asked]:
    file = folder / "cijfers.csv"
    file.write_text("jaar;soort;aantal\n2023;x;1\n")
    code = world.names["source"][0]
    return [Asked(("import", code, str(file)), world.record_named("source", code), writes=True)]


def _import_list(world: World, folder: Path) -> list[Asked]:
    found = []
    for register, line in _ROWS.items():
        file = folder / "lists" / register
        file.parent.mkdir(exist_ok=True)
        # Other numbers than those that are loaded: what is there already changes nothing.
        file.write_text(line.replace("9001", "9002"))
        found.append(Asked(("import-list", register, str(file)), writes=True))
    return found


def _load(world: World, folder: Path) -> list[Asked]:
    found = []
    for register, line in _ROWS.items():
        city = folder / register
        (city / "registrations").mkdir(parents=True, exist_ok=True)
        (city / "city.yaml").write_text("city: Proef\nregistrations: registrations\n")
        (city / "registrations" / f"{register}.csv").write_text(line)
        found.append(Asked(("load", str(city)), writes=True))
    return found


_ROWS = {
    "signals": "number,channel,received_on,theme,summary\nS-2023-9001,politie,2023-02-01,x,x\n",
    "measures": "number,kind,taken_on\nM-2023-9001,closure,2023-02-01\n",
    "activities": "number,kind,title,theme,audience,held_on,unit,amount\n"
    "A-2023-9001,training,x,x,x,2023-02-01,sessions,1\n",
}


def _audit(world: World, folder: Path) -> list[Asked]:
    file = folder / "brief.txt"
    file.write_text("In 2023 waren er 104 meldingen. In 2024 zijn het er meer.")
    found = [Asked(("audit", str(file)))]
    for plan in world.names["plan"]:
        found.append(Asked(("audit", str(file), "--plan", plan), world.record_named("plan", plan)))
    return found


def _hotspots(command: str, *more: str) -> Callable[[World, Path], list[Asked]]:
    """A file that is handed over shows nothing; a kept set does."""

    def make(world: World, folder: Path) -> list[Asked]:
        (code,) = world.names["report set"]
        return [Asked(("hotspots", command, "--set", code, *more), world.record_named("report set", code))]

    return make


RECIPES: dict[str, Callable[[World, Path], list[Asked]]] = {
    "audit": _audit,
    "audit-log verify": lambda world, folder: _both("audit-log", "verify"),
    "digest": lambda world, folder: _both("digest"),
    "export": lambda world, folder: [Asked(("export", "{out}"))],
    "figures list": lambda world, folder: _both("figures", "list"),
    "figures show": _figures,
    "hotspots concentration": _hotspots("concentration"),
    "hotspots enough": _hotspots("enough"),
    "hotspots near-repeat": _hotspots("near-repeat", "--permutations", "9"),
    "hotspots scan": _hotspots("scan", "--replications", "9"),
    "hotspots times": _hotspots("times"),
    "letter list": lambda world, folder: _both("letter", "list"),
    "letter check": _letters("check"),
    "letter build": _letters("build"),
    "letter to-word": _letters("to-word"),
    "import": _import,
    "import-list": _import_list,
    "load": _load,
}


def _walk(command: click.Command, context: click.Context, words: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield " ".join(words)
        return
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from _walk(found, context, (*words, name))
