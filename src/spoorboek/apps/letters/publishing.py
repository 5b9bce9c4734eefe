"""Publication: the moment after which a letter never changes. One transaction, files first."""

from __future__ import annotations

import io
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.letters.actions import check_ready, move_to
from spoorboek.apps.letters.building import BuiltLetter, build_checked
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.models import Letter, Publication, PublishedFigure
from spoorboek.apps.letters.reading import OpenLetter, open_letter
from spoorboek.apps.letters.revisions import close_open
from spoorboek.apps.letters.sentences import list_printed_figures
from spoorboek.apps.plans.actions import discharge_commitment
from spoorboek.apps.sources.storage import open_store
from spoorboek.documents.source.spans import CommitmentSpan
from spoorboek.rules.letter_approval import is_complete
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission


@transaction.atomic
def publish_letter(*, slug: str, by: Viewer, at: datetime) -> str:
    """Publish an approved letter and return its fingerprint (the digest of its manifest).

    The letter is built and judged once more; what was approved must be exactly what goes out. The files
    are kept before any row names them, so that a broken publication leaves nothing that is half.
    """
    Access(by).require(Permission.LETTERS_PUBLISH, to="een brief publiceren")
    Access(by).get(Letter.objects.all(), what=f"De brief '{slug}'", slug=slug)
    row = Letter.objects.select_for_update().get(slug=slug)
    move_to(row, LetterStatus.PUBLISHED)
    close_open(row)
    found = open_letter(by, row, at=at)
    check_ready(found)
    if not is_complete(found.route, found.list_approvals(), found.fingerprint):
        raise LetterError(
            "De brief is veranderd sinds de goedkeuring: een cijfer of zin is anders. Leg hem opnieuw voor."
        )
    built = build_checked(
        found.gathered, found.check, approvals=found.list_approval_records(), published_at=at
    )
    publication = _keep(found, built, by=by, at=at)
    row.save()
    if row.corrects is not None:
        move_to(row.corrects, LetterStatus.CORRECTED)
        row.corrects.save()
    _discharge_commitments(found, by=by, at=at)
    details = {"digest": publication.manifest_digest, "pdf": publication.pdf_sha256}
    record(action="letters.publish", by=by, at=at, subject=f"letters.letter:{slug}", details=details)
    return publication.manifest_digest


def _keep(found: OpenLetter, built: BuiltLetter, *, by: Viewer, at: datetime) -> Publication:
    store = open_store()
    files = [store.keep_stream(io.BytesIO(content)) for content in (built.pdf, built.docx, built.html)]
    publication = Publication.objects.create(
        letter=found.row,
        revision=found.revision,
        published_at=at,
        published_by_id=int(by.person_id),
        manifest=built.manifest.manifest.decode(),
        manifest_digest=built.manifest.digest,
        pdf_sha256=files[0],
        docx_sha256=files[1],
        html_sha256=files[2],
    )
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            publication=publication, key=one.key, text=one.text, sentence=one.sentence, verdict=one.verdict
        )
        for one in list_printed_figures(built.document, found.check)
    )
    return publication


def _discharge_commitments(found: OpenLetter, *, by: Viewer, at: datetime) -> None:
    """A commitment that the letter reports on is kept by it, unless an earlier letter did."""
    reported = {
        span.code
        for _, span in found.gathered.letter.spans()
        if isinstance(span, CommitmentSpan) and not span.unreported
    }
    for due in found.gathered.due_commitments:
        if due.commitment.code in reported and not due.commitment.discharged_by:
            discharge_commitment(
                plan=due.plan,
                code=due.commitment.code,
                letter=found.row.slug,
                on=found.row.dated_on,
                by=by,
                at=at,
            )
