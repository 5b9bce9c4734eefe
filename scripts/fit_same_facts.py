"""Fit what each sign of one fact told twice weighs, on the labelled passages; print the weights as YAML.

Usage: python -m scripts.fit_same_facts [more.yaml ...]
Two numbers are one fact when a label of conflicting numbers stands at one of them. Ridge logistic regression;
also prints how many labels and false alarms there are when each fifth of the passages is left out in turn.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scripts.audit_labels import list_passages
from scripts.audit_score import place_quote

from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.rules.letter_audit.letter_audit import read_material
from spoorboek.rules.letter_audit.reading.told_twice import list_pairs

SENTENCES = Path(__file__).resolve().parents[1] / "tests" / "unit" / "letter_audit"
Numbers = NDArray[np.float64]
_KIND = "conflicting_numbers"
_RIDGE, _STEPS, _FOLDS = 1.0, 40, 5


@dataclass(frozen=True, slots=True)
class Row:
    """The signs of one pair of numbers, and whether it was labelled."""

    passage: str
    signs: dict[str, float]
    is_one: bool
    words: str


def _read_texts(paths: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    for passage in list_passages():
        if not any(one.kind == _KIND for one in passage.optional):
            yield passage.name, passage.text, [one.quote for one in passage.labels if one.kind == _KIND]
    for path in sorted(SENTENCES.glob("*_sentences.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, _, words = line.partition("|")
            if kind in ("-", _KIND):
                text = words.replace("\\n", "\n")
                yield f"{path.stem} {number}", text, [text] if kind == _KIND else []
    for name in paths:
        raw: Any = yaml.safe_load(Path(name).read_text(encoding="utf-8"))
        for number, entry in enumerate(raw["passages"] if isinstance(raw, dict) else raw, 1):
            labels = [one for one in entry.get("findings") or () if one["kind"] == _KIND]
            also = [one.get("also_at") or [] for one in labels]
            more = [quote for each in also for quote in ([each] if isinstance(each, str) else each)]
            yield f"{name} #{number}", entry["text"], [*(one["quote"] for one in labels), *more]


def list_rows(paths: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Return the pairs of all passages, and the labelled passages in which no pair stands at the label."""
    rows: list[Row] = []
    without: list[str] = []
    for name, text, quotes in _read_texts(paths):
        material = read_material(read_plain(text.encode()))
        spans = [place_quote(quote, material.letter.text.text) for quote in quotes]
        found = False
        for one, other, signs in list_pairs(material):
            places = (one.fact.mention, other.fact.mention)
            is_one = any(each.start < end and start < each.end for each in places for start, end in spans)
            found |= is_one
            if is_one or not spans:
                rows.append(
                    Row(name, signs, is_one, f"{one.fact.mention.quote} / {other.fact.mention.quote} {text}")
                )
        if spans and not found:
            without.append(f"{name} {quotes} {text}")
    return rows, without


def fit(signs: Numbers, is_one: Numbers) -> Numbers:
    """Return the weight of each sign; the first is not held back."""
    weights = np.zeros(signs.shape[1])
    ridge = np.full(signs.shape[1], _RIDGE)
    ridge[0] = 0.01
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (chance - is_one) + ridge * weights
        curve = (signs.T * (chance * (1 - chance))) @ signs + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Print the weights, and how well they do on what was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("more", nargs="*")
    parser.add_argument("--pairs", action="store_true", help="print the pairs that come out wrong")
    given = parser.parse_args()
    rows, without = list_rows(given.more)
    names = list(rows[0].signs)
    signs = np.array([[float(row.signs[name]) for name in names] for row in rows])
    is_one = np.array([float(row.is_one) for row in rows])
    fold = np.array([zlib.crc32(row.passage.encode()) % _FOLDS for row in rows])
    left_out = np.zeros(len(rows))
    for place in range(_FOLDS):
        left_out[fold == place] = signs[fold == place] @ fit(signs[fold != place], is_one[fold != place])
    weights = fit(signs, is_one)
    print("weights:")
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name}: {weight:.2f}")
    for bound in (-1.0, -0.5, 0.0, 0.5, 1.0):
        right = {row.passage for row, each in zip(rows, left_out, strict=True) if row.is_one and each > bound}
        wrong = {
            row.passage for row, each in zip(rows, left_out, strict=True) if not row.is_one and each > bound
        }
        total = len({row.passage for row in rows if row.is_one}) + len(without)
        print(f"# above {bound}: {len(right)} of {total} labels, {len(wrong)} false alarms")
    if given.pairs:
        for row, each in sorted(zip(rows, left_out, strict=True), key=lambda pair: -pair[1]):
            if row.is_one != (each > 0) and each > -2:
                said = {name: size for name, size in row.signs.items() if size}
                sort = "MISS" if row.is_one else "FALSE"
                print(f"# {sort} {each:.2f} {row.passage}: {row.words}\n#    {said}")
        for words in without:
            print(f"# NO PAIR {words}")


if __name__ == "__main__":
    main()
