"""The example city with its people, and its letters on their way to publication."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.exchange.actions import FURNISHER
from spoorboek.apps.exchange.actions import load_city as load_folder
from spoorboek.apps.exchange.city_file import read_city
from spoorboek.apps.exchange.route import walk_route
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.people.queries import get_viewer

EXAMPLE = Path(__file__).parents[1] / "examples" / "dordrecht"
EXECUTION = "uitvoeringsplan-ondermijning-2023-2024"
EVALUATION = "tussentijdse-evaluatie-ivp-2023-2026"
DRAFT = "eerste-concept-evaluatie"
PLAN = "integraal-veiligheidsplan-2023-2026"
AT = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
SIGNERS = ("gegevensbeheerder", "toetser", "toetser2")


def person(username: str) -> Viewer:
    return get_viewer(username)


def load_example() -> None:
    """Load the whole example city; the letters become those of the invented author."""
    create_demo_people(at=AT)
    load_folder(EXAMPLE, by=FURNISHER, at=AT, author=person("auteur"))


def publish(slug: str, at: datetime = AT) -> str:
    """Take a letter of the example through its route, as the demo does; return its fingerprint."""
    order = next(one for one in read_city(EXAMPLE).publish if one.letter == slug)
    people = [person(name) for name in SIGNERS]
    return walk_route(order=order, author=person("auteur"), people=people, at=at)
