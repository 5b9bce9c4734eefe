"""Makes the world of the journeys: an empty database with the invented people and the example registers.

Run as a program in its own process, with SPOORBOEK_DATA_DIR at an empty folder. Prints how each person
logs in, as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from django.core.management import call_command

from spoorboek.rules.roles import Role

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dordrecht"
AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)


def main() -> None:
    django.setup()
    # Models can only be imported once Django is set up, and this is a program of its own.
    from spoorboek.apps.intake.register_actions import import_folder  # noqa: PLC0415
    from spoorboek.apps.people.demo import INSTALLATION, create_demo_people  # noqa: PLC0415
    from spoorboek.web.register_pages import REGISTERS  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    logins = create_demo_people(at=AT)
    everything = dataclasses.replace(INSTALLATION, roles=frozenset(Role) - {Role.ANONYMOUS})
    import_folder(registers=REGISTERS, folder=EXAMPLE / "registrations", by=everything, at=AT)
    sys.stdout.write(json.dumps([[one.username, one.password, one.totp_secret] for one in logins]))


if __name__ == "__main__":
    main()
