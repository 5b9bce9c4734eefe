"""A municipality's own words hold from their day, travel with its letters, and are judged by anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.documents_source.published_factory import a_publication
from tests.unit.documents_source.source_factory import a_document, a_letter

from spoorboek.documents.canonical_json import digest_of, read_json, write_canonical
from spoorboek.documents.manifest import ClaimRecord, write_manifest
from spoorboek.rules.claims.claim import Strength
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.claims.own_words import find_own_words
from spoorboek.rules.claims.word_list import get_kept_word_list, get_word_list
from spoorboek.rules.letter_verification import Check, PublishedFile, verify_letter
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.word_lists import set_own_words

CITY = Path(__file__).resolve().parents[3] / "examples" / "dordrecht" / "configuration" / "word_lists.yaml"
HEAD = "versions:\n  - version: a\n    valid_from: 2023-01-01\n    reference: b\n"
OWN = (
    HEAD
    + """    add:
      firm: [explosie*]
      terms: {gemeld: {words: [gemeld], fits: [registered]}}
    remove: {trend: [blijft]}
"""
)
SURVEY = {
    "id": "c1",
    "claim": "states",
    "words": "104 gemeld",
    "source_type": "self_reported",
    "kind": "mark",
    "points": [{"period": "2024", "value": 6.5}],
}
DAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def no_own_words() -> Iterator[None]:
    yield
    set_own_words("")


def test_words_hold_from_their_day_until_the_next_version() -> None:
    later = OWN.replace("version: a", "version: b").replace("2023-01-01", "2025-01-01").split("\n", 1)[1]
    set_own_words(OWN + later.replace("explosie*", "enorm*"))
    strengths = {
        on.year: [get_word_list(on=on).find_strength(words) for words in ("explosieve groei", "enorme groei")]
        for on in (date(2022, 12, 31), date(2023, 1, 1), date(2025, 1, 1))
    }
    assert strengths == {
        2022: [Strength.PLAIN, Strength.PLAIN],
        2023: [Strength.FIRM, Strength.PLAIN],
        2025: [Strength.PLAIN, Strength.FIRM],
    }
    assert get_word_list(on=date(2022, 1, 1)).find_strength("blijft") is Strength.TREND
    assert get_word_list(on=DAY).find_strength("blijft") is Strength.PLAIN
    assert get_word_list("en").find_strength("sharply") is Strength.FIRM


def test_words_end_on_their_last_day() -> None:
    set_own_words(OWN.replace("reference: b", "reference: b\n    valid_until: 2024-12-31"))
    assert find_own_words(date(2024, 12, 31)) is not None
    assert find_own_words(date(2025, 1, 1)) is None and find_own_words(None) is None


def test_own_term_is_tested_against_the_source() -> None:
    assert judge_claims([SURVEY], on=DAY)[0]["verdict"] == "supported"
    set_own_words(OWN)
    assert judge_claims([SURVEY], on=DAY)[0]["verdict"] == "wrong_term"
    ours = get_kept_word_list(None, DAY)
    assert judge_claims([SURVEY], on=DAY, words=ours)[0]["verdict"] == "supported"


def published(words: dict[str, Any] | None) -> PublishedFile:
    verdict = judge_claims([SURVEY], on=a_letter().front_matter.dated_on)[0]
    publication = a_publication(claims=[ClaimRecord(SURVEY, verdict)], words=words)
    written = write_manifest(a_letter(), a_document(), publication)
    return PublishedFile(written.manifest, written.figures_csv, ())


def verdict_faults(file: PublishedFile) -> list[str]:
    found = verify_letter(file).findings
    return [one.sentence for one in found if one.check in (Check.VERDICTS, Check.MANIFEST)]


def test_published_letter_is_judged_by_the_words_that_it_keeps_and_no_others() -> None:
    without = published(None)
    set_own_words(OWN)
    own = find_own_words(a_letter().front_matter.dated_on)
    assert own is not None
    kept = published(own.to_kept())
    assert verdict_faults(without) == verdict_faults(kept) == []
    set_own_words("")
    assert verdict_faults(kept) == []
    assert verify_letter(kept).own_words == "versie a, vanaf 1 januari 2023 (b)"


def test_letter_of_which_the_words_are_taken_out_or_spoilt_is_found() -> None:
    set_own_words(OWN)
    own = find_own_words(a_letter().front_matter.dated_on)
    assert own is not None
    file = published(own.to_kept())
    for words, said in ((None, "het oordeel is supported"), ({"add": {"x": 1}}, "verkeerde vorm")):
        manifest = read_json(file.manifest)
        manifest.pop("words")
        manifest |= {"words": words} if words else {}
        manifest["digest"] = digest_of(manifest)
        altered = PublishedFile(write_canonical(manifest), file.figures_csv, ())
        assert [said in fault for fault in verdict_faults(altered)] == [True]


def test_letter_without_own_words_keeps_none_and_names_alone_decide_nothing() -> None:
    assert "words" not in read_json(published(None).manifest)
    set_own_words(HEAD + "    add: {subjects: {signals: {words: [tips]}}}\n")
    own = find_own_words(DAY)
    assert own is not None and own.to_kept() is None
    assert get_kept_word_list(None, DAY) is not get_word_list(on=DAY)
    assert get_kept_word_list(None, DAY).firm == get_word_list(on=DAY).firm


def test_list_that_lost_all_its_words_finds_nothing() -> None:
    set_own_words(HEAD + '    remove: {no_size: ["significant*", "aantoonbaar*"]}\n')
    assert get_word_list().needs_size("significant gestegen")


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("    add: {frim: [x]}", "Regel 5: de sleutel 'frim' bestaat niet: bedoelde u 'firm'"),
        ("    add: {firm: [a]}", "Regel 5: 'a' is geen woord"),
        ('    add: {firm: ["*"]}', "Regel 5: '*' is geen woord"),
        ("    remove: {firm: [forsig]}", "Regel 5: 'forsig' staat niet in 'firm': bedoelde u 'fors*'"),
        ("    remove: {sources: [police]}", "de sleutel 'sources' bestaat niet"),
        ("    add: {terms: {gemeld: {words: [gemeld], fits: [gok]}}}", "'gok' kan hier niet"),
        (
            "    add: {sources: {poll: {words: [stadspeiling]}}}",
            "'poll' is nieuw in 'sources' en noemt dus 'type'",
        ),
        ("    add: {subjects: {Ab: {words: [hangplek], counts: premises}}}", "'Ab' is geen code"),
        ("    valid_until: 2022-12-31", "deze versie eindigt voordat zij begint"),
        ("  - {version: c, valid_from: 2022-01-01, reference: d}", "van oud naar nieuw"),
    ],
)
def test_wrong_file_is_refused_with_its_line(added: str, said: str) -> None:
    with pytest.raises(ParameterError, match=r"^Regel ") as caught:
        set_own_words(HEAD + added)
    assert said in str(caught.value)
    assert find_own_words(DAY) is None


def test_words_of_the_example_city_are_read() -> None:
    set_own_words(CITY.read_text(encoding="utf-8"))
    assert get_word_list(on=date(2024, 1, 1)).find_strength("een spectaculaire daling") is Strength.FIRM
    assert get_word_list(on=date(2022, 1, 1)).find_strength("een spectaculaire daling") is Strength.PLAIN
