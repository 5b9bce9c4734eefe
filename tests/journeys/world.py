"""Makes the world of the journeys: the example city in an empty database, with one letter published.

Run as a program in its own process, with SPOORBOEK_DATA_DIR at an empty folder. With ``--without-records``
it is a city with its plans, definitions and drafts in which nobody has registered anything yet. Prints how
each person logs in, as JSON. With ``--tables FILE`` it begins from tables that the migrations made before.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dordrecht"
AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
SIGNERS = ("gegevensbeheerder", "toetser", "toetser2")


def main() -> None:
    if "--tables" in sys.argv:
        shutil.copy(sys.argv[sys.argv.index("--tables") + 1], settings.DATABASES["default"]["NAME"])
    django.setup()
    # Models can only be imported once Django is set up, and this is a program of its own.
    from spoorboek.apps.exchange.actions import FURNISHER, load_city  # noqa: PLC0415
    from spoorboek.apps.exchange.city_file import read_city  # noqa: PLC0415
    from spoorboek.apps.exchange.route import walk_route  # noqa: PLC0415
    from spoorboek.apps.people.demo import create_demo_people  # noqa: PLC0415
    from spoorboek.apps.people.queries import get_viewer  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    logins = create_demo_people(at=AT)
    author, people = get_viewer("auteur"), [get_viewer(name) for name in SIGNERS]
    if "--without-records" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            load_city(without_records(Path(folder)), by=FURNISHER, at=AT, author=author)
    else:
        load_city(EXAMPLE, by=FURNISHER, at=AT, author=author)
        walk_route(order=read_city(EXAMPLE).publish[0], author=author, people=people, at=AT)
    sys.stdout.write(json.dumps([[one.username, one.password, one.totp_secret] for one in logins]))


def without_records(folder: Path) -> Path:
    """Copy the example city without its registrations and return the copy."""
    city = folder / "city"
    shutil.copytree(EXAMPLE, city, ignore=shutil.ignore_patterns("registrations", "meldingen", "__pycache__"))
    manifest = city / "city.yaml"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if not line.startswith("registrations:")))
    return city


if __name__ == "__main__":
    main()
