"""Words of change, strength, doubt, cause, source, total and subject in a block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.claimed import Claimed
from spoorboek.rules.letter_audit.lexicon import Lexicon
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.numerals import read_word
from spoorboek.rules.letter_audit.quantities import PART_WORDS

_YEAR_AFTER = re.compile(r"\s+(?:van\s+|uit\s+|over\s+)?((?:19|20)\d\d)\b")
_NUMBER_AHEAD = re.compile(
    r"\s+(?:(?:een|zo'n)\s+|de\s+(?=helft))?(?:(?P<figure>\d|€)|(?P<word>[a-zà-ÿ]+))(?!\d{3}\b)"
)
_HALVED = re.compile(r"(?:gehalveerd|halveer|halver)")
_COMPARATIVE_NOUN = re.compile(r"\s+([a-zà-ÿ][\w'’-]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a block in small letters, with the place where each of its sentences begins."""

    lowered: str
    lexicon: Lexicon
    language: str = "nl"
    keys: frozenset[str] = frozenset()

    def find(self, name: str) -> Iterator[re.Match[str]]:
        """Yield the places of the words of a list."""
        return self.lexicon.lists[name].find(self.lowered, self.keys)

    def search(self, name: str, words: str) -> re.Match[str] | None:
        """Return the first place of the words of a list in a piece of the block."""
        listed = self.lexicon.lists[name]
        return listed.pattern.search(words) if listed.may_match(self.keys) else None


def find_directions(words: Words) -> Iterator[Spot]:
    """Yield words of change: up 1, down -1, equal 0.

    Parameters: ``words``. Errors: none.
    """
    lowered = words.lowered
    taken = Claimed()
    sizes = {match.start(): end for match, end in _find_more_than(words)}
    for match in words.find("not_direction"):
        if match[0] == "en meer" and _MINDER.search(lowered, max(0, match.start() - _NEAR), match.start()):
            # "Minder fietsen en meer scooters": each of the two goes its own way.
            continue
        if not match[0].endswith(" dan") or match.start() in sizes:
            taken.take(match.start(), match.end())
    for start, end in sizes.items():
        taken.take(start, end)
    yield from _find_speeds(words, taken)
    groups = ((0, "direction.equal"), (-1, "direction.down"), (1, "direction.up"))
    found = sorted(
        ((match, value) for value, name in groups for match in words.find(name)),
        key=lambda pair: (pair[1] != 0, *_order_of(pair[0])),
    )
    for match, value in found:
        if _ENDS_IN_OP.search(match[0]) and _ON_SOMETHING.match(lowered, match.end()):
            # "Lopen sinds 2023 samen op vrijdag": on something, not up.
            continue
        if taken.take_ends(lowered, match.start(), match.end()):
            yield _direction(match, value, words)


_MINDER = re.compile(r"\bminder [a-zà-ÿ][^.;:]*$")
_NEAR = 60
_ENDS_IN_OP = re.compile(r"^(?:loopt|lopen|liep|liepen)\b.* op$", re.DOTALL)
_ON_SOMETHING = re.compile(
    r"\s+(?!(?:naar|van|tot|met|in|en|maar|ten|tussen|sinds|doordat|door|omdat|dan|of|ook|vanaf|bij|te|tegen|over|na|"
    r"terwijl|waar\w*|zodat|als|vergeleken|toen|want|hoewel)\b)[\wà-ÿ]"
)
_PARTED = re.compile(r"(?:nam|namen|neemt|nemen|liep|liepen|loopt|lopen|ging|gingen|gaat|gaan|viel|vielen)\s")


def _order_of(match: re.Match[str]) -> tuple[bool, int]:
    """The longest words go first; of a verb in two parts the nearest second part: nam toe, elders af."""
    size = match.end() - match.start()
    is_parted = _PARTED.match(match[0]) is not None
    return is_parted, size if is_parted else -size


def _find_more_than(words: Words) -> Iterator[tuple[re.Match[str], int]]:
    """Yield comparisons that a number follows, with the end of its beginning; a year is none."""
    for match in words.find("more_than"):
        ahead = _NUMBER_AHEAD.match(words.lowered, match.end())
        if ahead is None:
            continue
        word = ahead["word"]
        if word is None or word in PART_WORDS or read_word(word) is not None:
            yield match, ahead.end()
        elif _HALVED.match(word):
            # "Meer dan gehalveerd" tells no rise; halved is a word of change of its own.
            yield match, match.end()


def _find_speeds(words: Words, taken: Claimed) -> Iterator[Spot]:
    for name, sign in (("speed.slower", -1), ("speed.faster", 1)):
        for match in words.find(name):
            if taken.take(match.start(), match.end()):
                yield Spot(MentionKind.DIRECTION, match.start(), match.end(), detail={"speed": sign})


def _direction(match: re.Match[str], value: int, words: Words) -> Spot:
    text = match[0]
    detail: dict[str, object] = {}
    for name in ("good", "bad", "action"):
        if words.lexicon[name].fullmatch(text):
            detail[name] = True
    for pattern, factor in words.lexicon.factors:
        if pattern.fullmatch(text):
            detail["factor"] = Decimal(factor)
    if value == 0 and re.search(r"significant|aantoonbaar|wezenlijk", text):
        detail["not_demonstrable"] = True
    noun = (
        _COMPARATIVE_NOUN.match(words.lowered, match.end())
        if text in ("meer", "minder", "steeds meer")
        else None
    )
    unit = noun[1] if noun and noun[1] not in words.lexicon.no_noun else None
    return Spot(MentionKind.DIRECTION, match.start(), match.end(), value, unit=unit, detail=detail)


def find_strengths(words: Words) -> Iterator[Spot]:
    """Yield words of trend and firmness.

    Parameters: ``words``. Errors: none.
    """
    claims = words.lexicon.claims
    taken = Claimed()
    for match in words.find("strength.none"):
        taken.take(match.start(), match.end())
    for name in ("trend", "firm"):
        for match in words.find(f"strength.{name}"):
            if taken.take(match.start(), match.end()):
                detail: dict[str, object] = {"strength": name}
                if claims.no_size.search(match[0]):
                    detail["no_size"] = True
                yield Spot(MentionKind.STRENGTH, match.start(), match.end(), detail=detail)


def find_hedges(words: Words) -> Iterator[Spot]:
    """Yield words that hold back; "zoveel mogelijk" is none.

    Parameters: ``words``. Errors: none.
    """
    taken = Claimed()
    for match in words.find("not_hedged"):
        taken.take(match.start(), match.end())
    for match in words.find("hedge"):
        if taken.take(match.start(), match.end()):
            yield Spot(MentionKind.HEDGE, match.start(), match.end())


def find_causes(words: Words) -> Iterator[Spot]:
    """Yield words that make one thing the cause of another.

    Parameters: ``words``. Errors: none. "door de" says so only beside a word of change; the caller knows.
    """
    taken = Claimed()
    for match in words.find("causal.not_causal"):
        taken.take(match.start(), match.end())
    for name, first in (("causal.cause_first", "cause"), ("causal.effect_first", "effect")):
        for match in words.find(name):
            if taken.take(match.start(), match.end()):
                yield Spot(MentionKind.CAUSAL, match.start(), match.end(), detail={"direction": first})


def find_sources(words: Words) -> Iterator[Spot]:
    """Yield the sources that are named, with the year in their name.

    Parameters: ``words``. Errors: none.
    """
    taken = Claimed()
    for source in words.lexicon.sources:
        for match in source.words.find(words.lowered, words.keys):
            if not taken.take(match.start(), match.end()):
                continue
            year = _YEAR_AFTER.match(words.lowered, match.end())
            yield Spot(
                MentionKind.SOURCE,
                match.start(),
                match.end(),
                period=Period.year(int(year[1])) if year else None,
                detail={"source": source.code, "source_type": source.source_type},
            )


def find_subjects(words: Words) -> Iterator[Spot]:
    """Yield what is spoken of, the longest words first.

    Parameters: ``words``. Errors: none.
    """
    for match in words.lexicon.any_subject.finditer(words.lowered):
        known = _find_subject(match[0], words.lexicon)
        if known is not None:
            code, counts = known
            yield Spot(
                MentionKind.SUBJECT, match.start(), match.end(), detail={"subject": code, "counts": counts}
            )


@lru_cache(maxsize=10_000)
def _find_subject(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    subjects = [s for s in lexicon.subjects if s.pattern.fullmatch(text)]
    if not subjects:
        return None
    # A word with its own entry beats one that is the end of it only.
    best = min(subjects, key=lambda s: s.pattern.pattern.count(r"\w*"))
    return best.code, best.counts


SIMPLE: Mapping[MentionKind, Mapping[str, Mapping[str, object]]] = {
    MentionKind.NEGATION: {"negation": {}},
    MentionKind.TOTAL: {
        "totals.outcome": {"role": "outcome"},
        "totals.parts": {"role": "parts"},
        "totals.total": {"role": "total"},
    },
    MentionKind.CARRIED_OVER: {
        f"carried_over.{role}": {"role": role} for role in ("carried_in", "carried_out", "opened", "closed")
    },
    MentionKind.TARGET: {"targets.words": {}},
}


def find_simple(words: Words) -> Iterator[Spot]:
    """Yield words that say what they are by themselves: negations, totals, cases carried over, targets.

    Parameters: ``words``. Errors: none.
    """
    for kind, names in SIMPLE.items():
        taken = Claimed()
        for name, detail in names.items():
            for match in words.find(name):
                if taken.take(match.start(), match.end()):
                    yield Spot(kind, match.start(), match.end(), detail=detail)
    for term in words.lexicon.claims.terms:
        for match in term.pattern.finditer(words.lowered):
            yield Spot(MentionKind.TERM, match.start(), match.end(), detail={"term": term.name})


def find_vague(words: Words) -> Iterator[Spot]:
    """Yield number words that only say how large: tientallen is 20 to 99. They have no value.

    Parameters: ``words``. Errors: none.
    """
    for listed, low, high in words.lexicon.vague:
        for match in listed.find(words.lowered, words.keys):
            detail = {"words": True, "vague": True}
            place = (match.start(), match.end())
            yield Spot(MentionKind.RANGE, *place, low=Decimal(low), high=Decimal(high), detail=detail)
