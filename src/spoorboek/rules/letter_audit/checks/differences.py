"""Is how many more or fewer there were the difference of the numbers that it is told of?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.reading.passages import Observation, Passage
from spoorboek.rules.letter_audit.series import plain

_STEP = re.compile(r"#\s*(?!liever)(?:[\w'’-]+\s+)?(?:meer|minder)\b")
_LEVEL = re.compile(r"#\s*[\w'’-]+\s+(?:meer|minder)\s+(?!dan\b|als\b|in\b|per\b|op\b|bij\b)\w+")
"""Met 40 boetes meer overtredingen dan in 2022: how many there were, not how many more."""
_TOLD = re.compile(r"\b(?:een verschil|scheelt?(?: er)?|verschil) (?:van |is |was )?#")
_FAR = 20
_CAME = re.compile(r"#\s*(?:[\w'’-]+\s+)?bij$")
"""Er kwamen 1.203 misdrijven bij (25.271 tegen 24.068)."""
_PAIR = 2


def check_differences(material: Material) -> Found:
    """Put differences to the judge, each with the only two numbers that it can be of."""
    found: list[Asked] = []
    for passage in material.passages:
        for step in passage.counts:
            if not (_is_step(step) or _comes_before_pair(step, passage)):
                continue
            inputs = _find_inputs(step, passage)
            if inputs is not None and not _is_right(step, passage):
                found.append(_ask(material, step, inputs))
    return found


def _is_step(one: Observation) -> bool:
    said = _STEP.search(one.words) or _TOLD.search(one.words)
    return bool(said) and not _LEVEL.search(one.words)


def _comes_before_pair(step: Observation, passage: Passage) -> bool:
    following = passage.counts[step.index + 1 : step.index + 2]
    return bool(_CAME.search(step.words)) and any(one.fact.own.lead.startswith("(") for one in following)


def _is_right(step: Observation, passage: Passage) -> bool:
    """Tell whether some two numbers of the passage differ by so many."""
    values = [one.fact.value for one in passage.counts if one is not step]
    own = {abs(one - other) for one, other in combinations(values, _PAIR)}
    return step.fact.value in own


def _find_inputs(step: Observation, passage: Passage) -> Sequence[Observation] | None:
    """Return the two numbers of its sentence, or of it and the one before; None when there are others."""
    others = [one for one in passage.counts if one is not step and step.is_of_kind(one)]
    own = [one for one in others if one.sentence == step.sentence]
    if any(_is_step(one) for one in own):
        return None
    if len(own) > _PAIR and "dan" in step.words.split():
        # "46 opgelegd, 28 meer dan in het seizoen daarvoor (28)": what stands on both sides of it.
        own = [one for one in own if abs(one.index - step.index) == 1]
    before = [one for one in others if one.sentence == step.sentence - 1]
    inputs = own if len(own) == _PAIR else [*before, *own]
    if len(inputs) != _PAIR or any(one.is_difference for one in inputs):
        return None
    low, high = sorted(inputs, key=lambda one: one.fact.value)
    gap = high.fact.value - low.fact.value
    is_near = gap and step.fact.value * _FAR >= gap and step.fact.value <= high.fact.value
    return (low, high) if is_near and low.counts_like(high) else None


def _ask(material: Material, step: Observation, inputs: Sequence[Observation]) -> Asked:
    low, high = inputs
    sentence = step.sentence
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": material.sentence_words(sentence),
        "parts": [{"value": plain(low.fact.value)}, {"value": plain(step.fact.value)}],
        "total": {"value": plain(high.fact.value)},
    }
    return Asked(material.sentence_span(sentence), entry)
