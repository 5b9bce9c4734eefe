"""What is for everybody, without logging in: letters, the plan and its promises, how figures are counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.letters.queries import list_letters
from spoorboek.apps.plans.queries import list_plans
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_period
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.letters import letter_table
from spoorboek.web.viewers import viewer_of

_NEWEST = 5


@shared_page
def public(request: HttpRequest) -> HttpResponse:
    """Show what everybody may see, to whoever looks: also a colleague sees here what a resident sees."""
    letters = list_letters(ANONYMOUS)
    plans = [
        (plan.title, reverse("plan", args=[plan.slug]), format_period(plan.period), plan.slug)
        for plan in list_plans(ANONYMOUS)
    ]
    viewer = viewer_of(request)
    context = {
        "table": letter_table(letters[:_NEWEST], caption=_("Nieuwste brieven")),
        "more": len(letters) > _NEWEST,
        "plans": plans,
        "crumbs": open_trail(viewer, Crumb(_("Openbaar"))) if viewer.person_id else [],
    }
    return render(request, "pages/public/public.html", context)
