"""Print how well the audit of letters finds what is wrong, per kind, with every miss and every false alarm.

Usage: python -m scripts.audit_score [--pairs 1000] [--seed 2025] [--misses 200] [--half test] [--only open]

Headline: passages labelled by hand (open and held back apart). Second line: letters written from known facts
with planted errors, and their clean twins. A finding is right when its words
overlap a label of the same kind.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from scripts.audit_corpus import CorpusLetter, write_pairs
from scripts.audit_labels import Label, Passage, list_passages

from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.rules.letter_audit.letter_audit import LetterAudit, audit_letter
from spoorboek.rules.letter_audit.model import Finding, FindingKind

LEAST = {"open": (0.85, 0.90), "held back": (0.85, 0.90), "corpus": (0.95, 0.95)}
MOST_ALARMS = 2.0


@dataclass(slots=True)
class Score:
    """What was found, missed and falsely found, per kind."""

    name: str
    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    verdicts_differ: int = 0
    sentences: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the labels that was found."""
        return _share(self.right, self.missed)

    @property
    def precision(self) -> float:
        """The share of the findings that was right."""
        return _share(self.right, self.false)

    @property
    def alarms(self) -> float:
        """False alarms per 100 clean sentences."""
        return 100 * self.false.total() / max(self.sentences, 1)

    def add(self, case: Passage | CorpusLetter, audit: LetterAudit) -> None:
        """Match the findings in one text with its labels; what merely holds is no finding."""
        left = [each for each in audit.findings if each.severity is not None]
        for label in case.labels:
            hits = [each for each in left if _fits(each, label, audit.text.text)]
            left = [each for each in left if each not in hits]
            if hits:
                self.right[label.kind] += 1
                self.verdicts_differ += all(each.verdict.value != label.verdict for each in hits)
            else:
                self.missed[label.kind] += 1
                self.lines.append(f"MISS  {label.kind:23} {case.name}: {_flat(label.quote)}")
        for each in left:
            if not any(_fits(each, label, audit.text.text) for label in case.optional):
                self.false[each.kind.value] += 1
                words = f"{_flat(each.quote)} | {_flat(each.why)}"
                self.lines.append(f"FALSE {each.kind.value:23} {case.name}: {words}")
        self.sentences += max(count_sentences(case.text) - len(case.labels), 0)

    def take(self, other: Score) -> None:
        """Add what another score counted."""
        for mine, its in ((self.right, other.right), (self.missed, other.missed), (self.false, other.false)):
            mine.update(its)
        self.verdicts_differ += other.verdicts_differ
        self.sentences += other.sentences
        self.lines += other.lines


def _share(right: Counter[str], other: Counter[str]) -> float:
    return right.total() / max(right.total() + other.total(), 1)


def _fits(found: Finding, label: Label, text: str) -> bool:
    """Same kind, and a word in common; what is missing in a later letter points to the earlier one."""
    if found.kind.value != label.kind:
        return False
    if found.kind is FindingKind.NOT_REPORTED_BACK:
        return bool(_squeeze(label.quote)[0] in _squeeze(found.quote)[0] or found.quote in label.quote)
    start, end = place_quote(label.quote, text)
    return found.start < end and start < found.end


def place_quote(quote: str, text: str) -> tuple[int, int]:
    """Find words in a text as it was read, where the marks of tables and headings are gone."""
    if (at := text.find(quote)) >= 0:
        return at, at + len(quote)
    wanted, (letters, places) = _squeeze(quote)[0], _squeeze(text)
    start = letters.find(wanted)
    return (places[start], places[start + len(wanted) - 1] + 1) if start >= 0 else (-1, -1)


def _squeeze(text: str) -> tuple[str, list[int]]:
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    return "".join(text[place] for place in places), places


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)[:160]


def count_sentences(text: str) -> int:
    """Count sentences and table rows, roughly as a reader would."""
    return sum(len(re.findall(r"[.!?](?:\s|$)", line)) or 1 for line in text.splitlines() if line.strip())


def audit_case(case: Passage | CorpusLetter) -> LetterAudit:
    """Read and audit one text."""
    earlier = read_plain(case.earlier.encode()) if case.earlier else None
    return audit_letter(read_plain(case.text.encode()), earlier=earlier, figures=case.figures)


def score_cases(name: str, cases: Iterable[Passage | CorpusLetter]) -> Score:
    """Audit labelled passages or written letters."""
    score = Score(name)
    for each in cases:
        score.add(each, audit_case(each))
    return score


def score_corpus(pairs: int, half: str, seed: int) -> Score:
    """Audit letters and their clean twins on every core."""
    letters = [each for pair in write_pairs(pairs, half, seed) for each in pair]
    score = Score(f"corpus ({half}, {len(letters)} letters)")
    parts = [letters[place : place + 50] for place in range(0, len(letters), 50)]
    with ProcessPoolExecutor() as pool:
        for each in pool.map(partial(score_cases, score.name), parts):
            score.take(each)
    return score


def print_score(score: Score, misses: int) -> None:
    """Print the numbers of one set, per kind, and what went wrong."""
    print(f"\n{score.name}: recall {score.recall:.3f}, precision {score.precision:.3f}, ", end="")
    print(f"{score.alarms:.2f} false alarms per 100 sentences, verdict differs {score.verdicts_differ} times")
    print(f"  {'kind':24}{'labels':>7}{'found':>7}{'false':>7}{'recall':>8}{'prec.':>8}")
    for kind in sorted(score.right | score.missed | score.false):
        right, missed, false = score.right[kind], score.missed[kind], score.false[kind]
        recall = f"{right / (right + missed):.2f}" if right + missed else "-"
        precision = f"{right / (right + false):.2f}" if right + false else "-"
        print(f"  {kind:24}{right + missed:7}{right:7}{false:7}{recall:>8}{precision:>8}")
    for line in score.lines[:misses]:
        print(" ", line)


def main() -> int:
    """Score the labelled set and the corpus; 0 when both reach what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pairs", type=int, default=1000, help="letters with an error; each has a clean twin"
    )
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--half", choices=("train", "test"), default="test")
    parser.add_argument("--misses", type=int, default=500, help="how many misses and false alarms to print")
    parser.add_argument("--only", choices=("labelled", "corpus", "open"))
    parser.add_argument("--hide-held-back", action="store_true", help="print no misses of what is held back")
    asked = parser.parse_args()
    passages, good = list_passages(), True
    if asked.only != "corpus":
        whole = score_cases("labelled by hand, all", passages) if asked.only != "open" else None
        for name, held in (("open", False), ("held back", True)):
            if held and asked.only == "open":
                continue
            chosen = [each for each in passages if each.held_back == held]
            if not chosen:
                print(f"\n{name}: none; what was held back has been read by whoever mended the rules")
                continue
            score = score_cases(name, chosen)
            print_score(score, 0 if held and asked.hide_held_back else asked.misses)
            good &= (score.recall, score.precision) >= LEAST[name] and score.precision >= LEAST[name][1]
        if whole:
            print_score(whole, 0)
    if asked.only in (None, "corpus"):
        score = score_corpus(asked.pairs, asked.half, asked.seed)
        print_score(score, asked.misses)
        good &= score.recall >= 0.95 and score.precision >= 0.95 and score.alarms <= MOST_ALARMS
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
