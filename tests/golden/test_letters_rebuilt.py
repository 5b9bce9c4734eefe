"""The two letters, rebuilt from plan, sources and registrations: every figure, every word of the form."""

from __future__ import annotations

import io
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pytest_django import DjangoDbBlocker, Settings
from tests.file_words import words_of_page, words_of_word
from tests.golden.rebuilt_letters import LETTERS, RebuiltLetter, make_letters
from tests.letter_world import AT, EXECUTION, LATER, load_example, person
from tests.unit.documents_source.published_factory import (
    alter_digit_in_bytes,
    alter_digit_on_page,
    open_published,
)

from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters.queries import build_letter
from spoorboek.documents.model import Heading
from spoorboek.documents.printed_text import compact, part_text
from spoorboek.documents.source.number_scanning import scan_numbers
from spoorboek.documents.writers.html_blocks import DATA_TABLE_LABEL
from spoorboek.documents.writers.reading_order import list_repeated_rows
from spoorboek.documents.writers.wording import join_words, list_formal_fields
from spoorboek.rules.letter_numbers import list_number_faults
from spoorboek.rules.letter_verification import Check, verify_letter

TRIALS = int(os.environ.get("SPOORBOEK_TRIALS", "8"))
"""How many single digits are altered; `make proof` alters a hundred of each."""
OWN_NUMBERS = ("jaartal", "datum", "zaaknummer", "onderwerp", "periode", "belofte", "doel", "formele tekst")
"""Why a number is fixed when nobody had to write it down: the form of the letter and the text of the plan."""


@pytest.fixture(scope="module")
def letters(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, RebuiltLetter]]:
    yield from make_letters(tmp_path_factory, django_db_blocker)


@pytest.fixture(params=sorted(LETTERS))
def letter(request: pytest.FixtureRequest, letters: dict[str, RebuiltLetter]) -> RebuiltLetter:
    return letters[request.param]


def list_facts(facts: dict[str, Any], *names: str) -> dict[str, str]:
    return {
        f"{code}@{period}@GM0505": printed
        for name in names
        for code, periods in facts[name].items()
        for period, printed in periods.items()
    }


def words_of(letter: RebuiltLetter) -> list[str]:
    return [part_text(part) for part in letter.manifest["parts"] if part["kind"] == "words"]


def test_every_figure_of_the_public_letter_is_printed(letter: RebuiltLetter) -> None:
    printed: dict[str, set[str]] = {}
    for run in letter.runs:
        if "figure" in run:
            printed.setdefault(run["figure"], set()).add(run["text"])

    wanted = list_facts(letter.facts, "stated")

    assert {key: text for key, text in wanted.items() if text not in printed.get(key, ())} == {}


def test_the_letter_prints_no_figure_that_the_facts_do_not_know(letter: RebuiltLetter) -> None:
    known = list_facts(letter.facts, "stated", "ours")

    assert {run["figure"] for run in letter.runs if "figure" in run} - set(known) == set()


def test_what_the_rebuilt_letter_adds_is_printed_as_the_facts_say(letter: RebuiltLetter) -> None:
    printed = {(run["figure"], run["text"]) for run in letter.runs if "figure" in run}

    assert set(list_facts(letter.facts, "ours").items()) <= printed


def test_every_fixed_number_is_known_with_its_reason(letter: RebuiltLetter) -> None:
    found: dict[str, list[str]] = {}
    for run in letter.runs:
        if "fixed" in run:
            found.setdefault(run["fixed"], []).append(run["text"])
    wanted = letter.facts["fixed"]

    assert {reason: found[reason] for reason in wanted} == wanted
    assert set(found) - set(wanted) <= {*OWN_NUMBERS, "opschrift in een grafiek"}


def test_the_formal_fields_stand_in_their_order(letter: RebuiltLetter) -> None:
    fields = {field.label: join_words(field.inlines) for field in list_formal_fields(letter.document)}

    assert list(fields.items()) == list(letter.facts["fields"].items())


def test_the_sections_stand_in_their_order(letter: RebuiltLetter) -> None:
    headings = [block for block in letter.document.blocks if isinstance(block, Heading)]
    titles = [(block.level, join_words(block.inlines)) for block in headings]

    assert [title for level, title in titles if level == 1] == letter.facts["sections"]
    for theme in letter.facts["themes_with_results_and_deployment"]:
        after = titles[titles.index((1, theme)) + 1 :]
        own = [title for level, title in after[: next_section(after)] if level == 2]
        assert own[-2:] == ["Selectie resultaten", "Selectie inzet 2025-2026"]


def next_section(titles: list[tuple[int, str]]) -> int:
    return next((index for index, (level, _) in enumerate(titles) if level == 1), len(titles))


def test_signature_annexes_and_sources_are_there(letter: RebuiltLetter) -> None:
    document = letter.document

    assert document.signature is not None
    assert [one.role for one in document.signature.signatories] == letter.facts["signed_by"]
    assert list(document.annexes) == letter.facts["annexes"]
    assert len(document.footnotes) == letter.facts["footnotes"]


def test_the_letter_speaks_of_everything_that_the_public_letter_names(letter: RebuiltLetter) -> None:
    text = " ".join(words_of(letter))

    assert [word for word in letter.facts["words"] if word not in text] == []


def test_every_number_in_the_manifest_is_a_figure_or_fixed(letter: RebuiltLetter) -> None:
    faults, count = list_number_faults(letter.manifest["parts"], letter.manifest["figures"])

    assert faults == ()
    assert count >= len(list_facts(letter.facts, "stated"))


def test_word_and_page_print_the_words_of_the_manifest_and_no_other_number(letter: RebuiltLetter) -> None:
    """What stands in the files beside the words of the manifest holds no number but the page's own lines."""
    manifest = numbers_in(words_of(letter))
    running = numbers_in(letter.manifest["running"].values())

    for read, content in ((words_of_word, letter.docx), (words_of_page, letter.html)):
        said = [text for text in read(content) if text != DATA_TABLE_LABEL]
        assert compact("".join(words_of(letter))) in compact("".join(said))
        assert numbers_in(said) - manifest - running - numbers_in([letter.document.title]) == Counter()


def test_the_pages_print_the_numbers_of_the_manifest_and_their_own(letter: RebuiltLetter) -> None:
    parts = numbers_in(part_text(part) for part in letter.manifest["parts"])
    pages = len(letter.published.pages)
    running = numbers_in([letter.manifest["running"]["header"]] * pages)
    own = numbers_in([f"Pagina {number} van {pages}" for number in range(1, pages + 1)])
    repeated = numbers_in(list(list_repeated_rows(letter.document)) * pages)

    assert numbers_in(letter.published.pages) - parts - running - own - repeated == Counter()


def numbers_in(texts: Any) -> Counter[str]:
    """Every digit and number word, by white space in one way: a page breaks lines where it likes."""
    joined = re.sub(r"\s+", " ", " \n ".join(texts))
    return Counter(joined[one.start : one.end].lower() for one in scan_numbers(joined))


LENGTH_FAULT = "a stream /Length does not match its raw content length"
"""The validator says this too of a stream whose last byte happens to be a carriage return, because it
takes that byte for the line end before ``endstream``. So lengths are measured here, byte by byte."""


def list_wrong_lengths(pdf: bytes) -> list[int]:
    """Return the place of each stream whose /Length does not end at a line end and ``endstream``."""
    wrong, place = [], 0
    while header := re.compile(rb">>\s*stream\r?\n").search(pdf, place):
        stated = re.findall(rb"/Length (\d+)", pdf[place : header.start()])[-1]
        place = header.end() + int(stated)
        if not re.match(rb"\r?\n?endstream", pdf[place : place + 12]):
            wrong.append(header.start())
            place = header.end()
    return wrong


def test_a_wrong_length_of_a_stream_is_found() -> None:
    stream = b"<< /Length %d >>\nstream\nabc\r\nendstream"

    assert list_wrong_lengths(stream % 4) == []
    assert len(list_wrong_lengths(stream % 2)) == 1


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_keeps_the_rules_of_access_and_archive(letter: RebuiltLetter, profile: str) -> None:
    report = page.validate_pdf_bytes(letter.pdf, profile=profile)

    assert [failure.message for failure in report.failures if failure.message != LENGTH_FAULT] == []
    assert list_wrong_lengths(letter.pdf) == []


def test_the_pdf_is_tagged_in_dutch_with_a_header_in_each_table(letter: RebuiltLetter) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        assert str(pdf.Root.Lang).startswith("nl")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert set(pdf.attachments) == {"manifest.json", "cijfers.csv"}


def test_the_published_letter_verifies_against_its_fingerprint(letter: RebuiltLetter) -> None:
    found = verify_letter(letter.published, fingerprint=letter.fingerprint)

    assert found.findings == ()
    assert found.figure_count >= len(list_facts(letter.facts, "stated"))


def test_one_altered_digit_on_the_pages_is_always_found(letters: dict[str, RebuiltLetter]) -> None:
    letter = letters["evaluation"]

    assert [trial for trial in range(TRIALS) if not is_page_change_found(letter, trial)] == []


def is_page_change_found(letter: RebuiltLetter, trial: int) -> bool:
    altered, _, _ = alter_digit_on_page(letter.pdf, random.Random(trial))
    found = verify_letter(open_published(altered), judge=keep_verdicts(letter))
    return Check.PAGE_TEXT in {finding.check for finding in found.findings}


def keep_verdicts(letter: RebuiltLetter) -> Any:
    """The verdicts as published: they were recomputed once, and a page does not change them."""
    kept = [claim["verdict"] for claim in letter.manifest["claims"]]
    return lambda entries, on=None, words=None: kept


@pytest.mark.parametrize("part", ["manifest", "figures_csv"])
def test_one_altered_digit_in_the_files_inside_is_always_found(
    letters: dict[str, RebuiltLetter], part: str
) -> None:
    published = letters["evaluation"].published
    check = Check.MANIFEST if part == "manifest" else Check.FIGURES_TABLE

    def is_found(trial: int) -> bool:
        altered = alter_digit_in_bytes(getattr(published, part), random.Random(trial))
        found = verify_letter(replace(published, **{part: altered}))
        return check in {finding.check for finding in found.findings}

    assert [trial for trial in range(TRIALS) if not is_found(trial)] == []


def test_the_same_input_gives_the_same_bytes(letter: RebuiltLetter) -> None:
    first, second = letter.builds

    assert (first.pdf, first.docx, first.html) == (second.pdf, second.docx, second.html)
    assert first.manifest == second.manifest


@pytest.mark.django_db
def test_a_business_that_is_withdrawn_is_not_counted_in_the_letter(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    load_example()
    author = person("auteur")
    before = build_letter(author, EXECUTION, at=AT)

    register = REGISTERS["inspected-businesses"]
    reason = "dubbel ingevoerd"
    withdraw_registration(
        register=register, number="ICB-2023-0003", reason=reason, by=person("inspecteur"), at=LATER
    )

    after = build_letter(author, EXECUTION, at=LATER)
    assert "achttien bedrijven" in " ".join(words_of_page(before.html))
    assert "zeventien bedrijven" in " ".join(words_of_page(after.html))
