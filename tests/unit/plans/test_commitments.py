from __future__ import annotations

from datetime import date

import pytest
from tests.plan_factories import a_commitment

from spoorboek.figures.period import Period
from spoorboek.rules.commitments import check_commitment, list_due_commitments
from spoorboek.rules.errors import PromiseError

YEARS = Period.parse("2023..2024")


def _due(*commitments, dated_on=date(2025, 2, 24), letter="evaluation"):
    due = list_due_commitments(commitments, period=YEARS, dated_on=dated_on, letter=letter)
    return [commitment.code for commitment in due]


def test_a_commitment_due_in_the_period_of_a_letter_must_be_reported():
    assert _due(a_commitment()) == ["feedback"]


def test_a_commitment_due_between_the_period_and_the_letter_must_be_reported():
    assert _due(a_commitment(due_on=date(2025, 2, 24))) == ["feedback"]


def test_a_commitment_due_later_or_without_a_day_need_not_be_reported():
    assert _due(a_commitment(due_on=date(2025, 2, 25))) == []
    assert _due(a_commitment(due_on=None)) == []


def test_a_commitment_made_after_the_letter_is_not_in_it():
    made_later = a_commitment(made_on=date(2025, 3, 1), due_on=date(2025, 3, 1))
    assert _due(made_later) == []


def test_what_another_letter_discharged_is_done():
    done = a_commitment(discharged_by="other", discharged_on=date(2024, 6, 1))
    assert _due(done) == []


def test_what_this_letter_discharges_stays_in_it_even_without_a_due_day():
    here = a_commitment(due_on=None, discharged_by="evaluation", discharged_on=date(2025, 2, 24))
    assert _due(here) == ["feedback"]


def test_the_longest_due_comes_first():
    late = a_commitment(code="late", due_on=date(2024, 1, 1))
    assert _due(a_commitment(), late) == ["late", "feedback"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"due_on": date(2023, 1, 1)}, "maar is pas gedaan op 23 mei 2023"),
        ({"discharged_by": "letter"}, "noemt de brief én de datum"),
        ({"discharged_on": date(2024, 1, 1)}, "noemt de brief én de datum"),
        ({"discharged_by": "letter", "discharged_on": date(2023, 1, 1)}, "maar pas gedaan op 23 mei 2023"),
    ],
)
def test_days_that_cannot_be_right_are_refused(said, sentence):
    with pytest.raises(PromiseError, match=sentence):
        check_commitment(a_commitment(**said))
