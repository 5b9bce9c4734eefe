"""Does a sentence make one thing the cause of another, whatever the order of its words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spoorboek.rules.letter_audit.meanings import Token
from spoorboek.rules.letter_audit.phrases import find_phrases

_ACT = frozenset({"<measure>", "<effort>", "<handout>"})
_MOVED = frozenset(
    {
        "<change>",
        "<less>",
        "<fall>",
        "<vanish>",
        "<rise>",
        "<better>",
        "<worse>",
        "<stronger>",
        "<calm>",
        "meer",
        "vaker",
    }
)
_STATE = frozenset({"<harm>", "<benefit>", "<feeling>"})
_SPARED = frozenset({"<people>", "<harm>", "<somebody>"})
_DUE = _MOVED | {"<curb:done>", "<benefit>"}
_NOUNS = frozenset({"zorg", "keer", "last", "schrik", "druk"})
"""Forms of verbs that are nouns far more often."""
_BRINGS = frozenset({"<curb>", "<shield>", "<bring>"})
_BEFORE_NOUN = frozenset("te het van door tot bij voor aan en of".split())
_REACH = 14


@dataclass(frozen=True, slots=True)
class Effect:
    """What is told as the effect of something: the places of the first and last word that tell it."""

    first: int
    last: int


def find_effect(tokens: Sequence[Token]) -> Effect | None:
    """Return the words with which a sentence tells what something brought about.

    Parameters: ``tokens`` of the sentence. Errors: none. What is intended or denied is no effect.
    """
    for first, last in _list_statements(tokens):
        said = tokens[first:last]
        known = frozenset[str]().union(*(one.tags for one in said))
        if any(map(_is_denial, said)) or any(find_phrases("intended", said, known)):
            continue
        found = next(_find_brought(said), None) or _find_due(said)
        if found is not None:
            return Effect(first + min(found), first + max(found))
    return None


def _is_denial(token: Token) -> bool:
    return "<negation>" in token.tags and token.word != "zonder"


def _list_statements(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, token in enumerate(tokens):
        if token.is_stop:
            yield start, place
            start = place + 1
    yield start, len(tokens)


def _find_brought(said: Sequence[Token]) -> Iterator[tuple[int, ...]]:
    """Yield who did it, the verb of what it did, and to what: in any order."""
    for verb, token in enumerate(said):
        if not token.tags & _BRINGS or not _is_told(said, verb):
            continue
        act = _find_act(said, verb)
        if act is None:
            continue
        is_kept = "<shield:done>" not in token.tags or _has(said, "[hebben]")
        if "<shield>" in token.tags and is_kept and any(one.tags & _SPARED for one in said):
            yield act, verb
        is_own = "<curb>" in token.tags
        wanted = _STATE if is_own else _MOVED
        near = [
            place
            for place, one in enumerate(said)
            if one.tags & wanted and place not in (verb, act) and abs(place - verb) <= _REACH
        ]
        if near and (is_own or act < near[-1]):
            yield act, verb, min(near, key=lambda place: abs(place - verb))


def _find_act(said: Sequence[Token], verb: int) -> int | None:
    """Return the place of what was done; of what is told as proof anything may have done it."""
    near = [
        place
        for place, one in enumerate(said)
        if place != verb
        and abs(place - verb) <= _REACH
        and (one.tags & _ACT or _is_ours(said, place, verb) or _is_proof(said, place, verb))
    ]
    return min(near, key=lambda place: abs(place - verb)) if near else None


def _is_ours(said: Sequence[Token], place: int, verb: int) -> bool:
    """Wij hebben de overlast teruggedrongen: what we did, not what we conclude was done."""
    is_that = place == 0 and said[place].word in ("dat", "dit")
    is_ours = is_that or said[place].word in ("we", "wij")
    if not is_ours or not any(":done>" in tag for tag in said[verb].tags):
        return False
    beside = said[max(0, place - 1) : place + 2]
    return any(one.tags & {"[hebben]", "[weten]"} for one in beside)


def _is_proof(said: Sequence[Token], place: int, verb: int) -> bool:
    """Hieruit volgt dat: what stands behind it is told as proven."""
    return place < verb and "<prove>" in said[place].tags and said[place + 1].word in ("dat", "hoe")


def _is_told(said: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb tells what happened; no infinitive after te or het, no noun."""
    token = said[verb]
    if token.word in _NOUNS:
        return False
    if verb and said[verb - 1].word == "te":
        return _has(said, "[weten]")
    is_infinitive = token.word.endswith("en") and "<past>" not in token.tags
    is_infinitive = is_infinitive and not any(tag.endswith(":done>") for tag in token.tags)
    if is_infinitive and _has(said, "[helpen]"):
        return False
    return not is_infinitive or verb == 0 or said[verb - 1].word not in _BEFORE_NOUN


def _has(said: Sequence[Token], tag: str) -> bool:
    return any(tag in one.tags for one in said)


def _find_due(said: Sequence[Token]) -> tuple[int, ...] | None:
    """Return where it says to what something that changed is due."""
    known = frozenset[str]().union(*(one.tags for one in said))
    moved = [place for place, one in enumerate(said) if one.tags & _DUE]
    for told in find_phrases("due_to", said, known):
        others = [place for place in moved if not told.first <= place <= told.last]
        if others or (told.last - told.first > 1 and moved):
            return told.first, told.last
    return None
