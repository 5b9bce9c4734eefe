"""Does the time of an answer tell what is hidden from what is absent? A clock on every kind of address.

For everybody, and every kind of address with a record that is hidden from them, the hidden and an absent name
are asked in turn. Printed per kind: both medians, and the chance that a hidden answer took longer than an
absent one (a half tells nothing). Ends with 1 when a kind tells: the chance lies further than ``--margin``
from a half and the medians differ by more than ``--least`` milliseconds; less drowns in what a
network varies.

    python -m scripts.hidden_times --times 10

That both ask the database the same, in the same order, is a test (``tests/leaks/test_leak_pages.py``); this
is the clock beside it, which a busy machine makes noisy.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from scipy.stats import mannwhitneyu

if TYPE_CHECKING:
    from tests.leaks.addresses_of_house import Visit

_FEWEST = 30
"""Fewer pairs say nothing."""


@dataclass
class Pairs:
    """The times of one kind of address, in milliseconds, each hidden one beside an absent one."""

    hidden: list[float] = field(default_factory=list)
    absent: list[float] = field(default_factory=list)

    @property
    def chance(self) -> float:
        """Return the chance that a hidden answer took longer than an absent one."""
        return float(mannwhitneyu(self.hidden, self.absent).statistic) / (len(self.hidden) * len(self.absent))

    def tells(self, margin: float, least: float) -> bool:
        """Tell whether somebody with a clock could know one from the other."""
        differs = abs(median(self.hidden) - median(self.absent)) > least
        return len(self.hidden) >= _FEWEST and differs and abs(self.chance - 0.5) > margin


def main() -> int:
    """Make the world, ask, print, and return how it ends."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=10, help="how often each pair is asked")
    asked.add_argument("--margin", type=float, default=0.2, help="how far from a half the chance may lie")
    asked.add_argument("--least", type=float, default=1.0, help="milliseconds that nobody can see")
    asked.add_argument("--begins", default="", help="only addresses whose name begins so")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SPOORBOEK_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoorboek.conf.settings")
        import django  # noqa: PLC0415 - its settings are only known now

        django.setup()
        return report(_measure(said.times, said.begins), said.margin, said.least)


def _measure(times: int, begins: str) -> dict[str, Pairs]:
    # Django reads its settings when these are imported.
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.utils import override_settings, setup_test_environment  # noqa: PLC0415
    from tests.leaks.matrix import list_all_visits, list_web_viewers, open_client  # noqa: PLC0415
    from tests.leaks.world import make_world  # noqa: PLC0415

    setup_test_environment()
    call_command("migrate", verbosity=0)
    found: dict[str, Pairs] = defaultdict(Pairs)
    with override_settings(AXES_ENABLED=False):
        visits = _pick_one_of_each(list_all_visits(make_world()), begins)
        for who in list_web_viewers():
            client = open_client(who)
            for visit in visits:
                if visit.opens_for(who):
                    continue
                pairs = found[visit.address.name]
                # The first of each warms templates and caches, and is thrown away.
                for number in range(times + 1):
                    for href, into in ((visit.href, pairs.hidden), (visit.absent, pairs.absent)):
                        began = time.perf_counter()
                        client.get(href)
                        if number:
                            into.append(1000 * (time.perf_counter() - began))
    return found


def _pick_one_of_each(visits: list[Visit], begins: str) -> list[Visit]:
    first: dict[str, Visit] = {}
    for visit in visits:
        if visit.absent and "?" not in visit.href and visit.address.name.startswith(begins):
            first.setdefault(visit.address.name, visit)
    return list(first.values())


def report(found: dict[str, Pairs], margin: float, least: float) -> int:
    """Print a line for each kind of address; return 1 when the time of one of them tells something."""
    told = 0
    sys.stdout.write(f"{'address':<32}{'n':>6}{'hidden ms':>12}{'absent ms':>12}{'chance':>9}\n")
    for name, pairs in sorted(found.items()):
        is_told = pairs.tells(margin, least)
        told += is_told
        medians = f"{median(pairs.hidden):>12.2f}{median(pairs.absent):>12.2f}"
        line = f"{name:<32}{len(pairs.hidden):>6}{medians}{pairs.chance:>9.3f}{'  TELLS' if is_told else ''}"
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(found)} kinds of addresses, {told} of which the time tells\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
