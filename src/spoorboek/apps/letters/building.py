"""From a checked letter to its three files, with the proof inside the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from spoorboek.apps.indicators.counting import get_code_version
from spoorboek.apps.letters.checking import CheckedClaim, LetterCheck
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.word_paper import read_paper
from spoorboek.documents.manifest import (
    FIGURES_NAME,
    MANIFEST_NAME,
    ApprovalRecord,
    ClaimRecord,
    OverrideRecord,
    Publication,
    WrittenManifest,
    write_manifest,
)
from spoorboek.documents.model import Document
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import HtmlOptions, write_page
from spoorboek.documents.writers.pdf import Attachment, write_pdf
from spoorboek.rules.claims.own_words import find_own_words


@dataclass(frozen=True, slots=True)
class BuiltLetter:
    """The three files of a letter, and the manifest that travels in the PDF."""

    document: Document
    manifest: WrittenManifest
    pdf: bytes
    docx: bytes
    html: bytes


def passport_address(key: str) -> str:
    """Return the address of the page where a figure (``code@period@area``) shows its origin."""
    code, period, area = key.split("@")
    return f"/cijfers/{code}/{period}/{area}/"


def _find_passport(key: str) -> str | None:
    """Return where a passport is for who reads the file at home; a path alone would lead nowhere there."""
    return f"{settings.SITE_ADDRESS}{passport_address(key)}" if settings.SITE_ADDRESS else None


def find_figure_address() -> str:
    """Return where the passports begin on the website, or nothing when its address is not known."""
    return f"{settings.SITE_ADDRESS}/cijfers/" if settings.SITE_ADDRESS else ""


def build_checked(
    gathered: Gathered, check: LetterCheck, *, approvals: Sequence[ApprovalRecord], published_at: datetime
) -> BuiltLetter:
    """Write the letter in its three forms. The same input gives the same bytes.

    Raises LetterError when a figure or table is absent, so that there is no document.
    """
    if check.document is None:
        raise LetterError(f"De brief kan niet worden gemaakt: {check.problems[0].sentence}")
    document = check.document
    own = find_own_words(gathered.letter.front_matter.dated_on)
    publication = Publication(
        figures=[gathered.printable[key] for key in sorted(gathered.printable)],
        claims=[_record_claim(claim) for claim in check.claims],
        approvals=approvals,
        code_version=get_code_version(),
        published_at=published_at,
        words=own.to_kept() if own else None,
    )
    manifest = write_manifest(gathered.letter, document, publication)
    attachments = (
        Attachment(MANIFEST_NAME, "application/json", manifest.manifest, "Bewijs bij deze brief", "data"),
        Attachment(FIGURES_NAME, "text/csv", manifest.figures_csv, "Cijfers in deze brief", "data"),
    )
    return BuiltLetter(
        document=document,
        manifest=manifest,
        pdf=write_pdf(document, attachments, figure_address=find_figure_address()),
        docx=write_docx(document, read_paper()),
        html=write_page(document, HtmlOptions(passport_href=_find_passport), is_alone=True).encode(),
    )


def _record_claim(claim: CheckedClaim) -> ClaimRecord:
    overrides = tuple(
        OverrideRecord(one.verdict, one.reason, one.by, datetime.fromisoformat(one.at))
        for one in claim.set_aside
    )
    return ClaimRecord(claim.entry, claim.verdict, overrides)
