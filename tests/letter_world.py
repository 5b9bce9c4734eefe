"""The example city with its people, and its letters on their way to publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

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


class _UndoneError(Exception):
    """Ends a world: everything in it is undone."""


@contextmanager
def open_world(
    folder: Path, blocker: DjangoDbBlocker, load: Callable[[], None] = load_example
) -> Iterator[None]:
    """Load the example city once for many tests; a test that marks itself for the database is undone."""
    kept = settings.DATA_DIR
    with blocker.unblock():
        try:
            with transaction.atomic():
                settings.DATA_DIR = folder
                load()
                yield
                raise _UndoneError
        except _UndoneError:
            pass
        finally:
            settings.DATA_DIR = kept
