"""CommonMark with bracketed spans, in which every token knows where it stands.

Raw HTML, bare addresses, code and link definitions are off: a letter does not need them, and what
looks like them is reported instead of printed.
"""

from __future__ import annotations

from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from spoorboek.documents.source.span_grammar import scan_attributes

DEEPEST_NESTING = 30


class _PlacedState(StateInline):
    """Writes the offset at which each token begins in its ``map``, which inline tokens do not use."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        self._pending_start = 0
        super().__init__(src, md, env, tokens)

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._pending_start = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        token = super().pushPending()
        token.map = [self._pending_start, self._pending_start + len(token.content)]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _read_span(state: StateInline, silent: bool) -> bool:
    """Recognise ``[words]{...}``; the braces are kept for later, right or wrong."""
    if state.src[state.pos] != "[":
        return False
    start, stop = state.pos, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, start, False)
    if label_end < 0 or label_end + 1 >= stop or state.src[label_end + 1] != "{":
        return False
    attributes = scan_attributes(state.src, label_end + 1)
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        token = state.push("span_open", "span", 1)
        token.meta = {"attributes": attributes, "start": start, "braces": label_end + 1}
        state.md.inline.tokenize(state)
        state.pos = label_end
        state.push("span_close", "span", -1)
    state.pos, state.posMax = min(attributes.end, stop), stop
    return True


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_NESTING})
    parser.inline = _PlacedInline()
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.after("link", "span", _read_span)
    inline = ["text", "newline", "escape", "emphasis", "link", "span", "image", "footnote_ref", "entity"]
    block = ["table", "code", "fence", "blockquote", "hr", "list", "footnote_def", "heading", "paragraph"]
    parser.core.ruler.enableOnly(["normalize", "block", "inline"])
    parser.block.ruler.enableOnly(block)
    parser.inline.ruler.enableOnly(inline)
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    # Where a link may lead is judged later, so that a refused link is reported and not printed.
    parser.validateLink = _accept  # type: ignore[assignment,method-assign]
    return parser


def _accept(_address: str) -> bool:
    return True


_PARSER = _make_parser()


def tokenize_markdown(text: str) -> list[Token]:
    """Return the block tokens of ``text``; inline tokens inside them carry their offsets in ``map``.

    Offsets count in the content of their own block, block maps in lines from 0.
    """
    environment: dict[str, Any] = {}
    return _PARSER.parse(text, environment)
