"""What was typed while the session or the token of the form had ended: kept, and given back on the same page.

Views that hold a form ask ``typed`` for what it is filled in with: what is sent now, or on the way back from
the entrance what was kept. It is only shown: nothing is done until it is sent again.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.people.kept_forms import drop_kept_form, find_kept_form, keep_form
from spoorboek.figures.unseen_characters import says_something
from spoorboek.web.sending import FIELD, NOT_CONTENT, read_form_owner
from spoorboek.web.viewers import viewer_of

_WORD = "bewaard"
# What is typed there are passwords and codes, or things about an account.
_NEVER_KEPT = ("account_", "mfa_", "person")


def typed(request: HttpRequest) -> QueryDict | None:
    """Return with what a form is filled in: what is sent, what was kept for this viewer here, or nothing."""
    if request.method == "POST":
        return _without_unseen(request.POST) or None
    word = request.GET.get(_WORD, "")
    if not word:
        return None
    content = find_kept_form(viewer_of(request), word, path=request.path, at=timezone.now())
    if content is None:
        said = _("Wat was ingevuld is er niet meer: het is langer dan een uur geleden of al verstuurd.")
        messages.warning(request, said)
        return None
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    said = _("Wat u had ingevuld staat er weer. Het is nog niet opgeslagen: kijk het na en verstuur het.")
    messages.warning(request, said)
    return data


def _without_unseen(sent: QueryDict) -> QueryDict:
    """Empty the fields of which nobody sees anything, so that a required one says that it is empty."""
    data = sent.copy()
    for name, values in sent.lists():
        data.setlist(name, [value if says_something(value) else "" for value in values])
    return data


def keep_typed(request: HttpRequest) -> str:
    """Keep what was sent for the person whose page this was; return where it is given back, else nothing."""
    owner = read_form_owner(request.POST.get(FIELD, ""))
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    # What is asked while somebody types is no form that they sent.
    if not owner or "HX-Request" in request.headers or name.startswith(_NEVER_KEPT):
        return ""
    content = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_CONTENT}
    word = keep_form(person_id=owner, path=request.path, content=content, at=timezone.now())
    query = request.GET.copy()
    query[_WORD] = word
    return f"{request.path}?{query.urlencode()}" if word else ""


def send_to_entrance(request: HttpRequest) -> HttpResponseRedirect:
    """Send who is not logged in to the entrance, and from there back to what they typed."""
    goes_to = keep_typed(request)
    if goes_to:
        said = _("U was niet meer ingelogd. Log opnieuw in; wat u had ingevuld staat dan weer klaar.")
    else:
        said = _("U was niet meer ingelogd. Log opnieuw in; er is niets opgeslagen.")
    messages.warning(request, said)
    return redirect_to_login(goes_to or _find_page(request))


def give_back(request: HttpRequest) -> HttpResponse | None:
    """Answer a form of which the token ended: back to it, filled in; None when what was typed is not kept."""
    goes_to = keep_typed(request)
    if not goes_to:
        return None
    if request.user.is_authenticated:
        return redirect(goes_to)
    return HttpResponseRedirect(redirect_to_login(goes_to).url)


def forget_sent(request: HttpRequest, location: str) -> None:
    """Throw away what was kept once it was sent again and led somewhere."""
    word = request.GET.get(_WORD, "") if request.method == "POST" else ""
    if word and location and word not in location and request.user.is_authenticated:
        drop_kept_form(word=word, by=viewer_of(request))


def _find_page(request: HttpRequest) -> str:
    """Return the page on which a button stood; many have an address that is no page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return request.get_full_path()
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
