"""How long the editor waits for its check: a whole request, with a letter in which one word changes."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from spoorboek.documents.editor_form.nodes import print_text
from spoorboek.documents.editor_form.reading import read_editor_letter
from spoorboek.documents.source.letter import parse_letter

SLUG = "eerste-concept-evaluatie"
CLAIMS = 200
SECTIONS = 20
RUNS = 5
_WORDS_PER_PAGE = 400
_FIGURES = ("nuisance-youth", "nuisance-alcohol-drugs", "nuisance-misunderstood-behaviour", "recorded-crimes")
_FILLING = (
    "Wij schrijven hier wat er in de wijken is gedaan, met wie, en wat de bewoners ervan merkten. " * 18
)


def list_rows(world: Any, measure: Callable[[Callable[[], None]], object]) -> Iterator[tuple[str, ...]]:
    """Yield the row about the check between two pauses of a writer, for the table of ``bench.py``."""
    times = world.root / "editor.json"

    def check() -> None:
        world.enter("approved")
        times.write_text(json.dumps(time_checks()))

    measure(check)
    first, again, pages = json.loads(times.read_text())
    told = f"first of a minute {1000 * first:.0f} ms, {pages} pages"
    yield f"check while writing, {CLAIMS} claims", f"{1000 * again:.0f} ms", told, "aim: under 300 ms"


def make_document(front: str) -> dict[str, Any]:
    """Return a letter of about twenty pages: sections with ten claims each, of which no two are the same."""
    lines = [front, ""]
    for section in range(SECTIONS):
        lines += [f"# Deel {chr(65 + section)}", "", _FILLING, ""]
        for nr in range(CLAIMS // SECTIONS):
            code, start = _FIGURES[nr % len(_FIGURES)], 2019 + (nr + section) % 4
            lines += [
                f'Het aantal [is veranderd]{{claim="{("rises", "falls")[section % 2]}" figure="{code}" '
                f'from="{start}" to="2024"}} van [?]{{figure="{code}" period="{start}"}} naar '
                f'[?]{{figure="{code}" period="2024"}}.',
                "",
            ]
    return read_editor_letter(parse_letter("\n".join(lines))).document


def time_checks() -> tuple[float, float, int]:
    """Return the seconds of the first check, the median of the next ones, and the number of pages."""
    client = Client(SERVER_NAME="localhost")
    user = get_user_model().objects.get(username="auteur")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    base = f"/brieven/{SLUG}/schrijven/"
    begun = client.get(f"{base}begin/").json()
    document = make_document(begun["document"]["attrs"]["front"])
    seconds = []
    for nr in range(RUNS + 1):
        document["content"][1]["content"] = [{"type": "text", "text": f"{_FILLING} Versie {'x' * nr}."}]
        body = json.dumps({"document": document, "based_on": begun["revision"]})
        start = time.perf_counter()
        answer = client.post(f"{base}nazien/", body, content_type="application/json")
        seconds.append(time.perf_counter() - start)
        assert answer.status_code == 200
        assert sum(one["span"] is not None for one in answer.json()["claims"]) == CLAIMS
    words = sum(len(print_text(block).split()) for block in document["content"])
    return seconds[0], statistics.median(seconds[1:]), round(words / _WORDS_PER_PAGE)
