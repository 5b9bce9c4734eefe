"""Pages for what cannot be shown or done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from spoorboek.apps.access.errors import LostKeyError, NotFoundError, NotPermittedError
from spoorboek.web import urls as pages
from spoorboek.web.doors import public_page

FAILURES: dict[str, Exception] = {
    "absent": NotFoundError("Casus 12"),
    "forbidden": NotPermittedError("U mag dit niet: een brief vaststellen."),
    "denied": PermissionDenied(),
    "bad": BadRequest("geheim"),
    "large": RequestDataTooBig("geheim"),
    "broken": RuntimeError("geheim"),
    "sealed": LostKeyError("0a1b2c3d"),
}


def _failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return public_page(view)  # type: ignore[return-value]


urlpatterns = [*pages.urlpatterns, *[path(f"{name}/", _failing(error)) for name, error in FAILURES.items()]]
handler400, handler403 = pages.handler400, pages.handler403
handler404, handler500 = pages.handler404, pages.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_absent_and_unknown_are_the_same_page() -> None:
    client = Client(raise_request_exception=False)
    absent, unknown = client.get("/absent/"), client.get("/onbekend/")
    assert absent.status_code == unknown.status_code == 404
    assert "Casus 12" not in absent.content.decode()
    lines = [
        [line for line in answer.content.decode().splitlines() if "csrf" not in line and "next" not in line]
        for answer in (absent, unknown)
    ]
    assert lines[0] == lines[1]


def test_looking_at_what_is_never_allowed_is_absent_and_doing_it_is_refused() -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/forbidden/").status_code == 404
    refused = client.post("/forbidden/")
    assert refused.status_code == 403
    assert "U mag dit niet: een brief vaststellen." in refused.content.decode()


@pytest.mark.parametrize(("name", "status"), [("denied", 403), ("bad", 400), ("broken", 500)])
def test_failures_get_a_dutch_page_without_details(name: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(f"/{name}/")
    assert answer.status_code == status
    assert 'lang="nl"' in answer.content.decode()
    assert "geheim" not in answer.content.decode()


def test_form_without_token_is_refused_with_a_sentence() -> None:
    answer = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "verlopen" in answer.content.decode()


def test_error_in_an_early_middleware_still_gives_a_page() -> None:
    answer = pages.about.how_we_count(RequestFactory().get("/hoe-wij-tellen/"))
    assert answer.status_code == 200


def test_text_of_which_the_key_is_lost_says_which_key_and_where_it_belongs() -> None:
    answer = Client(raise_request_exception=False).get("/sealed/")
    assert answer.status_code == 503
    assert "0a1b2c3d" in answer.content.decode()
    assert "SPOORBOEK_FIELD_KEY" in answer.content.decode()


def test_request_that_is_too_large_says_how_much_fits() -> None:
    answer = Client(raise_request_exception=False).post("/large/")
    assert answer.status_code == 400
    assert "hoogstens 5 MB" in answer.content.decode()
    assert "geheim" not in answer.content.decode()
