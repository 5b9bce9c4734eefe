"""When a letter should not go on as it is: taking it back, asking its approvals again, a reminder."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.accounts.reminders import remind_step
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.queries import get_letter
from spoorboek.apps.letters.taking_back import ask_again, withdraw_letter
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_forms import ReasonForm
from spoorboek.web.viewers import viewer_of

_ENDS = frozenset({LetterStatus.WITHDRAWN, LetterStatus.RETRACTED})


@role_page(Permission.LETTERS_WRITE)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why, naming the letter, and take it back."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if not LETTER_LIFECYCLE.steps[row.status] & _ENDS:
        raise NotFoundError("Deze pagina")
    form = ReasonForm(typed(request), label=_("Waarom trekt u de brief in?"))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_letter(slug=slug, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())
        except LetterError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("De brief is ingetrokken."))
            return redirect("letter", slug)
    warning = _(
        "De brief blijft voor iedereen te lezen, met de datum en uw reden erboven. Dit kan niet terug. Staat "
        "er een fout in, maak dan liever een correctie."
    )
    if row.published_at is None:
        warning = _("De brief blijft bewaard, maar u kunt er daarna niets meer mee. Dit kan niet terug.")
    context = {
        "title": _("'%(title)s' intrekken?") % {"title": row.title},
        "warning": warning,
        "form": form,
        "action": _("Brief intrekken"),
        "cancel": reverse("letter", args=[slug]),
        "crumbs": letter_crumbs(viewer, row, _("Intrekken")),
    }
    return render(request, "pages/form.html", context)


@role_page(Permission.LETTERS_APPROVE, Permission.LETTERS_WRITE)
@require_POST
def present_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Send an approved letter that changed since back into its route, in one step."""
    viewer = viewer_of(request)
    get_letter(viewer, slug)
    try:
        ask_again(slug=slug, by=viewer, at=timezone.now())
    except LetterError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De brief ligt opnieuw ter goedkeuring."))
    return redirect("letter_approval", slug)


@role_page(Permission.LETTERS_VIEW_DRAFTS)
@require_POST
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Remind whoever is next, by an e-mail that names nobody and nothing."""
    viewer = viewer_of(request)
    get_letter(viewer, slug)
    address = request.build_absolute_uri(reverse("letters"))
    try:
        count = remind_step(
            slug=slug, address=address, sender=settings.DEFAULT_FROM_EMAIL, by=viewer, at=timezone.now()
        )
    except LetterError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)s herinnering verstuurd.", "%(count)s herinneringen verstuurd.", count)
        messages.success(request, said % {"count": count})
    return redirect("letter_approval", slug)
