"""A letter as it will be printed, with each verdict under or beside the paragraph it is about."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.checking import LetterCheck
from spoorboek.documents.model import Document
from spoorboek.documents.printed_text import record_parts
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.writers.html import HtmlOptions, write_fragment
from spoorboek.web.pages.letters_verdicts import (
    VerdictCard,
    list_claim_figures,
    list_claim_words,
    make_card,
    make_mark,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the writer looks at. ``letter`` is empty while a figure or table is absent."""

    letter: SafeString
    cards: tuple[VerdictCard, ...]

    @property
    def speaking(self) -> tuple[VerdictCard, ...]:
        """Return the cards that say more than that it holds."""
        return tuple(card for card in self.cards if not card.is_plain)

    @property
    def plain(self) -> tuple[VerdictCard, ...]:
        """Return the cards of what simply holds."""
        return tuple(card for card in self.cards if card.is_plain)

    @property
    def open_cards(self) -> tuple[VerdictCard, ...]:
        """Return the cards that still ask for a person."""
        return tuple(card for card in self.cards if card.open_codes)


def lay_out(source: str, check: LetterCheck, *, slug: str = "", name: str = "", title_level: int = 2) -> Desk:
    """Return a letter with its cards; with ``slug`` a card leads to where its verdict is set aside.

    With ``name``, that of a kept letter, it leads to how it was tested.
    """
    letter = parse_letter(source)
    keys = list_claim_figures(letter)
    words = list_claim_words(record_parts(check.document) if check.document else (), keys)
    cards = tuple(
        make_card(claim, words.get(claim.claim_id, ""), keys.get(claim.claim_id, ""), slug, letter=name)
        for claim in check.claims
    )
    if check.document is None:
        return Desk(SafeString(""), cards)
    beside = _sort_by_block(letter, check, cards)
    last = len(check.document.blocks) - 1

    def add_cards(position: int, block: str) -> str:
        here = [card for place, card in beside if place == position or (position == last and place > last)]
        if not here:
            return block
        # Before the paragraph, so that in a wide window they stand beside its first line.
        cards = render_to_string("pages/letters/cards.html", {"cards": here})
        return f'<div class="letter__judged">{cards}{block}</div>'

    options = HtmlOptions(
        passport_href=passport_address,
        claim_marks={card.claim_id: make_mark(card) for card in cards},
        title_level=title_level,
        around_block=add_cards,
    )
    return Desk(_write(check.document, options), cards)


def _write(document: Document, options: HtmlOptions) -> SafeString:
    # The writer escapes every word of the letter; nothing of its author reaches the page as HTML.
    return mark_safe(write_fragment(document, options))  # noqa: S308  # nosec B308 B703


def _sort_by_block(
    letter: LetterSource, check: LetterCheck, cards: tuple[VerdictCard, ...]
) -> list[tuple[int, VerdictCard]]:
    """Give each speaking card the position of its block: filling keeps the blocks of the source in order."""
    starts: list[int] = []
    for section in letter.sections:
        if section.heading:
            starts.append(section.heading.place.start)
        starts += [block.place.start for block in section.blocks]
    return [
        (max(bisect_right(starts, claim.place.start) - 1, 0), card)
        for claim, card in zip(check.claims, cards, strict=True)
        if not card.is_plain
    ]
