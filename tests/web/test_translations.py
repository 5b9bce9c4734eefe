"""Every sentence of the pages has an English one, and what is shipped is what is written."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.conftest import MISSING

from spoorboek.apps.accounts.start_lines import _CHANGED, _COMMITMENTS, _FLIPPED, _LETTERS, _PROMISES
from spoorboek.figures.period import Period
from spoorboek.rules.verdict_words import VERDICT_WORDS
from spoorboek.web.account_words import TEMPLATES
from spoorboek.web.dates import format_moment, format_period
from spoorboek.web.pages.letters_verdicts import TRANSLATED

WEB = Path(__file__).resolve().parents[2] / "src" / "spoorboek" / "web"
WRITTEN = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"

pytestmark = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason=f"{MISSING}msgfmt; installeer het Debian-pakket gettext"
)


def read_sentences(catalogue: Path) -> set[str]:
    """Return the Dutch sentences in a catalogue."""
    entries = re.findall(r'^msgid ((?:".*"\n)+)', catalogue.read_text(), flags=re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', entry)) for entry in entries} - {""}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue made anew from the code and the templates as they are now."""
    copied = tmp_path_factory.mktemp("words") / "web"
    shutil.copytree(WEB, copied, ignore=shutil.ignore_patterns("static", "__pycache__", "*.mo", "*.po"))
    (copied / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = ["makemessages", "--locale", "en", "--no-location", "-e", "html,txt,py"]
    subprocess.run([sys.executable, "-m", "django", *command], cwd=copied, check=True, capture_output=True)
    return copied / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_every_sentence_in_code_and_templates_is_in_the_catalogue(extracted: Path) -> None:
    assert read_sentences(extracted) - read_sentences(WRITTEN) == set()


def test_catalogue_holds_no_sentence_that_is_gone(extracted: Path) -> None:
    assert read_sentences(WRITTEN) - read_sentences(extracted) == set()


def test_every_sentence_is_translated_and_keeps_its_fields(tmp_path: Path) -> None:
    made = tmp_path / "django.mo"
    done = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", str(made), str(WRITTEN)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "untranslated" not in done.stderr
    assert "fuzzy" not in done.stderr


def test_shipped_catalogue_is_the_written_one(tmp_path: Path) -> None:
    made = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", str(made), str(WRITTEN)], check=True)
    with made.open("rb") as ours, WRITTEN.with_suffix(".mo").open("rb") as shipped:
        assert gettext.GNUTranslations(ours)._catalog == gettext.GNUTranslations(shipped)._catalog  # type: ignore[attr-defined]


def test_words_of_verdicts_and_start_lines_are_those_of_their_makers() -> None:
    kept = (*_LETTERS.values(), *(said[1:] for said in (*_PROMISES, *_COMMITMENTS)))
    assert set(TEMPLATES) == {text for said in kept for text in said[:2]} | {*_CHANGED, *_FLIPPED}
    assert set(TRANSLATED) == {said.words for said in VERDICT_WORDS.values()}


@pytest.mark.parametrize(
    ("language", "period", "moment"),
    [
        ("nl", "januari tot en met april 2023", "3 mei 2025 om 14:02 uur"),
        ("en", "January to April 2023", "3 May 2025 at 14:02"),
    ],
)
def test_days_and_periods_are_said_in_the_language_of_the_page(
    language: str, period: str, moment: str
) -> None:
    with override(language):
        assert format_period(Period.parse("2023-01..2023-04")) == period
        assert format_moment(datetime(2025, 5, 3, 14, 2, tzinfo=UTC)) == moment
