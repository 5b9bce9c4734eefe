"""Write Dutch letters from known facts: each with one planted error, and a clean twin.

A letter follows from its number, its half (train or test: other frames and other nouns) and the seed alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import yaml
from scripts.audit_labels import DATA, Label, list_figures

from spoorboek.figures.dutch_numbers import format_number, parse_number, round_half_up
from spoorboek.figures.figure import Figure
from spoorboek.figures.number_words import format_number_words
from spoorboek.rules.letter_audit.finding_kind import FindingKind
from spoorboek.stats.two_counts import compare_counts

CERTAIN, LIKELY = 1e-5, 0.3
MARK = re.compile("[«»]")


@dataclass(frozen=True, slots=True)
class CorpusLetter:
    """One letter; a clean twin has no labels."""

    name: str
    text: str
    earlier: str | None
    labels: tuple[Label, ...]
    figures: tuple[Figure, ...] = ()
    optional: tuple[Label, ...] = ()


@cache
def load_frames() -> dict[str, Any]:
    """Return the frames and the two vocabularies."""
    frames: dict[str, Any] = yaml.safe_load((DATA / "frames.yaml").read_text(encoding="utf-8"))
    return frames


def write_pairs(count: int, half: str, seed: int) -> Iterator[tuple[CorpusLetter, CorpusLetter]]:
    """Yield ``count`` letters with their clean twins, the kinds in turn."""
    kinds = [kind for name in ("pairs", "earlier_pairs", "figure_pairs") for kind in load_frames()[name]]
    for number in range(count):
        rng = np.random.default_rng([seed, number, half == "test"])
        yield write_pair(kinds[number % len(kinds)], half, number, rng)


def write_pair(
    kind: str, half: str, number: int, rng: np.random.Generator
) -> tuple[CorpusLetter, CorpusLetter]:
    """Write one letter with an error of a kind, and its twin without."""
    words = load_frames()[half]
    subjects = list(rng.permutation(words["s"]))
    year = int(rng.integers(2021, 2025))
    slots = draw_slots(words, subjects.pop(), year, rng)
    earlier = None
    if kind in load_frames()["earlier_pairs"]:
        earlier, wrong, right = _pick(load_frames()["earlier_pairs"][kind], half, rng)
        promised = (fill(earlier, slots), MARK.sub("", fill(earlier, slots)))
    else:
        frames = load_frames()["pairs"] | load_frames()["figure_pairs"]
        wrong, right = _pick(frames[kind], half, rng)
        promised = (None, None)
    figures = _list_known(slots) if kind in load_frames()["figure_pairs"] else ()
    fillers = [] if figures else _choose_fillers(half, subjects, year, rng)
    # What stands under a heading belongs to it, so a heading comes last.
    place = int(rng.integers(len(fillers) + 1)) if not wrong.startswith("#") else len(fillers)
    letters = []
    for role, fragment, before in (("wrong", wrong, promised[0]), ("clean", right, promised[1])):
        parts = [*fillers[:place], fill(fragment, slots), *fillers[place:]]
        letters.append(_make_letter(f"{half} {number} {role} {kind}", parts, before, figures, kind))
    return letters[0], letters[1]


def _pick(frames: list[Any], half: str, rng: np.random.Generator) -> Any:
    own = frames[0::2] if half == "train" else frames[1::2]
    return own[int(rng.integers(len(own)))]


def _choose_fillers(half: str, subjects: list[str], year: int, rng: np.random.Generator) -> list[str]:
    words, frames = load_frames()[half], load_frames()["fillers"]
    own = frames[0::2] if half == "train" else frames[1::2]
    chosen = rng.permutation(len(own))[: int(rng.integers(4, 9))]
    return [fill(own[each], draw_slots(words, subjects.pop(), year, rng)) for each in chosen if subjects]


def _make_letter(
    name: str, parts: list[str], earlier: str | None, figures: tuple[Figure, ...], kind: str
) -> CorpusLetter:
    text = "\n\n".join(parts)
    quote = re.search("«([^»]*)»", (earlier or "") + text)
    text = MARK.sub("", text)
    before = MARK.sub("", earlier) if earlier else None
    labels: tuple[Label, ...] = ()
    if quote:
        start = (before if kind == "not_reported_back" else text or "").find(quote[1])  # type: ignore[union-attr]
        verdict = FindingKind(kind).verdict.value
        labels = (Label(quote[1], start, start + len(quote[1]), kind, verdict),)
    return CorpusLetter(name, text, before, labels, figures)


def _list_known(slots: dict[str, str]) -> tuple[Figure, ...]:
    """Return the figures that a letter with these slots must follow: one subject, this year and the last."""
    values = {int(slots["z"]): parse_number(slots["fa"]), int(slots["y"]): parse_number(slots["fb"])}
    return tuple(list_figures("subject", slots["s"].capitalize(), slots["s"].split()[0], values))


def fill(frame: str, slots: dict[str, str]) -> str:
    """Fill the slots of a frame; a slot with a capital gives its words with a capital."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        if name in slots:
            return slots[name]
        words = slots[name.lower()]
        return words[:1].upper() + words[1:]

    return re.sub(r"\{(\w+)\}", put, frame)


def draw_slots(
    words: dict[str, list[str]], subject: str, year: int, rng: np.random.Generator
) -> dict[str, str]:
    """Draw one world of facts: a subject, its year, and numbers of every needed sort."""
    slots = {
        "y": str(year),
        "z": str(year - 1),
        "v": str(year - 2),
        "next": str(year + 1),
        "far": str(year + 10),
    }
    slots |= {"s": subject, "s2": subject, "case": format(int(rng.integers(1000, 99999)), "07d")}
    for name in ("place", "team", "things", "acts"):
        slots[name] = str(rng.choice(words[name]))
    numbers = _draw_changes(rng) | _draw_sums(rng)
    return slots | {name: format_number(value) for name, value in numbers.items()} | _draw_words(rng)


def _draw_changes(rng: np.random.Generator) -> dict[str, Any]:
    high, low = _draw_pair(rng, lambda p: p < CERTAIN)
    more, less = _draw_pair(rng, lambda p: p > LIKELY)
    same = int(rng.integers(3000, 6000))
    rise, fall = round_half_up(100 * (high - low) / low, 0), round_half_up(100 * (high - low) / high, 0)
    off = int(rng.integers(6, 15))
    numbers = {"ra": low, "rb": high, "rp": rise, "rw": rise + off, "rd": high - low, "d": high - low}
    numbers |= {"fa": high, "fb": low, "fp": fall, "fw": fall + off}
    numbers |= {
        "na": less,
        "nb": more,
        "ma": more,
        "mb": less,
        "sa": same,
        "sb": same + int(rng.integers(-9, 10)),
    }
    tenth = int(rng.integers(15, 60))
    numbers |= {"r1": _tenth(tenth), "r2": tenth + 5, "r3": _tenth(tenth + 3), "small": low // 3}
    return numbers


def _tenth(number: int) -> Any:
    return round_half_up(number / 10 + 0.0001, 1)


def _draw_pair(rng: np.random.Generator, fits: Any) -> tuple[int, int]:
    while True:
        low, factor = int(rng.integers(60, 900)), 1 + float(rng.uniform(0.02, 1.2))
        high = int(low * factor) + 1
        if fits(compare_counts(low, high).p):
            return high, low


def _draw_sums(rng: np.random.Generator) -> dict[str, int]:
    first, second = int(rng.integers(12, 60)), int(rng.integers(12, 60))
    carried, opened = int(rng.integers(6, 15)), int(rng.integers(14, 30))
    closed = int(rng.integers(5, carried + opened - 3))
    whole = int(rng.integers(4, 12)) * 10
    part = whole * int(rng.integers(2, 8)) // 10
    years = [int(each) for each in rng.integers(20, 60, 3)]
    step = int(rng.choice([-4, -3, -2, 2, 3, 4]))
    return {
        **{"p": first, "q": second, "t": first + second, "tw": first + second + step},
        **{"c": carried, "o": opened, "x": closed, "e": carried + opened - closed},
        **{"ew": carried + opened - closed + abs(step), "n": whole, "h": part, "nh": whole - part},
        **{"hp": 100 * part // whole, "hw": 100 * part // whole + 10 + abs(step)},
        **{"j1": years[0], "j2": years[1], "j3": years[2], "t3": sum(years)},
        **{
            "i": int(rng.integers(3, 9)),
            "many": int(rng.integers(25, 90)),
            "money": 1000 * int(rng.integers(20, 400)),
        },
    }


def _draw_words(rng: np.random.Generator) -> dict[str, str]:
    return {"k": format_number_words(int(rng.integers(2, 9)))}
