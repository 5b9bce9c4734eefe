"""How much is left Dutch on the English pages of each role: ``python -m scripts.english_walk [--list]``.

``SPOORBOEK_DATA_DIR`` names a folder that ``spoorboek demo`` filled. Counted are texts that differ: first
those of ours, then content (what somebody typed or published) that is not marked as Dutch. With ``--list``
the first are printed too, with ``--unmarked`` both. A name of somebody is in no language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

import yaml  # noqa: E402 - Django must know its settings first
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import models  # noqa: E402
from django.test import Client  # noqa: E402
from scripts.dutch_left import list_dutch, looks_dutch  # noqa: E402
from scripts.page_walk import say_purpose, walk  # noqa: E402

from spoorboek.web.phrasebook import read_phrases  # noqa: E402
from spoorboek.web.urls import urlpatterns  # noqa: E402

PEOPLE = (
    *("auteur", "regisseur", "jurist", "inspecteur", "privacyfunctionaris", "gegevensbeheerder"),
    *("beheerder", "kernteamlid", "partner", "toetser", "raadslid", ""),
)
EXAMPLES = Path("examples")
_SHORTEST = 4
"""Characters of a phrase of somebody that is looked for inside another text."""
_A_PART = 20
"""Characters of a text that may be cut from what somebody wrote, as in a list or a drawing."""


def collect_content() -> list[str]:
    """Return everything that somebody typed or published, the longest first."""
    found: set[str] = set()
    for model in apps.get_models():
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            found.update(_list_texts(row))
    for path in EXAMPLES.rglob("*.yaml"):
        found.update(_list_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    lines = {" ".join(line.split()) for text in found for line in (text, *text.splitlines())}
    # A state or kind is kept as a word of ours.
    ours = {phrase.casefold() for phrase in read_phrases("en")}
    kept = (line for line in lines if len(line) >= _SHORTEST and line.casefold() not in ours)
    return sorted(filter(looks_dutch, kept), key=len, reverse=True)


def _list_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _list_texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _list_texts(each)


def list_names() -> list[str]:
    """Return the names of the municipality and of people, by which they are called or log in."""
    people = get_user_model().objects.all()
    names = {name for person in people for name in (person.get_full_name(), person.get_username())}
    return sorted({settings.MUNICIPALITY, *names}, key=len, reverse=True)


def is_content(text: str, content: list[str]) -> bool:
    """Tell whether the Dutch of a text is what somebody typed."""
    for phrase in content:
        if phrase in text:
            text = text.replace(phrase, "")
        elif len(text) >= _A_PART and text in phrase:
            return True
    return not looks_dutch(text)


def is_name(text: str, names: list[str]) -> bool:
    """Tell whether a text is Dutch only by a name."""
    for name in names:
        text = text.replace(name, "")
    return not looks_dutch(text)


def list_starts() -> list[str]:
    """Return the addresses of the pages that need no record."""
    return [f"/{pattern.pattern}" for pattern in urlpatterns if "<" not in str(pattern.pattern)]


def open_english(username: str) -> Client:
    """Return a client that reads English, logged in as a person of the example city; not for ``""``."""
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        user = get_user_model().objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        say_purpose(client, "counting words")
    return client


def main() -> None:
    """Print a line for each role, with ``--list`` what is left of ours, with ``--unmarked`` also content."""
    content, names, everything = collect_content(), list_names(), dict[str, str]()
    for username in PEOPLE:
        met: dict[str, str] = {}
        count = 0
        for page in walk(open_english(username), list_starts()):
            count += 1
            met |= {text: page.name for text in list_dutch(page.page) if not is_name(text, names)}
        ours = {text: name for text, name in met.items() if not is_content(text, content)}
        everything |= ours if "--unmarked" not in sys.argv else met
        role, unmarked = username or "anoniem", len(met) - len(ours)
        print(f"{role:20} {count:4} pages {len(ours):4} of ours {unmarked:4} unmarked")
    if {"--list", "--unmarked"} & {*sys.argv}:
        print("\n".join(sorted(f"{name}: {text}" for text, name in everything.items())))


if __name__ == "__main__":
    main()
