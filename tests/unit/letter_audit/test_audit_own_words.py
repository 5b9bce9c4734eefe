"""A letter by anybody is read with the names and words of this municipality that held on its day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.rules.letter_audit.finding import find_mentions
from spoorboek.rules.letter_audit.letter_audit import audit_letter
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.word_lists import set_own_words

CITY = Path(__file__).resolve().parents[3] / "examples" / "dordrecht" / "configuration" / "word_lists.yaml"
HEAD = "Datum: 3 maart {year}\n\n"
POLL = "Volgens de Stadsradar zijn in 2020 in de stad 104 misdrijven geregistreerd."
PROOF = "De Drechtmeter bevestigt dat de veiligheid is toegenomen: ook het aantal misdrijven is gedaald."


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    set_own_words(CITY.read_text(encoding="utf-8"))
    yield
    set_own_words("")


def kinds_in(sentence: str, year: int) -> set[str]:
    return {found.kind.value for found in audit_letter(HEAD.format(year=year) + sentence).findings}


@pytest.mark.parametrize(("sentence", "kind"), [(POLL, "wrong_term"), (PROOF, "dependent_evidence")])
def test_own_sources_are_known_from_their_day_on(sentence: str, kind: str) -> None:
    assert kind in kinds_in(sentence, 2023)
    assert kind not in kinds_in(sentence, 2022)


@pytest.mark.parametrize(("year", "strengths"), [(2022, ["trend"]), (2024, ["trend"]), (2025, ["firm"])])
def test_own_words_of_strength_take_the_place_of_ours(year: int, strengths: list[str]) -> None:
    text = read_plain((HEAD.format(year=year) + "Het aantal blijft kolossaal stijgen.").encode())
    mentions = find_mentions(text).mentions
    assert [one.detail["strength"] for one in mentions if "strength" in one.detail] == strengths


def test_own_subject_is_found_with_what_it_counts() -> None:
    text = read_plain((HEAD.format(year=2024) + "In 2023 waren er 12 hangplekken.").encode())
    (subject,) = [one for one in find_mentions(text).mentions if one.kind is MentionKind.SUBJECT]
    assert subject.detail == {"subject": "nuisance_locations", "counts": "premises"}
