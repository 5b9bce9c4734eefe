"""A PostgreSQL of its own for one run of tests: made, used and thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_postgres() -> Path | None:
    """Return the folder with initdb and pg_ctl of the newest PostgreSQL of Debian, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a server on a free port of this machine and yield its database address.

    PostgreSQL refuses to run as root, so root hands over to the user that Debian made for it.
    """
    programs = find_postgres()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="spoorboek-postgres-"))
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-A",
            "trust",
            "-U",
            "spoorboek",
            "-E",
            "UTF8",
            "--no-sync",
        )
        # Thrown away afterwards, so nothing needs to survive a power cut.
        quick = "-c fsync=off -c full_page_writes=off"
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=50 {quick}"
        run(
            str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"
        )
        try:
            run(
                str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "spoorboek", "spoorboek"
            )
            yield f"postgres://spoorboek@127.0.0.1:{port}/spoorboek"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
