"""How verdicts look on the command line: their words, with signs that every terminal has."""

from __future__ import annotations

from dataclasses import replace

from spoorboek.rules.verdict_words import VERDICT_WORDS as SAID
from spoorboek.rules.verdict_words import VerdictWords

_SIGNS = {"ok": "v", "note": "i", "unknown": "~", "wrong": "x", "absent": "?"}
VERDICT_WORDS: dict[str, VerdictWords] = {
    code: replace(said, sign=_SIGNS[said.sign], words=said.words.removesuffix(" ..."))
    for code, said in SAID.items()
}
