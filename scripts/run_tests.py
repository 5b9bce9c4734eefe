"""Run the whole suite on SQLite, and on PostgreSQL what touches the database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from postgres import find_postgres, temporary_postgres

LEAKS = ("tests/leaks",)
"""A run of its own: its world stays open over many tests, so that nobody else may share its database."""
DATABASE_TESTS = (
    "tests/apps",
    # What these read, the leak tests read as well, for everybody.
    "--ignore=tests/apps/accounts",
    "--ignore=tests/apps/letters/test_letters_in_word.py",
    "tests/golden/test_registrations_add_up.py",
    "tests/golden/test_city_figures.py",
)
"""What speaks to the database itself; with the leak tests, which walk every page, that is all of its SQL."""
JOURNEYS = ("tests/journeys",)
"""A run of its own too: the browser leaves an event loop behind, in which Django refuses the database."""
EVERYTHING_ELSE = ("--ignore=tests/leaks", "--ignore=tests/journeys")


def run_pytest(name: str, paths: tuple[str, ...], extra: dict[str, str]) -> int:
    """Run pytest on two cores in a data folder of its own and return its exit code."""
    print(f"== {name}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="spoorboek-test-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "SPOORBOEK_DATA_DIR": folder, **extra}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.parallel_run",
            "-n",
            "2",
            "--dist",
            "loadfile",
            # In the order of tests/parallel_run.py, which begins with the files that take longest.
            "--no-loadscope-reorder",
        ]
        command += [*paths, *sys.argv[1:]]
        code = subprocess.run(command, env=environment, check=False).returncode
    if name != "SQLite":
        print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
    return code


def main() -> int:
    """Return 0 when every test passed on every database that is here."""
    codes = []
    if find_postgres() is None:
        if os.environ.get("CI"):
            print("PostgreSQL is missing; on CI that is a failure.")
            return 1
        print("PostgreSQL is not installed (apt-get install postgresql): its tests are skipped.")
        # Whom a page shows what does not depend on the database: once is enough, on the stricter one.
        codes.append(run_pytest("SQLite, leaks", LEAKS, {}))
    else:
        with temporary_postgres() as address:
            database = {"SPOORBOEK_DATABASE_URL": address}
            codes.append(run_pytest("PostgreSQL", DATABASE_TESTS, database))
            codes.append(run_pytest("PostgreSQL, leaks", LEAKS, database))
    codes.append(run_pytest("SQLite, journeys", JOURNEYS, {}))
    # The largest run last: its summary closes the output.
    codes.append(run_pytest("SQLite", EVERYTHING_ELSE, {}))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
