"""Kill load, import and publication at random moments, and prove that nothing is lost or half-written.

After each kill (SIGKILL to the whole process group): the log verifies, every table is as before or as
after and never between, each file that a row names is there with its fingerprint, and the same command
run again succeeds. On SQLite and, where it is installed, on PostgreSQL, both at the same time.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from postgres import find_postgres, temporary_postgres

SEED = 20250224


def run_trials(name: str, root: Path, server: str, kills: int, seed: int) -> int:
    """Kill ``kills`` times in one database, print one line and return how often something was wrong."""
    # The world reads the settings of Django, which are those of one database: this is a process of its own.
    from proof_world import World, finish, kill_after, make_commands, prepare, say, take_stock  # noqa: PLC0415

    began = time.monotonic()
    world = World(root, is_postgres=bool(server), server=server)
    commands = make_commands(prepare(world))
    rng = random.Random(seed)  # noqa: S311 - moments, not secrets
    before, after, seconds = {}, {}, {}
    for command in commands:
        world.copy(command.begins_from, "trial")
        before[command.name] = finish(world, "trial", take_stock)
        start = time.monotonic()
        finish(world, "trial", command.run)
        seconds[command.name] = time.monotonic() - start
        after[command.name] = finish(world, "trial", take_stock)
        assert before[command.name] != after[command.name], f"{command.name} does nothing"
    lost = half = done = 0
    for number in range(kills):
        command = commands[number % len(commands)]
        share = (number // len(commands) + rng.random()) / (kills / len(commands))
        delay = 1.05 * min(share, 1.0) * seconds[command.name]
        world.copy(command.begins_from, "trial")
        while not kill_after(world, "trial", command.run, delay):
            # It was ready before the blow fell: begin again and strike earlier.
            delay *= 0.8
            world.copy(command.begins_from, "trial")
        world.wait_for_quiet("trial")
        found = finish(world, "trial", take_stock)
        is_after = found == after[command.name]
        is_sound = found == before[command.name] or is_after
        start = time.monotonic()
        finish(world, "trial", command.run)
        if not is_after:
            # As long as it takes now: on a machine that became busier all blows would fall early.
            seconds[command.name] = time.monotonic() - start
        again = finish(world, "trial", take_stock)
        done += is_after
        lost += again != after[command.name]
        half += not is_sound
        if not is_sound or again != after[command.name]:
            say(f"{name}: {command.name} killed after {delay:.3f} s: {found} then {again}")
    took = time.monotonic() - began
    say(
        f"{name}: {kills} kills (load, import, publish), lost {lost}, half-written {half}"
        f"  [{done} fell after the work was done; {took:.0f} s, seed {seed}]"
    )
    return lost + half


def start_trials(
    name: str, root: Path, address: str, arguments: argparse.Namespace
) -> subprocess.Popen[bytes]:
    """Start the trials of one database in a process with its own settings."""
    environment = {**os.environ, "SPOORBOEK_DATA_DIR": str(root / "data"), "SPOORBOEK_EXAMPLE": "true"}
    environment |= {"SPOORBOEK_DATABASE_URL": address} if address else {}
    command = [sys.executable, __file__, "--kills", str(arguments.kills), "--seed", str(arguments.seed)]
    return subprocess.Popen(
        [*command, "--only", name, "--root", str(root), "--server", address], env=environment
    )


def main() -> int:
    """Return 0 when nothing was lost or half-written on any database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many, on each database")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", default="", help=argparse.SUPPRESS)
    parser.add_argument("--root", default="", help=argparse.SUPPRESS)
    parser.add_argument("--server", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        root, server = Path(arguments.root), arguments.server
        return min(run_trials(arguments.only, root, server, arguments.kills, arguments.seed), 1)
    with ExitStack() as stack:
        addresses = {"SQLite": ""}
        if find_postgres() is not None:
            addresses["PostgreSQL"] = stack.enter_context(temporary_postgres())
        elif os.environ.get("CI"):
            print("PostgreSQL is missing; on CI that is a failure.")
            return 1
        else:
            print("PostgreSQL is not installed (apt-get install postgresql): only SQLite is proved.")
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spoorboek-proof-")))
        running = []
        for name, address in addresses.items():
            root = folder / name.lower()
            root.mkdir()
            running.append(start_trials(name, root, address, arguments))
        return max(process.wait() for process in running)


if __name__ == "__main__":
    sys.exit(main())
