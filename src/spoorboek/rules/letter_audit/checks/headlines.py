"""Do the numbers of a letter carry its headings and conclusions?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.change_periods import Change
from spoorboek.rules.letter_audit.checks.directions import (
    describe_change,
    find_strength,
    list_unused,
    name_claim,
)
from spoorboek.rules.letter_audit.checks.table_directions import find_series
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.moves import kind_of
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START, is_difference, list_pairs
from spoorboek.rules.letter_audit.series import Series, plain
from spoorboek.rules.letter_audit.stems import list_stems, stem

_LONGEST = 14
_KINDS: dict[VerdictCode, FindingKind | None] = {
    VerdictCode.NO_FIGURE: None,
    VerdictCode.NOT_DEMONSTRABLE: FindingKind.UNSUPPORTED_HEADLINE,
    VerdictCode.CONTRADICTED: FindingKind.UNSUPPORTED_HEADLINE,
    VerdictCode.NOT_TESTABLE: None,
    VerdictCode.SUPPORTED_WITH_NOTE: None,
}


def check_headlines(material: Material) -> Found:
    """Put short conclusions without numbers to the judge, with the rows and changes they are about."""
    found: list[Asked] = []
    for direction in list_unused(material):
        if not is_headline(material, direction):
            continue
        if evidence := list_evidence(material, direction):
            found.append(_ask(material, direction, _list_contrary(material, direction, evidence)))
    return found


def _list_contrary(
    material: Material, direction: Mention, evidence: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Minder in alle wijken: one row that went the other way is enough against it."""
    way = direction.value or 0
    if not way or not material.reading(direction.sentence).has("everything"):
        return evidence
    wrong = [
        one
        for one in evidence
        if (Decimal(str(one["points"][-1]["value"])) - Decimal(str(one["points"][0]["value"]))) * way < 0
    ]
    return wrong[:1] or evidence


def is_headline(material: Material, direction: Mention) -> bool:
    """Tell whether a direction concludes over a theme: a heading, or a short sentence in a general part."""
    sentence = direction.sentence
    if (
        direction.detail.get("speed")
        or direction.detail.get("hedged")
        or _is_of_how_good(material, direction)
    ):
        return False
    said = material.layout.mentions_of(sentence)
    if {1, -1} <= {one.value for one in said if one.kind is MentionKind.DIRECTION}:
        # "Minder auto-inbraken, meer oplichting" says two things of two rows.
        return False
    if any(one.kind in (MentionKind.SOURCE, MentionKind.COMPARATOR, MentionKind.NUMBER) for one in said):
        return False
    if material.layout.is_heading(sentence):
        return True
    is_short = len(material.sentence_words(sentence).split()) <= _LONGEST
    is_strong = find_strength(material, direction) != "plain"
    return is_short and (is_strong or material.layout.is_overall(sentence))


def _is_of_how_good(material: Material, direction: Mention) -> bool:
    """Meer rust, veiliger: not that a number rose, which another check weighs."""
    if direction.detail.get("good") or direction.detail.get("bad"):
        return True
    return bool(direction.unit) and kind_of(str(direction.unit)) == "benefit"


def list_evidence(material: Material, direction: Mention) -> list[dict[str, Any]]:
    """Return what the letter says about the subject of a headline: rows of a table, else changes."""
    stems = list_stems(material.sentence_words(direction.sentence))
    if rows := find_rows(material, direction, stems):
        return [{"label": row.label.lower(), "points": row.as_points()} for row in rows]
    about = [one for one in material.changes if _is_under(material, direction, one, stems)]
    return [_describe(material, one) for one in about] or _list_under(material, direction)


def _list_under(material: Material, direction: Mention) -> list[dict[str, Any]]:
    """Return the numbers right under a heading that tell one thing over several periods."""
    if not material.layout.is_heading(direction.sentence):
        return []
    heading = material.layout.heading_of(direction.sentence)
    facts = material.without_parts(
        [one for one in material.facts if material.layout.heading_of(one.mention.sentence) == heading]
    )
    if rows := [one for one in material.series if material.layout.is_under(one.table, heading)]:
        rows = [one for one in rows if not one.is_total]
        return [
            {"label": row.label.lower(), "points": row.as_points()} for row in rows if len(row.values) > 1
        ]
    points: dict[Period, Fact] = {}
    for one in facts:
        is_count = one.mention.kind is MentionKind.NUMBER and not is_difference(material.letter, one)
        if one.period is not None and is_count:
            # The first that is told of a year is the whole; what follows are parts of it.
            points.setdefault(one.period, one)
    units = {stem(one.unit) for one in points.values() if one.unit}
    if len(points) < 2 or len(units) > 1:
        return _list_moves(material, facts)
    ordered = [points[period] for period in sorted(points)]
    return [
        {
            "label": next((one.unit for one in ordered if one.unit), "de cijfers"),
            "points": [{"period": str(one.period), "value": plain(one.value)} for one in ordered],
        }
    ]


def _list_moves(material: Material, facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """Return what went from one number to another under a heading, also where no word says which way."""
    found: list[dict[str, Any]] = []
    for block in dict.fromkeys(one.mention.block for one in facts):
        own = [one for one in facts if one.mention.block == block]
        for pair in list_pairs(material.letter, own):
            if pair.after.mention.kind is not MentionKind.NUMBER or pair.after.is_mark or pair.after.is_share:
                continue
            told = (pair.before.period, pair.after.period)
            # What stands in for a period is older than any: one of the two alone would turn them around.
            known = told if all(told) and told[0] != told[1] else (UNKNOWN_START, UNKNOWN_END)
            values = (pair.before.value, pair.after.value)
            points = [
                {"period": str(when), "value": plain(value)}
                for when, value in zip(known, values, strict=True)
            ]
            label = pair.after.unit or pair.before.unit or "de cijfers"
            found.append({"label": f"{label} {len(found) + 1}", "points": points})
    return found


def find_rows(material: Material, direction: Mention, stems: frozenset[str]) -> list[Series]:
    """Return the rows that together are what a headline names; none when it names one row only."""
    if find_series(material, direction) is not None:
        return []
    for table in dict.fromkeys(one.table for one in material.series):
        rows = [one for one in material.series if one.table == table and not one.is_total]
        shared = {stem for one in rows for stem in one.stems - one.own_stems}
        title = frozenset[str]().union(*(one.title_stems for one in rows))
        if len(rows) > 1 and stems & (shared | title):
            named = stems & (shared | title)
            return [one for one in rows if named & (one.stems | one.title_stems)]
    return []


def _is_under(material: Material, direction: Mention, change: Change, stems: frozenset[str]) -> bool:
    """A heading is carried by what stands under it; a conclusion by what the letter says of its subject."""
    layout = material.layout
    about = list_stems(material.sentence_words(change.direction.sentence)) & stems
    if layout.is_heading(direction.sentence):
        return layout.heading_of(change.direction.sentence) == layout.heading_of(direction.sentence) and bool(
            about
        )
    return bool(list_stems(change.after.unit or change.before.unit or "") & stems)


def _describe(material: Material, change: Change) -> dict[str, Any]:
    entry = describe_change(material, change)
    label = material.words(change.direction.start, change.direction.end)
    unit = change.after.unit or change.before.unit or label
    return {"label": unit, "points": [{**one, "unit": unit} for one in entry["points"]]}


def _whole_row(evidence: list[dict[str, Any]]) -> dict[str, str]:
    """A heading over a row of years is about all of it: from its first year to its last."""
    periods = [str(point["period"]) for point in evidence[0]["points"]]
    is_row = len(evidence) == 1 and len(periods) > 2
    return {"from": periods[0], "to": periods[-1]} if is_row else {}


def _ask(material: Material, direction: Mention, evidence: list[dict[str, Any]]) -> Asked:
    entry: dict[str, Any] = {
        "claim": name_claim(material, direction),
        "words": material.sentence_words(direction.sentence),
        "strength": "trend",
        "kind": "count",
        "source_type": "registered",
        "evidence": evidence,
        **_whole_row(evidence),
        **material.plan,
    }
    kinds = dict(_KINDS)
    if all(kind_of(one["label"]) == "doing" for one in evidence):
        # How often we do something ourselves is not left to chance.
        kinds[VerdictCode.NOT_DEMONSTRABLE] = None
    return Asked(material.sentence_span(direction.sentence), entry, kinds)
