import json
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.documents_source.published_factory import (
    ENTRY,
    a_publication,
    a_published_pdf,
    a_written_manifest,
    alter_digit_in_bytes,
    alter_digit_on_page,
    an_override,
    judge,
    open_published,
    verify,
)
from tests.unit.documents_source.source_factory import MOMENT, a_document, a_figure, a_letter, the_figures

from spoorboek.documents.canonical_json import digest_of, write_canonical
from spoorboek.documents.errors import ManifestError
from spoorboek.documents.figure_record import record_figure
from spoorboek.documents.figures_csv import COLUMNS, write_figures_csv
from spoorboek.documents.manifest import ClaimRecord, WrittenManifest, read_manifest, write_manifest
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.documents.writers.pdf import write_pdf
from spoorboek.figures.figure import Parts, Uncertainty
from spoorboek.figures.values import NonValue
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.letter_verification import CHECK_LABELS, Check, PublishedFile, verify_letter

TRIALS = 100


def the_file() -> PublishedFile:
    return open_published(a_published_pdf())


def checks_of(published: PublishedFile, fingerprint: str | None = None) -> set[Check]:
    return {finding.check for finding in verify(published, fingerprint).findings}


def with_manifest(change: Any, *, sign: bool = True) -> PublishedFile:
    """Alter the manifest as somebody would who knows how it is made: the digest fits again."""
    manifest = json.loads(a_written_manifest().manifest)
    change(manifest)
    if sign:
        manifest["digest"] = digest_of(manifest)
    return replace(the_file(), manifest=write_canonical(manifest))


def test_a_letter_as_it_was_published_is_genuine():
    found = verify(the_file(), a_written_manifest().digest)
    assert found.findings == () and found.is_genuine
    assert (found.slug, found.figure_count, found.claim_count) == ("voorbeeld", 9, 1)
    assert found.number_count > 20


def test_the_same_letter_gives_the_same_manifest():
    assert write_manifest(a_letter(), a_document(), a_publication()) == a_written_manifest()


@pytest.mark.parametrize("trial", range(TRIALS))
def test_one_altered_digit_on_a_page_is_found(trial: int):
    altered, before, after = alter_digit_on_page(a_published_pdf(), random.Random(trial))
    published = open_published(altered)
    assert before != after and published.pages != the_file().pages
    assert Check.PAGE_TEXT in checks_of(published)


@pytest.mark.parametrize("trial", range(TRIALS))
def test_one_altered_digit_in_the_table_of_figures_is_found(trial: int):
    published = the_file()
    altered = alter_digit_in_bytes(published.figures_csv, random.Random(trial))
    assert Check.FIGURES_TABLE in checks_of(replace(published, figures_csv=altered))


@pytest.mark.parametrize("trial", range(TRIALS))
def test_one_altered_digit_in_the_manifest_is_found(trial: int):
    published = the_file()
    altered = alter_digit_in_bytes(published.manifest, random.Random(trial))
    assert Check.MANIFEST in checks_of(replace(published, manifest=altered))


def test_another_fingerprint_than_the_published_one_is_found():
    assert checks_of(the_file(), "0" * 64) == {Check.FINGERPRINT}


def test_a_figure_that_was_altered_with_its_digest_is_found_in_table_and_text():
    def change(manifest: dict[str, Any]) -> None:
        (figure,) = (f for f in manifest["figures"] if f["key"] == "reports@2024@GM0505")
        figure["value"] = "105"

    assert checks_of(with_manifest(change)) == {Check.FIGURES_TABLE, Check.NUMBERS}


def test_text_that_was_altered_with_its_digest_is_found_on_the_page():
    def change(manifest: dict[str, Any]) -> None:
        run = next(
            r for part in manifest["parts"] for r in part["runs"] if r.get("figure") == "reports@2024@GM0505"
        )
        run["text"] = "105"

    assert checks_of(with_manifest(change)) == {Check.MANIFEST, Check.PAGE_TEXT, Check.NUMBERS}


def test_a_verdict_that_was_altered_is_recomputed():
    def change(manifest: dict[str, Any]) -> None:
        manifest["claims"][0]["verdict"]["verdict"] = "contradicted"

    found = verify(with_manifest(change)).findings
    assert [finding.check for finding in found] == [Check.VERDICTS]
    assert "het oordeel is supported, in het manifest staat contradicted" in found[0].sentence


def test_a_computation_that_was_altered_is_recomputed():
    def change(manifest: dict[str, Any]) -> None:
        manifest["claims"][0]["verdict"]["computed"]["ratio"] = 1.19

    assert checks_of(with_manifest(change)) == {Check.VERDICTS}


def test_the_verdicts_are_those_of_the_rules_on_the_day_of_the_letter():
    verdict = judge_claims([ENTRY], on=a_letter().front_matter.dated_on)[0]
    assert verdict["verdict"] == "supported_with_note"
    publication = a_publication(claims=[ClaimRecord(ENTRY, verdict, (an_override(),))])
    written = write_manifest(a_letter(), a_document(), publication)
    assert verify_letter(replace(the_file(), manifest=written.manifest)).findings == ()


def test_an_override_without_a_reason_is_found():
    claim = ClaimRecord(ENTRY, judge([ENTRY])[0], (replace(an_override(), reason=" "),))
    written = write_manifest(a_letter(), a_document(), a_publication(claims=[claim]))
    assert checks_of(replace(the_file(), manifest=written.manifest)) == {Check.VERDICTS}


def test_a_number_that_is_no_figure_and_not_fixed_is_found():
    letter = a_letter("\n# Inleiding\n\nEr waren drie dagen.\n")
    written = write_manifest(letter, a_document(letter), a_publication())
    sentences = [f.sentence for f in verify(replace(the_file(), manifest=written.manifest)).findings]
    assert "Het getal 'drie' is geen cijfer en geen vast getal, in 'Er waren drie dagen.'." in sentences


def test_a_number_that_was_cut_off_is_a_milder_finding():
    figures = {"mark@2023@GM0505": a_figure("mark@2023@GM0505", Decimal("7.38"), decimals=1)}
    letter = a_letter('\n# Inleiding\n\nHet cijfer is [7,3]{figure="mark@2023"}.\n')
    publication = a_publication(figures=list(figures.values()))
    written = write_manifest(letter, a_document(letter, figures=figures), publication)
    sentences = [f.sentence for f in verify(replace(the_file(), manifest=written.manifest)).findings]
    assert any("afgekapt en niet afgerond" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (lambda pages: pages[:-1], "regel onderaan is gewijzigd"),
        (lambda pages: (pages[0].replace("Pagina 1", "Pagina 2"), *pages[1:]), "regel onderaan"),
        (lambda pages: (pages[0].replace("Voorbeeldstad", "Voorbeeldstad extra", 1), *pages[1:]), "er staat"),
        (lambda pages: (*pages[:-1], pages[-1].replace("Bronnen", "")), "er staat"),
    ],
)
def test_pages_that_were_taken_out_or_altered_are_found(pages: Any, words: str):
    published = the_file()
    altered = pages(published.pages)
    assert altered != published.pages
    found = verify(replace(published, pages=altered)).findings
    assert any(words in finding.sentence for finding in found), found


def a_long_letter() -> tuple[WrittenManifest, tuple[str, ...]]:
    rows = "".join(f'| Rij {"abcdefghij"[row % 10]} | [88]{{figure="reports@2023"}} |\n' for row in range(70))
    letter = a_letter(f"\n# Inleiding\n\nTabel: Lang\n\n| Soort | Aantal |\n|---|---|\n{rows}\nSlot.\n")
    document = a_document(letter)
    return write_manifest(letter, document, a_publication()), read_pdf(write_pdf(document)).pages


def test_a_table_that_goes_on_over_a_page_may_repeat_its_header_row():
    written, pages = a_long_letter()
    published = PublishedFile(written.manifest, written.figures_csv, pages)
    assert sum("Soort" in page for page in pages) > 1
    assert verify(published).findings == ()


def test_a_header_row_that_is_repeated_where_no_table_goes_on_is_found():
    written, pages = a_long_letter()
    body = pages[0].replace("Voorbeeldstad", "Soort Aantal Voorbeeldstad", 1)
    published = PublishedFile(written.manifest, written.figures_csv, (body, *pages[1:]))
    assert checks_of(published) == {Check.PAGE_TEXT}


def test_words_added_after_the_end_or_left_out_at_the_end_are_found():
    written, pages = a_long_letter()
    last = pages[-1]
    assert "Slot." in last
    for altered, words in (
        (last.replace("Slot.", "Slot. En meer."), "er staat"),
        (last.replace("Het college", "").replace("burgemeester", ""), "ontbreekt tekst"),
        (last.replace("burgemeester", "burgemeester en meer"), "meer dan in het manifest"),
    ):
        published = PublishedFile(written.manifest, written.figures_csv, (*pages[:-1], altered))
        assert any(words in finding.sentence for finding in verify(published).findings), words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": "NaN"}, "verkeerde vorm"),
        ({"value": "veel"}, "verkeerde vorm"),
        ({"value": "suppressed"}, "maar het cijfer reports@2024@GM0505 is suppressed"),
        ({"key": "other@2024@GM0505"}, "maar dat zit niet bij de brief"),
    ],
)
def test_a_figure_that_does_not_fit_its_number_is_found(figure: dict[str, str], words: str):
    def change(manifest: dict[str, Any]) -> None:
        next(f for f in manifest["figures"] if f["key"] == "reports@2024@GM0505").update(figure)

    assert any(words in finding.sentence for finding in verify(with_manifest(change)).findings)


def test_words_where_a_number_belongs_are_found():
    def change(manifest: dict[str, Any]) -> None:
        runs = (run for part in manifest["parts"] for run in part["runs"])
        next(run for run in runs if run.get("figure", "").startswith("youth"))["text"] = "veel"

    sentences = [finding.sentence for finding in verify(with_manifest(change)).findings]
    assert any("'veel' is geen getal" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b"[" * 100_000,
        b'{"format":"spoorboek-manifest/1"}',
    ],
)
def test_a_manifest_that_cannot_be_read_is_a_finding(content: bytes):
    assert checks_of(replace(the_file(), manifest=content)) == {Check.MANIFEST}


def test_a_manifest_of_the_wrong_shape_inside_is_a_finding():
    def change(manifest: dict[str, Any]) -> None:
        manifest["parts"][0]["runs"] = "geen lijst"

    assert checks_of(with_manifest(change)) == {Check.MANIFEST}


def test_a_table_without_its_last_line_is_found():
    published = the_file()
    shorter = published.figures_csv.rstrip(b"\n").rsplit(b"\n", 1)[0] + b"\n"
    found = verify(replace(published, figures_csv=shorter)).findings
    assert "9 regels in plaats van 10" in found[0].sentence


def test_every_check_has_a_label():
    assert set(CHECK_LABELS) == set(Check)


def test_a_manifest_needs_every_printed_figure_once_and_moments_with_a_zone():
    figures = list(the_figures().values())
    for changes, words in (
        ({"figures": figures[1:]}, "hoort niet bij deze publicatie"),
        ({"figures": [*figures, figures[0]]}, "staat er twee keer"),
        ({"published_at": MOMENT.replace(tzinfo=None)}, "tijdzone"),
        ({"claims": [ClaimRecord({"id": "c1", "x": float("nan")}, {})]}, "kan niet in een manifest"),
    ):
        with pytest.raises(ManifestError, match=words):
            write_manifest(a_letter(), a_document(), a_publication(**changes))


def test_the_manifest_names_formats_runs_and_moments():
    manifest = read_manifest(a_written_manifest().manifest)
    run = next(
        r for part in manifest["parts"] for r in part["runs"] if r.get("figure") == "reports@2023@GM0505"
    )
    assert run == {"text": "88", "figure": "reports@2023@GM0505", "claims": ["c1"]}
    assert manifest["approvals"][0]["at"] == "2025-02-24T14:02:00+00:00"
    assert manifest["figures_csv"]["columns"].keys() == COLUMNS.keys()


def test_the_table_of_figures_keeps_parts_bounds_and_reasons_for_absence():
    figures = [
        a_figure("b@2023@GM0505", NonValue.SUPPRESSED),
        a_figure(
            "a@2023@GM0505",
            Decimal("7.30"),
            title="=HYPERLINK(1)",
            uncertainty=Uncertainty(Decimal("7.1"), Decimal("7.5")),
            parts=Parts(73, 10, 1),
        ),
    ]
    head, first, second = (
        write_figures_csv([record_figure(figure) for figure in figures]).decode().splitlines()
    )
    names = head.split(",")
    row = dict(zip(names, first.split(","), strict=True))
    assert names == list(COLUMNS)
    assert (row["value"], row["low"], row["numerator"], row["title"]) == (
        "7.30",
        "7.1",
        "73",
        "'=HYPERLINK(1)",
    )
    assert second.split(",")[2] == "suppressed"
