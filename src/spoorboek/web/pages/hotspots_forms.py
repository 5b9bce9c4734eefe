"""The forms for taking in reports and analysing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_BYTES = 20_000_000


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TakeInForm(forms.Form):
    """A file with reports, and what is known of it."""

    title = forms.CharField(label=gettext_lazy("Naam van deze meldingen"), max_length=200)
    code = forms.SlugField(
        label=gettext_lazy("Naam in het adres"),
        max_length=60,
        error_messages={"invalid": gettext_lazy("Gebruik alleen kleine letters, cijfers en streepjes.")},
        help_text=gettext_lazy("Kleine letters, cijfers en streepjes. Bijvoorbeeld: overlast-2024."),
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "CSV met de kolommen start, eind, en x, y of latitude, longitude; of GeoJSON met punten. "
            "Namen van melders worden niet bewaard."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.json,.geojson"}),
    )
    is_reported = forms.BooleanField(
        label=gettext_lazy("De tijden zijn die van het melden, niet van het gebeuren"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    is_invented = forms.BooleanField(
        label=gettext_lazy("Deze meldingen zijn verzonnen, als voorbeeld"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 20 MB. Neem een kortere periode."))
        content: bytes = file.read()
        if content.startswith(b"PK"):
            raise forms.ValidationError(
                _("Dit is een Excel-bestand. Sla het in Excel op als CSV UTF-8 en kies dat bestand.")
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Dit bestand is geen UTF-8. Sla het op als UTF-8.")) from error
        if "\0" in text:
            raise forms.ValidationError(_("In dit bestand staan nultekens; het is geen tekst."))
        return text


class AnalyseForm(forms.Form):
    """How far and how long a group may reach, and what the period is compared with."""

    max_radius = forms.IntegerField(
        label=gettext_lazy("Grootste straal van een groep, in meters"),
        min_value=50,
        max_value=5000,
        initial=750,
    )
    max_days = forms.IntegerField(
        label=gettext_lazy("Langste duur van een groep, in dagen"), min_value=1, max_value=90, initial=14
    )
    prospective = forms.BooleanField(
        label=gettext_lazy("Zoek alleen groepen die op de laatste dag nog duren"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    by_weekday = forms.BooleanField(
        label=gettext_lazy("Vergelijk een dag alleen met dezelfde dag van de week"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    compare_first = forms.DateField(
        label=gettext_lazy("Vergelijk de periode vanaf"),
        required=False,
        widget=_day(),
        help_text=gettext_lazy(
            "Met de periode ervoor, die even lang is. Laat u dit leeg, dan is het de tweede helft."
        ),
    )
    compare_last = forms.DateField(label=gettext_lazy("tot en met"), required=False, widget=_day())
    compare_code = forms.ChoiceField(label=gettext_lazy("De periode ervoor staat in"), required=False)
    profile_code = forms.ChoiceField(
        label=gettext_lazy("Vergelijk de uren met"),
        required=False,
        help_text=gettext_lazy(
            "Weet u alleen wanneer is gemeld, vergelijk met alle meldingen: ’s nachts meldt bijna niemand."
        ),
    )
    channels = forms.ChoiceField(
        label=gettext_lazy("Veranderde in deze tijd de manier van melden?"),
        required=False,
        choices=[
            ("", gettext_lazy("weet ik niet")),
            ("same", gettext_lazy("nee")),
            ("changed", gettext_lazy("ja")),
        ],
    )
    channel_changes = forms.CharField(
        label=gettext_lazy("Zo ja, wat en wanneer"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: een app sinds maart 2024."),
    )

    def __init__(self, *given: Any, others: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        for name, none in (
            ("compare_code", _("deze meldingen")),
            ("profile_code", _("elk uur even druk")),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", none), *others]

    def clean(self) -> dict[str, Any]:
        """Return what was filled in, with the days in order."""
        data: dict[str, Any] = super().clean() or {}
        channels, said = data.pop("channels", ""), (data.get("channel_changes") or "").strip()
        if channels == "changed" and not said:
            self.add_error("channel_changes", _("Schrijf wat er veranderde, en wanneer."))
        known = {"same": (), "changed": (said,)}
        data["channel_changes"] = known.get(channels)
        first, last = data.get("compare_first"), data.get("compare_last")
        if first and last and first > last:
            self.add_error("compare_last", _("Deze dag ligt voor de eerste dag."))
        return data
