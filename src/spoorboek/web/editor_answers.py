"""What the letter editor in the browser is told: the document, what was found in it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.live import LiveCheck
from spoorboek.documents.editor_form.locating import list_claim_ids, list_number_places, list_untied
from spoorboek.documents.editor_form.nodes import Node
from spoorboek.documents.model import (
    Block,
    ClaimRun,
    Document,
    FigureRun,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    PromiseRun,
    TableBlock,
)
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import BlockSpan, ChartBlockSpan, PromisesBlockSpan, TableBlockSpan
from spoorboek.documents.writers.html_blocks import BlockWriter
from spoorboek.documents.writers.html_inlines import InlineWriter
from spoorboek.documents.writers.wording import NoteMarks
from spoorboek.rules.better_sentences import write_better_nodes
from spoorboek.rules.explanations import Explanation
from spoorboek.web.pages.letters_reasons import say_reasons
from spoorboek.web.pages.letters_verdicts import (
    SIGNS,
    VerdictCard,
    list_claim_figures,
    make_card,
)
from spoorboek.web.phrasebook import say, say_word


@dataclass(frozen=True, slots=True)
class EditorAnswer:
    """What was found in one document of the editor."""

    document: Node
    live: LiveCheck
    slug: str

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON: verdicts, untied numbers, printed numbers, tables and what is open."""
        letter, check = self.live.letter, self.live.check
        shown = list(_list_shown(letter, check.document)) if check.document else []
        return {
            "claims": list(self._list_claims()),
            "untied": [[one.start, one.end, one.text] for one in list_untied(self.document)],
            "numbers": list_number_places(self.document),
            "shown": shown,
            "blocks": dict(_list_blocks(letter, check.document)) if check.document else {},
            "reasons": list(say_reasons(check, silent=check.silent_titles or check.silent)),
            "problems": [
                {"sentence": say(one.sentence), "quote": _quote(letter, one.start, one.end)}
                for one in check.problems
            ],
        }

    def _list_claims(self) -> Iterator[dict[str, Any]]:
        letter, check = self.live.letter, self.live.check
        keys = list_claim_figures(letter)
        spans, numbers = list_claim_ids(self.document), list_number_places(self.document)
        for claim in check.claims:
            name = claim.claim_id
            place = int(name[1:]) - 1
            found = spans if name.startswith("c") else numbers
            if place >= len(found):
                continue
            if name.startswith("n") and claim.verdict.get("verdict") == "supported" and not claim.set_aside:
                # Most of a letter: a number that is its figure shows no card, only where it comes from.
                yield _draw_plain(name, keys.get(name, ""), numbers[place])
            else:
                card = make_card(claim, "", keys.get(name, ""), self.slug, letter=self.slug)
                better = write_better_nodes(claim.verdict, keys.get(name, ""), letter.front_matter.area)
                yield _draw(card) | {
                    "span": found[place] if name.startswith("c") else None,
                    "at": found[place] if name.startswith("n") else None,
                    "nodes": better,
                    "fill": claim.is_number and claim.verdict.get("verdict") == "number_differs",
                }


def _draw_plain(name: str, key: str, at: int) -> dict[str, Any]:
    href = passport_address(key) if key else ""
    empty: dict[str, list[str]] = {"open": [], "aside": [], "nodes": [], "also": []}
    return {"id": name, "status": "ok", "plain": True, "figure": href, "span": None, "at": at} | empty


def _draw(card: VerdictCard) -> dict[str, Any]:
    return {
        "id": card.claim_id,
        "status": card.status,
        "sign": SIGNS[card.status],
        "word": str(card.word),
        "quote": card.quote,
        "why": say(card.why),
        "better": card.better,
        "also": [str(one) for one in card.also],
        "figure": card.figure_href,
        "plain": card.is_plain,
        "tested": _explain(card.explanation),
        "explained": card.explained_href,
        "open": [{"word": str(one.word), "href": one.href} for one in card.open_codes if one.href],
        "aside": [
            {"word": str(one.word), "reason": one.reason, "by": say_word(one.by)} for one in card.set_aside
        ],
    }


def _explain(found: Explanation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "title": say(found.title),
        "formula": say(found.formula),
        "rows": [[say(label), say(text)] for label, text in (*found.inputs, *found.outcomes)],
        "source": say(found.source),
    }


def _quote(letter: LetterSource, start: int, end: int) -> str:
    return " ".join(letter.text[start:end].split())[:80]


def _list_shown(letter: LetterSource, document: Document) -> Iterator[str]:
    """Yield how each number that hangs on a figure is printed, in the order of n1, n2, ..."""
    blocks = iter(document.blocks)
    for section in letter.sections:
        if section.heading:
            yield from _list_figures(next(blocks))
        for source in section.blocks:
            block = next(blocks)
            if not isinstance(source, BlockSpan):
                yield from _list_figures(block)
    for note in document.footnotes:
        yield from _list_runs(note.inlines)


def _list_figures(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield from _list_runs(block.inlines)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for one in item:
                yield from _list_figures(one)
    elif isinstance(block, TableBlock):
        for row in (block.header, *block.rows):
            for cell in row:
                yield from _list_runs(cell)


def _list_runs(inlines: Inlines) -> Iterator[str]:
    for run in inlines:
        if isinstance(run, FigureRun):
            yield run.text
        elif isinstance(run, ClaimRun | PromiseRun):
            yield from _list_runs(run.inlines)


_NAMES: Mapping[type[BlockSpan], str] = {
    TableBlockSpan: "table",
    ChartBlockSpan: "chart",
    PromisesBlockSpan: "promises",
}


def _list_blocks(letter: LetterSource, document: Document) -> Iterator[tuple[str, str]]:
    """Yield each table, chart and list of promises as it will be printed, by what asks for it."""
    writer = BlockWriter(InlineWriter(NoteMarks(document), None, {}), 2)
    blocks = iter(document.blocks)
    for section in letter.sections:
        if section.heading:
            next(blocks)
        for source in section.blocks:
            block = next(blocks)
            if isinstance(source, BlockSpan):
                code = source.selection if isinstance(source, PromisesBlockSpan) else source.code
                yield f"{_NAMES[type(source)]}|{code}|{source.period or ''}", writer.write(block)


def name_addresses(slug: str) -> dict[str, str]:
    """Return the addresses that the editor asks, by what they are for."""
    names = {
        "start": "letter_editor_start",
        "check": "letter_editor_check",
        "save": "letter_editor_save",
        "parts": "letter_editor_parts",
        "periods": "letter_editor_periods",
        "propose": "letter_editor_propose",
        "versions": "letter_versions",
        "letter": "letter",
    }
    found = {name: reverse(address, args=[slug]) for name, address in names.items()}
    return found | {"login": f"{reverse('account_login')}?{urlencode({'next': found['letter']})}"}
