"""Forms for registrations, made from what the register itself says can be filled in.

The form only carries words; whether they are right is judged by the app, in one place for a form and
for a file, so a form field here is never stricter than the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.intake.channels import list_hidden_fields
from spoorboek.apps.intake.entries import FieldDescription
from spoorboek.apps.intake.register_queries import RegistrationRow
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.web.listed_choices import offer_choices
from spoorboek.web.phrasebook import say_word

_YES_NO = (("ja", _("ja")), ("nee", _("nee")))
_HELP = {
    "links": _("Nummers, met een spatie ertussen."),
    "link": _("Het nummer waar dit bij hoort, of een gebruikersnaam."),
    "amount": _("In euro, bijvoorbeeld 5000 of 12,50."),
}


class PurposeForm(forms.Form):
    """What somebody looks at personal data for."""

    purpose = forms.CharField(
        label=_("Waarvoor bekijkt u deze gegevens?"),
        help_text=_("Dit komt in het logboek. Bijvoorbeeld: casusoverleg voorbereiden."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WithdrawalForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Waarom trekt u dit in?"),
        help_text=_("Dit blijft zichtbaar bij de registratie."),
        max_length=300,
    )


def registration_form(
    fields: Iterable[FieldDescription],
    data: Any = None,
    *,
    register_code: str,
    row: RegistrationRow | None = None,
    carries_seen: bool = False,
    corrects: bool = False,
) -> forms.Form:
    """Return a form for a new registration, or for a correction of ``row`` (then with a reason).

    ``corrects``: also without ``row``, for what was sent.

    ``carries_seen``: the page carries what stood there when it was shown, to find what others changed since.
    """
    form = forms.Form(data)
    hidden = find_hidden_fields(register_code, row)
    for field in fields:
        if field.is_fixed or field.name in hidden:
            continue
        form.fields[field.name] = _form_field(field)
        form.fields[field.name].show_hidden_initial = carries_seen
        if row is not None:
            form.initial[field.name] = _initial(row, field)
    if row is not None or corrects:
        form.fields["reason"] = forms.CharField(
            label=_("Waarom verbetert u dit?"),
            help_text=_("Wat er eerst stond, blijft zichtbaar."),
            max_length=300,
        )
    return form


def find_hidden_fields(register_code: str, row: RegistrationRow | None) -> frozenset[str]:
    """Return what is not on any page: of a signal that came in anonymously everything about a reporter."""
    if register_code != SIGNALS.code:
        return frozenset()
    return list_hidden_fields(str(row.fact("channel").value) if row is not None else "")


def add_problems(form: forms.Form, problems: Sequence[str]) -> None:
    """Put each problem of the register at its field, where it names one, else above the form."""
    named = {str(field.label).lower(): name for name, field in form.fields.items()}
    for problem in problems:
        label, _mark, said = problem.removeprefix("'").partition("'")
        name = named.get(say_word(label.lower()).lower()) if problem.startswith("'") else None
        words = said.removeprefix(":").strip() if name else problem
        form.add_error(name, capfirst(words))


def _form_field(field: FieldDescription) -> forms.Field:
    common: dict[str, Any] = {
        "label": capfirst(say_word(field.label)),
        "required": field.required,
        "help_text": _HELP.get(field.kind, ""),
    }
    empty = ("", _("Kies") if field.required else "–")
    if field.kind == "choice":
        # Nothing is chosen beforehand: a default that nobody looked at is no registration.
        return forms.ChoiceField(choices=(empty, *offer_choices(field)), **common)
    if field.kind == "yes_no":
        # Who does not choose has not said yes: a dwelling, for one, asks for consent.
        return forms.ChoiceField(choices=(empty, *_YES_NO) if field.required else _YES_NO[::-1], **common)
    if field.kind == "day":
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    attrs = {"inputmode": "decimal"} if field.kind in ("number", "amount", "decimal") else {}
    return forms.CharField(widget=forms.TextInput(attrs=attrs), max_length=400, **common)


def _initial(row: RegistrationRow, field: FieldDescription) -> str:
    value = row.fact(field.name).value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)
