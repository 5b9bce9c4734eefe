"""The package of a published letter for the council information system."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.queries import LetterRow, get_letter, get_manifest, get_published_file
from spoorboek.documents.canonical_json import write_canonical
from spoorboek.documents.figures_csv import write_figures_csv
from spoorboek.documents.handover import HandoverAbout, write_handover
from spoorboek.documents.manifest import read_manifest
from spoorboek.documents.open_data.csvw import TableAbout, describe_figures
from spoorboek.figures.period import Period
from spoorboek.web.doors import shared_page
from spoorboek.web.viewers import viewer_of


@shared_page
def letter_package(request: HttpRequest, slug: str) -> HttpResponse:
    """Give everything of a published letter in one file, for whoever keeps the papers of the council."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if row.published_at is None:
        raise NotFoundError("Dit bestand")
    content = write_handover(_describe(request, viewer, row), _list_files(request, viewer, row))
    headers = {"Content-Disposition": f'attachment; filename="{slug}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _list_files(request: HttpRequest, viewer: Viewer, row: LetterRow) -> dict[str, bytes]:
    assert row.published_at is not None
    manifest = get_manifest(viewer, row.slug).encode()
    address = request.build_absolute_uri(reverse("letter_file", args=[row.slug, "cijfers"]))
    about = TableAbout(address, f"Cijfers bij: {row.title}", settings.MUNICIPALITY, row.published_at)
    return {
        f"{row.slug}.pdf": get_published_file(viewer, row.slug, "pdf"),
        f"{row.slug}.docx": get_published_file(viewer, row.slug, "docx"),
        f"{row.slug}.html": get_published_file(viewer, row.slug, "html"),
        "cijfers.csv": write_figures_csv(read_manifest(manifest)["figures"]),
        "cijfers.csv-metadata.json": write_canonical(describe_figures(about)),
        "manifest.json": manifest,
    }


def _describe(request: HttpRequest, viewer: Viewer, row: LetterRow) -> HandoverAbout:
    assert row.published_at is not None
    letter = read_manifest(get_manifest(viewer, row.slug).encode())["letter"]
    period = Period.parse(letter["period"])

    def address_of(slug: str) -> str:
        return request.build_absolute_uri(reverse("letter", args=[slug])) if slug else ""

    return HandoverAbout(
        slug=row.slug,
        title=row.title,
        kind=row.kind,
        municipality=settings.MUNICIPALITY,
        case_number=row.case_number,
        dated_on=row.dated_on,
        published_at=row.published_at,
        period_first=period.first,
        period_last=period.last,
        area=letter["area"],
        address=address_of(row.slug),
        fingerprint=row.fingerprint,
        status=row.status_word,
        corrects=address_of(row.corrects),
        corrected_by=address_of(row.corrected_by),
        retracted_because=row.retracted_because,
    )
