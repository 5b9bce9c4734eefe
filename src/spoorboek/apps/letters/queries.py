"""Reading letters. A published letter is everybody's; a draft exists only for those who may see drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.queries import find_last_event
from spoorboek.apps.letters.building import BuiltLetter, build_checked
from spoorboek.apps.letters.checking import LetterCheck, check_gathered
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.models import PUBLIC, UNREAD_IN_LISTS, Letter, LetterType, Publication
from spoorboek.apps.letters.reading import OpenLetter, open_letter, read_text, read_type
from spoorboek.apps.people.stand_ins import find_stand_in_roles
from spoorboek.apps.sources.storage import open_store
from spoorboek.rules.letter_approval import (
    ApprovalError,
    check_can_approve,
    find_next_step,
)
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission, Role
from spoorboek.services.tables.errors import DamagedFileError


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in a list."""

    slug: str
    title: str
    letter_type: str
    kind: str
    case_number: str
    dated_on: date
    status: LetterStatus
    status_word: str
    plan: str
    published_at: datetime | None
    fingerprint: str
    pdf_sha256: str
    corrects: str
    corrected_by: str
    retracted_at: datetime | None = None
    retracted_because: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the approval route: who by role, whether it was taken over the present text, and when.

    ``last_signed_at`` and ``person_id`` are of the last time it was taken, over whatever text;
    ``signed_revision`` is the revision that was then the newest (0: never taken). ``is_for_viewer``: the
    one who looks may take it now.
    """

    code: str
    role: Role
    purpose: str
    is_optional: bool
    signed_at: datetime | None
    is_next: bool
    had_other_text: bool
    remark: str = ""
    last_signed_at: datetime | None = None
    person_id: str = ""
    signed_revision: int = 0
    is_for_viewer: bool = False


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter with its check and route, for those who work on it; ``fingerprint`` says what they read."""

    row: LetterRow
    revision: int
    source: str
    author_id: str
    check: LetterCheck
    steps: tuple[StepRow, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved text of a letter."""

    number: int
    saved_at: datetime
    source: str
    person_id: str = ""


def list_letters(viewer: Viewer) -> list[LetterRow]:
    """Return the letters that exist for the viewer, the newest first."""
    return [_as_row(letter) for letter in Access(viewer).filter(_with_neighbours())]


def get_letter(viewer: Viewer, slug: str) -> LetterRow:
    """Return one letter, or raise NotFoundError."""
    return _as_row(_get(viewer, slug))


def view_letter(viewer: Viewer, slug: str, *, at: datetime) -> LetterView:
    """Return one letter with its check, as it stands now. Only for those who work on letters."""
    found = open_letter(viewer, get_in_office(viewer, slug), at=at)
    return LetterView(
        row=_as_row(found.row),
        revision=found.revision.number,
        source=found.revision.source,
        author_id=str(found.row.author_id),
        check=found.check,
        steps=_list_steps(found),
        fingerprint=found.fingerprint,
    )


def list_revisions(viewer: Viewer, slug: str) -> list[RevisionRow]:
    """Return every saved text of a letter, the newest first. Only for those who work on letters."""
    revisions = get_in_office(viewer, slug).revisions.order_by("-number")
    return [RevisionRow(row.number, row.saved_at, row.source, str(row.saved_by_id)) for row in revisions]


def check_letter(viewer: Viewer, slug: str, *, at: datetime) -> LetterCheck:
    """Return everything found in a letter as it stands now. Only for those who work on letters."""
    return open_letter(viewer, get_in_office(viewer, slug), at=at).check


def check_source(viewer: Viewer, source: str, *, at: datetime) -> LetterCheck:
    """Return everything found in a text that is not kept. Raises LetterTextError when it is no letter."""
    return _check_source(viewer, source, at)[1]


def build_source(viewer: Viewer, source: str, *, at: datetime) -> BuiltLetter:
    """Return the three files of a text that is not kept."""
    gathered, check = _check_source(viewer, source, at)
    return build_checked(gathered, check, approvals=(), published_at=at)


def build_letter(viewer: Viewer, slug: str, *, at: datetime) -> BuiltLetter:
    """Return the three files of a draft as it stands now; a published letter is read, not built."""
    found = open_letter(viewer, get_in_office(viewer, slug), at=at)
    return build_checked(
        found.gathered, found.check, approvals=found.list_approval_records(), published_at=at
    )


def get_published_file(viewer: Viewer, slug: str, form: str) -> bytes:
    """Return ``pdf``, ``docx`` or ``html`` of a published letter, checked against its fingerprint."""
    publication = _get_publication(viewer, slug)
    kept: str = getattr(publication, f"{form}_sha256")
    try:
        return open_store().check(kept).read_bytes()
    except DamagedFileError as error:
        raise LetterError(
            f"Het bestand van deze brief ({form}) is niet meer wat er is gepubliceerd. "
            "Haal het terug uit de reservekopie."
        ) from error


def get_manifest(viewer: Viewer, slug: str) -> str:
    """Return the manifest of a published letter."""
    return _get_publication(viewer, slug).manifest


def find_return_reason(viewer: Viewer, slug: str) -> str:
    """Return why a letter was last sent back, for those who work on it; empty when it never was."""
    row = _get(viewer, slug)
    Access(viewer).require(Permission.LETTERS_VIEW_DRAFTS, to="lezen waarom een brief terugkwam")
    event = find_last_event(subject=f"letters.letter:{row.slug}", action="letters.send_back")
    return str(event.details.get("reason", "")) if event else ""


def list_letter_types(viewer: Viewer) -> list[tuple[str, int, str]]:
    """Return code, version and specification of every letter type in its newest version."""
    rows = LetterType.objects.order_by("slug", "version")
    newest = {row.slug: row for row in rows}
    return [(row.slug, row.version, row.specification) for row in newest.values()]


def get_in_office(viewer: Viewer, slug: str) -> Letter:
    """Return a letter as those see it who work on letters: with its drafts, its check and its route.

    To everybody else these do not exist, not even when the letter is published. For the queries of this app.
    """
    letter = _get(viewer, slug)
    if not viewer.may(Permission.LETTERS_VIEW_DRAFTS):
        raise NotFoundError(f"Het werk aan de brief '{slug}'")
    return letter


def _with_neighbours() -> QuerySet[Letter]:
    named = ("letter_type", "plan", "publication", "corrects", "corrected_by", "retraction")
    # The manifest is the whole letter as data: far too much to read for each line of a list. The index of
    # publications holds what is left.
    return Letter.objects.select_related(*named).defer(*(f"publication__{name}" for name in UNREAD_IN_LISTS))


def _get(viewer: Viewer, slug: str) -> Letter:
    return Access(viewer).get(_with_neighbours(), what=f"De brief '{slug}'", slug=slug)


def _get_publication(viewer: Viewer, slug: str) -> Publication:
    publication = Publication.objects.filter(letter=_get(viewer, slug)).first()
    if publication is None:
        raise LetterError("Deze brief is nog niet gepubliceerd.")
    return publication


def _check_source(viewer: Viewer, source: str, at: datetime) -> tuple[Gathered, LetterCheck]:
    letter = read_text(source)
    row = LetterType.objects.filter(slug=letter.front_matter.type).order_by("-version").first()
    if row is None:
        raise LetterError(f"De briefsoort '{letter.front_matter.type}' bestaat niet.")
    gathered = Gathered(viewer, letter, at)
    return gathered, check_gathered(gathered, read_type(row))


def _as_row(letter: Letter) -> LetterRow:
    publication = getattr(letter, "publication", None)
    corrected_by = getattr(letter, "corrected_by", None)
    retraction = getattr(letter, "retraction", None)
    status = LetterStatus(letter.status)
    is_public = corrected_by is not None and corrected_by.status in PUBLIC
    return LetterRow(
        slug=letter.slug,
        title=letter.title,
        letter_type=letter.letter_type.slug,
        kind=read_type(letter.letter_type).kind,
        case_number=letter.case_number,
        dated_on=letter.dated_on,
        status=status,
        status_word=LETTER_LIFECYCLE.words[status],
        plan=letter.plan.slug if letter.plan else "",
        published_at=publication.published_at if publication else None,
        fingerprint=publication.manifest_digest if publication else "",
        pdf_sha256=publication.pdf_sha256 if publication else "",
        corrects=letter.corrects.slug if letter.corrects else "",
        corrected_by=corrected_by.slug if corrected_by is not None and is_public else "",
        retracted_at=retraction.retracted_at if retraction else None,
        retracted_because=retraction.reason if retraction else "",
    )


def _list_steps(found: OpenLetter) -> tuple[StepRow, ...]:
    approvals, fingerprint = found.list_approvals(), found.fingerprint
    waiting = find_next_step(found.route, approvals, fingerprint)
    in_approval = LetterStatus(found.row.status) is LetterStatus.IN_APPROVAL
    signed = list(found.row.signed_steps.order_by("signed_at", "pk"))
    saved = list(found.row.revisions.order_by("number").values_list("number", "saved_at"))
    viewer = found.gathered.viewer
    roles = viewer.roles | find_stand_in_roles(viewer, on=timezone.localdate(found.gathered.at))
    rows = []
    for step in found.route:
        own = [one for one in signed if one.step == step.code]
        now = next((one for one in own if one.text_sha256 == fingerprint), None)
        last = now or (own[-1] if own else None)
        rows.append(
            StepRow(
                code=step.code,
                role=step.role,
                purpose=step.purpose,
                is_optional=step.optional,
                signed_at=now.signed_at if now else None,
                is_next=in_approval and step == waiting,
                had_other_text=bool(own) and now is None,
                remark=last.remark if last else "",
                last_signed_at=last.signed_at if last else None,
                person_id=str(last.person_id) if last else "",
                is_for_viewer=in_approval and _may_take(found, step.code, roles),
                signed_revision=max((n for n, at in saved if last and at <= last.signed_at), default=0),
            )
        )
    return tuple(rows)


def _may_take(found: OpenLetter, step: str, roles: frozenset[Role]) -> bool:
    viewer = found.gathered.viewer
    try:
        check_can_approve(
            step=step,
            route=found.route,
            approvals=found.list_approvals(),
            text_sha256=found.fingerprint,
            person_id=viewer.person_id,
            roles=roles,
            author_id=str(found.row.author_id),
        )
    except ApprovalError:
        return False
    return True
