"""Take in thousands of damaged lists and prove that each is taken in whole or refused with a sentence."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time

SEED = 20250224


def main() -> int:
    """Return 0 when nothing was half-written and nothing failed without a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    os.environ["SPOORBOEK_DATABASE_URL"] = "sqlite://:memory:"
    os.environ["DJANGO_SETTINGS_MODULE"] = "spoorboek.conf.settings"
    import django  # noqa: PLC0415 - the settings are chosen above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from import_trials import try_file  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    began = time.monotonic()
    rng = random.Random(arguments.seed)  # noqa: S311 - files, not secrets
    taken = refused = 0
    for number in range(arguments.files):
        is_taken = try_file(random.Random(rng.getrandbits(64)), number)  # noqa: S311
        taken, refused = taken + is_taken, refused + (not is_taken)
    took = time.monotonic() - began
    print(
        f"{arguments.files} lists: {taken} taken in whole, {refused} refused with a sentence, "
        f"0 half-written, 0 unhandled  [{took:.0f} s, seed {arguments.seed}]"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
