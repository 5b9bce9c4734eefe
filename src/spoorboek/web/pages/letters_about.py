"""The formal data of a letter that is being written: title, date, case number, period, fields, annexes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.errors import ConflictError, LetterError
from spoorboek.apps.letters.queries import LetterRow, RevisionRow, get_letter, list_revisions
from spoorboek.apps.plans.queries import list_plans
from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.documents.source.front_writing import replace_front_matter
from spoorboek.documents.source.letter import parse_letter
from spoorboek.figures.dutch_dates import format_period, parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES
from spoorboek.rules.roles import Permission
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_forms import start_form
from spoorboek.web.pages.letters_skeleton import find_letter_type
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.viewers import viewer_of

writers_only = role_page(Permission.LETTERS_WRITE)


@writers_only
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what stands above the text of a letter; the text stays as it was last saved."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if row.status not in EDITABLE_STATUSES:
        raise NotFoundError("Deze pagina")
    newest = list_revisions(viewer, slug)[0]
    front = parse_letter(newest.source).front_matter
    form = _make_form(request, viewer, row, front)
    if request.method == "POST" and form.is_valid() and _save(viewer, form, newest, front):
        messages.success(request, _("De gegevens van de brief zijn opgeslagen."))
        return redirect("letter_write", slug)
    context = {
        "title": _("Gegevens van de brief"),
        "intro": _(
            "Deze gegevens staan boven de brief. Soort en adres blijven zoals de brief begon: %(kind)s."
        )
        % {"kind": say_word(row.kind.lower())},
        "form": form,
        "action": _("Gegevens opslaan"),
        "cancel": reverse("letter_write", args=[slug]),
        "crumbs": letter_crumbs(viewer, row, _("Gegevens")),
    }
    return render(request, "pages/form.html", context)


def _make_form(request: HttpRequest, viewer: Viewer, row: LetterRow, front: FrontMatter) -> forms.Form:
    plans: list[tuple[str, str]] = [(plan.slug, Content(plan.title)) for plan in list_plans(viewer)]
    initial = {
        **{name: getattr(front, name) for name in ("title", "dated_on", "case_number", "plan")},
        **{f"field_{code}": text for code, text in front.fields.items()},
        "period": format_period(front.period),
        "annexes": "\n".join(front.annexes),
        "seen": _fingerprint(front),
    }
    letter_type = find_letter_type(viewer, row.letter_type)
    form = start_form(letter_type, plans, typed(request), initial=initial)
    del form.fields["slug"]
    form.fields["annexes"] = forms.CharField(
        label=_("Bijlagen"),
        help_text=_("Eén titel per regel."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Not the number of the text: a colleague who writes on meanwhile is no conflict, these data are.
    form.fields["seen"] = forms.CharField(widget=forms.HiddenInput)
    return form


def _save(viewer: Viewer, form: forms.Form, newest: RevisionRow, front: FrontMatter) -> bool:
    data: dict[str, Any] = form.cleaned_data
    if data["seen"] != _fingerprint(front):
        form.data = {name: form.data[name] for name in form.data} | {"seen": _fingerprint(front)}
        said = _(
            "Een collega heeft deze gegevens intussen gewijzigd: titel ‘%(title)s’, zaaknummer %(number)s."
        )
        again = _("Kijk of uw wijzigingen nog kloppen en sla opnieuw op.")
        form.add_error(None, f"{said % {'title': front.title, 'number': front.case_number}} {again}")
        return False
    try:
        changed = replace(
            front,
            **{name: data[name] for name in ("title", "dated_on", "case_number", "plan")},
            period=parse_period(data["period"]),
            fields=_read_fields(data, front),
            annexes=tuple(line.strip() for line in data["annexes"].splitlines() if line.strip()),
        )
        save_revision(
            slug=front.slug,
            source=replace_front_matter(newest.source, changed),
            based_on=newest.number,
            by=viewer,
            at=timezone.now(),
        )
    except FigureError:
        form.add_error("period", _("Dit is geen periode. Schrijf bijvoorbeeld 2024 of april 2024."))
    except ConflictError:
        form.add_error(None, _("Een collega sloeg de tekst net op. Sla de gegevens opnieuw op."))
    except LetterError as error:
        form.add_error(None, str(error))
    return form.is_valid()


def _read_fields(data: dict[str, Any], front: FrontMatter) -> dict[str, str]:
    """Return the fields in the order of the letter; a field that the form does not know stays."""
    typed = {name.removeprefix("field_"): text for name, text in data.items() if name.startswith("field_")}
    return {code: text for code, text in {**front.fields, **typed}.items() if text}


def _fingerprint(front: FrontMatter) -> str:
    data = [
        front.title,
        front.dated_on,
        front.case_number,
        front.plan,
        front.period,
        front.fields,
        front.annexes,
    ]
    return hashlib.sha256(repr([str(one) for one in data]).encode()).hexdigest()[:16]
