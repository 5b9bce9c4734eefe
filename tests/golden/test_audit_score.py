"""How well the audit of letters finds what is wrong: the score of a sample may not fall."""

import pytest
from scripts.audit_corpus import write_pairs
from scripts.audit_labels import Label, Passage, list_passages
from scripts.audit_score import Score, audit_case, place_quote, score_cases


def test_labelled_passages_are_found_and_clean_ones_left_alone():
    passages = list_passages()
    free = score_cases("free", [each for each in passages if each.name.startswith("verzonnen-")])
    others = score_cases("others", [each for each in passages if not each.name.startswith("verzonnen-")])
    for score in (free, others):
        assert score.recall >= 0.85
        assert score.precision >= 0.90


@pytest.mark.slow
def test_planted_errors_are_found_with_few_false_alarms():
    score = score_cases("corpus", [each for pair in write_pairs(50, "test", 11) for each in pair])
    assert score.recall >= 0.88
    assert score.precision >= 0.85
    assert score.alarms <= 2


def test_a_miss_and_a_false_alarm_are_counted_and_told():
    text = "Het aantal misdrijven steeg van 900 in 2023 naar 700 in 2024."
    label = Label("900", 32, 35, "wrong_term", "wrong_term")
    case = Passage("proef #1", text, None, (label,), (), (), (), False)
    score = Score("proef")
    score.add(case, audit_case(case))
    assert (score.missed["wrong_term"], score.false["contradicted_direction"]) == (1, 1)
    assert [line.split()[0] for line in score.lines] == ["MISS", "FALSE"]


def test_words_are_found_again_where_the_marks_of_a_table_are_gone():
    assert place_quote("| Totaal | 94 |", "Wonen 4 Totaal 94 en meer") == (8, 17)
    assert place_quote("Samen 3", "Totaal 94") == (-1, -1)
