"""What is the same for everybody who is not logged in: it may be kept, and costs nobody a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe

from spoorboek.web.viewers import viewer_of

KEPT_SECONDS = 300
"""How long anybody may keep an answer: a correction is everywhere within five minutes."""


def share(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let an answer be kept, and answer 304 when the asker has it already.

    Not for who is logged in (their page differs), and not when the page made a token for a form.
    """
    if not isinstance(response, HttpResponse) or not _is_same_for_all(request, response):
        return response
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    # The language that somebody chose stands in a cookie, and so does who is logged in.
    patch_vary_headers(response, ["Cookie"])
    set_response_etag(response)
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    kept = get_conditional_response(
        request, etag=response.headers["ETag"], last_modified=changed, response=response
    )
    return response if kept is None else kept


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    is_plain_look = request.method in ("GET", "HEAD") and response.status_code == HttpResponse.status_code
    has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return is_plain_look and not viewer_of(request).person_id and not has_token and not response.cookies
