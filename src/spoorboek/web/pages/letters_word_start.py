"""Beginning a letter with a Word file that never was ours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.word_returning import start_letter_from_word
from spoorboek.apps.letters.working_copies import list_word_returns
from spoorboek.apps.plans.queries import list_plans
from spoorboek.documents.letter_type import LetterType
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters_forms import RESERVED_SLUGS, check_upload, start_form
from spoorboek.web.pages.letters_skeleton import find_letter_type, write_skeleton
from spoorboek.web.phrasebook import say_word
from spoorboek.web.viewers import viewer_of

writers_only = role_page(Permission.LETTERS_WRITE)
_OWN = ("title", "slug", "dated_on", "case_number", "plan")


@writers_only
def new_from_word(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a letter with the words of a Word file: no number is tied yet, and the file is kept."""
    viewer = viewer_of(request)
    letter_type = find_letter_type(viewer, kind)
    form = _make_form(request, viewer, letter_type)
    if request.method == "POST" and form.is_valid():
        slug = _start(request, viewer, letter_type, form)
        waiting = [row.code for row in list_word_returns(viewer, slug) if not row.revision] if slug else []
        if waiting:
            return redirect("letter_word_return", slug, waiting[0])
        if slug:
            return redirect("letter", slug)
    crumbs = [Crumb(_("Brieven"), reverse("letters")), Crumb(_("Nieuwe brief"), reverse("letter_new"))]
    context = {
        "title": _("%(kind)s uit Word") % {"kind": say_word(letter_type.kind)},
        "form": form,
        "action": _("Brief beginnen"),
        "cancel": reverse("letter_new"),
        "crumbs": open_trail(viewer, *crumbs, Crumb(say_word(letter_type.kind))),
    }
    return render(request, "pages/form.html", context)


def _make_form(request: HttpRequest, viewer: Viewer, letter_type: LetterType) -> forms.Form:
    plans = [(plan.slug, plan.title) for plan in list_plans(viewer)]
    files = request.FILES or None
    form = start_form(
        letter_type, plans, typed(request), files=files, initial={"dated_on": timezone.localdate()}
    )
    form.fields["file"] = forms.FileField(
        label=_("Word-bestand (.docx)"),
        help_text=_("Ten hoogste 10 MB, zonder macro's. Het bestand blijft bij de brief bewaard."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        validators=[check_upload],
    )
    form.order_fields(["file"])
    return form


def _start(request: HttpRequest, viewer: Viewer, letter_type: LetterType, form: forms.Form) -> str:
    data: dict[str, Any] = form.cleaned_data
    if data["slug"] in RESERVED_SLUGS:
        form.add_error("slug", _("Deze naam is al van een andere pagina. Kies een andere."))
        return ""
    given = {
        name.removeprefix("field_"): text for name, text in data.items() if name.startswith("field_") and text
    }
    try:
        head = write_skeleton(
            letter_type,
            **{name: data[name] for name in _OWN},
            period=parse_period(data["period"]),
            area=get_municipality(viewer).code,
            fields=given,
        )
        file = data["file"]
        slug, back = start_letter_from_word(
            head=head, file_name=file.name, content=file.read(), by=viewer, at=timezone.now()
        )
    except FigureError:
        form.add_error("period", _("Dit is geen periode. Schrijf bijvoorbeeld 2024 of april 2024."))
        return ""
    except LetterError as error:
        form.add_error("slug" if "naam" in str(error) else "file", str(error))
        return ""
    if back.changes:
        said = _(
            "De brief is begonnen, met alle bijgehouden wijzigingen erin. Kies hieronder welke u overneemt."
        )
        messages.success(request, said)
        return slug
    messages.success(request, _("De brief is begonnen. Koppel nu de getallen die hieronder staan."))
    if back.left_out or back.comments:
        messages.info(
            request, _("Wat niet in de tekst past, staat in het bewaarde bestand. Zie 'Werken in Word'.")
        )
    return slug
