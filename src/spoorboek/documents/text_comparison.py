"""Comparing the text on the pages of a PDF with the text that a manifest keeps, as one sequence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spoorboek.documents.printed_text import compact, part_text

_CONTEXT = 24
"""Characters shown on both sides of a difference."""


class _Expected:
    """The words of a manifest without white space, with the way back to their parts."""

    def __init__(self, parts: Sequence[Mapping[str, Any]]) -> None:
        self._starts: list[int] = []
        self._heads: list[str] = []
        texts: list[str] = []
        at = 0
        for part in parts:
            text = compact(part_text(part))
            self._starts.append(at)
            self._heads.append(compact(str(part.get("head", ""))))
            texts.append(text)
            at += len(text)
        self.text = "".join(texts)

    def head_at(self, position: int) -> str:
        """Return the header row of the table that goes on at ``position``; empty outside tables."""
        index = bisect_right(self._starts, position) - 1
        return self._heads[index] if 0 <= index < len(self._heads) else ""


def compare_pages(
    pages: Sequence[str], parts: Sequence[Mapping[str, Any]], running: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a Dutch sentence for what differs between ``pages`` and the ``parts`` of a manifest.

    White space is free. The running lines of each page (header from page 2, notice, page number) must
    be there and are taken off; a table that goes on over a page may repeat its header row. After the
    first difference in the text the rest is not compared: everything after it has shifted.
    """
    expected = _Expected(parts)
    at = 0
    for number, page in enumerate(pages, start=1):
        body, fault = _take_off_running_lines(compact(page), running, number, len(pages))
        if fault:
            yield fault
            return
        head = expected.head_at(at)
        if not expected.text.startswith(head, at):
            body = body.removeprefix(head)
        if not expected.text.startswith(body, at):
            yield _describe(body, expected.text[at:], number)
            return
        at += len(body)
    if at < len(expected.text):
        missing = expected.text[at : at + 2 * _CONTEXT]
        yield f"Op de bladzijden ontbreekt tekst: '{missing}'."


def _take_off_running_lines(
    page: str, running: Mapping[str, Any], number: int, count: int
) -> tuple[str, str]:
    header = compact(str(running["header"])) if number > 1 else ""
    pattern = str(running["page_pattern"]).replace("{page}", str(number)).replace("{pages}", str(count))
    footer = compact(str(running["notice"]) + pattern)
    if not page.startswith(header):
        return page, f"Bladzijde {number}: de regel bovenaan is gewijzigd."
    if not page.endswith(footer):
        return page, f"Bladzijde {number}: de regel onderaan is gewijzigd."
    return page[len(header) : len(page) - len(footer)], ""


def _describe(found: str, expected: str, page: int) -> str:
    index = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), None)
    if index is None:
        extra = found[len(expected) : len(expected) + 2 * _CONTEXT]
        return f"Bladzijde {page}: er staat meer dan in het manifest: '{extra}'."
    start = max(0, index - _CONTEXT)
    ours, theirs = expected[start : index + _CONTEXT], found[start : index + _CONTEXT]
    return f"Bladzijde {page}: er staat '{theirs}', in het manifest '{ours}'."
