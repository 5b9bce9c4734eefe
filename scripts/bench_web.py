"""Measure how long people wait for a page: gunicorn with two workers, four people at once.

Run by ``make bench-web``, or with ``CASES=200000``. The example city is loaded in a temporary folder and
filled up with invented cases, each with its own rules of who may see it, and with 50 letters. Everything
that a page does in use happens here too: need to know, the log of reads, the session. Prints the median,
the 95th percentile and the number of queries of each page, and marks what is more than agreed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from postgres import temporary_postgres

CLIENTS = 4
MOST_MS, MOST_QUERIES = 150, 15
LETTERS = 50
PEOPLE = ("regisseur", "kernteamlid", "jurist", "partner")
"""Who look at the same time: one who sees all, one who works on cases, and two who see few."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that people do: a page that is asked for, or a form that is sent."""

    name: str
    path: str
    form: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How long one piece of work took, in milliseconds, and what it asked of the database."""

    work: Work
    times: list[float]
    queries: int

    def __str__(self) -> str:
        ordered = sorted(self.times)
        worst = ordered[max(0, round(len(ordered) * 0.95) - 1)]
        middle = statistics.median(ordered)
        is_over = worst > MOST_MS or self.queries > MOST_QUERIES
        return (
            f"{self.work.name:<34} median {middle:6.0f} ms   p95 {worst:6.0f} ms   {self.queries:3d} queries"
            f"{'   over' if is_over else ''}"
        )


def main() -> None:
    """Fill a city, serve it, and let four people work at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="how many cases there are")
    parser.add_argument("--rounds", type=int, default=40, help="how often each person does each thing")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="spoorboek-bench-"))
        os.environ |= {"SPOORBOEK_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "spoorboek.conf.settings"}
        if asked.postgres:
            os.environ["SPOORBOEK_DATABASE_URL"] = stack.enter_context(temporary_postgres())
        command = [str(Path(sys.executable).with_name("spoorboek")), "demo"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        measure_city(asked.cases, asked.rounds, "PostgreSQL" if asked.postgres else "SQLite", stack)


def measure_city(case_count: int, rounds: int, database: str, stack: ExitStack) -> None:
    """Print one line for each piece of work."""
    # Django reads its settings when it is imported; those are only known now.
    from bench_web_world import count_queries, fill_city, fill_letters, list_work, open_sessions  # noqa: PLC0415

    began = time.monotonic()
    number = fill_city(case_count)
    fill_letters(LETTERS)
    print(
        f"{case_count:,} cases made in {time.monotonic() - began:.0f} s; {database}, gunicorn with 2 workers"
    )
    sessions = open_sessions(PEOPLE)
    work = list_work(number)
    queries = [count_queries(each.path, each.form) for each in work]
    port = stack.enter_context(_Server()).port
    for each, asked in zip(work, queries, strict=True):
        visit(port, sessions, each, 3)
        print(Measured(each, visit(port, sessions, each, rounds), asked), flush=True)


class _Server:
    """Gunicorn with two workers on a free port."""

    def __init__(self) -> None:
        self.port = _find_port()

    def __enter__(self) -> _Server:
        command = [str(Path(sys.executable).with_name("gunicorn")), "spoorboek.web.wsgi:application"]
        command += [
            "--workers",
            "2",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--log-level",
            "error",
            "--timeout",
            "300",
        ]
        self._process = subprocess.Popen(command)
        for _ in range(200):
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn does not answer")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def _find_port() -> int:
    import socket  # noqa: PLC0415 - only here

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def visit(port: int, sessions: dict[str, str], work: Work, rounds: int) -> list[float]:
    """Let everybody do the same thing at the same time, ``rounds`` times; return milliseconds."""
    times: list[float] = []
    failures: list[str] = []

    def go(cookie: str) -> None:
        for _ in range(rounds):
            start = time.perf_counter()
            status, said = send(port, cookie, work)
            times.append(1000 * (time.perf_counter() - start))
            # Who may not see a case is told that it is not there; that takes just as long.
            if status not in {200, 302, 303, 404}:
                failures.append(f"{work.name}: {status} {said[:200]!r}")

    threads = [threading.Thread(target=go, args=(cookie,)) for cookie in sessions.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return times


def send(port: int, cookie: str, work: Work) -> tuple[int, bytes]:
    """Ask for one page, or send one form; return the status and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        token = "a" * 32
        headers = {"Cookie": f"sessionid={cookie}; csrftoken={token}", "Accept-Language": "nl"}
        body = None
        if work.form is not None:
            filled = {
                name: re.sub("UNIQUE", str(time.perf_counter_ns()), value)
                for name, value in work.form.items()
            }
            body = urlencode({**filled, "csrfmiddlewaretoken": token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", work.path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


if __name__ == "__main__":
    main()
