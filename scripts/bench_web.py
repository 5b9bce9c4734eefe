"""Measure how long people wait for a page: gunicorn with two workers, four people at once.

Run by ``make bench-web``, or with ``CASES=200000``. The example city is loaded in a temporary folder and
filled up with invented registrations, each case with its own rules of who may see it, and with 50 letters.
Everything that a page does in use happens here too: need to know, the log of reads, the session. First
comes what people do all day, then every page that somebody can walk to, asked for by those who may open it.

Prints of each page the median and the 95th percentile of the wait, the work of the server for one page (time
of the processor, which says the same on a busy machine) and the number of queries; marks what is more than
agreed. With ``--keep FOLDER`` the city stays there and is used again the next time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench_web_server import Server, visit
from scripts.page_walk import MOST_QUERIES
from scripts.postgres import temporary_postgres

CLIENTS = 4
MOST_MS = 150
LETTERS = 50


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that people do: a page that is asked for, or a form that is sent, and who do so."""

    name: str
    path: str
    form: dict[str, str] | None = None
    people: tuple[str, ...] = ()
    queries: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """How long one piece of work took, in milliseconds: for who waited, and of the processor."""

    work: Work
    times: list[float] = field(repr=False)
    server: float

    @property
    def worst(self) -> float:
        """Return the 95th percentile of the wait."""
        return sorted(self.times)[max(0, round(len(self.times) * 0.95) - 1)]

    @property
    def is_over(self) -> bool:
        """Tell whether it is slower, or asks more, than agreed."""
        return self.worst > MOST_MS or self.work.queries > MOST_QUERIES

    def __str__(self) -> str:
        middle, queries = statistics.median(self.times), self.work.queries
        waits = f"median {middle:6.0f} ms   p95 {self.worst:6.0f} ms   server {self.server:6.1f} ms"
        return f"{self.work.name:<36} {waits}   {queries:3d} queries{'   over' if self.is_over else ''}"


def main() -> None:
    """Fill a city, serve it, and let four people work at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="how many cases there are, and signals")
    parser.add_argument("--rounds", type=int, default=20, help="how often each of four does each thing")
    parser.add_argument("--only", default="", help="only names with one of these words, between commas")
    parser.add_argument("--keep", type=Path, help="folder in which the city stays, to be used again")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    if asked.keep and asked.postgres:
        parser.error("a city on PostgreSQL is thrown away: --keep goes with SQLite only")
    with ExitStack() as stack:
        folder = asked.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="spoorboek-bench-"))
        os.environ |= {"SPOORBOEK_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "spoorboek.conf.settings"}
        if asked.postgres:
            os.environ["SPOORBOEK_DATABASE_URL"] = stack.enter_context(temporary_postgres())
        command = [str(Path(sys.executable).with_name("spoorboek")), "demo"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        print(f"{'PostgreSQL' if asked.postgres else 'SQLite'}, gunicorn with 2 workers, {CLIENTS} clients")
        measure_city(asked.cases, asked.rounds, asked.only, stack)


def measure_city(case_count: int, rounds: int, only: str, stack: ExitStack) -> None:
    """Print one line for each piece of work, and how many were over what was agreed."""
    # Django reads its settings when it is imported; those are only known now.
    from django.db import connection  # noqa: PLC0415
    from scripts.bench_web_world import fill_city, fill_letters, list_pages, list_work, open_sessions  # noqa: PLC0415

    began = time.monotonic()
    number = fill_city(case_count)
    fill_letters(LETTERS)
    # Folds the log of SQLite into its file, as days of use would: who reads looks through all of that log.
    connection.close()
    print(f"{case_count:,} cases and as many signals, made in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    wanted = [part.strip() for part in only.split(",") if part.strip()]

    def is_wanted(name: str) -> bool:
        return not wanted or any(part in name for part in wanted)

    work = [*list_work(number, is_wanted), *list_pages(is_wanted)]
    print(f"{len(work)} things to do, found in {time.monotonic() - began:.0f} s")
    sessions = open_sessions({name for each in work for name in each.people})
    server = stack.enter_context(Server())
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}\n", flush=True)
    measured = []
    for each in work:
        cookies = [sessions[each.people[nr % len(each.people)]] for nr in range(CLIENTS)]
        visit(server.port, cookies, each.path, each.form, 2)
        before = server.count_seconds()
        times = visit(server.port, cookies, each.path, each.form, rounds)
        spent = 1000 * (server.count_seconds() - before) / len(times)
        measured.append(Measured(each, times, spent))
        print(measured[-1], flush=True)
    print(f"\nload of the machine after: {os.getloadavg()[0]:.1f}")
    slow = sum(each.worst > MOST_MS for each in measured)
    curious = sum(each.work.queries > MOST_QUERIES for each in measured)
    print(f"of {len(measured)}: {slow} over {MOST_MS} ms, {curious} over {MOST_QUERIES} queries")


if __name__ == "__main__":
    main()
