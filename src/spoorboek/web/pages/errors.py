"""The pages for what cannot be shown or done. They name no thing that may be hidden."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoorboek.web.keeping import give_back


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request was not understood, or that it was too large."""
    is_large = isinstance(exception, RequestDataTooBig)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2 if is_large else 0
    return render(request, "errors/400.html", {"limit": limit}, status=400)


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what the viewer may not do, in the words of the domain where it gave them."""
    # The message of an action is a sentence for people; that of Django is not.
    said = str(exception) if exception and str(exception).endswith(".") else ""
    return render(request, "errors/403.html", {"reason": said}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give what was typed back on a new form; else say that this one ended, or came from elsewhere."""
    given_back = give_back(request)
    if given_back is not None:
        return given_back
    said = _("Het formulier is verlopen. Ga terug, laad de pagina opnieuw en probeer het nog eens.")
    return render(request, "errors/403.html", {"reason": said}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page does not exist: the same whether it is absent, hidden or never allowed."""
    return render(request, "errors/404.html", status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that an encrypted text does not open, and what whoever keeps the machine can do about it."""
    return render(request, "errors/503.html", {"reason": str(exception)}, status=503)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without anything that needs the database."""
    return render(None, "errors/500.html", status=500)
