"""How one claim was tested: the test in words, its numbers, its source, and what would have flipped it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.letters.explaining import explain_letter_claim
from spoorboek.apps.letters.queries import get_letter
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_verdicts import WORDS, word_of
from spoorboek.web.viewers import viewer_of


@shared_page
def explain_claim_page(request: HttpRequest, slug: str, claim: str) -> HttpResponse:
    """Show what ``spoorboek claim explain`` tells about one claim of a letter."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    found = explain_letter_claim(viewer, slug, claim, at=timezone.now())
    context = {
        "letter": row,
        "found": found,
        "status": WORDS[found.verdict][0],
        "word": word_of(found.verdict),
        "flips": [(flip.what, word_of(flip.verdict)) for flip in found.flips],
        "crumbs": letter_crumbs(viewer, row, _("Hoe getoetst")),
    }
    return render(request, "pages/letters/explained.html", context)
