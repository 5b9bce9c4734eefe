"""Ways of saying something, as data: a row of words and meanings with gaps, found in a sentence.

A phrase is a row of steps. A step is a word, ``[verb]`` for any form of it or ``<class>`` for any word of it;
``one|other`` is either, ``..`` at most some words in between and ``,`` a mark of its own. ``$`` is the end of
a statement, ``^`` its beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from spoorboek.rules.letter_audit.meanings import Token

FOLDER = Path(__file__).parent / "words"
_GAP = 9
_EDGES = frozenset("$^")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something; each step is what may stand there, None a gap."""

    written: str
    steps: tuple[frozenset[str] | None, ...]
    needs: tuple[frozenset[str], ...]
    """The steps that some word of a sentence must fit."""

    @classmethod
    def of(cls, written: str) -> Phrase:
        """Read it as it is written."""
        steps = tuple(None if one == ".." else frozenset(one.split("|")) for one in written.split())
        return cls(written, steps, tuple(one for one in steps if one and not one & _EDGES))

    def find(self, tokens: Sequence[Token], known: frozenset[str]) -> tuple[int, int] | None:
        """Return the first and the last place of its words in a sentence; ``known`` are all its tags."""
        for step in self.needs:
            if step.isdisjoint(known):
                return None
        first = self.steps[0]
        for place in range(len(tokens)):
            if first and first.isdisjoint(tokens[place].tags) and not first & _EDGES:
                continue
            if (end := _match(self.steps, tokens, place)) is not None:
                return place, end - 1
        return None


def _match(steps: Sequence[frozenset[str] | None], tokens: Sequence[Token], place: int) -> int | None:
    """Return the place behind the last step that fits from a place on."""
    if not steps:
        return place
    first, rest = steps[0], steps[1:]
    if first is None:
        for at in range(place, min(len(tokens), place + _GAP) + 1):
            if (end := _match(rest, tokens, at)) is not None:
                return end
            if at < len(tokens) and tokens[at].is_stop:
                return None
        return None
    if "^" in first and (place == 0 or tokens[place - 1].is_stop or tokens[place - 1].word == ","):
        return _match(rest, tokens, place)
    if place >= len(tokens) or tokens[place].is_stop or tokens[place].word in ",)":
        if "$" in first:
            return _match(rest, tokens, place)
        if place >= len(tokens):
            return None
    return _match(rest, tokens, place + 1) if first & tokens[place].tags else None


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that stands in a sentence: the places of its first and last word."""

    group: str
    phrase: Phrase
    first: int
    last: int


@cache
def get_phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Return the phrases of each group."""
    raw = yaml.safe_load((FOLDER / "phrases_nl.yaml").read_text(encoding="utf-8"))
    return {group: tuple(Phrase.of(one) for one in written) for group, written in raw.items()}


@cache
def _index_phrases() -> tuple[Mapping[str, Sequence[tuple[str, int]]], Sequence[tuple[str, int]]]:
    """Return the phrases by what their rarest step may be, and those that no step can tell apart."""
    phrases = get_phrases()
    uses = Counter(tag for group in phrases.values() for one in group for step in one.needs for tag in step)
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    other: list[tuple[str, int]] = []
    for name, group in phrases.items():
        for place, one in enumerate(group):
            rarest = min(one.needs, key=lambda step: sum(uses[tag] for tag in step), default=None)
            if rarest is None:
                other.append((name, place))
            for tag in rarest or ():
                found[tag].append((name, place))
    return found, other


@lru_cache(maxsize=4_096)
def _list_possible(known: frozenset[str]) -> Mapping[str, Sequence[Phrase]]:
    """Return by group the phrases that words with these tags may hold, in the order of the group."""
    phrases, (index, other) = get_phrases(), _index_phrases()
    places = {*other, *(place for tag in known if tag in index for place in index[tag])}
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for group, place in sorted(places):
        found[group].append(phrases[group][place])
    return dict(found)


def find_phrases(group: str, tokens: Sequence[Token], known: frozenset[str]) -> Iterator[Said]:
    """Yield the phrases of a group that stand in a sentence, each once.

    Parameters: ``group``, its name; ``tokens`` of the sentence; ``known``, all their tags. Raises KeyError
    when there is no such group.
    """
    if group not in get_phrases():
        raise KeyError(group)
    for phrase in _list_possible(known).get(group, ()):
        if (found := phrase.find(tokens, known)) is not None:
            yield Said(group, phrase, *found)
