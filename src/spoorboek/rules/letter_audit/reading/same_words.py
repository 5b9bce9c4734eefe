"""Whether a word was told before: itself, another form, the end of a longer one, or its parts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER
from spoorboek.rules.letter_audit.stems import stem

_PARTICLES = r"(?:uit|aan|op|in|af|over|toe|door|mee|om|onder|weg|bij|na|voor|be|ver|ont|her)?"
_PARTICIPLE = re.compile(rf"^({_PARTICLES})ge(?=[a-z]{{3}})")
_PARTED = re.compile(r"^(?:uit|aan|op|in|af|over|toe|door|mee|om|weg|bij|na|voor)(?=[a-z]{4})")
"""With which a verb begins that is told in two parts as well: uitdeelde, deelde ... uit."""
_NOUN_OF_VERB = re.compile(r"(?:ing|er|ster|nis|sel)$")
_VOWELS = re.compile(r"[aeiouy]")
_JOINTS = ("", "s", "e", "en", "n")
_LEAST_PART = 3
_LEAST_END = 4
_BONES = 3


@cache
def _load() -> dict[str, tuple[str, ...]]:
    raw = yaml.safe_load((FOLDER / "same_nl.yaml").read_text(encoding="utf-8"))
    return {name: tuple(roots) for name, roots in raw.items()}


@lru_cache(maxsize=20_000)
def list_meanings(word: str) -> frozenset[str]:
    """Return the groups of words with one meaning to which a stem belongs as a whole.

    Parameters: ``word``, a stem. Errors: none.
    """
    found = set()
    for name, roots in _load().items():
        for root in roots:
            if word == root.rstrip("!") or (not root.endswith("!") and word.startswith(root)):
                found.add(name)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def bones(word: str) -> str:
    """Return the consonants of the root of a stem: gesloten, sluiting and sloot have one.

    Parameters: ``word``, a stem. Errors: none.
    """
    root = _PARTICIPLE.sub(r"\1", word)
    is_participle = root != word
    root = stem(_NOUN_OF_VERB.sub("", root)) if len(root) > _LEAST_END + 1 else root
    flat = _VOWELS.sub("", root)
    flat = flat.replace("v", "f").replace("z", "s")
    flat = re.sub(r"(.)\1", r"\1", flat)
    return flat[:-1] if is_participle and len(flat) > _BONES and flat[-1] in "dt" else flat


def is_covered(word: str, told: frozenset[str]) -> bool:
    """Tell whether a word was told: itself, another form of its root, or all of its parts.

    Parameters: ``word``, a stem; ``told``, stems. Errors: none.
    """
    if is_said(word, told):
        return True
    verb = _PARTED.sub("", word)
    if verb != word and is_said(verb, told):
        return True
    return any(
        is_said(word[place:], told) and any(_begins(start, told) for start in _unjoin(word[:place]))
        for place in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    )


def _begins(start: str, told: frozenset[str]) -> bool:
    return is_said(start, told) or any(one.endswith(start) for one in told)


def has_form(word: str, told: frozenset[str]) -> bool:
    """Tell whether a word was told, or another form of its root: startten and gestart.

    Parameters: ``word``, a stem; ``told``, stems. Errors: none.
    """
    own = bones(word).rstrip("dt")
    return word in told or (len(own) >= _BONES and any(own == bones(one).rstrip("dt") for one in told))


def begins_with_end(noun: str, unit: str) -> bool:
    """Tell whether a compound begins with a word, or with the end of it: boxsluiting and garagebox.

    Parameters: ``noun`` and ``unit``, stems. Errors: none.
    """
    return any(
        unit.endswith(noun[:place].removesuffix(joint))
        for place in range(_LEAST_PART, len(noun) - _LEAST_PART)
        for joint in ("", "s")
        if len(noun[:place].removesuffix(joint)) >= _LEAST_PART
    )


def _unjoin(start: str) -> list[str]:
    """Return the first part of a compound without the letters that join it to the second."""
    cut = [start.removesuffix(joint) for joint in _JOINTS]
    return [one for one in dict.fromkeys(cut) if len(one) >= _LEAST_PART]


def is_said(word: str, told: frozenset[str]) -> bool:
    """Tell whether a word was told: itself, as an end or beginning, in another form or under another name.

    Parameters: ``word``, a stem; ``told``, stems. Errors: none.
    """
    if word in told:
        return True
    if len(word) >= _LEAST_END and any(one.endswith(word) or one.startswith(word) for one in told):
        return True
    own = bones(word)
    if len(own) >= _BONES and any(_has_bones(own, bones(one)) for one in told):
        return True
    meant = list_meanings(word)
    return bool(meant) and any(meant & list_meanings(one) for one in told)


def _has_bones(own: str, told: str) -> bool:
    """Tell whether a root is another one, or ends it: ingebroken, and woninginbraak was told."""
    return own == told or (len(own) > _BONES and told.endswith(own))
