"""Comments in a working copy: our verdicts, and what people remarked before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from docx.oxml.ns import qn

from spoorboek.documents.working_copy.controls import anchor_comment
from spoorboek.documents.working_copy.envelope import OWN_AUTHOR, OWN_INITIALS, fingerprint
from spoorboek.documents.writers.wording import make_printable


@dataclass(frozen=True, slots=True)
class PersonRemark:
    """What somebody remarked in Word before, with the words it was about."""

    author: str
    written_at: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class CopyDetails:
    """What a working copy carries besides the letter.

    ``verdicts`` gives the comment for the name of a tie; ``template`` is the Word file whose styles are used.
    """

    revision: int
    saved_at: datetime
    verdicts: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[PersonRemark] = ()
    template: bytes | None = None


class RemarkWriter:
    """Adds comments; ``own`` are the fingerprints of those that are ours."""

    def __init__(self, word: Any, details: CopyDetails) -> None:
        """Keep the document and what is to be said."""
        self._word, self._details = word, details
        self.own: set[str] = set()

    def judge(self, name: str, first: Any, last: Any) -> None:
        """Add the verdict on a tie, when there is one, at its words."""
        if text := self._details.verdicts.get(name):
            text = "\n".join(make_printable(line) for line in text.split("\n"))
            self.own.add(fingerprint(text))
            moment = self._details.saved_at.strftime("%Y-%m-%dT%H:%M:%SZ")
            self._add(text, OWN_AUTHOR, OWN_INITIALS, moment, first, last)

    def repeat_people(self) -> None:
        """Add what people remarked, each at the paragraph with the words it was about, else at the title."""
        paragraphs = [
            one for one in self._word.element.body.iter(qn("w:p")) if one.find(qn("w:r")) is not None
        ]
        texts = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs]
        for remark in self._details.remarks:
            place = next((i for i, text in enumerate(texts) if remark.quote and remark.quote in text), 0)
            content = [one for one in paragraphs[place] if one.tag != qn("w:pPr")]
            initials = "".join(word[0] for word in remark.author.split())[:4]
            self._add(remark.text, remark.author, initials, remark.written_at, content[0], content[-1])

    def _add(self, text: str, author: str, initials: str, moment: str, first: Any, last: Any) -> None:
        comment = self._word.comments.add_comment(text=text, author=author, initials=initials)
        element = comment._comment_elm
        if moment:
            element.set(qn("w:date"), moment)
        else:
            element.attrib.pop(qn("w:date"), None)
        anchor_comment(first, last, comment.comment_id)
