"""The lines of a letter in the order in which people read them: without running heads, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_ENDS_SENTENCE = re.compile(r"[.!?:;…]['\"’”)\]]*\s*$")
# Word writes its bullets as signs of a symbol font, in the area for private use.
BULLET = re.compile(
    r"^\s*(?:[-*+•·▪‣◦●○■□–—«¢°§➢✓✔➤►▶∙⁃\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf02d\uf076\uf06f]|[eo](?=\s+\S)|[0-9]{1,2}[.)]|[a-z]\))\s+(?=\S)"
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER = re.compile(r"\b[cdkm]?m$")
FOOTNOTE = re.compile(r"^\s*(?:\[\^?[0-9]{1,3}\]:?|[0-9]{1,2}(?=\s)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*(?=[A-Za-zÀ-ÿ])")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:pagina|blz\.?|p\.)?\s*-?\s*\d{1,4}\s*-?(?:\s*(?:/|van)\s*\d{1,4})?\s*$", re.IGNORECASE
)
_SAID_PAGE_NUMBER = re.compile(
    r"^\s*(?:pagina|bladzijde|blz\.?)\s+\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?\s*$", re.IGNORECASE
)
_FEWEST_REPEATS = 3
_RUNNING = 2
_LONG = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. ``is_heading`` when its letters say so; None when nothing is known of them.

    ``table``: rows of cells that stand here in place of words, the first of them the header.
    """

    words: str
    is_heading: bool | None = None
    level: int = 0
    page: int = 1
    is_footnote: bool = False
    is_edge: bool | None = None
    """Whether it stands at the top or foot of its page; None when the order of the lines tells."""
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing on this line."""
        return not self.table and not self.words.strip()


def stand_off(before: str, mark: str) -> str:
    """Return the raised mark of a note apart from the word that it stands at.

    Parameters: ``before``, the words so far; ``mark``, one sign or more. A year with a mark at it is no word
    that anybody would look for; the power in a unit (``m²``) stays where it is, as does a second sign.
    """
    is_note = mark[:1] in _RAISED and before[-1:] not in ("", " ", *_RAISED) and not _POWER.search(before)
    return f"\u202f{mark}" if is_note else mark


def order_lines(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of all pages as one flow.

    Parameters: ``pages``, each with its lines from top to bottom. Lines that return on most pages and page
    numbers are left out; footnotes are marked; a paragraph that goes on over the page stays whole.
    Errors: none.
    """
    running = _find_running(pages)
    flow: list[Line] = []
    for number, page in enumerate(pages, start=1):
        kept = _strip(page, running, len(pages) > 1)
        marked = _mark_footnotes([replace(line, page=number) for line in kept], len(pages) > 1)
        if flow and marked:
            flow.append(Line("", page=number))
        flow += marked
    return _close_gaps(flow)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.words.split())).lower()


def _edges(page: Sequence[Line]) -> list[Line]:
    full = [line for line in page if not line.is_blank and not line.table]
    if any(line.is_edge is not None for line in full):
        return [line for line in full if line.is_edge]
    return [*full[:_RUNNING], *full[-_RUNNING:]] if len(full) > _RUNNING else []


def _find_running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the shapes of lines that stand at the edge of most pages."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    enough = max(_FEWEST_REPEATS, (len(pages) + 1) // 2)
    return frozenset(shape for shape, count in seen.items() if count >= enough and len(shape) > 1)


def _strip(page: Sequence[Line], running: frozenset[str], has_pages: bool) -> list[Line]:
    edges = {id(line) for line in _edges(page)}
    return [
        line
        for line in page
        if not (
            id(line) in edges
            and (
                _shape(line) in running
                or _SAID_PAGE_NUMBER.match(line.words)
                or (has_pages and _PAGE_NUMBER.match(line.words))
            )
        )
    ]


def _mark_footnotes(lines: list[Line], has_pages: bool) -> list[Line]:
    """Mark the lines at the foot of a page that begin with the number of a note."""
    if not has_pages:
        return lines
    at = len(lines)
    while at > 0 and (lines[at - 1].is_blank or len(lines) - at < 8):
        at -= 1
    for place in range(at, len(lines)):
        line = lines[place]
        # A line that a sentence before it runs on to is no note: "daalde naar / 12 in 2024".
        if place and not lines[place - 1].is_blank and not _ENDS_SENTENCE.search(lines[place - 1].words):
            continue
        if FOOTNOTE.match(line.words) and not BULLET.match(line.words) and _is_foot(lines[place:]):
            return lines[:place] + [replace(x, is_footnote=True) for x in lines[place:] if not x.is_blank]
    return lines


def _is_foot(rest: Sequence[Line]) -> bool:
    """Tell whether only notes follow: no blank line with other words after it."""
    full = [line for line in rest if not line.is_blank]
    notes = sum(1 for line in full if FOOTNOTE.match(line.words))
    return len(full) <= 3 * notes and len(full) <= 6


def _close_gaps(flow: list[Line]) -> list[Line]:
    """Leave out the blank lines inside a sentence: over a page, or where a scanner saw one."""
    done: list[Line] = []
    gap: list[Line] = []
    before: Line | None = None
    for line in flow:
        if line.is_blank or line.is_footnote:
            gap.append(line)
            continue
        whole = before is not None and _goes_on(before, line)
        done += [x for x in gap if x.is_footnote or not whole]
        done.append(line)
        gap, before = [], line
    return done + gap


def _goes_on(before: Line, following: Line) -> bool:
    if before.table or following.table or before.is_heading or following.is_heading:
        return False
    words = following.words.strip()
    starts_small = words[:1].islower() or words[:1] in "(&"
    is_open = not _ENDS_SENTENCE.search(before.words) and "|" not in before.words
    long_enough = len(before.words.strip()) > _LONG or (
        before.page != following.page and len(before.words.split()) > 3
    )
    return bool(words) and is_open and long_enough and starts_small and not BULLET.match(following.words)
