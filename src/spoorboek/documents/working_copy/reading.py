"""The reader of Word letters: headings, lists, tables, notes, ties, comments and tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.working_copy.block_reading import FlowParagraph, FlowReader
from spoorboek.documents.working_copy.controls import TAG
from spoorboek.documents.working_copy.envelope import OWN_AUTHOR, Envelope, fingerprint, read_envelope
from spoorboek.documents.working_copy.findings import Findings, WordComment, WordLetter
from spoorboek.documents.working_copy.flow_parts import build_parts
from spoorboek.documents.working_copy.marks import OpenMarks
from spoorboek.documents.working_copy.package import W14, W15, Relation, W, WordPackage
from spoorboek.documents.working_copy.pieces import Held, Part, Piece, Prose, TiedPart, tidy, walk_prose
from spoorboek.documents.working_copy.run_reading import PartOfFile
from spoorboek.documents.working_copy.style_book import StyleMeanings
from spoorboek.documents.working_copy.surroundings import list_surroundings
from spoorboek.documents.working_copy.tracking import ALL_TAKEN, Choice, TrackedChanges
from spoorboek.documents.working_copy.typed_lists import find_typed_lists
from spoorboek.documents.writers.wording import make_printable

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_LONGEST_ANSWERED = 80
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def read_word(content: bytes, choice: Choice = ALL_TAKEN) -> WordLetter:
    """Read a Word letter, ours or anybody's.

    Parameters: ``content``; ``choice``: which tracked changes are read as if they were accepted, the others
    as if they were refused. Returns its parts and what else is in it. Nothing is fetched. Raises
    UnreadableFileError with a Dutch sentence when it is no Word file, damaged, locked, has macros or is too
    large.
    """
    try:
        return _read(WordPackage(content), choice)
    except UnreadableFileError:
        raise
    except Exception as error:
        # A damaged package makes reading fail in many ways; for the reader they are one.
        raise UnreadableFileError("Dit Word-bestand is beschadigd en kan niet worden gelezen.") from error


def _read(package: WordPackage, choice: Choice) -> WordLetter:
    body = package.main.find(f"{W}body")
    if body is None:
        raise UnreadableFileError("Dit is geen Word-bestand: er zit geen tekst in.")
    tags = package.main.iter(f"{W}tag")
    has_tags = any(tag.get(f"{W}val", "").startswith(TAG) for tag in tags)
    marks = OpenMarks(Findings(), uses_bookmarks=not has_tags)
    styles = StyleMeanings(package)
    noted = {kind: part for kind in _NOTES if (part := package.find(kind)) is not None}
    changes = TrackedChanges([body, *(root for root, _ in noted.values())], choice)
    reader = FlowReader(PartOfFile(styles, marks, package.relations, changes))
    reader.read(body)
    notes = _read_notes(noted, styles, marks, changes)
    # LibreOffice numbers each item of a list anew.
    by_number = not package.program.startswith("LibreOffice")
    envelope = next((one for raw in package.list_custom_parts() if (one := read_envelope(raw))), None)
    # In a letter that we sent, a line that begins with a sign was one when it left.
    flow = reader.flow if envelope else find_typed_lists(reader.flow)
    parts = build_parts(flow, marks.findings, splits_lists=by_number)
    findings = marks.findings
    if envelope is None:
        findings.left_out.update(list_surroundings(package, body))
    return WordLetter(
        parts=parts,
        notes=notes,
        specials=findings.specials,
        sent=_list_sent(parts, notes, findings.specials),
        comments=tuple(_read_comments(package, findings, envelope)),
        changes=changes.list_changes(),
        left_out=dict(findings.left_out),
        envelope=envelope,
        program=package.program,
    )


def _read_notes(
    noted: Mapping[str, tuple[Element, Mapping[str, Relation]]],
    styles: StyleMeanings,
    marks: OpenMarks,
    changes: TrackedChanges,
) -> Mapping[str, Prose]:
    found: dict[str, Prose] = {}
    for kind, (root, relations) in noted.items():
        for note in root.findall(f"{W}{_NOTES[kind]}"):
            if note.get(f"{W}type") in _SEPARATORS:
                continue
            reader = FlowReader(PartOfFile(styles, marks, relations, changes))
            reader.read(note)
            pieces: list[Piece] = []
            for one in reader.flow:
                proses = (
                    [one.prose] if isinstance(one, FlowParagraph) else [c for row in one.rows for c in row]
                )
                for prose in proses:
                    # A note has no notes of its own.
                    words = [replace(piece, note="") for piece in prose if piece.text]
                    pieces += [Piece(" "), *words] if pieces else words
            found[f"{kind[0]}{note.get(f'{W}id', '')}"] = tidy(pieces)
    return found


def _list_sent(
    parts: Iterable[Part], notes: Mapping[str, Prose], specials: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return what stands in each control, by its name; of copies the first."""
    found: dict[str, tuple[str, ...]] = {name: (text,) for name, text in specials.items()}
    texts: dict[Held, str] = {}
    parts = tuple(parts)
    for prose in (*walk_prose(parts), *notes.values()):
        for piece in prose:
            for held in piece.held:
                texts[held] = texts.get(held, "") + piece.text
    for held, text in texts.items():
        found.setdefault(held.name, (text.strip(" "),))
    for tied in (part for part in parts if isinstance(part, TiedPart)):
        found.setdefault(tied.held.name, tied.lines)
    return found


def _read_comments(
    package: WordPackage, findings: Findings, envelope: Envelope | None
) -> Iterable[WordComment]:
    found = package.find("comments")
    if found is None:
        return
    threads = package.find("commentsExtended")
    extended = list(threads[0].iter(f"{W15}commentEx")) if threads else []
    parents = {one.get(f"{W15}paraId", ""): one.get(f"{W15}paraIdParent", "") for one in extended}
    settled = {one.get(f"{W15}paraId", "") for one in extended if one.get(f"{W15}done") == "1"}
    texts = {_last_paragraph(one): _text_of(one) for one in found[0].findall(f"{W}comment")}
    own = envelope.comments if envelope else frozenset()
    for one in found[0].findall(f"{W}comment"):
        text, code = _text_of(one), _last_paragraph(one)
        parent = parents.get(code, "") if code else ""
        if not text or (one.get(f"{W}author") == OWN_AUTHOR and fingerprint(text) in own):
            continue
        yield WordComment(
            author=make_printable(one.get(f"{W}author", "")),
            written_at=one.get(f"{W}date", ""),
            text=text,
            quote=" ".join(findings.quotes.get(one.get(f"{W}id", ""), "").split()),
            answers=texts.get(parent, "")[:_LONGEST_ANSWERED] if parent else "",
            is_settled=bool(code) and (code in settled or parent in settled),
        )


def _last_paragraph(comment: Element) -> str:
    paragraphs = comment.findall(f"{W}p")
    return paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""


def _text_of(comment: Element) -> str:
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        lines.append(make_printable("".join(one.text or "" for one in paragraph.iter(f"{W}t"))).strip())
    return "\n".join(lines).strip()
