"""Words inside a line as HTML: figures with their passport, claims with their verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from spoorboek.documents.model import (
    ClaimRun,
    FigureRun,
    FixedRun,
    FootnoteRun,
    Inline,
    Inlines,
    LinkRun,
    PromiseRun,
    TextRun,
)
from spoorboek.documents.writers.wording import NoteMarks, find_safe_address, make_printable, write_note_mark

_NOT_IN_AN_ANCHOR = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """How to show a verdict: a sign, its words for those who do not see the sign, and a CSS class.

    ``href`` leads to the verdict card, where there is one.
    """

    sign: str
    words: str
    css_class: str
    href: str = ""


def words(text: str) -> str:
    """Return ``text`` as HTML text."""
    return escape(make_printable(text))


def make_anchor(prefix: str, name: str) -> str:
    """Return an id for an element: ``belofte-inspections``."""
    return f"{prefix}-{_NOT_IN_AN_ANCHOR.sub('-', make_printable(name)).strip('-')}"


class InlineWriter:
    """Writes runs; remembers which anchors and references it has used."""

    def __init__(
        self,
        marks: NoteMarks,
        passport_href: Callable[[str], str | None] | None,
        claim_marks: Mapping[str, ClaimMark],
    ) -> None:
        """Keep what the runs need."""
        self._marks = marks
        self._passport_href = passport_href
        self._claim_marks = claim_marks
        self._anchors: Counter[str] = Counter()

    def write(self, inlines: Inlines) -> str:
        """Return the runs as HTML."""
        return "".join(map(self._write_one, inlines))

    def write_back_link(self, number: int) -> str:
        """Return the number of a source, linked to where the text first refers to it."""
        mark = write_note_mark(number)
        if number not in self._marks.referred:
            return f"<span>{mark}</span>"
        return f'<a href="#verwijzing-{number}" aria-label="{mark} terug naar de tekst">{mark}</a>'

    def _write_one(self, inline: Inline) -> str:
        match inline:
            case TextRun():
                text = f"<em>{words(inline.text)}</em>" if inline.italic else words(inline.text)
                return f"<strong>{text}</strong>" if inline.bold else text
            case LinkRun():
                address = find_safe_address(inline.href)
                text = words(inline.text)
                return text if address is None else f'<a href="{escape(address)}">{text}</a>'
            case FigureRun():
                return self._write_figure(inline)
            case FixedRun():
                return f'<span class="fixed" data-reason="{words(inline.reason)}">{words(inline.text)}</span>'
            case ClaimRun():
                return self._write_claim(inline)
            case PromiseRun():
                return self._write_promise(inline)
            case FootnoteRun():
                return self._write_note(inline.number)

    def _write_figure(self, run: FigureRun) -> str:
        key, text = escape(make_printable(run.key)), words(run.text)
        address = self._passport_href(run.key) if self._passport_href else None
        if address is None:
            return f'<span class="figure" data-figure="{key}">{text}</span>'
        return f'<a class="figure" data-figure="{key}" href="{escape(address)}">{text}</a>'

    def _write_claim(self, run: ClaimRun) -> str:
        anchor = self._use_anchor("bewering", run.claim_id)
        mark = self._claim_marks.get(run.claim_id)
        text = self.write(run.inlines)
        if mark is None:
            return f'<span class="claim" id="{anchor}">{text}</span>'
        sign = f'<span class="claim__sign" aria-hidden="true">{escape(mark.sign)}</span>'
        verdict = f'<span class="claim__words visually-hidden"> ({escape(mark.words)})</span>'
        shown = f"{sign}{verdict}"
        if mark.href:
            shown = f'<a class="claim__link" href="{escape(mark.href)}">{shown}</a>'
        return f'<span class="claim {escape(mark.css_class)}" id="{anchor}">{text}{shown}</span>'

    def _write_promise(self, run: PromiseRun) -> str:
        anchor = self._use_anchor("belofte", run.code)
        reason = f' data-unreported="{words(run.unreported)}"' if run.unreported else ""
        return f'<span class="promise" id="{anchor}"{reason}>{self.write(run.inlines)}</span>'

    def _write_note(self, number: int) -> str:
        mark = write_note_mark(number)
        anchor = f' id="verwijzing-{number}"' if self._marks.is_first(number) else ""
        return (
            f'<sup class="note-mark"{anchor}>'
            f'<a href="#bron-{number}" aria-label="{mark} naar de bron">{mark}</a></sup>'
        )

    def _use_anchor(self, prefix: str, name: str) -> str:
        """Return an id that is not yet used: the second of a name gets ``-2``."""
        anchor = make_anchor(prefix, name)
        self._anchors[anchor] += 1
        count = self._anchors[anchor]
        return anchor if count == 1 else self._use_anchor(prefix, f"{name}-{count}")
