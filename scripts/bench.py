"""Measure what people wait for: medians of five, beside the least that the same work could take.

Run as ``make bench``. Everything happens in a temporary folder on SQLite; each piece of work runs in a
process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain, combinations
from pathlib import Path
from typing import Any

RUNS = 5
ROWS = 1_000_000
CLAIMS = 200
KINDS = ("rises", "falls", "about_equal", "not_demonstrably_changed")
NUISANCE = ("nuisance-youth", "nuisance-alcohol-drugs", "nuisance-misunderstood-behaviour", "nuisance-total")

Row = tuple[str, str, str, str]


def measure(work: Callable[[], Any]) -> tuple[float, float]:
    """Run ``work`` in a forked process; return its seconds and its peak memory in MB."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        try:
            gc.collect()
            start = time.perf_counter()
            work()
            os.write(writing, str(time.perf_counter() - start).encode())
            code = 0
        except SystemExit as end:
            os.write(writing, str(time.perf_counter() - start).encode())
            code = int(end.code or 0)
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        text = answer.read()
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("the work that is measured failed")
    return float(text), usage.ru_maxrss / 1024


def time_once(work: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """Return the seconds of one call, and its answer."""
    start = time.perf_counter()
    answer = work(*given)
    return time.perf_counter() - start, answer


def repeat(work: Callable[[], Any], prepare: Callable[[], Any] = lambda: None) -> tuple[float, float]:
    """Return the median seconds and median peak memory of RUNS runs."""
    found = []
    for _ in range(RUNS):
        prepare()
        found.append(measure(work))
    return statistics.median(s for s, _ in found), statistics.median(m for _, m in found)


def time_command(*words: str, typed: str = "") -> float:
    """Return the median seconds of a command in a process of its own, start-up included."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        command = [str(Path(sys.executable).parent / "spoorboek"), *words]
        subprocess.run(command, input=typed.encode(), stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def list_changes() -> Iterator[tuple[str, str, int, int]]:
    """Yield kinds of claims over figures and years, more than CLAIMS of them."""
    for kind in KINDS:
        for code in NUISANCE:
            for start, end in combinations(range(2019, 2025), 2):
                yield kind, code, start, end


def make_entries() -> list[dict[str, Any]]:
    """Return CLAIMS entries for ``judge_claims``, in sections of ten."""
    return [
        {
            "id": f"c{number}",
            "claim": kind,
            "kind": "count",
            "source_type": "registered",
            "section": f"s{number // 10}",
            "baseline": "2022",
            "points": [
                {"period": str(y), "value": 900 + 37 * (y - 2019) + number} for y in range(2019, 2025)
            ],
            "from": str(start),
            "to": str(end),
        }
        for number, (kind, _, start, end) in zip(range(CLAIMS), list_changes(), strict=False)
    ]


def make_letter(source: str) -> str:
    """Return a letter with the header of ``source`` and CLAIMS claims of its own in the first section."""
    header, body = source.split("\n---\n", 1)
    first, rest = body.split("\n# ", 2)[1:] if body.count("\n# ") > 1 else (body, "")
    title = first.split("\n", 1)[0]
    claims = "\n\n".join(
        f'Het aantal [is veranderd]{{claim="{kind}" figure="{code}" from="{start}" to="{end}"}} '
        f'van [?]{{figure="{code}" period="{start}"}} naar [?]{{figure="{code}" period="{end}"}}.'
        for _, (kind, code, start, end) in zip(range(CLAIMS), list_changes(), strict=False)
    )
    return f"{header}\n---\n\n# {title}\n\n{claims}\n\n# {rest}"


def bench_letters(world: Any) -> Iterator[Row]:
    """Yield the rows about checking and building letters."""
    from proof_world import AT, EXAMPLE, get_viewer  # noqa: PLC0415 - Django is set up by then

    from spoorboek.apps.letters.building import BuiltLetter  # noqa: PLC0415
    from spoorboek.apps.letters.queries import build_letter, check_source  # noqa: PLC0415
    from spoorboek.documents.manifest import FIGURES_NAME, MANIFEST_NAME  # noqa: PLC0415
    from spoorboek.documents.writers.docx import write_docx  # noqa: PLC0415
    from spoorboek.documents.writers.html import write_page  # noqa: PLC0415
    from spoorboek.documents.writers.pdf import Attachment, write_pdf  # noqa: PLC0415

    slug = "tussentijdse-evaluatie-ivp-2023-2026"
    finished, times = world.root / "finished.pickle", world.root / "times.json"

    def build() -> BuiltLetter:
        return build_letter(get_viewer("auteur"), slug, at=AT)

    def write(built: BuiltLetter) -> None:
        attachments = (
            Attachment(MANIFEST_NAME, "application/json", built.manifest.manifest, "Bewijs", "data"),
            Attachment(FIGURES_NAME, "text/csv", built.manifest.figures_csv, "Cijfers", "data"),
        )
        write_pdf(built.document, attachments)
        write_docx(built.document)
        write_page(built.document)

    def time_build() -> None:
        world.enter("approved")
        first, built = time_once(build)
        finished.write_bytes(pickle.dumps(built))
        times.write_text(json.dumps([first, time_once(build)[0]]))

    def time_writers() -> None:
        built = pickle.loads(finished.read_bytes())  # noqa: S301 - written a moment ago by this program
        times.write_text(json.dumps([time_once(write, built)[0], time_once(write, built)[0]]))

    found: dict[Callable[[], None], list[list[float]]] = {time_build: [], time_writers: []}
    for work in [time_build, time_writers] * RUNS:
        measure(work)
        found[work].append(json.loads(times.read_text()))
    for place, which in enumerate(("first of a process", "again, all warm")):
        whole, bare = (statistics.median(pair[place] for pair in pairs) for pairs in found.values())
        told = f"bare writers {bare:.2f} s"
        yield f"evaluation letter, 3 forms, {which}", f"{whole:.2f} s", told, ratio(whole, bare, 2)

    text = make_letter((EXAMPLE / "letters" / f"{slug}.md").read_text())

    def check() -> None:
        world.enter("approved")
        found = check_source(get_viewer("auteur"), text, at=AT)
        assert sum(not claim.is_number for claim in found.claims) >= CLAIMS

    seconds, memory = repeat(check)
    yield f"check of a letter with {CLAIMS} claims", f"{seconds:.2f} s", f"peak {memory:.0f} MB", ""


def bench_imports(world: Any, load: Callable[[], Any]) -> Iterator[Row]:
    """Yield the rows about taking in a city and a large table."""
    import duckdb  # noqa: PLC0415
    from proof_world import command_line  # noqa: PLC0415

    def load_fresh() -> None:
        world.enter("trial")
        load()

    seconds, memory = repeat(load_fresh, lambda: world.copy("peopled", "trial"))
    yield "load of the example city", f"{seconds:.2f} s", f"peak {memory:.0f} MB", ""

    table = world.root / "large.csv"
    lines = (f"{2000 + n % 25};soort {n // 25};{n}" for n in range(ROWS))
    table.write_text("jaar;soort;meldingen\n" + "\n".join(lines) + "\n")

    def import_large() -> None:
        world.enter("trial")
        command_line(["--as", "gegevensbeheerder", "import", "police-nuisance", str(table)])

    def read_bare() -> None:
        with duckdb.connect() as engine:
            engine.execute("CREATE TABLE large AS SELECT * FROM read_csv(?)", [str(table)])
            assert engine.execute("SELECT count(*) FROM large").fetchone() == (ROWS,)

    seconds, memory = repeat(import_large, lambda: world.copy("approved", "trial"))
    bare, bare_memory = repeat(read_bare)
    told = f"bare DuckDB read {bare:.2f} s, {bare_memory:.0f} MB"
    yield f"import of {ROWS:,} rows", f"{seconds:.2f} s, {memory:.0f} MB", told, ratio(seconds, bare, 5)


def bench_claims() -> Iterator[Row]:
    """Yield the rows about claims and the start of the command."""
    from disclosure_proof import time_audit  # noqa: PLC0415

    from spoorboek.rules.claims.judge import judge_claims  # noqa: PLC0415

    entries = make_entries()

    def judge() -> None:
        assert len([a for a in judge_claims(entries) if "verdict" in a]) == CLAIMS

    judge()
    seconds, _ = repeat(judge)
    yield (
        f"{CLAIMS} claims through judge_claims",
        f"{seconds:.2f} s",
        f"{1000 * seconds / CLAIMS:.1f} ms each",
        "",
    )
    audit, _ = repeat(time_audit)
    yield (
        "audit of a table of 20 x 12 cells with all totals",
        f"{audit:.2f} s",
        "by linear programs",
        "(aim: under 2 s)",
    )
    yield "spoorboek --version", f"{time_command('--version'):.2f} s", "a process of its own", ""
    one = json.dumps(entries[:1])
    command = time_command("claim", "test", "--json", typed=one)
    yield "spoorboek claim test, one claim", f"{command:.2f} s", "a process of its own", ""


def bench_audits() -> Iterator[Row]:
    """Yield the rows about looking through letters by anybody."""
    from spoorboek.documents.readers.audit_text import read_audit_text  # noqa: PLC0415
    from spoorboek.rules.letter_audit.letter_audit import audit_letter  # noqa: PLC0415

    folder = Path(__file__).resolve().parents[1] / "examples" / "dordrecht" / "letters"
    text = read_audit_text(folder / "tussentijdse-evaluatie-ivp-2023-2026.md")

    def audit() -> None:
        assert audit_letter(text).numbers

    audit()
    seconds, memory = repeat(audit)
    yield (
        "audit of the evaluation letter, warm",
        f"{seconds:.2f} s",
        f"peak {memory:.0f} MB",
        "aim: under 1 s",
    )
    letters = f"{120 / seconds:.0f} letters a minute"
    yield "audits of that letter on two cores", letters, "computed from one core", "aim: 1,000"


def ratio(ours: float, bare: float, aim: int) -> str:
    """Return how many times as long ours takes, beside the aim."""
    return f"{ours / bare:.2f} times (aim: under {aim})"


def main() -> int:
    """Print the table, row by row."""
    with tempfile.TemporaryDirectory(prefix="spoorboek-bench-") as folder:
        root = Path(folder)
        os.environ |= {"SPOORBOEK_DATA_DIR": str(root / "data"), "SPOORBOEK_EXAMPLE": "true"}
        os.environ.pop("SPOORBOEK_DATABASE_URL", None)
        # The settings of Django are read when the world is imported, so the folder comes first.
        from bench_editor import list_rows  # noqa: PLC0415
        from proof_world import World, make_commands, prepare  # noqa: PLC0415

        world = World(root, is_postgres=False, server="")
        load = make_commands(prepare(world))[0].run
        print(f"medians of {RUNS}; command: {Path(sys.executable).name} scripts/bench.py\n")
        layout = "{:<54} {:<16} {:<34} {}"
        print(layout.format("what", "time", "beside", "ratio"), flush=True)
        letters = (bench_audits(), bench_letters(world), list_rows(world, measure))
        for row in chain(bench_claims(), *letters, bench_imports(world, load)):
            print(layout.format(*row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
