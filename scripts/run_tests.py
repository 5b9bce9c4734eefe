"""Run the whole suite on SQLite, then again on PostgreSQL what touches the database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from postgres import find_postgres, temporary_postgres

DATABASE_TESTS = ("tests/apps", "tests/web", "tests/cli", "tests/golden", "tests/leaks")


def run_pytest(paths: tuple[str, ...], extra: dict[str, str]) -> int:
    """Run pytest on two cores in a data folder of its own and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="spoorboek-test-") as folder:
        environment = {**os.environ, "SPOORBOEK_DATA_DIR": folder, **extra}
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *paths, *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    """Return 0 when every test passed on every database that is here."""
    code = 0
    if find_postgres() is None:
        if os.environ.get("CI"):
            print("PostgreSQL is missing; on CI that is a failure.")
            return 1
        print("PostgreSQL is not installed (apt-get install postgresql): its tests are skipped.")
    else:
        print("== PostgreSQL", flush=True)
        with temporary_postgres() as address:
            code = run_pytest(DATABASE_TESTS, {"SPOORBOEK_DATABASE_URL": address})
    print("== SQLite", flush=True)
    # SQLite last: its summary, with everything in it, closes the output.
    return run_pytest((), {}) or code


if __name__ == "__main__":
    sys.exit(main())
