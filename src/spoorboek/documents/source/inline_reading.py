"""From the tokens of one block of prose to words, links, notes and spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from markdown_it.token import Token

from spoorboek.documents.source.offsets import BlockOffsets
from spoorboek.documents.source.place import Place, SourceText
from spoorboek.documents.source.span_building import build_span
from spoorboek.documents.source.span_grammar import Attributes, BadAttributes
from spoorboek.documents.source.spans import (
    BlockSpan,
    ChartBlockSpan,
    Link,
    NoteReference,
    PromisesBlockSpan,
    RawSpan,
    SourceInline,
    TableBlockSpan,
    Words,
)

_BRACKET = re.compile(r"[\[\]{}]")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_SCHEMES = ("https", "http", "mailto")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")
BLOCK_SPANS = (TableBlockSpan, ChartBlockSpan, PromisesBlockSpan)


class ClaimIds:
    """Gives each claim its id in the order of the letter: c1, c2, ..."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def next(self) -> str:
        """Return the next id."""
        return f"c{next(self._numbers)}"


@dataclass(slots=True)
class _Style:
    bold: int = 0
    italic: int = 0


class InlineReader:
    """Reads one inline token."""

    def __init__(self, source: SourceText, offsets: BlockOffsets, ids: ClaimIds) -> None:
        self._source, self._offsets, self._ids = source, offsets, ids
        self._style = _Style()
        self._bracket_lines: set[int] = set()

    def read(self, tokens: Sequence[Token]) -> tuple[SourceInline | BlockSpan, ...]:
        """Return what the tokens say; block spans are left to the caller to judge."""
        inlines, _ = self._read_until(tokens, 0, "")
        return tuple(inlines)

    def _read_until(
        self, tokens: Sequence[Token], index: int, closing: str
    ) -> tuple[list[SourceInline | BlockSpan], int]:
        found: list[SourceInline | BlockSpan] = []
        while index < len(tokens):
            token = tokens[index]
            if token.type == closing:
                return found, index
            if token.type == "span_open":
                node, index = self._read_span(tokens, index)
                if node is not None:
                    found.append(node)
            elif token.type == "link_open":
                link, index = self._read_link(tokens, index)
                found.append(link)
            else:
                self._read_simple(token, found)
            index += 1
        return found, index

    def _read_simple(self, token: Token, found: list[SourceInline | BlockSpan]) -> None:
        start = (token.map or [0])[0]
        if token.type in ("strong_open", "strong_close"):
            self._style.bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            self._style.italic += token.nesting
        elif token.type == "text" and token.content:
            place = self._offsets.place(start, start + len(token.content))
            self._check_text(token.content, place)
            found.append(self._words(place, token.content))
        elif token.type == "text_special":
            place = self._offsets.place(start, start + len(token.markup))
            self._check_entity(token, place)
            found.append(self._words(place, token.content))
        elif token.type in ("softbreak", "hardbreak"):
            found.append(self._words(self._offsets.place(start, start + 1), " "))
        elif token.type == "footnote_ref":
            label = str(token.meta["label"])
            found.append(NoteReference(self._offsets.place(start, start + len(label) + 3), label))
        elif token.type == "image":
            sentence = 'plaatjes kunnen niet in een brief; gebruik [?]{chart="..."} voor een grafiek.'
            self._source.report(self._offsets.place(start, start + 1), sentence)

    def _words(self, place: Place, text: str) -> Words:
        return Words(place, text, self._style.bold > 0, self._style.italic > 0)

    def _check_text(self, text: str, place: Place) -> None:
        if match := _HTML.search(text):
            at = self._source.place(place.start + match.start(), place.end)
            sentence = "HTML of een kaal adres kan niet; schrijf [woorden](adres), of \\< voor het teken."
            self._source.report(at, sentence)
        match = _BRACKET.search(text)
        if match and place.line not in self._bracket_lines:
            self._bracket_lines.add(place.line)
            at = self._source.place(place.start + match.start(), place.start + match.end())
            self._source.report(at, _explain_bracket(match[0], text[match.start() :]))

    def _check_entity(self, token: Token, place: Place) -> None:
        if token.info == "entity" and not token.content.isprintable() and token.content != "\u00a0":
            self._source.report(place, f"'{token.markup}' is een teken dat niemand kan zien.")

    def _read_link(self, tokens: Sequence[Token], index: int) -> tuple[Link, int]:
        opening = tokens[index]
        inside, end = self._read_until(tokens, index + 1, "link_close")
        place = self._offsets.place((opening.map or [0])[0], (tokens[end].map or [0])[0])
        address = str(opening.attrs.get("href", ""))
        text = "".join(node.text for node in inside if isinstance(node, Words))
        if not text.strip():
            self._source.report(place, "een link heeft woorden nodig: [woorden](adres).")
        if not is_allowed_address(address):
            self._source.report(
                place,
                f"een link mag alleen naar https, http, mailto of deze site; er staat '{address[:60]}'.",
            )
        return Link(place, text, address), end

    def _read_span(self, tokens: Sequence[Token], index: int) -> tuple[SourceInline | BlockSpan | None, int]:
        meta = tokens[index].meta
        attributes: Attributes | BadAttributes = meta["attributes"]
        start, braces = meta["start"], meta["braces"]
        place, whole = self._offsets.place(start + 1, braces - 1), self._offsets.place(start, attributes.end)
        is_claim = isinstance(attributes, Attributes) and "claim" in attributes.values
        claim_id = self._ids.next() if is_claim else ""
        inside, end = self._read_until(tokens, index + 1, "span_close")
        if isinstance(attributes, BadAttributes):
            self._source.report(whole, attributes.sentence)
            return None, end
        places = {key: self._offsets.place(*offsets) for key, offsets in attributes.offsets.items()}
        span = RawSpan(place, whole, attributes.values, places)
        return build_span(self._source, span, leave_out_blocks(self._source, inside), claim_id), end


def _explain_bracket(bracket: str, rest: str) -> str:
    if rest.startswith("[^"):
        return "deze voetnoot heeft geen tekst: schrijf onderaan [^naam]: de tekst."
    if bracket == "[" and "]" not in rest:
        return "dit haakje [ wordt niet gesloten, of er staat een span in een link. Een gewoon haakje: \\[."
    if bracket == "[":
        return (
            'na deze haken ontbreken de accolades direct erachter: [88]{figure="..."}. Of schrijf \\[ en \\].'
        )
    return f"dit teken {bracket} hoort bij geen span. Bedoelt u het teken zelf, schrijf dan \\{bracket}."


def is_allowed_address(address: str) -> bool:
    """Tell whether a letter may lead to an address.

    Parameters: ``address`` as written. Returns True for https, http, mailto and addresses of this site.
    Errors: none.
    """
    if not address or any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        if parts.scheme == "mailto":
            return "@" in parts.path
        return parts.scheme in _SCHEMES and _HOST.fullmatch(parts.netloc) is not None
    return not parts.netloc and "\\" not in address and ":" not in address.split("/")[0]


def leave_out_blocks(
    source: SourceText, inlines: Iterable[SourceInline | BlockSpan]
) -> tuple[SourceInline, ...]:
    """Return what may stand in a line of prose, and report every block among it.

    Parameters: ``source``, which the problems are noted at; ``inlines``. Returns the others, in order.
    Errors: none.
    """
    kept: list[SourceInline] = []
    for node in inlines:
        if isinstance(node, BLOCK_SPANS):
            source.report(node.whole, "een tabel, grafiek of beloftenlijst staat alleen in een eigen alinea.")
        else:
            kept.append(node)
    return tuple(kept)
