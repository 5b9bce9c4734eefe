"""What can be put into a letter by name, and which figure a number could be."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from spoorboek.apps.indicators.queries import list_tables
from spoorboek.apps.letters.proposals import (
    list_building_blocks,
    list_figure_periods,
    propose_for_number,
    propose_for_words,
)
from spoorboek.documents.inline_filling import print_figure
from spoorboek.figures.errors import FigureError
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.rules.figure_proposals import FigureProposal
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_period
from spoorboek.web.doors import role_page
from spoorboek.web.viewers import viewer_of

writers_only = role_page(Permission.LETTERS_WRITE)
CLAIMS = {
    "rises": "is gestegen",
    "falls": "is gedaald",
    "about_equal": "is ongeveer gelijk gebleven",
    "not_demonstrably_changed": "is niet aantoonbaar veranderd",
}
"""The claims that the list offers, with the words that are put into the letter: Dutch, as the letter is."""
_LONGEST = 20_000


@writers_only
@require_GET
def parts(request: HttpRequest, slug: str) -> HttpResponse:
    """List everything that can be put into this letter, by name."""
    viewer = viewer_of(request)
    found = list_building_blocks(viewer, slug, at=timezone.now())
    tables = [{"code": table.code, "title": table.title} for table in list_tables(viewer)]
    answer = {
        "figures": [
            {"code": one.code, "title": one.title, "unit": one.unit, "kind": one.kind.value}
            for one in found.definitions
        ],
        "tables": tables,
        "themes": [{"code": code, "title": title} for code, title in found.themes],
        "reports": [{"kind": kind, "code": code, "title": title} for kind, code, title in found.reports],
        "claims": [{"code": code, "title": words} for code, words in CLAIMS.items()],
        "span": found.span,
        "period": str(found.period),
        "lastYear": found.last_year,
    }
    return JsonResponse(answer)


@writers_only
@require_GET
def periods(request: HttpRequest, slug: str) -> HttpResponse:
    """List the periods for which one figure has a number."""
    code = request.GET.get("figure", "")
    found = list_figure_periods(viewer_of(request), slug, code, at=timezone.now())
    return JsonResponse({"periods": [_describe(figure) for figure in found]})


@writers_only
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which figure a number could be, or what selected words could claim."""
    viewer = viewer_of(request)
    asked = _read(request)
    text, before, after = (str(asked.get(name, ""))[:_LONGEST] for name in ("text", "before", "after"))
    if asked.get("kind") == "number":
        found = propose_for_number(viewer, slug, text, before, after, at=timezone.now())
        return JsonResponse({"figures": [_describe_proposal(one) for one in found]})
    claims = propose_for_words(
        viewer, slug, text, f"{before}{text}{after}", _read_ties(asked), at=timezone.now()
    )
    return JsonResponse(
        {
            "claims": [
                {
                    "keys": one.keys,
                    "title": one.definition.title,
                    "word": CLAIMS.get(one.keys["claim"], one.keys["claim"]),
                    "periods": _name_periods(one.keys),
                }
                for one in claims
            ]
        }
    )


def _describe_proposal(one: FigureProposal) -> dict[str, Any]:
    keys = {"figure": one.figure.definition.code, "period": str(one.figure.period)}
    return _describe(one.figure) | {
        "keys": keys | ({"as": "words"} if one.in_words else {}),
        "text": one.text,
    }


def _describe(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.definition.code,
        "title": figure.definition.title,
        "unit": figure.definition.unit,
        "period": str(figure.period),
        "periodName": format_period(figure.period),
        "value": print_figure(figure),
    }


def _name_periods(keys: dict[str, str]) -> str:
    first, last = Period.parse(keys["from"]), Period.parse(keys["to"])
    return f"{format_period(first)} → {format_period(last)}"


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    return data if isinstance(data, dict) else {}


def _read_ties(asked: dict[str, Any]) -> list[tuple[str, Period]]:
    found: list[tuple[str, Period]] = []
    tied = asked.get("tied")
    for one in tied if isinstance(tied, list) else ():
        if isinstance(one, dict) and isinstance(one.get("figure"), str):
            code, _at, rest = one["figure"].partition("@")
            try:
                found.append((code, Period.parse(str(one.get("period") or rest.split("@")[0]))))
            except FigureError:
                continue
    return found
