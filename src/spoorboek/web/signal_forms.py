"""The forms of signals: writing one down, weighing it, asking sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.cases.kinds import list_open_kinds
from spoorboek.apps.intake.channels import list_open_channels
from spoorboek.rules.protocols.signal_protocol import ProtocolStep
from spoorboek.web.choices import offer

_POINT = re.compile(r"\s*(\d{1,2}(?:[.,]\d+)?)\s*[;/ ]\s*(\d{1,3}(?:[.,]\d+)?)\s*")


class QuickSignalForm(forms.Form):
    """A signal in few fields, in the order in which somebody tells it. Nothing about a reporter."""

    channel = forms.ChoiceField(
        label=_("Kanaal"), choices=lambda: [("", _("Kies")), *list_open_channels(timezone.localdate())]
    )
    received_on = forms.CharField(
        label=_("Ontvangen op"), widget=forms.DateInput(attrs={"type": "date"}), max_length=20
    )
    summary = forms.CharField(
        label=_("Wat is er aan de hand?"),
        help_text=_("Kort, zonder namen. Ctrl+Enter schrijft het op."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )
    place = forms.CharField(
        label=_("Adres of plek"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    area_code = forms.ChoiceField(label=_("Buurt"), required=False)
    theme = forms.CharField(
        label=_("Thema"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    point = forms.CharField(
        label=_("Punt op de kaart"),
        help_text=_("Breedte en lengte, of kies het op de kaart."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, areas: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "area_code", [("", _("Hele gemeente of onbekend")), *areas])
        self.fields["channel"].widget.attrs["autofocus"] = True

    def clean_point(self) -> tuple[Decimal, Decimal] | None:
        """Return latitude and longitude, or None when no point was given."""
        said = self.cleaned_data["point"]
        if not said.strip():
            return None
        found = _POINT.fullmatch(said)
        if found is None:
            raise forms.ValidationError(_("Schrijf twee getallen, zoals 51,8133 4,6901."))
        latitude, longitude = (
            Decimal(part.replace(",", ".")).quantize(Decimal("1e-6")) for part in found.groups()
        )
        if latitude > 90 or longitude > 180:
            raise forms.ValidationError(_("Dit punt ligt niet op de kaart."))
        return latitude, longitude


class StepForm(forms.Form):
    """One step of the protocol: what is decided, on which grounds, and why."""

    outcome = forms.ChoiceField(label=_("Besluit"), widget=forms.RadioSelect)
    criteria = forms.MultipleChoiceField(
        label=_("Wat telt hier mee?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Dit blijft bij het signaal staan."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    supported_by = forms.CharField(
        label=_("Wat ondersteunt dit nog meer?"),
        help_text=_("Verplicht bij een anonieme melding: die alleen is niet genoeg."),
        required=False,
        max_length=200,
    )
    case_kind = forms.ChoiceField(
        label=_("Casus openen"),
        help_text=_("Als het besluit is dat wij het signaal in behandeling nemen."),
        required=False,
    )
    case_title = forms.CharField(
        label=_("Titel van de casus"),
        help_text=_("Een plek of thema, geen naam."),
        required=False,
        max_length=200,
    )

    def __init__(self, data: Any = None, *, step: ProtocolStep, is_tip: bool, may_open_case: bool) -> None:
        super().__init__(data)
        outcomes, criteria, kinds = (self.fields[name] for name in ("outcome", "criteria", "case_kind"))
        assert isinstance(outcomes, forms.ChoiceField)
        assert isinstance(criteria, forms.ChoiceField)
        assert isinstance(kinds, forms.ChoiceField)
        outcomes.choices = [(one.code, one.title) for one in step.outcomes]
        criteria.choices = list(step.criteria)
        kinds.choices = [("", _("Geen casus")), *list_open_kinds(timezone.localdate())]
        takes_in = any(one.to == "taken_in" for one in step.outcomes)
        if not step.criteria:
            del self.fields["criteria"]
        if not (takes_in and is_tip):
            del self.fields["supported_by"]
        if not (takes_in and may_open_case):
            del self.fields["case_kind"], self.fields["case_title"]


class SourcesForm(forms.Form):
    """Which sources to ask, and what."""

    sources = forms.MultipleChoiceField(label=_("Bronnen"), widget=forms.CheckboxSelectMultiple)
    question = forms.CharField(
        label=_("Wat wilt u weten?"),
        help_text=_("De privacyfunctionaris beslist hierop. Schrijf geen namen als het zonder kan."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, sources: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self, "sources", list(sources))


class DecisionForm(forms.Form):
    """Yes or no, with the reason."""

    answer = forms.ChoiceField(
        label=_("Besluit"), choices=(("ja", _("Ja")), ("nee", _("Nee"))), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class HitForm(forms.Form):
    """Whether a source knows the subject."""

    answer = forms.ChoiceField(
        label=_("Kent de bron dit?"),
        choices=(("ja", _("Hit")), ("nee", _("Geen hit"))),
        widget=forms.RadioSelect,
    )


class ContentForm(forms.Form):
    """What a source said."""

    content = forms.CharField(
        label=_("Wat zegt de bron?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )


class TextForm(forms.Form):
    """The raw text with who may read it."""

    text = forms.CharField(label=_("Tekst"), max_length=20000, widget=forms.Textarea(attrs={"rows": 8}))
    readers = forms.CharField(
        label=_("Wie mag dit lezen?"),
        help_text=_("Gebruikersnamen met een spatie ertussen. Bij een anonieme melding hoogstens twee."),
        max_length=200,
    )


class ReaderForm(forms.Form):
    """One more reader."""

    username = forms.CharField(
        label=_("Wie mag dit ook lezen?"), help_text=_("Een gebruikersnaam."), max_length=150
    )


class WhyForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


def parse_day(text: str) -> date | None:
    """Return a day that a date field gave, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
