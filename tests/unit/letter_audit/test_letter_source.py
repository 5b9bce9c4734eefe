"""From an audited letter to a source that the house reads without a complaint."""

from __future__ import annotations

from datetime import date
from typing import Any

from spoorboek.apps.letter_audits.result import describe_audit
from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.documents.source.blocks import SourceTable
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.source.span_building import plain_text
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.letter_audit import audit_letter
from spoorboek.rules.letter_audit.letter_source import SourceHeader, write_source

HEADER = SourceHeader(
    letter_type="raadsinformatiebrief",
    slug="oude-brief",
    title="Oude brief",
    dated_on=date(2025, 3, 1),
    case_number="2025-1",
    plan="plan",
    period=Period.parse("2024"),
    area="GM0505",
)
TABLE = "| | 2023 | 2024 |\n| --- | --- | --- |\n| Signalen | 40 | 52 |\n"


def describe(text: str, **traced: str) -> dict[str, Any]:
    """Return the outcome for a letter, its numbers (n52 for 52) tied to the figures that are named."""
    outcome = describe_audit(audit_letter(read_plain(text.encode())))
    for one in outcome["numbers"]:
        one["figure"] = traced.get(f"n{one['quote']}")
    return outcome


def read(text: str, **traced: str) -> LetterSource:
    """Return the source that becomes of a letter, read as the house reads it: it raises on a complaint."""
    return parse_letter(write_source(describe(text, **traced), HEADER))


def list_captions(letter: LetterSource) -> list[str]:
    """Return the titles of the tables, in their order."""
    blocks = (block for section in letter.sections for block in section.blocks)
    return [plain_text(block.caption) for block in blocks if isinstance(block, SourceTable)]


def test_a_table_without_a_title_takes_that_of_the_heading_above_it() -> None:
    letter = read(f"# Ondermijning\n\nEen overzicht.\n\n{TABLE}")
    assert list_captions(letter) == ["Ondermijning"]


def test_a_table_keeps_its_own_title() -> None:
    assert list_captions(read(f"Tabel: signalen per jaar\n\n{TABLE}")) == ["signalen per jaar"]


def test_a_table_above_every_heading_says_that_it_has_no_title() -> None:
    assert list_captions(read(TABLE)) == ["zonder titel"]


def test_a_heading_that_skips_a_level_comes_right_below_the_one_before() -> None:
    source = write_source(describe("# Deel\n\n#### Diep\n\nWoorden.\n\n## Volgend\n\nWoorden."), HEADER)
    headings = [line for line in source.splitlines() if line.startswith("#")]
    assert headings == ["# Deel", "## Diep", "## Volgend"]
    parse_letter(source)


def test_a_number_in_a_table_is_tied_where_it_stands() -> None:
    source = write_source(describe(TABLE, n52="received-signals@2024@GM0505"), HEADER)
    assert '| Signalen | 40 | [52]{figure="received-signals" period="2024"} |' in source
    parse_letter(source)


def test_a_table_that_was_kept_without_places_keeps_its_words() -> None:
    outcome = describe(TABLE)
    for block in outcome["blocks"]:
        block.pop("spans", None)
    assert "| Signalen | 40 | 52 |" in write_source(outcome, HEADER)


def test_words_that_are_markup_stay_words() -> None:
    table = "| a |\n| --- |\n| b \\| c |\n"
    letter = read(f"# Kop\n\n[88]{{figure=x}} en <b>vet</b>\n\n1) een * twee _ drie\n\n{table}")
    assert list_captions(letter) == ["Kop"]
