"""What the pages of the registers share: the purpose of looking, the breadcrumb, doing and reporting."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_queries import RegistrationRow, check_exists, get_registration
from spoorboek.rules.errors import RuleError
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.keeping import keep_typed
from spoorboek.web.phrasebook import say_word
from spoorboek.web.register_forms import PurposeForm, add_problems
from spoorboek.web.register_pages import RegisterPage
from spoorboek.web.sending import NOT_CONTENT
from spoorboek.web.viewers import viewer_of

PageView = Callable[..., HttpResponse]
Check = Callable[[Viewer, str], None]


def with_purpose(page: RegisterPage, view: PageView, check: Check | None = None) -> PageView:
    """Return ``view`` with the purpose as its second argument; ask for it first where it is needed.

    A register that can point at persons is read for a purpose only (Art. 5 GDPR), and each read is logged.
    Nobody is asked what they look for in something that does not exist for them: ``check`` raises
    NotFoundError for such a number, else the register itself does.
    """

    def check_register(viewer: Viewer, number: str) -> None:
        check_exists(viewer, page.register, number)

    check_one = check or check_register

    def asked(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not page.register.personal:
            return view(request, "", **kwargs)
        kept = request.session.get(f"purpose:{page.register.code}")
        if kept is not None:
            return view(request, kept, **kwargs)
        if "number" in kwargs:
            check_one(viewer_of(request), kwargs["number"])
        return ask_purpose(request, page)

    return asked


def ask_purpose(request: HttpRequest, page: RegisterPage) -> HttpResponse:
    """Ask what somebody looks for, keep it for the session, and go on to where they were going."""
    said = set(request.POST) - NOT_CONTENT
    is_answer = said == {"purpose"}
    goes_to = keep_typed(request) if said and not is_answer else ""
    if goes_to:
        return redirect(goes_to)
    form = PurposeForm(request.POST if is_answer else None)
    if is_answer and form.is_valid():
        request.session[f"purpose:{page.register.code}"] = form.cleaned_data["purpose"]
        is_question = request.path == f"{page.list_href}doel/"
        return redirect(page.list_href if is_question else request.get_full_path())
    context = {"title": _("Eerst een vraag"), "form": form, "action": _("Verder")}
    return render(request, "pages/form.html", {**context, **describe(page, "", make_crumbs(page))})


def read_one(request: HttpRequest, page: RegisterPage, number: str, purpose: str) -> RegistrationRow:
    """Return one registration for the viewer of this request."""
    return get_registration(viewer_of(request), page.register, number, at=timezone.now(), purpose=purpose)


def succeeds(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do one thing; put what the register refuses at its field and return False."""
    try:
        act()
    except RegistrationError as error:
        add_problems(form, error.problems)
        return False
    except RuleError as error:
        form.add_error(None, str(error))
        return False
    return True


def make_crumbs(page: RegisterPage, *more: str, list_href: str = "") -> list[Crumb]:
    """Return the way to a page of this register; ``more`` is the number and what is done with it.

    ``list_href``: the address of the list at the place where somebody was.
    """
    crumbs = trail((_("Registraties"), "registrations"))
    crumbs.append(Crumb(say_word(page.register.title), (list_href or page.list_href) if more else ""))
    for place, label in enumerate(more, start=1):
        crumbs.append(Crumb(label, "" if place == len(more) else page.href(label)))
    return crumbs


def describe(page: RegisterPage, purpose: str, crumbs: list[Crumb]) -> dict[str, object]:
    """Return what every page of a register knows."""
    return {
        "title_of_register": say_word(page.register.title),
        "meaning": page.meaning,
        "one": capfirst(str(page.one)),
        "purpose": purpose,
        "purpose_href": f"{page.list_href}doel/" if page.register.personal else "",
        "crumbs": crumbs,
    }
