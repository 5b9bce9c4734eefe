"""Run the whole suite on SQLite, and on PostgreSQL what touches the database; no core stands still.

The suite is cut into parts, each a pytest of its own. Every core takes the next part when it is done with
one, the longest first. All parts begin from tables that the migrations made once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from postgres import find_postgres, temporary_postgres

WEB, LEAKS, LEAK_PAGES = "tests/web", "tests/leaks", "tests/leaks/test_leak_pages.py"
APPS = ("tests/apps", "tests/cli")
JOURNEYS = "tests/journeys"
DATABASE_TESTS = (
    "tests/apps",
    # What these read, the leak tests read as well, for everybody.
    "--ignore=tests/apps/accounts",
    "--ignore=tests/apps/letters/test_letters_in_word.py",
    "tests/golden/test_registrations_add_up.py",
    "tests/golden/test_city_figures.py",
)
"""What speaks to the database itself; with the leak tests, which walk every page, that is all of its SQL."""
NO_TESTS_FOUND = 5


@dataclass(frozen=True)
class Part:
    """Tests that run in one process, and whether on PostgreSQL, where that is there."""

    name: str
    paths: tuple[str, ...]
    on_postgres: bool = False
    only_postgres: bool = False


PARTS = (
    Part("journeys", (JOURNEYS,)),
    Part("everything else", tuple(f"--ignore={each}" for each in (JOURNEYS, LEAKS, WEB, *APPS))),
    # Whom something is shown to does not depend on the database: once is enough, on the stricter one.
    Part("leaks", (LEAKS, f"--ignore={LEAK_PAGES}"), on_postgres=True),
    Part("database", DATABASE_TESTS, on_postgres=True, only_postgres=True),
    Part("apps", APPS),
    Part("pages", (WEB,)),
    Part("leaks on pages", (LEAK_PAGES,), on_postgres=True),
)
"""The longest first, so that all cores are done at about the same time."""

_printing = threading.Lock()


def run_part(part: Part, tables: str, server: str) -> int:
    """Run one part in a data folder of its own, print what its tests said and return their exit code."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="spoorboek-test-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "SPOORBOEK_DATA_DIR": folder, "SPOORBOEK_TEST_TABLES": tables}
        if server:
            # Each part has a database of its own on the server, named after this.
            environment["SPOORBOEK_DATABASE_URL"] = f"{server}_{part.name.replace(' ', '_')}"
        command = [sys.executable, "-m", "pytest", *part.paths, *sys.argv[1:]]
        done = subprocess.run(
            command, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    with _printing:
        database = "PostgreSQL" if server else "SQLite"
        print(f"== {part.name}, {database}: {time.monotonic() - began:.0f} s", flush=True)
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    # Somebody who asks for a few tests by name finds them in one part only.
    return 0 if done.returncode == NO_TESTS_FOUND and sys.argv[1:] else done.returncode


def migrate(database: str) -> None:
    """Make the tables in an empty database; they are what every part begins from."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    with tempfile.TemporaryDirectory(prefix="spoorboek-test-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "spoorboek.conf.settings"}
        environment |= {"SPOORBOEK_DATA_DIR": folder, "SPOORBOEK_DATABASE_URL": database}
        subprocess.run(command, env=environment, check=True)


@contextmanager
def find_server() -> Iterator[str]:
    """Yield the address of a PostgreSQL of this run, or nothing where there is none."""
    if find_postgres() is None:
        yield ""
    else:
        with temporary_postgres() as address:
            yield address


def main() -> int:
    """Return 0 when every test passed on every database that is here."""
    cores = os.cpu_count() or 2
    with ExitStack() as stack:
        server = stack.enter_context(find_server())
        if not server and os.environ.get("CI"):
            print("PostgreSQL is missing; on CI that is a failure.")
            return 1
        if not server:
            print("PostgreSQL is not installed (apt-get install postgresql): its tests are skipped.")
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="spoorboek-tables-"))
        file = Path(folder) / "tables.sqlite3"
        pool = stack.enter_context(ThreadPoolExecutor(cores))
        list(pool.map(migrate, [f"sqlite:///{file}", *([server] if server else [])]))
        running = []
        for part in PARTS:
            if part.on_postgres and server:
                running.append(pool.submit(run_part, part, Path(server).name, server))
            elif not part.only_postgres:
                running.append(pool.submit(run_part, part, str(file), ""))
        return max(each.result() for each in running)


if __name__ == "__main__":
    sys.exit(main())
