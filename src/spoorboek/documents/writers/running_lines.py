"""What stands at the top and foot of every page, in one place, so that a reader of PDFs can take it off."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.documents.model import Document
from spoorboek.documents.writers.wording import make_printable

INVENTED_NOTICE = "Voorbeeld: de registraties achter deze brief zijn verzonnen."
PAGE_PATTERN = "Pagina {page} van {pages}"
_LONGEST_TITLE = 64


@dataclass(frozen=True, slots=True)
class RunningLines:
    """The lines around the text of a page. ``header`` is absent on page 1; ``notice`` may be empty."""

    header: str
    notice: str

    def list_for_page(self, page: int, pages: int) -> tuple[str, ...]:
        """Return the lines on page ``page`` (from 1) of ``pages``, in the order of the page."""
        number = PAGE_PATTERN.format(page=page, pages=pages)
        lines = (self.header if page > 1 else "", self.notice, number)
        return tuple(line for line in lines if line)


def get_running_lines(document: Document) -> RunningLines:
    """Return the lines that each page of ``document`` carries."""
    municipality = make_printable(document.letter_head.municipality)
    title = _shorten(make_printable(document.title))
    return RunningLines(f"{municipality} · {title}", INVENTED_NOTICE if document.invented else "")


def _shorten(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
