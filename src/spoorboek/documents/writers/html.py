"""The HTML writer: a fragment for the site, or a whole page that stands on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from pathlib import Path

from spoorboek.documents.charts.picture import clean_svg
from spoorboek.documents.model import Document, LetterHead, Signature
from spoorboek.documents.writers import wording
from spoorboek.documents.writers.checks import check_document
from spoorboek.documents.writers.html_blocks import BlockWriter
from spoorboek.documents.writers.html_inlines import ClaimMark, InlineWriter, words
from spoorboek.documents.writers.running_lines import INVENTED_NOTICE
from spoorboek.documents.writers.wording import NoteMarks, make_printable

__all__ = ["ClaimMark", "HtmlOptions", "link_figures", "write_fragment", "write_page"]

_FIGURE = re.compile(r'<(a|span) class="figure" data-figure="([^"]+)"(?: href="[^"]*")?>([^<]*)</\1>')


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """What the place where the letter is shown adds to it.

    ``passport_href``: the address of the passport of a figure, by its key; None for no link.
    ``claim_marks``: how to show the verdict of a claim, by its id; claims that are absent get none.
    ``title_level``: level of the heading that is the title; sections are one deeper.
    ``around_block``: puts a block (its position in ``document.blocks`` and its HTML) in what the place adds.
    """

    passport_href: Callable[[str], str | None] | None = None
    claim_marks: Mapping[str, ClaimMark] = field(default_factory=dict)
    title_level: int = 1
    around_block: Callable[[int, str], str] | None = None


def write_fragment(document: Document, options: HtmlOptions | None = None) -> str:
    """Write a letter as one ``article``, without style or script.

    Each figure links to its passport, each promise has an anchor ``belofte-<code>``, each claim
    ``bewering-<id>``, each section ``deel-<number>``. Returns HTML.
    Raises WritingError when the document cannot be an accessible letter.
    """
    check_document(document)
    options = options or HtmlOptions()
    inlines = InlineWriter(NoteMarks(document), options.passport_href, options.claim_marks)
    blocks = BlockWriter(inlines, options.title_level)
    parts = [
        f'<article class="letter" lang="{escape(document.language)}">',
        _write_opening(document, options.title_level),
        _write_fields(document, inlines),
        *_write_blocks(document, blocks, options),
        _write_signature(document.signature),
        _write_annexes(document.annexes, blocks),
        _write_sources(document, blocks, inlines),
        "</article>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _write_blocks(document: Document, blocks: BlockWriter, options: HtmlOptions) -> Iterator[str]:
    for position, block in enumerate(document.blocks):
        written = blocks.write(block)
        yield options.around_block(position, written) if options.around_block else written


def write_page(
    document: Document,
    options: HtmlOptions | None = None,
    *,
    stylesheets: Sequence[str] = (),
    is_alone: bool = False,
) -> str:
    """Write a letter as a whole page; ``stylesheets`` are the addresses of its style sheets.

    ``is_alone``: a file to keep, which brings its own looks, as no site is there to give it any.
    """
    title, municipality = words(document.title), words(document.letter_head.municipality)
    links = "".join(f'<link rel="stylesheet" href="{escape(address)}">\n' for address in stylesheets)
    if is_alone:
        links += f"<style>\n{_read_looks()}</style>\n"
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} - {municipality}</title>\n{links}</head>\n<body>\n<main>\n"
        f"{write_fragment(document, options)}</main>\n</body>\n</html>\n"
    )


def link_figures(written: str, passport_href: Callable[[str], str]) -> str:
    """Return a letter that was written for elsewhere with each figure linked to its passport here.

    Parameters: ``written``, HTML of this module; ``passport_href``, the address by the key of a figure.
    """

    def link(found: re.Match[str]) -> str:
        address = escape(passport_href(unescape(found[2])))
        return f'<a class="figure" data-figure="{found[2]}" href="{address}">{found[3]}</a>'

    return _FIGURE.sub(link, written)


@cache
def _read_looks() -> str:
    return Path(__file__).with_name("letter.css").read_text(encoding="utf-8")


def _write_logo(head: LetterHead) -> str:
    if not head.logo:
        return ""
    alt = escape(make_printable(head.logo_text))
    picture = clean_svg(head.logo).replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    return f'<div class="letter__logo">{picture}</div>'


def _write_opening(document: Document, level: int) -> str:
    head = document.letter_head
    notice = f'<p class="letter__notice" role="note">{escape(INVENTED_NOTICE)}</p>\n'
    lines = [
        '<header class="letter__opening">',
        _write_logo(head),
        f'<p class="letter__municipality">{words(head.municipality)}</p>',
        f'<p class="letter__address">{_join_lines(head.address)}</p>' if head.address else "",
        f'<p class="letter__kind">{words(document.kind)}</p>',
        f'<h{level} class="letter__title" id="brief">{words(document.title)}</h{level}>',
        _write_addressee(document.addressee),
        "</header>",
    ]
    return (notice if document.invented else "") + "\n".join(line for line in lines if line)


def _write_addressee(addressee: tuple[str, ...]) -> str:
    if not addressee:
        return ""
    label = f'<span class="letter__label">{wording.ADDRESSEE_LABEL}</span><br>'
    return f'<p class="letter__addressee">{label}{_join_lines(addressee)}</p>'


def _join_lines(lines: tuple[str, ...]) -> str:
    return "<br>".join(map(words, lines))


def _write_fields(document: Document, inlines: InlineWriter) -> str:
    rows = "\n".join(
        f"<div><dt>{words(field.label)}</dt><dd>{inlines.write(field.inlines)}</dd></div>"
        for field in wording.list_formal_fields(document)
    )
    return f'<dl class="letter__fields">\n{rows}\n</dl>'


def _write_signature(signature: Signature | None) -> str:
    if signature is None:
        return ""
    items = "\n".join(
        "<li>"
        + "<br>".join(words(line) for line in (s.name, s.role) if make_printable(line).strip())
        + "</li>"
        for s in signature.signatories
    )
    return (
        f'<footer class="letter__signature">\n<p>{words(signature.on_behalf_of)}</p>\n'
        f'<ul class="letter__signatories" role="list">\n{items}\n</ul>\n</footer>'
    )


def _write_annexes(annexes: tuple[str, ...], blocks: BlockWriter) -> str:
    if not annexes:
        return ""
    items = "".join(f"<li>{words(annex)}</li>" for annex in annexes)
    heading = blocks.write_heading(1, escape(wording.ANNEXES_HEADING))
    return f'{heading}\n<ul class="letter__annexes">{items}</ul>'


def _write_sources(document: Document, blocks: BlockWriter, inlines: InlineWriter) -> str:
    if not document.footnotes:
        return ""
    items = "\n".join(
        f'<li id="bron-{note.number}">{inlines.write_back_link(note.number)} '
        f"{inlines.write(note.inlines)}</li>"
        for note in document.footnotes
    )
    heading = blocks.write_heading(1, escape(wording.SOURCES_HEADING))
    return f'{heading}\n<ol class="letter__sources" role="list">\n{items}\n</ol>'
