"""Sentences in free words: what is wrong in them is found, and what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.rules.letter_audit.letter_audit import audit_letter

FILES = sorted(Path(__file__).parent.glob("*_sentences.txt"))
LINES = [line for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
CASES = [tuple(line.split("|", 1)) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("kind", "words"), CASES)
def test_free_words_get_the_remark_that_they_need_and_no_other(kind: str, words: str) -> None:
    found = audit_letter(read_plain(words.replace("\\n", "\n").encode())).findings
    kinds = {one.kind.value for one in found}
    assert kinds == set() if kind == "-" else kind in kinds
