"""The labelled passages and the written letters with which the audit of letters is measured."""

from collections import Counter

import pytest
import yaml
from scripts.audit_corpus import load_frames, write_pairs
from scripts.audit_labels import DATA, find_wrong_labels, holds, list_passages

from spoorboek.rules.letter_audit.finding_kind import FindingKind


def test_there_are_over_400_passages_from_over_40_reports_half_of_them_clean():
    passages = list_passages()
    reports = Counter(each.name.rsplit(" #", 1)[0] for each in passages)
    assert len(passages) >= 400
    assert len(reports) >= 40
    assert 0.4 < sum(not each.labels for each in passages) / len(passages) < 0.6


def test_over_a_quarter_was_written_by_somebody_who_had_not_seen_the_rules():
    passages = list_passages()
    assert sum(each.name.startswith("verzonnen-") for each in passages) > len(passages) / 4


def test_every_kind_is_labelled_with_its_own_verdict():
    labels = [label for each in list_passages() for label in each.labels]
    assert {FindingKind(label.kind) for label in labels} == set(FindingKind)
    assert [each for each in labels if FindingKind(each.kind).verdict.value != each.verdict] == []


def test_the_arithmetic_behind_every_label_holds():
    assert [wrong for each in list_passages() for wrong in find_wrong_labels(each)] == []


def test_every_report_says_what_it_is_and_where_its_facts_come_from():
    for path in sorted((DATA / "labelled").glob("*.yaml")):
        report = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert report["report"] == path.stem
        assert all(report[name] for name in ("kind", "municipality", "year", "facts"))


@pytest.mark.parametrize(
    ("show", "true"),
    [
        ("88>104 within", True),
        ("6168>6513 within", False),
        ("8+18-7=19", True),
        ("8+18-7!=19", False),
        ("200>104 %-48", True),
        ("12/40 !%25", True),
        ("96<96", False),
    ],
)
def test_a_statement_about_numbers_holds_or_not(show, true):
    assert holds(show) is true


def test_letters_follow_from_their_seed_and_each_has_one_planted_error_and_a_clean_twin():
    letters = list(write_pairs(50, "test", 7))
    assert letters == list(write_pairs(50, "test", 7))
    assert letters != list(write_pairs(50, "test", 8))
    assert [len(wrong.labels) for wrong, _ in letters] == [1] * 50
    assert all(not clean.labels and "«" not in clean.text for _, clean in letters)
    kinds = {wrong.labels[0].kind for wrong, _ in letters}
    assert {FindingKind(kind) for kind in kinds} == set(FindingKind)


def test_training_and_testing_share_no_noun():
    words = load_frames()
    for name, nouns in words["train"].items():
        assert not set(nouns) & set(words["test"][name])
