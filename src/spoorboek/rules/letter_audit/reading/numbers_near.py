"""Stand the numbers of then and now near a sentence that says that something changed?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import COUNTED, Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.pairs import list_pairs
from spoorboek.rules.letter_audit.reading.accounts import is_named
from spoorboek.rules.letter_audit.stems import list_stems

_REACH = 2
_MOST_BESIDE = 12
_TWO = 2
_KINDS = COUNTED | {MentionKind.PERCENTAGE}


def has_numbers_near(material: Material, sentence: int) -> bool:
    """Tell whether two numbers of what a sentence speaks of stand near it: in the text, a list or a table.

    Parameters: ``material``; ``sentence``, its place. Errors: none. Of a heading all under it is near.
    """
    if material.layout.is_heading(sentence) and _is_tested_below(material, sentence):
        return False
    names = list_stems(material.sentence_words(sentence))
    grids = (one for one in material.grids if _is_beside(material, one, sentence))
    return any(_shows(material, one, names) for one in grids) or any(
        _is_pair(material, facts, names, sentence) for facts in _list_groups(material, sentence)
    )


def _is_tested_below(material: Material, sentence: int) -> bool:
    """Tell whether under a heading stands that what it says is not demonstrable: then no number shows it."""
    heading = material.layout.heading_of(sentence)
    return any(
        one.index != sentence
        and material.layout.heading_of(one.index) == heading
        and material.reading(one.index).has("not_shown")
        for one in material.letter.sentences
    )


def _is_beside(material: Material, grid: Grid, sentence: int) -> bool:
    layout = material.layout
    heading = layout.heading_of(sentence)
    if heading is not None:
        return layout.is_under(grid.block, heading)
    return abs(grid.block - layout.sentence_at(sentence).block) <= _REACH


def _shows(material: Material, grid: Grid, names: Collection[str]) -> bool:
    """Tell whether a table has two numbers beside each other, or one under another, of what is named."""
    for row in grid.rows:
        if sum(one is not None for one in row.values) >= _TWO and is_named(names, row.stems):
            return True
    heads = list_stems(" ".join((_find_title(material, grid), grid.corner, *grid.columns)))
    is_many = any(len(grid.column_of(place)) >= _TWO for place in range(len(grid.columns)))
    return is_many and is_named(names, heads)


def _find_title(material: Material, grid: Grid) -> str:
    """Return the words right above a table."""
    blocks = material.letter.text.blocks
    above = blocks[grid.block - 1] if grid.block else None
    return material.words(above.start, above.end) if above is not None else ""


def _list_groups(material: Material, sentence: int) -> Iterator[Sequence[Fact]]:
    layout = material.layout
    if layout.is_heading(sentence):
        heading = layout.heading_of(sentence)
        places = [
            one.mention.sentence
            for one in material.facts
            if layout.heading_of(one.mention.sentence) == heading
            and not layout.is_table(one.mention.sentence)
        ]
    else:
        near = layout.neighbours(sentence)
        places = [one.index for one in near if abs(one.index - sentence) <= _REACH]
        for item in _list_items(material, sentence):
            yield _list_counted(material, [one.index for one in layout.neighbours(item)])
    yield _list_counted(material, places)


def _list_items(material: Material, sentence: int) -> Iterator[int]:
    """Yield a sentence of each item of the lists beside a sentence."""
    layout, sentences = material.layout, material.letter.sentences
    own = layout.sentence_at(sentence).block
    blocks: set[int] = set()
    for place in range(max(0, sentence - _MOST_BESIDE), min(len(sentences), sentence + _MOST_BESIDE)):
        block = layout.block_of(place)
        at = sentences[place].block
        if block is None or at == own or at in blocks or block.kind is not BlockKind.LIST_ITEM:
            continue
        if layout.heading_of(place) == layout.heading_of(sentence):
            blocks.add(at)
            yield place


def _list_counted(material: Material, places: Sequence[int]) -> list[Fact]:
    facts = (fact for place in dict.fromkeys(places) for fact in material.facts_in(place))
    return [one for one in facts if one.mention.kind in _KINDS and not one.mention.detail.get("duration")]


def _is_pair(material: Material, facts: Sequence[Fact], names: Collection[str], sentence: int) -> bool:
    taken = (
        set()
        if _points_back(material, sentence)
        else {
            fact.mention.start
            for change in material.changes
            if change.direction.sentence != sentence
            and not is_named(names, list_stems(material.sentence_words(change.direction.sentence)))
            for fact in (change.before, change.after)
        }
    )
    own = [
        one for one in facts if one.mention.start not in taken and _is_about(material, one, names, sentence)
    ]
    dated = {one.period for one in own if one.period is not None}
    return len(dated) >= _TWO or bool(list_pairs(material.letter, own))


def _is_about(material: Material, fact: Fact, names: Collection[str], sentence: int) -> bool:
    """Tell whether a number counts what is named: by its unit, or as a bare number right beside it."""
    if fact.unit and is_named(names, list_stems(fact.unit)):
        return True
    place = fact.mention.sentence
    words = material.sentence_words(place)
    if _is_item(material, place):
        item = " ".join(material.sentence_words(one.index) for one in material.layout.neighbours(place))
        return is_named(names, list_stems(item))
    is_next = abs(place - sentence) == 1 or material.layout.is_heading(sentence)
    goes_on = place == sentence + 1 and material.reading(place).has("goes_on")
    if is_next and (goes_on or _points_back(material, sentence)):
        return True
    is_bare = not fact.unit or fact.unit not in words.lower() or fact.is_share or fact.is_mark
    return is_next and (is_bare or is_named(names, list_stems(words)))


def _points_back(material: Material, sentence: int) -> bool:
    """Tell whether a sentence goes on about what was told right before: deze daling; A steeg en B daalde."""
    said = material.layout.mentions_of(sentence)
    ways = {one.value for one in said if one.kind is MentionKind.DIRECTION}
    return ways >= {1, -1} or material.reading(sentence).has("looks_back")


def _is_item(material: Material, sentence: int) -> bool:
    block = material.layout.block_of(sentence)
    return block is not None and block.kind is BlockKind.LIST_ITEM
