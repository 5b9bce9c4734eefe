"""What Dutch words mean, whatever their form: the verb of a form, the class of a noun and its compounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from spoorboek.rules.letter_audit.stems import stem
from spoorboek.rules.letter_audit.verb_forms import Verb, make_verb

FOLDER = Path(__file__).parent / "words"
_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*['’]?|[.,;:!?()]")
_SHORTEST = 4
"""Letters of a noun that is known as the end of a compound: a shorter one ends too many other words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = frozenset(".;:!?")
_REACH = 14
_BEHIND_PARTICLE = frozenset(
    "en maar terwijl dan ten van naar tot met sinds doordat omdat dankzij waardoor zodat bij voor in".split()
)
"""What stands behind the parted end of a verb; another word shows that "op" or "in" leads in a place."""
_ALSO_PREPOSITIONS = frozenset({"op", "aan", "uit", "in", "door", "mee", "af", "voor", "bij", "tegen"})


@dataclass(frozen=True, slots=True)
class Meanings:
    """The words of ``meanings_nl.yaml``, made ready."""

    forms: Mapping[str, frozenset[str]]
    """The tags of a form of a verb or of a word as it stands."""
    parted: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    """Of the first part of a parted verb: its last part, and its tags."""
    nouns: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[Verb, ...]]
    """The verbs of each class."""


@cache
def get_meanings() -> Meanings:
    """Return the words by what they mean."""
    raw = yaml.safe_load((FOLDER / "meanings_nl.yaml").read_text(encoding="utf-8"))
    forms: defaultdict[str, set[str]] = defaultdict(set)
    parted: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    verbs = {name: tuple(_make(raw, name)) for name in raw["verbs"]}
    for name, listed in verbs.items():
        for verb in listed:
            tags = {f"[{verb.lemma}]", f"<{name}>"}
            for form in verb.list_words():
                forms[form] |= tags
            for form in verb.list_past():
                forms[form].add("<past>")
            forms[verb.particle + verb.participle].add(f"<{name}:done>")
            for form, particle in verb.list_parted():
                parted[form][particle] |= tags
    for name, words in raw["words"].items():
        for word in words:
            forms[word].add(f"<{name}>")
    nouns: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in raw["nouns"].items():
        for word in words:
            nouns[_stem(word)].add(f"<{name}>")
    return Meanings(
        {form: frozenset(tags) for form, tags in forms.items()},
        {form: tuple((p, frozenset(tags)) for p, tags in own.items()) for form, own in parted.items()},
        {noun: frozenset(tags) for noun, tags in nouns.items()},
        verbs,
    )


def _make(raw: Mapping[str, Any], name: str) -> Iterator[Verb]:
    return (make_verb(infinitive, raw["irregular"]) for infinitive in raw["verbs"][name])


@lru_cache(maxsize=30_000)
def tags_of(word: str) -> frozenset[str]:
    """Return what a word means: itself, the verb of which it is a form, its classes as ``<harm>``.

    Parameters: ``word`` in small letters. Errors: none.
    """
    known = get_meanings()
    if _YEAR.fullmatch(word):
        return frozenset({word, "<year>"})
    tags = {word} | known.forms.get(word, frozenset())
    return frozenset(tags | _find_noun(_stem(word.rstrip("'’"))))


def _stem(word: str) -> str:
    """Return the stem of a noun; misdrijf and misdrijven have one."""
    own = stem(word)
    return own[:-1] + {"v": "f", "z": "s"}.get(own[-1:], own[-1:])


def _find_noun(own: str) -> frozenset[str]:
    """Return the classes of a noun, and of the longest noun that it ends in."""
    nouns = get_meanings().nouns
    ends = (own[place:] for place in range(_SHORTEST - 1, len(own) - _SHORTEST + 1))
    return nouns.get(own, frozenset()) | next((nouns[end] for end in ends if end in nouns), frozenset())


class Token(NamedTuple):
    """A word or a mark of a sentence, with what it means; positions are in the sentence."""

    word: str
    start: int
    end: int
    tags: frozenset[str]

    @property
    def is_stop(self) -> bool:
        """Tell whether it parts one statement from the next."""
        return self.word in _STOPS


def list_tokens(words: str) -> tuple[Token, ...]:
    """Return the words of a sentence with what they mean; the parts of a parted verb both mean that verb.

    Parameters: ``words``. Errors: none.

    >>> "[toenemen]" in list_tokens("De overlast nam in 2023 toe.")[2].tags
    True
    """
    lowered = words.lower()
    found = [Token(one[0], one.start(), one.end(), tags_of(one[0])) for one in _TOKEN.finditer(lowered)]
    parted = get_meanings().parted
    for place, token in enumerate(found):
        for particle, tags in parted.get(token.word, ()):
            if _is_parted(found, place, particle):
                found[place] = Token(token.word, token.start, token.end, found[place].tags | tags)
    return tuple(found)


def _is_parted(tokens: list[Token], place: int, particle: str) -> bool:
    if place > 1 and tokens[place - 1].word == "te" and tokens[place - 2].word == particle:
        return True
    for at in range(place + 1, min(len(tokens), place + _REACH)):
        if tokens[at].is_stop:
            return False
        if tokens[at].word != particle:
            continue
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if particle not in _ALSO_PREPOSITIONS or behind is None:
            return True
        if not behind.word[0].isalnum() or behind.word in _BEHIND_PARTICLE:
            return True
    return False
