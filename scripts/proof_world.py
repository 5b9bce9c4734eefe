"""One database of the proof of kills: prepared states, commands that change them, and what must hold."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoorboek.conf.settings")
# One thread per process: a forked child must find no lock held by a thread that it does not have.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
django.setup()

import psycopg  # noqa: E402
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from spoorboek.apps.audit.queries import verify_log  # noqa: E402
from spoorboek.apps.exchange.actions import FURNISHER, load_city  # noqa: E402
from spoorboek.apps.exchange.city_file import read_city  # noqa: E402
from spoorboek.apps.exchange.route import approve_letter  # noqa: E402
from spoorboek.apps.letters.models import Letter, Publication  # noqa: E402
from spoorboek.apps.letters.publishing import publish_letter  # noqa: E402
from spoorboek.apps.letters.queries import get_letter  # noqa: E402
from spoorboek.apps.people.demo import create_demo_people  # noqa: E402
from spoorboek.apps.people.queries import get_viewer  # noqa: E402
from spoorboek.apps.sources.models import Snapshot  # noqa: E402
from spoorboek.apps.sources.storage import open_store  # noqa: E402
from spoorboek.cli.commands.demo import EXAMPLE, SIGNERS  # noqa: E402
from spoorboek.cli.main import main as command_line  # noqa: E402
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES  # noqa: E402

AT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
ROWS = 60_000
PATIENCE = 20.0

Work = Callable[[], Any]
Stock = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """Something that is killed while it works, and the prepared state that it begins from."""

    name: str
    begins_from: str
    run: Work


@dataclass
class World:
    """Copies of prepared states, each in a folder and a database of its own."""

    root: Path
    is_postgres: bool
    server: str

    def copy(self, state: str, to: str) -> None:
        """Make a fresh copy of a state, over what stands there."""
        shutil.rmtree(self.root / to, ignore_errors=True)
        shutil.copytree(self.root / state, self.root / to)
        if self.is_postgres:
            self.wait_for_quiet(to)
            self._sql(f"DROP DATABASE IF EXISTS {to}", f"CREATE DATABASE {to} TEMPLATE {state}")

    def begin(self, state: str) -> None:
        """Make an empty state."""
        (self.root / state).mkdir(parents=True)
        if self.is_postgres:
            self._sql(f"CREATE DATABASE {state}")

    def enter(self, state: str) -> None:
        """Let this process work in a state."""
        folder = self.root / state
        settings.DATA_DIR = folder
        name = state if self.is_postgres else str(folder / "spoorboek.sqlite3")
        connection.settings_dict["NAME"] = name

    def settle(self, state: str) -> None:
        """Leave a state so that it can be copied: nothing in a journal, nobody connected."""
        if self.is_postgres:
            self.wait_for_quiet(state)
        else:
            with sqlite3.connect(self.root / state / "spoorboek.sqlite3") as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def wait_for_quiet(self, state: str) -> None:
        """Wait until the server has noticed that whoever was killed is gone."""
        if not self.is_postgres:
            return
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with psycopg.connect(self.server, autocommit=True) as server:
                query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
                found = server.execute(query, (state,)).fetchone()
            if found == (0,):
                return
            time.sleep(0.02)
        raise TimeoutError(f"somebody is still connected to {state}")

    def _sql(self, *statements: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def start(world: World, state: str, work: Work) -> tuple[int, int]:
    """Start ``work`` in a process group of its own; return its id and where its answer can be read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.setsid()
        os.close(reading)
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):
            os.dup2(null, stream)
        world.enter(state)
        os.write(writing, json.dumps(work()).encode())
        connection.close()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def finish(world: World, state: str, work: Work) -> Any:
    """Run ``work`` to its end and return its answer; raise when it failed."""
    child, reading = start(world, state, work)
    with os.fdopen(reading, "rb") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"a command that was not killed failed in {state}")
    return json.loads(text) if text else None


def kill_after(world: World, state: str, work: Work, delay: float) -> bool:
    """Start ``work`` and kill its whole group after ``delay`` seconds; tell whether it was still busy."""
    child, reading = start(world, state, work)
    try:
        time.sleep(delay)
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            return False
        os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    finally:
        os.close(reading)


def take_stock() -> Stock:
    """Return how many rows every table has, how far the letters are, and whether all of it is sound."""
    counts = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("spoorboek.")
    }
    store, broken = open_store(), []
    named = [sha for row in Snapshot.objects.all() for sha in (row.file_sha256, row.table_sha256)]
    for row in Publication.objects.all():
        named += [row.pdf_sha256, row.docx_sha256, row.html_sha256]
    for sha256 in named:
        try:
            store.check(sha256)
        except Exception as error:
            broken.append(str(error))
    letters = dict(Letter.objects.order_by("slug").values_list("slug", "status"))
    log = verify_log()
    return {"counts": counts, "letters": letters, "broken": broken, "log": log.is_whole}


def make_commands(table: Path) -> list[Command]:
    """Return what is killed: a load, an import and a publication."""
    order = read_city(EXAMPLE).publish[-1]

    def load() -> None:
        command_line(["load", str(EXAMPLE)])

    def import_table() -> None:
        command_line(["--as", "gegevensbeheerder", "import", "police-nuisance", str(table)])

    def publish() -> None:
        author = get_viewer("auteur")
        if get_letter(author, order.letter).status in EDITABLE_STATUSES:
            publish_letter(slug=order.letter, by=author, at=AT)

    return [
        Command("load", "peopled", load),
        Command("import", "approved", import_table),
        Command("publish", "approved", publish),
    ]


def prepare(world: World) -> Path:
    """Make the two states that commands begin from, and the table to import; return its path."""

    def people() -> None:
        call_command("migrate", verbosity=0)
        create_demo_people(at=AT)

    def approve() -> None:
        author, order = get_viewer("auteur"), read_city(EXAMPLE).publish[-1]
        load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
        approve_letter(order=order, author=author, people=[get_viewer(name) for name in SIGNERS], at=AT)

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world.begin("peopled")
    finish(world, "peopled", people)
    world.settle("peopled")
    world.copy("peopled", "approved")
    finish(world, "approved", approve)
    world.settle("approved")
    table = world.root / "table.csv"
    lines = (f"{2000 + n % 25};soort {n // 25};{n}" for n in range(ROWS))
    table.write_text("jaar;soort;meldingen\n" + "\n".join(lines) + "\n")
    return table


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
