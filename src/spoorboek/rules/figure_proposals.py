"""Which figure a number in a letter could be, and what words of change could claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.documents.inline_filling import print_figure
from spoorboek.figures.definition import FigureDefinition, Kind
from spoorboek.figures.dutch_numbers import PrintedNumber, parse_printed
from spoorboek.figures.errors import NumberError
from spoorboek.figures.figure import Figure
from spoorboek.figures.number_words import format_number_words
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Strength
from spoorboek.rules.claims.word_list import get_word_list
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_NEAR = 60
_ABOUT = Decimal("0.05")
_YEAR = re.compile(r"(?<![\w.,])((?:19|20)\d\d)(?![\w]|[.,]\d)")
_NOUN = re.compile(r"\s*(?:nieuwe |verschillende |geregistreerde )?([^\W\d_][\w'-]+)")
_EQUAL = re.compile(r"\b(?:gelijk|stabiel|hetzelfde|onveranderd|evenveel|even veel)\b", re.IGNORECASE)
_UNSHOWN = re.compile(
    r"\bniet (?:aantoonbaar|significant|wezenlijk)\b|\bgeen (?:aantoonbare|significante)\b", re.IGNORECASE
)
_SLOWER = re.compile(r"\bminder (?:hard|snel|sterk|steil)", re.IGNORECASE)
_FASTER = re.compile(r"\b(?:harder|sneller|sterker|steiler)\b|\bmeer (?:hard|snel)", re.IGNORECASE)
MOST = 6
"""More proposals than anybody reads."""


@dataclass(frozen=True, slots=True)
class FigureProposal:
    """A figure that a number could be. ``text`` is what the span holds: the number or a question mark."""

    figure: Figure
    text: str
    in_words: bool
    score: float


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """What words could claim: the keys of the span, and the definition they speak of."""

    keys: dict[str, str]
    definition: FigureDefinition


def find_years(text: str) -> list[Period]:
    """Return the years that a text names, in order, once each.

    Parameters: ``text``. Returns periods of one year. Errors: none.

    >>> [str(year) for year in find_years("In 2023 waren er 2.024, in 2022 minder.")]
    ['2023', '2022']
    """
    return [Period.year(int(year)) for year in dict.fromkeys(_YEAR.findall(text))]


def propose_figures(
    printed: str, before: str, after: str, figures: Iterable[Figure], *, period: Period
) -> tuple[FigureProposal, ...]:
    """Return the figures that a printed number could be, the likeliest first.

    Parameters: ``printed`` number; the words ``before`` and ``after`` it in its paragraph; ``figures`` to
    choose from; ``period`` of the letter. Returns at most ``MOST``: the value lies within how the number is
    printed; words around it, what it counts and the year nearest to it decide the order. Errors: none.
    """
    try:
        number = parse_printed(printed)
    except NumberError:
        return ()
    near = list_stems(f"{before[-_NEAR:]} {after[:_NEAR]}")
    around = list_stems(f"{before} {after}")
    noun = found[1] if (found := _NOUN.match(after)) else None
    said = _find_nearest_year(before, after)
    proposals = []
    for figure in figures:
        if not _fits(number, figure):
            continue
        stems = list_stems(f"{figure.definition.title} {figure.definition.unit}")
        score = len(stems & near) + len((stems & around) - near) / 2
        score += 1.5 if is_same_thing(noun, figure.definition.unit) else 0
        score += _rate_period(figure.period, said, period)
        text, in_words = _write_text(printed, figure)
        proposals.append(FigureProposal(figure, text, in_words, score))
    return tuple(sorted(proposals, key=lambda one: (-one.score, one.figure.key))[:MOST])


def propose_claims(
    words: str,
    sentence: str,
    tied: Sequence[tuple[str, Period]],
    definitions: Iterable[FigureDefinition],
    *,
    period: Period,
) -> tuple[ClaimProposal, ...]:
    """Return what selected words could claim, the likeliest first.

    Parameters: ``words`` that were selected; their ``sentence``; ``tied``, code and period of each number in
    it that hangs on a figure; ``definitions`` to choose from; ``period`` of the letter. Returns at most
    ``MOST``, nothing for words that say nothing of change. The comparator is the earliest number of the
    sentence, else the year before. Errors: none.
    """
    kind = find_claim_kind(words)
    if not kind:
        return ()
    known = {one.code: one for one in definitions}
    years = sorted(find_years(sentence))
    last = period.years()[-1] if period.years() else period
    codes = [code for code in dict.fromkeys(code for code, _ in tied) if code in known]
    found: list[ClaimProposal] = []
    for code in codes or _rank_codes(sentence, known.values()):
        own = sorted({when for its, when in tied if its == code}) or years or [last]
        since = own[0] if len(own) > 1 else own[-1].previous()
        keys = {"claim": kind, "figure": code, "from": str(since), "to": str(own[-1])}
        found.append(ClaimProposal(keys | _read_strength(words), known[code]))
    return tuple(found[:MOST])


def find_claim_kind(words: str) -> str:
    """Return the kind of claim that words of change make; empty when they make none.

    Parameters: ``words``. Returns the value of key ``claim``. Errors: none.

    >>> [find_claim_kind(words) for words in ("is fors gestegen", "bleef ongeveer gelijk", "de wijk")]
    ['rises', 'about_equal', '']
    """
    for pattern, kind in (
        (_UNSHOWN, "not_demonstrably_changed"),
        (_SLOWER, "slower"),
        (_FASTER, "faster"),
    ):
        if pattern.search(words):
            return kind
    direction = get_word_list().find_direction(words)
    if direction:
        return "rises" if direction > 0 else "falls"
    return "about_equal" if _EQUAL.search(words) else ""


def _read_strength(words: str) -> dict[str, str]:
    listed = get_word_list()
    strength = listed.find_strength(words)
    found = {} if strength is Strength.PLAIN else {"strength": strength.value}
    return found | ({"hedged": "true"} if listed.is_hedged(words) else {})


def _rank_codes(sentence: str, definitions: Iterable[FigureDefinition]) -> list[str]:
    stems = list_stems(sentence)
    scored = [(len(list_stems(f"{one.title} {one.unit}") & stems), one.code) for one in definitions]
    return [code for score, code in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score]


def _find_nearest_year(before: str, after: str) -> Period | None:
    """The year behind a number belongs to it, up to the next comma; else the last year before it."""
    clause = re.split(r"[.;,]|\ben\b|\bnaar\b", after, maxsplit=1)[0]
    if years := find_years(clause):
        return years[0]
    earlier = find_years(before)
    return earlier[-1] if earlier else None


def _rate_period(own: Period, said: Period | None, period: Period) -> float:
    if said is not None:
        return 2.0 if own == said else -1.0
    return 1.0 if own == period else 0.5 if period.contains(own) else 0.0


def _fits(number: PrintedNumber, figure: Figure) -> bool:
    value = figure.value
    if not is_number(value):
        return False
    actual = Decimal(value) * 100 if figure.definition.kind is Kind.SHARE else Decimal(value)
    room = Decimal(5).scaleb(-number.decimals - 1) if not isinstance(value, int) else Decimal(0)
    room = max(room, abs(actual) * _ABOUT) if number.about else room
    return abs(actual - Decimal(number.value)) <= room


def _write_text(printed: str, figure: Figure) -> tuple[str, bool]:
    """What the system would print itself it may fill in, so that a figure that is revised comes along."""
    bare = printed.strip()
    if bare == print_figure(figure):
        return "?", False
    try:
        if isinstance(figure.value, int) and bare.lower() == format_number_words(figure.value):
            return "?", True
    except NumberError:
        pass
    return bare, False
