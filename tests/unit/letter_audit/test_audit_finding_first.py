from datetime import date

from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.letter_audit.finding import find_mentions
from spoorboek.rules.letter_audit.model import MentionKind

LETTER = """Datum 3 maart 2025

Terugblik

Het aantal fietsendiefstallen daalde van 412 in 2023 naar 388 in 2024.
"""


def test_two_numbers_of_one_sentence_each_get_their_own_year() -> None:
    letter = find_mentions(read_audit_text(LETTER.encode(), "brief.txt"))
    found = [(m.value, m.unit, str(m.period)) for m in letter.mentions if m.kind is MentionKind.NUMBER]
    assert found == [(412, "fietsendiefstallen", "2023"), (388, "fietsendiefstallen", "2024")]
    assert letter.dated_on is not None and letter.dated_on.first == date(2025, 3, 3)
