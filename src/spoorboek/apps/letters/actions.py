"""What people do with letters. Each action is one transaction, with its audit event inside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.letters.errors import LetterError, NotReadyError
from spoorboek.apps.letters.models import Letter, LetterType, Override, SignedStep
from spoorboek.apps.letters.reading import OpenLetter, open_letter, read_text
from spoorboek.apps.letters.revisions import (
    add_revision,
    close_open,
    copy_front_matter,
    hash_text,
    lock_letter,
    read_next,
)
from spoorboek.apps.people.stand_ins import find_stand_in_roles
from spoorboek.documents.errors import LetterTypeError
from spoorboek.documents.letter_type import load_letter_type
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.letter_approval import ApprovalError, check_can_approve, is_complete
from spoorboek.rules.letter_lifecycle import (
    EDITABLE_STATUSES,
    LETTER_LIFECYCLE,
    LetterStatus,
    check_can_submit,
)
from spoorboek.rules.roles import Permission


@transaction.atomic
def keep_letter_type(*, specification: str, by: Viewer, at: datetime) -> int:
    """Keep a letter type; a change is a new version. Return its version number."""
    Access(by).require(Permission.LETTERS_WRITE, to="een briefsoort vastleggen")
    try:
        loaded = load_letter_type(specification)
    except LetterTypeError as error:
        raise LetterError(str(error)) from error
    newest = LetterType.objects.filter(slug=loaded.code).order_by("-version").first()
    if newest is not None and newest.specification == specification:
        return newest.version
    row = LetterType.objects.create(
        slug=loaded.code, version=newest.version + 1 if newest else 1, specification=specification
    )
    record(action="letters.keep_type", by=by, at=at, subject=f"letters.lettertype:{row.slug}/{row.version}")
    return row.version


@transaction.atomic
def start_letter(*, source: str, by: Viewer, at: datetime) -> str:
    """Begin a letter with its first text and return its slug; with ``corrects`` it replaces another."""
    Access(by).require(Permission.LETTERS_WRITE, to="een brief schrijven")
    letter = read_text(source)
    front = letter.front_matter
    if Letter.objects.filter(slug=front.slug).exists():
        raise LetterError(f"Er is al een brief met de naam '{front.slug}'.")
    letter_type = LetterType.objects.filter(slug=front.type).order_by("-version").first()
    if letter_type is None:
        raise LetterError(f"De briefsoort '{front.type}' bestaat niet.")
    row = Letter(slug=front.slug, letter_type=letter_type, author_id=int(by.person_id))
    if front.corrects:
        wrong = Access(by).get(Letter.objects.all(), what=f"De brief '{front.corrects}'", slug=front.corrects)
        check_can_become(wrong, LetterStatus.CORRECTED)
        if Letter.objects.filter(corrects=wrong).exists():
            raise LetterError(f"De brief '{front.corrects}' heeft al een correctie.")
        row.corrects = wrong
    copy_front_matter(row, letter, by)
    row.save()
    add_revision(row, letter, 1, by=by, at=at)
    log_letter("start", row, by=by, at=at)
    return row.slug


@transaction.atomic
def save_revision(*, slug: str, source: str, based_on: int, by: Viewer, at: datetime) -> int:
    """Save the text of a letter as its next revision and return the number.

    ``based_on`` is the revision that was changed. Raises ConflictError when somebody saved another one in
    the meantime: nothing is overwritten. The same text again changes nothing.
    """
    Access(by).require(Permission.LETTERS_WRITE, to="een brief wijzigen")
    row = lock_letter(slug, by)
    letter = read_next(row, source, based_on)
    if row.revisions.filter(number=based_on, sha256=hash_text(letter)).exists():
        close_open(row)
        return based_on
    copy_front_matter(row, letter, by)
    if LetterStatus(row.status) is LetterStatus.APPROVED:
        move_to(row, LetterStatus.IN_APPROVAL)
    row.save()
    add_revision(row, letter, based_on + 1, by=by, at=at)
    log_letter("save", row, by=by, at=at, details={"revision": based_on + 1})
    return based_on + 1


@transaction.atomic
def set_aside(*, slug: str, claim_id: str, verdict: str, reason: str, by: Viewer, at: datetime) -> None:
    """Set one verdict on one claim aside, with a reason that is published with the letter."""
    Access(by).require(Permission.LETTERS_WRITE, to="een oordeel opzij zetten")
    row = lock_letter(slug, by)
    if LetterStatus(row.status) not in EDITABLE_STATUSES:
        raise LetterError("Aan een gepubliceerde brief verandert niets meer.")
    if len(reason.strip()) < 10 or not says_something(reason):
        raise LetterError("Schrijf in een zin waarom dit oordeel hier niet telt.")
    found = open_letter(by, row, at=at)
    claim = next((c for c in found.check.claims if c.claim_id == claim_id), None)
    if claim is None or verdict not in claim.open_codes or verdict == "error":
        raise LetterError("Dit oordeel staat niet (meer) bij deze zin.")
    Override.objects.create(
        letter=row,
        revision_sha256=found.revision.sha256,
        claim_id=claim_id,
        verdict=verdict,
        reason=reason.strip(),
        role=by.get_role_for(Permission.LETTERS_WRITE).value,
        made_at=at,
        made_by_id=int(by.person_id),
    )
    log_letter("set_aside", row, by=by, at=at, details={"claim": claim_id, "verdict": verdict})


@transaction.atomic
def submit_letter(*, slug: str, by: Viewer, at: datetime) -> None:
    """Offer a draft for approval. Raises NotReadyError with the reasons while something is open."""
    Access(by).require(Permission.LETTERS_WRITE, to="een brief ter goedkeuring leggen")
    row = lock_letter(slug, by)
    try:
        check_can_submit(LetterStatus(row.status))
    except LifecycleError as error:
        raise LetterError(str(error)) from error
    move_to(row, LetterStatus.IN_APPROVAL)
    close_open(row)
    found = open_letter(by, row, at=at)
    check_ready(found)
    # Who took back what was changed after the last approval has a text that everybody approved already.
    if is_complete(found.route, found.list_approvals(), found.fingerprint):
        move_to(row, LetterStatus.APPROVED)
    row.save()
    log_letter("submit", row, by=by, at=at)


@transaction.atomic
def approve_step(
    *, slug: str, step: str, by: Viewer, at: datetime, remark: str = "", read: str | None = None
) -> None:
    """Take one step of the approval route over the letter as it reads now.

    ``read`` is the fingerprint of what the person saw: nobody signs words that were written meanwhile.
    """
    Access(by).require(Permission.LETTERS_VIEW_DRAFTS, to="een brief goedkeuren")
    row = lock_letter(slug, by)
    check_can_become(row, LetterStatus.APPROVED)
    close_open(row)
    found = open_letter(by, row, at=at)
    check_ready(found)
    if read is not None and read != found.fingerprint:
        raise LetterError(
            "De brief is veranderd terwijl u hem las. Lees wat er nu staat en geef daarna uw akkoord."
        )
    approvals = found.list_approvals()
    try:
        check_can_approve(
            step=step,
            route=found.route,
            approvals=approvals,
            text_sha256=found.fingerprint,
            person_id=by.person_id,
            roles=by.roles | find_stand_in_roles(by, on=timezone.localdate(at)),
            author_id=str(row.author_id),
        )
    except ApprovalError as error:
        raise LetterError(str(error)) from error
    SignedStep.objects.create(
        letter=row,
        step=step,
        person_id=int(by.person_id),
        signed_at=at,
        text_sha256=found.fingerprint,
        remark=remark.strip(),
        revision_number=found.revision.number,
        numbers=found.list_numbers(),
    )
    if is_complete(found.route, found.list_approvals(), found.fingerprint):
        move_to(row, LetterStatus.APPROVED)
        row.save()
    log_letter("approve", row, by=by, at=at, details={"step": step, "text": found.fingerprint})


@transaction.atomic
def send_back(*, slug: str, reason: str, by: Viewer, at: datetime) -> None:
    """Send a letter back to its author, with the reason."""
    row = lock_letter(slug, by)
    if not (by.may(Permission.LETTERS_APPROVE) or by.person_id == str(row.author_id)):
        Access(by).require(Permission.LETTERS_APPROVE, to="een brief terugsturen")
    if not says_something(reason):
        raise LetterError("Schrijf op waarom de brief terug moet.")
    move_to(row, LetterStatus.DRAFT)
    row.save()
    log_letter("send_back", row, by=by, at=at, details={"reason": reason.strip()})


def check_ready(found: OpenLetter) -> None:
    """Raise NotReadyError with every reason why this letter cannot be approved."""
    if reasons := found.check.reasons:
        raise NotReadyError(reasons)


def check_can_become(row: Letter, wanted: LetterStatus) -> None:
    """Raise LetterError when the life of a letter has no such step from where this one stands."""
    try:
        LETTER_LIFECYCLE.check_can_become(LetterStatus(row.status), wanted)
    except LifecycleError as error:
        raise LetterError(str(error)) from error


def move_to(row: Letter, wanted: LetterStatus) -> None:
    """Give a letter its next status, unsaved; raise LetterError when it cannot have it now."""
    check_can_become(row, wanted)
    row.status = wanted.value


def log_letter(
    verb: str, row: Letter, *, by: Viewer, at: datetime, details: dict[str, Any] | None = None
) -> None:
    """Record what somebody did with a letter."""
    record(action=f"letters.{verb}", by=by, at=at, subject=f"letters.letter:{row.slug}", details=details)
