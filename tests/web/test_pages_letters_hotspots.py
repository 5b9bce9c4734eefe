"""A letter with the sentences of an analysis: through its route in the pages, and proved by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import PageClient
from tests.web.letter_texts import short_letter

from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.apps.letters.actions import start_letter
from spoorboek.apps.letters.queries import get_letter, get_published_file
from spoorboek.apps.people.queries import get_viewer
from spoorboek.cli.main import main
from spoorboek.rules.hotspots.letter_text import write_letter_text
from spoorboek.rules.letter_lifecycle import LetterStatus

SLUG = "brief-over-waar-en-wanneer"
PAGE = f"/brieven/{SLUG}/"
AT = datetime(2024, 6, 1, 9, tzinfo=UTC)


def write_rows() -> str:
    """Forty reports spread over 2022, and twelve together in three days of March."""
    first = datetime(2022, 1, 3, 22, 15, tzinfo=UTC)
    rows = [(first + timedelta(days=9 * at), 105_000 + 230 * (at * 7 % 40), 424_000) for at in range(40)]
    rows += [
        (datetime(2022, 3, 4 + at % 3, 12, 5, tzinfo=UTC), 112_000 + 9 * at, 425_000) for at in range(12)
    ]
    return "start,x,y\n" + "".join(f"{moment.isoformat()},{x},{y}\n" for moment, x, y in sorted(rows))


def go_the_route(people: dict[str, Client]) -> None:
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    people["toetser"].post(f"{PAGE}akkoord/content/geven/", {"remark": ""})
    people["toetser2"].post(f"{PAGE}akkoord/agreement/geven/", {"remark": ""})
    assert people["auteur"].post(f"{PAGE}publiceren/").url == PAGE


def test_published_sentences_about_where_and_when_are_proved_without_a_database(
    page_of: PageClient, tmp_path: Path
) -> None:
    keeper = get_viewer("gegevensbeheerder")
    take_in_reports(
        by=keeper, at=AT, code="proef-2022", title="Proef", content=write_rows(), is_invented=True
    )
    made = analyse_reports(by=keeper, at=AT, code="proef-2022")
    sentences = write_letter_text(made.result, made.number)
    assert any("group-1-chance" in one for one in sentences)
    assert any("claim=" in one for one in sentences)
    start_letter(source=short_letter(SLUG), by=get_viewer("auteur"), at=AT)
    people = {name: page_of(name) for name in ("auteur", "toetser", "toetser2")}
    text = short_letter(SLUG, information="\n\n".join(sentences))
    people["auteur"].post(f"{PAGE}schrijven/", {"source": text, "based_on": 1})

    go_the_route(people)

    assert get_letter(get_viewer("auteur"), SLUG).status is LetterStatus.PUBLISHED
    file = tmp_path / "brief.pdf"
    file.write_bytes(get_published_file(get_viewer("auteur"), SLUG, "pdf"))
    # Nothing is left to ask: the numbers of the analysis come from the letter itself.
    with CaptureQueriesContext(connection) as asked:
        done = CliRunner().invoke(main, ["letter", "verify", str(file), "--json"])
    assert len(asked) == 0
    found = json.loads(done.stdout)
    assert (done.exit_code, found["genuine"], found["findings"]) == (0, True, [])
    assert found["claims"] >= 1
    assert found["figures"] >= 5
