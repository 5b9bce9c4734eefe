"""Damage letters of every kind, and prove that the audit reads them or says in a sentence why it cannot.

No file may end in anything but a letter or a ReaderError, take more than 10 seconds, or bring the memory
of the process over 1 GB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection

from hostile_files import HOSTILE
from reader_files import damage, make_files

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.letter_audit.finding import find_mentions
from spoorboek.rules.letter_audit.letter_audit import audit_letter

SEED = 20250224
MOST_SECONDS = 10.0
MOST_MEMORY = 1_000_000
"""In kilobytes, as the system counts them."""


def _read_hostile(name: str, answer: Connection) -> None:
    """Audit one file in a process of its own; say how it ended, how long it took and how much it held."""
    content = HOSTILE[name]()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    try:
        found = audit_letter(read_audit_text(content, name))
        end = f"read ({len(found.numbers)} numbers, {len(found.findings)} findings)"
    except ReaderError as error:
        end = f"refused: {error}"
    except Exception as error:
        end = f"FAULT {type(error).__name__}: {error}"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer.send((end, time.monotonic() - began, memory if memory > held else 0))


def prove_hostile() -> int:
    """Return how many of the hostile files did harm; each gets a line."""
    harmed = 0
    context = multiprocessing.get_context("fork")
    for name in HOSTILE:
        ours, theirs = context.Pipe()
        child = context.Process(target=_read_hostile, args=(name, theirs))
        child.start()
        told = ours.poll(3 * MOST_SECONDS)
        end, seconds, memory = ours.recv() if told else ("FAULT no answer", 3 * MOST_SECONDS, 0)
        if not told:
            child.kill()
        child.join()
        is_harm = end.startswith("FAULT") or seconds > MOST_SECONDS or memory > MOST_MEMORY
        harmed += is_harm
        print(f"{'HARM ' if is_harm else ''}{name}: {end}; {seconds:.2f} s, {memory // 1000} MB")
    return harmed


def main() -> int:
    """Return 0 when every damaged file was read or refused with a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    harmed = prove_hostile()
    rng = random.Random(arguments.seed)  # noqa: S311 - damage, not secrets
    files = list(make_files().items())
    counts: Counter[str] = Counter()
    slowest = 0.0
    for number in range(arguments.files):
        name, content = files[number % len(files)]
        damaged = damage(name, content, rng)
        began = time.monotonic()
        try:
            find_mentions(read_audit_text(damaged, name))
            counts["read"] += 1
        except ReaderError:
            counts["refused"] += 1
        except Exception as error:
            counts["fault"] += 1
            print(f"file {number} ({name}): {type(error).__name__}: {error}")
        slowest = max(slowest, time.monotonic() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{arguments.files} damaged letters: {counts['read']} read, {counts['refused']} refused, "
        f"{counts['fault']} faults; slowest {slowest:.2f} s, memory {memory // 1000} MB "
        f"(seed {arguments.seed})"
    )
    return int(harmed > 0 or counts["fault"] > 0 or slowest > MOST_SECONDS or memory > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
