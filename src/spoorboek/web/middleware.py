"""What happens around every page: safe headers, the language, the entrance, the error pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError, SealError
from spoorboek.apps.people.errors import AlreadySentError
from spoorboek.apps.people.queries import read_entrance
from spoorboek.apps.people.sent_forms import find_answer
from spoorboek.web.keeping import forget_sent, send_to_entrance
from spoorboek.web.pages.errors import bad_request, not_found, not_permitted, unreadable
from spoorboek.web.sending import keep_where_it_led

Answer = Callable[[HttpRequest], HttpResponse]

# Unicode Technical Report 36, section 3.3: what turns text round; and the control characters.
_MISLEADING = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)

PERMISSIONS_POLICY = ", ".join(
    f"{each}=()" for each in ("camera", "geolocation", "microphone", "payment", "usb")
)


class HeadersMiddleware:
    """Adds the headers that Django has no setting for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Pages may hold personal data: nothing of them stays behind on a shared computer.
        response.setdefault("Cache-Control", "no-store")
        return response


class SeenCharactersMiddleware:
    """Shows on every page a mark where a text holds a character that nobody sees and that misleads.

    Characters that turn the direction of writing make a name or a number read as another; control
    characters hide a part. Line ends and tabs stay, and so do accents and joiners inside words.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        text = response.content.decode(response.charset, "replace")
        shown = _MISLEADING.sub("\N{REPLACEMENT CHARACTER}", text)
        if shown != text:
            response.content = shown.encode(response.charset)
        return response


class ChosenLanguageMiddleware:
    """Dutch, unless the reader chose otherwise: the language of the browser decides nothing.

    Letters and names of things are Dutch, so a page that turned English by itself would be half and half.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            return response


class EntranceMiddleware(LoginRequiredMiddleware):
    """Nothing is reachable without logging in, and nothing but the second step without having one."""

    OPEN_WITHOUT_SECOND_STEP = frozenset({"mfa_activate_totp", "account_logout", "account_reauthenticate"})

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Send somebody to the entrance, and from there to where they were going with what they had typed."""
        if request.method == "POST":
            return send_to_entrance(request)
        return super().handle_no_permission(request, view_func)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Send whoever is not in yet to the step they still have to take."""
        refused: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not request.user.is_authenticated:
            return refused
        if read_entrance(request.user):
            return None
        # Also on a page for everybody: without the second step a password opens no more than that.
        request.is_at_entrance = True  # type: ignore[attr-defined]
        if not getattr(view_func, "login_required", True):
            return None
        match = request.resolver_match
        is_open = match is not None and match.url_name in self.OPEN_WITHOUT_SECOND_STEP
        return None if is_open else redirect("mfa_activate_totp")


class ErrorPagesMiddleware:
    """Turns what the domain refuses into the page that says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Nothing that exists has this character in its name, and PostgreSQL refuses even to look for it.
        if "\0" in request.path or "\0" in unquote(request.META.get("QUERY_STRING", "")):
            return bad_request(request)
        response = self.get_response(request)
        location = response.get("Location", "")
        keep_where_it_led(request, location)
        forget_sent(request, location)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 404 for absent, hidden and never allowed; 403 for an act that is refused."""
        if isinstance(exception, NotFoundError):
            return not_found(request, exception)
        if isinstance(exception, NotPermittedError):
            # Looking at what one may never see must not show that it is there.
            is_look = request.method in ("GET", "HEAD")
            return not_found(request, exception) if is_look else not_permitted(request, exception)
        if isinstance(exception, AlreadySentError):
            messages.info(request, _("Dit formulier was al verstuurd; er is niets dubbel opgeschreven."))
            return redirect(find_answer(exception) or "start")
        if isinstance(exception, SealError):
            return unreadable(request, exception)
        return None
