"""How a letter is laid out: which sentences stand together, what leads in a list, what is intended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from spoorboek.documents.readers.audit_blocks import BlockKind, TextBlock
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter, Sentence

_AHEAD = re.compile(
    r"\b(?:inzet\s+20\d\d|doelen|doelstelling\w*|ambities?|vooruitblik|hoe verder|wat gaan we|"
    r"prestatie-?\s?indicatoren|"
    r"gericht op|met als doel|willen we|willen wij|streven|situatie waarbij|de komende|gaan we|"
    r"gaan wij|te voorkomen)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:willen we|willen wij|wij willen|we willen|streven|de komende|gaan we|gaan wij|we gaan|"
    r"wij gaan|te voorkomen|"
    r"ambitie)\b",
    re.IGNORECASE,
)
AREA = re.compile(
    r"\b(?:landelijk\w*|nederland(?:se)?|provinciaa?l\w*|vergelijkbare gemeenten|andere gemeenten)\b",
    re.IGNORECASE,
)
"""Words for a larger area that a municipality lays its number beside."""
_MOST_BACK = 30
"""Sentences that are looked back on in one block: a table can have thousands of rows."""
_OVERALL = re.compile(
    r"\b(?:algemeen|beeld|conclusies?|samenvatting|kern|hoofdlijnen|hoofdpunten|terugblik|resultaten)\b",
    re.IGNORECASE,
)


class Layout:
    """Answers where a sentence stands."""

    def __init__(self, letter: ReadLetter) -> None:
        self.letter = letter
        self._ahead: dict[int, bool] = {}

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Mention, ...]]:
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.letter.mentions:
            found[mention.sentence].append(mention)
        return {place: tuple(sorted(said, key=lambda one: one.start)) for place, said in found.items()}

    @cached_property
    def _by_block(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in self.letter.sentences:
            found[sentence.block].append(sentence)
        return dict(found)

    @cached_property
    def _mentions_by_block(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.letter.mentions:
            found[mention.block].append(mention)
        return dict(found)

    def mentions_in_block(self, block: int) -> Sequence[Mention]:
        """Return what one block mentions, in order."""
        return self._mentions_by_block.get(block, ())

    @cached_property
    def _headings(self) -> list[int | None]:
        """The place of the heading above each block; of a heading that is the heading itself."""
        above: list[int | None] = []
        last: int | None = None
        for place, block in enumerate(self.letter.text.blocks):
            last = place if block.kind is BlockKind.HEADING else last
            above.append(last)
        return above

    def mentions_of(self, sentence: int) -> tuple[Mention, ...]:
        """Return what one sentence mentions, in order."""
        return self._by_sentence.get(sentence, ())

    def sentence_at(self, place: int) -> Sentence:
        """Return a sentence by its place."""
        return self.letter.sentences[place]

    def block_of(self, sentence: int) -> TextBlock | None:
        """Return the block of a sentence."""
        place = self.sentence_at(sentence).block
        blocks = self.letter.text.blocks
        return blocks[place] if 0 <= place < len(blocks) else None

    def is_heading(self, sentence: int) -> bool:
        """Tell whether a sentence is a heading."""
        block = self.block_of(sentence)
        return block is not None and block.kind is BlockKind.HEADING

    def is_table(self, sentence: int) -> bool:
        """Tell whether a sentence is a part of a table."""
        block = self.block_of(sentence)
        return block is not None and block.kind is BlockKind.TABLE

    def section_of(self, sentence: int) -> str:
        """Return the words of the heading above a sentence, with its place."""
        place = self.heading_of(sentence)
        return "begin" if place is None else f"{place}"

    def heading_of(self, sentence: int) -> int | None:
        """Return the place of the heading above a sentence; of a heading itself its own."""
        block = self.sentence_at(sentence).block
        return self._headings[block] if 0 <= block < len(self._headings) else None

    def is_under(self, block: int, heading: int | None) -> bool:
        """Tell whether a block stands under a heading, before the next one."""
        known = heading is not None and 0 <= block < len(self._headings)
        return known and self._headings[block] == heading

    def heading_words(self, sentence: int) -> str:
        """Return the words of the heading above a sentence."""
        place = self.heading_of(sentence)
        if place is None:
            return ""
        block = self.letter.text.blocks[place]
        return self.letter.text.text[block.start : block.end]

    def neighbours(self, sentence: int) -> tuple[Sentence, ...]:
        """Return the sentences of the same block, in order."""
        return tuple(self._by_block.get(self.sentence_at(sentence).block, ()))

    def next_in_block(self, sentence: int) -> Sentence | None:
        """Return the next sentence of the same block."""
        return next((one for one in self.neighbours(sentence) if one.index > sentence), None)

    def before_in_block(self, sentence: int) -> tuple[Mention, ...]:
        """Return what the earlier sentences of the same block mention."""
        first = self.neighbours(sentence)[0].index
        places = range(max(first, sentence - _MOST_BACK), sentence)
        return tuple(mention for place in places for mention in self.mentions_of(place))

    def lead_in(self, sentence: int) -> Sentence | None:
        """Return the sentence that leads in the list of a list item; it may end with a colon."""
        block = self.block_of(sentence)
        if block is None or block.kind is not BlockKind.LIST_ITEM:
            return None
        blocks = self.letter.text.blocks
        for place in range(self.sentence_at(sentence).block - 1, -1, -1):
            if blocks[place].kind is BlockKind.LIST_ITEM:
                ended = self.letter.text.text[blocks[place].start : blocks[place].end].rstrip()
                if blocks[place].level < block.level and ended.endswith(":"):
                    continue
                continue
            if blocks[place].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION):
                said = self._by_block.get(place)
                return said[-1] if said else None
            if blocks[place].kind is BlockKind.TABLE:
                return None
        return None

    def lead_in_of(self, sentence: int) -> tuple[Mention, ...]:
        """Return what leads in a list item mentions."""
        leading = self.lead_in(sentence)
        return () if leading is None else self.mentions_of(leading.index)

    def is_ahead(self, sentence: int) -> bool:
        """Tell whether a sentence says what is wanted or will be done, not what is."""
        if sentence not in self._ahead:
            self._ahead[sentence] = self._find_ahead(sentence)
        return self._ahead[sentence]

    def _find_ahead(self, sentence: int) -> bool:
        leading = self.lead_in(sentence)
        own = self.letter.words_of(self.sentence_at(sentence))
        words: list[str] = []
        if leading is not None:
            words.append(self.letter.words_of(leading))
        if not self.is_heading(sentence):
            words.append(self.heading_words(sentence))
        if any(
            one.kind is MentionKind.PROMISE and not one.detail.get("done")
            for one in self.mentions_of(sentence)
        ):
            return True
        return bool(_WANTED.search(own)) or any(_AHEAD.search(one) for one in words)

    def is_overall(self, sentence: int) -> bool:
        """Tell whether a sentence stands where a letter concludes: a heading, or under a general one."""
        return self.is_heading(sentence) or bool(_OVERALL.search(self.heading_words(sentence)))
