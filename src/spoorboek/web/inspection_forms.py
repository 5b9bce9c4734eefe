"""The forms of an inspection day, short enough for a phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spoorboek.apps.access.registers import Register
from spoorboek.apps.interventions.registers import INSPECTED_BUSINESSES, INSPECTION_DAYS
from spoorboek.web.choices import offer
from spoorboek.web.desk_forms import choice_field, day_field, text_field
from spoorboek.web.listed_choices import offer_register_choices


def radio_field(register: Register, name: str, label: Any, **more: Any) -> forms.ChoiceField:
    """Return a field with one big target for each choice of a register."""

    def offer() -> list[tuple[str, str]]:
        return [(code, capfirst(word)) for code, word in offer_register_choices(register, name)]

    return forms.ChoiceField(label=label, choices=offer, widget=forms.RadioSelect, **more)


class InspectionDayForm(forms.Form):
    """A day of inspecting together."""

    held_on = day_field(_("Dag"))
    sector = choice_field(INSPECTION_DAYS, "sector", _("Branche"))
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)


class ParticipantForm(forms.Form):
    """Who takes part, on which basis and what for."""

    organisation = forms.CharField(label=_("Organisatie"), max_length=120)
    legal_basis = forms.CharField(
        label=_("Grondslag"), max_length=200, help_text=_("Het artikel dat de bevoegdheid geeft.")
    )
    purpose = forms.CharField(label=pgettext_lazy("waarvoor iets gebeurt", "Doel"), max_length=200)


class VisitForm(forms.Form):
    """A business or dwelling that is visited."""

    business = forms.CharField(
        label=_("Bedrijf of woning"),
        max_length=60,
        help_text=_("Een eigen code of naam, geen persoon."),
    )
    address = forms.CharField(label=_("Adres"), max_length=120, required=False)
    sector = choice_field(INSPECTED_BUSINESSES, "sector", _("Branche"))
    is_dwelling = forms.BooleanField(label=_("Dit is een woning"), required=False)
    entry_basis = radio_field(
        INSPECTED_BUSINESSES,
        "entry_basis",
        _("Binnengegaan met"),
        required=False,
        help_text=_("Verplicht bij een woning (Algemene wet op het binnentreden)."),
    )
    entry_reference = forms.CharField(
        label=_("Wie gaf toestemming, of het kenmerk van de machtiging"), max_length=120, required=False
    )


class FindingForm(forms.Form):
    """What one participant found."""

    participant = forms.ChoiceField(label=_("Wie vond dit?"), widget=forms.RadioSelect)
    kind = radio_field(INSPECTED_BUSINESSES, "finding", _("Wat is er gevonden?"))
    remark = forms.CharField(label=_("Toelichting"), max_length=300, required=False)

    def __init__(self, *args: Any, participants: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "participant", list(participants))


class FollowUpForm(forms.Form):
    """A signal that follows from a finding."""

    theme = forms.CharField(label=_("Thema"), max_length=60)
    summary = text_field(
        _("Wat is er gezien?"), max_length=300, help_text=_("Schrijf geen namen van personen op.")
    )
