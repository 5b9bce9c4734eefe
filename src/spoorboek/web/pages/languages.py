"""Choosing the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from spoorboek.apps.people.own_things import keep_language
from spoorboek.web.doors import public_page
from spoorboek.web.viewers import viewer_of


# Without a token: a token costs a cookie on every page, and all that this can do is choose a language.
@public_page
@csrf_exempt
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Show the pages in a language from now on; who is logged in is also written to in it."""
    viewer, language = viewer_of(request), request.POST.get("language", "")
    if viewer.person_id and language in dict(settings.LANGUAGES):
        keep_language(language=language, by=viewer)
    return set_language(request)
