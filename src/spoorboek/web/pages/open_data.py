"""Open data: the catalogue, all published figures in one table, and the feed of letters and corrections."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.queries import list_published_figures
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.letters.queries import LetterRow, list_letters
from spoorboek.apps.plans.queries import PlanSummaryRow, list_plans
from spoorboek.documents.figures_csv import write_figures_csv
from spoorboek.documents.open_data.catalogue import (
    PREFIXES,
    Catalogue,
    CataloguedFile,
    CataloguedSet,
    Publisher,
    list_nodes,
    write_catalogue,
)
from spoorboek.documents.open_data.csvw import TableAbout, describe_figures
from spoorboek.documents.open_data.turtle import write_turtle
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import shared_page
from spoorboek.web.viewers import viewer_of

CSV, JSON, PDF, YAML = "text/csv", "application/json", "application/pdf", "application/yaml"
CSVW = "application/csvm+json; charset=utf-8"
Address = Callable[[str], str]
"""Makes a whole address of the part of one that is ours."""
_KEYWORDS = ("veiligheid", "veiligheidsplan", "raadsbrief")


@shared_page
def open_data(request: HttpRequest) -> HttpResponse:
    """Say what can be taken along, in which form, and what one may do with it."""
    catalogue = _make_catalogue(str)
    context = {
        "sets": catalogue.sets,
        "crumbs": open_trail(viewer_of(request), Crumb(_("Open data"))),
    }
    return render(request, "pages/public/open_data.html", context)


@shared_page
def catalogue_json(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as JSON-LD."""
    catalogue = _make_catalogue(request.build_absolute_uri)
    text = json.dumps(write_catalogue(catalogue), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/ld+json; charset=utf-8")


@shared_page
def catalogue_turtle(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as Turtle."""
    catalogue = _make_catalogue(request.build_absolute_uri)
    text = write_turtle(PREFIXES, list_nodes(catalogue))
    return HttpResponse(text, content_type="text/turtle; charset=utf-8")


@shared_page
def figures_table(request: HttpRequest) -> HttpResponse:
    """Give every figure of the letters that stand, as one table."""
    rows = list_published_figures(ANONYMOUS, at=timezone.now())
    content = write_figures_csv([row.record for row in rows])
    described = request.build_absolute_uri(reverse("figures_table_columns"))
    headers = {
        "Content-Disposition": 'attachment; filename="cijfers.csv"',
        "Link": f'<{described}>; rel="describedby"; type="application/csvm+json"',
    }
    return HttpResponse(content, content_type="text/csv; charset=utf-8; header=present", headers=headers)


@shared_page
def figures_table_columns(request: HttpRequest) -> HttpResponse:
    """Say what stands in the table of every figure."""
    about = TableAbout(
        request.build_absolute_uri(reverse("figures_table")), _all_figures(), settings.MUNICIPALITY
    )
    return describe(describe_figures(about))


@shared_page
def letter_feed(request: HttpRequest) -> HttpResponse:
    """Give the published letters and corrections as Atom, the newest first."""
    letters = _list_published()
    title = f"Brieven over veiligheid van {settings.MUNICIPALITY}"
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(reverse("public")),
        description="Gepubliceerde brieven aan de raad, en wat erin is gecorrigeerd.",
        language="nl",
        author_name=settings.MUNICIPALITY,
        feed_url=request.build_absolute_uri(reverse("letter_feed")),
        feed_guid=name_for_ever(f"brieven {settings.MUNICIPALITY}"),
    )
    by_slug = {row.slug: row for row in letters}
    for row in letters:
        newer = by_slug.get(row.corrected_by)
        feed.add_item(
            title=f"Correctie: {row.title}" if row.corrects else row.title,
            link=request.build_absolute_uri(reverse("letter", args=[row.slug])),
            description=_summarise(row, newer, by_slug.get(row.corrects)),
            unique_id=name_for_ever(row.fingerprint),
            pubdate=row.published_at,
            updateddate=newer.published_at if newer else row.published_at,
            categories=["correctie" if row.corrects else "brief", *(["gecorrigeerd"] if newer else [])],
        )
    text = feed.writeString("utf-8")
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    return tell_change(response, _last_change(letters))


def describe(description: dict[str, Any]) -> HttpResponse:
    """Return what stands in the columns of a table as an answer."""
    return HttpResponse(json.dumps(description, ensure_ascii=False, indent=1), content_type=CSVW)


def name_for_ever(what: str) -> str:
    """Return a name that stays the same wherever the site stands: no address of a machine is in it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'spoorboek {what}')}"


def tell_change(response: HttpResponse, at: datetime | None) -> HttpResponse:
    """Say in an answer when it last changed, for what follows from published letters alone."""
    if at is not None:
        response.headers["Last-Modified"] = http_date(at.timestamp())
    return response


def _list_published() -> list[LetterRow]:
    """A withdrawn letter was never published, and what was stays for ever."""
    rows = [row for row in list_letters(ANONYMOUS) if row.published_at is not None]
    return sorted(rows, key=lambda row: (row.published_at, row.slug), reverse=True)


def _last_change(letters: list[LetterRow]) -> datetime | None:
    return max((row.published_at for row in letters if row.published_at), default=None)


def _summarise(row: LetterRow, newer: LetterRow | None, older: LetterRow | None) -> str:
    said = [f"{row.kind.capitalize()} van {format_date(row.dated_on)}."]
    if older:
        said.append(f"Corrigeert de brief '{older.title}' van {format_date(older.dated_on)}.")
    if newer:
        said.append(f"Gecorrigeerd door de brief '{newer.title}' van {format_date(newer.dated_on)}.")
    return " ".join(said)


def _make_catalogue(at: Address) -> Catalogue:
    letters = _list_published()
    guide = at(reverse("how_we_count"))
    sets = [_describe_figures(at, letters)]
    since = {row.slug: row.published_at for row in letters}
    sets += [_describe_letter(at, row, since.get(row.corrected_by)) for row in letters]
    sets += [_describe_plan(at, plan) for plan in list_plans(ANONYMOUS)]
    return Catalogue(
        address=at(reverse("catalogue_json")),
        title=f"Open data over veiligheid van {settings.MUNICIPALITY}",
        description="Wat de gemeente over veiligheid beloofde en aan de raad meldde, met elk cijfer.",
        page=at(reverse("open_data")),
        guide=guide,
        publisher=Publisher(settings.MUNICIPALITY, _find_code(), guide),
        sets=sets,
        changed_at=_last_change(letters),
    )


def _find_code() -> str:
    try:
        return get_municipality(ANONYMOUS).code
    except NotFoundError:
        return ""


def _all_figures() -> str:
    return f"Gepubliceerde cijfers over veiligheid van {settings.MUNICIPALITY}"


def _describe_figures(at: Address, letters: list[LetterRow]) -> CataloguedSet:
    return CataloguedSet(
        identifier=name_for_ever(f"cijfers {settings.MUNICIPALITY}"),
        title=_all_figures(),
        description="Elk cijfer uit de brieven die nu gelden, met periode, gebied, telregel en bron.",
        page=at(reverse("figures")),
        files=[
            CataloguedFile(
                "Alle gepubliceerde cijfers",
                at(reverse("figures_table")),
                CSV,
                at(reverse("figures_table_columns")),
            )
        ],
        keywords=_KEYWORDS,
        changed_at=_last_change(letters),
    )


def _describe_letter(at: Address, row: LetterRow, corrected_at: datetime | None) -> CataloguedSet:
    def address(form: str) -> str:
        return at(reverse("letter_file", args=[row.slug, form]))

    return CataloguedSet(
        identifier=name_for_ever(row.fingerprint),
        title=row.title,
        description=f"De {row.kind.lower()} van {format_date(row.dated_on)}, met elk cijfer en oordeel.",
        page=at(reverse("letter", args=[row.slug])),
        files=[
            CataloguedFile("Cijfers", address("cijfers"), CSV, address("kolommen")),
            CataloguedFile("Manifest: cijfers, oordelen en herkomst", address("manifest"), JSON),
            CataloguedFile("De brief", address("pdf"), PDF),
        ],
        keywords=_KEYWORDS,
        issued_at=row.published_at,
        changed_at=corrected_at or row.published_at,
        replaced_by=_letter_page(at, row.corrected_by) if row.corrected_by else "",
    )


def _letter_page(at: Address, slug: str) -> str:
    return at(reverse("letter", args=[slug]))


def _describe_plan(at: Address, plan: PlanSummaryRow) -> CataloguedSet:
    return CataloguedSet(
        identifier=name_for_ever(f"plan {settings.MUNICIPALITY} {plan.slug}"),
        title=plan.title,
        description="Het plan met zijn thema's, doelen, beloften, acties en toezeggingen aan de raad.",
        page=at(reverse("plan", args=[plan.slug])),
        files=[CataloguedFile("Plan en beloften", at(reverse("plan_file", args=[plan.slug])), YAML)],
        keywords=_KEYWORDS[:2],
    )
