"""Do headings and conclusions that say better or worse stand on what was counted?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.moves import Move, is_of_trouble, kind_of, list_moves
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.series import Series, plain
from spoorboek.rules.letter_audit.stems import list_stems

_NEAR = 3
"""Sentences around a conclusion in which the numbers stand that it concludes from."""
_FAR = 8
_LONGEST = 24


def check_bold_claims(material: Material) -> Found:
    """Find "safer" over numbers that went worse, over what was only done, and "quiet" over trouble."""
    found: list[Asked | Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index):
            continue
        reading = material.reading(sentence.index)
        is_heading = material.layout.is_heading(sentence.index)
        if is_heading or _is_conclusion(material, sentence.index, reading):
            fault = _find_fault(material, sentence.index, reading, is_heading=is_heading)
            if isinstance(fault, Move):
                found.append(_ask(material, sentence.index, fault))
            elif fault is not None:
                found.append(_explain(material, sentence.index, fault))
    return found


def _is_conclusion(material: Material, sentence: int, reading: Reading) -> bool:
    """Tell whether a sentence says without numbers how things go in general."""
    claims = reading.verdict or (reading.verdict_of_harm and reading.has("concludes"))
    if not claims or reading.is_open or reading.is_reported or reading.is_wish:
        return False
    if material.layout.is_ahead(sentence) or len(reading.words.split()) > _LONGEST:
        return False
    # What has two numbers of its own is judged with those.
    is_judged = not reading.verdict and any(one.direction.sentence == sentence for one in material.changes)
    return not is_judged and not material.facts_in(sentence)


def _find_fault(
    material: Material, sentence: int, reading: Reading, *, is_heading: bool
) -> str | Move | None:
    """Return why a heading or conclusion is not carried, or the one move that must carry it.

    None when it is carried, or when nothing tells.
    """
    facts = _list_under(material, sentence, is_heading=is_heading)
    rows = _list_rows(material, sentence) if is_heading else []
    moves = [one for one in list_moves(material, facts, rows) if one.is_known]
    is_of_harm = is_heading or (reading.has("concludes"))
    claimed = reading.verdict or (reading.verdict_of_harm if is_of_harm else 0)
    if is_heading and (fault := _find_factor(reading, moves)):
        return fault
    if claimed and moves:
        is_one = len(moves) == 1 and bool(reading.verdict) and moves[0].way == claimed
        return moves[0] if is_one else _weigh(reading, moves, claimed)
    if is_heading and reading.has("all_met") and _has_missed(material, sentence):
        return "De kop zegt dat alles is gehaald; eronder staat een doel dat niet is gehaald. Pas de kop aan."
    if is_heading and reading.says_quiet and not moves:
        trouble = next((one for one in facts if is_of_trouble(one) and one.value > 0), None)
        if trouble is not None:
            printed = f"{trouble.mention.quote.strip()} {trouble.unit or ''}".strip()
            return f"De kop zegt dat er niets gebeurde; eronder staan {printed}. Pas de kop aan."
    is_opening = is_heading or (reading.is_how_safe and _is_opening(material, sentence))
    if is_opening and claimed > 0 and not rows and _is_only_done(material, facts):
        return "Eronder staat alleen wat is gedaan, geen cijfer over veiligheid. Pas de kop aan."
    return None


def _is_opening(material: Material, sentence: int) -> bool:
    """Tell whether a sentence is the first of its paragraph: what follows is told to carry it."""
    return material.layout.neighbours(sentence)[0].index == sentence


def _ask(material: Material, sentence: int, move: Move) -> Asked:
    """Put one number that changed to the judge: chance alone may not carry a conclusion in general."""
    entry: dict[str, Any] = {
        "claim": "rises" if move.after > move.before else "falls",
        "words": material.sentence_words(sentence),
        "strength": "trend",
        "kind": "count",
        "source_type": "registered",
        "from": str(UNKNOWN_START),
        "to": str(UNKNOWN_END),
        "points": [
            {"period": str(UNKNOWN_START), "value": plain(move.before)},
            {"period": str(UNKNOWN_END), "value": plain(move.after)},
        ],
    }
    return Asked(material.sentence_span(sentence), entry, _KINDS)


_KINDS: dict[VerdictCode, FindingKind | None] = {
    VerdictCode.NO_FIGURE: None,
    VerdictCode.NOT_DEMONSTRABLE: FindingKind.UNSUPPORTED_HEADLINE,
    VerdictCode.NOT_TESTABLE: None,
    VerdictCode.SUPPORTED_WITH_NOTE: None,
}


def _weigh(reading: Reading, moves: Sequence[Move], claimed: int) -> str | None:
    """A claim about everything is carried by all that moved, another by what it is about."""
    said = list_stems(reading.words)
    own = [one for one in moves if one.stems & said and kind_of(" ".join(one.stems & said))] or list(moves)
    if not reading.verdict:
        # Meer toezicht, minder geweld: what we did more of does not carry that there was less harm.
        own = [one for one in own if one.is_harm] or own
    against = [one for one in own if one.way != claimed]
    if not against:
        return None
    if len(against) < len(own) and not reading.has("everything") and not _is_against_in_all(own, claimed):
        return None
    worst = max(against, key=lambda one: one.size)
    numbers = f"{worst.label} van {format_number(worst.before)} naar {format_number(worst.after)}"
    if len(against) < len(own):
        return f"Niet alles ging die kant op: {numbers}. Noem ook wat anders ging."
    return f"Er staat '{reading.words}', maar de cijfers gaan de andere kant op: {numbers}."


def _find_factor(reading: Reading, moves: Sequence[Move]) -> str | None:
    """Return why halved or doubled is not what the one number under it did."""
    said = next((one.word for one in reading.tokens if _FACTOR.match(one.word)), None)
    if said is None or len(moves) != 1 or not moves[0].before:
        return None
    ratio = Decimal(moves[0].after) / Decimal(moves[0].before)
    if (ratio < _HALVED) if said.startswith(("gehalv", "halv")) else (ratio > _DOUBLED):
        return None
    numbers = f"van {format_number(moves[0].before)} naar {format_number(moves[0].after)}"
    return f"Er staat '{said}', maar het ging {numbers}."


_FACTOR = re.compile(r"(?:ge)?halve(?:er|ring)\w*|verdubbel\w*")
_HALVED, _DOUBLED = Decimal("0.6"), Decimal("1.8")


def _is_against_in_all(moves: Sequence[Move], claimed: int) -> bool:
    """Tell whether what moved both ways went the other way all together; shares and marks have no sum."""
    if any(isinstance(one.after, Decimal) or isinstance(one.before, Decimal) for one in moves):
        return False
    if len({one.stems for one in moves}) < len(moves):
        # Three years of one thing: from which year it is told is another question.
        return False
    change = sum(int(one.after) - int(one.before) for one in moves)
    return change * claimed > 0 if all(one.is_harm for one in moves) else False


def _has_missed(material: Material, sentence: int) -> bool:
    heading = material.layout.heading_of(sentence)
    return any(
        material.layout.heading_of(one.index) == heading and material.reading(one.index).has("missed")
        for one in material.letter.sentences
        if one.index != sentence
    )


def _is_only_done(material: Material, facts: Sequence[Fact]) -> bool:
    """Tell whether numbers only count what was done, and nothing around them says what came of it."""
    counted = [one for one in facts if not one.mention.detail.get("duration")]
    places = {one.mention.sentence for one in facts}
    said = [one for place in places for one in material.layout.mentions_of(place)]
    if any(one.kind in (MentionKind.DIRECTION, MentionKind.SOURCE) for one in said):
        return False
    kinds = [kind_of(one.unit or "") for one in counted]
    return bool(kinds) and not {"harm", "benefit"} & set(kinds)


def _list_under(material: Material, sentence: int, *, is_heading: bool) -> Sequence[Fact]:
    """Return the numbers under a heading, or around a conclusion in its paragraph."""
    layout = material.layout
    if is_heading:
        heading = layout.heading_of(sentence)
        return [one for one in material.facts if layout.heading_of(one.mention.sentence) == heading]
    reach = _FAR if material.reading(sentence).has("concludes") else _NEAR
    near = [one.index for one in layout.neighbours(sentence) if abs(one.index - sentence) <= reach]
    return [fact for place in near for fact in material.facts_in(place)]


def _list_rows(material: Material, sentence: int) -> list[Series]:
    heading = material.layout.heading_of(sentence)
    return [
        one for one in material.series if not one.is_total and material.layout.is_under(one.table, heading)
    ]


def _explain(material: Material, sentence: int, why: str) -> Finding:
    span, severity = material.sentence_span(sentence), Severity.CONCLUSION
    return material.find(FindingKind.UNSUPPORTED_HEADLINE, span, why, severity=severity)
