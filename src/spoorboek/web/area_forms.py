"""The forms of areas, cameras and activities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.interventions.registers import ACTIVITIES, DESIGNATED_AREAS
from spoorboek.figures.dutch_dates import parse_date
from spoorboek.figures.errors import FigureError
from spoorboek.web.choices import offer
from spoorboek.web.desk_forms import DayForm, choice_field, day_field, moment_field, text_field

_CAMERA_STEPS = (("moved", _("Verplaatst")), ("replaced", _("Vervangen")), ("removed", _("Weggehaald")))


class AreaForm(forms.Form):
    """A decision to designate an area."""

    kind = choice_field(DESIGNATED_AREAS, "kind", _("Soort gebied"))
    name = forms.CharField(label=_("Naam"), max_length=120)
    area_code = forms.ChoiceField(label=_("Wijk of buurt"))
    designated_on = day_field(_("Aangewezen op"))
    last_on = day_field(_("Geldt tot en met"), required=False)
    separate_days = text_field(
        _("Losse dagen"),
        required=False,
        help_text=_(
            "Alleen bij een gebiedsverbod dat op losse dagen geldt, zoals wedstrijddagen. Eén dag per regel, "
            "zoals 4 april 2025. Hoogstens 90 dagen binnen 24 maanden (Gemeentewet, artikel 172a)."
        ),
    )
    prosecutor_order = forms.BooleanField(
        label=_("De officier van justitie gaf al een gedragsaanwijzing voor dit gebied"),
        required=False,
        help_text=_("Alleen bij een gebiedsverbod."),
    )
    urgent_from = moment_field(
        _("Bij spoed: vanaf"),
        required=False,
        help_text=_(
            "Alleen bij een veiligheidsrisicogebied dat niet kan wachten. Het geldt hoogstens 12 uur "
            "(Gemeentewet, artikel 174b). Laat ‘Geldt tot en met’ dan leeg."
        ),
    )
    urgent_until = moment_field(_("Bij spoed: tot"), required=False)
    legal_basis = forms.CharField(label=_("Grondslag"), max_length=200)
    reference = forms.CharField(label=_("Kenmerk van het besluit"), max_length=60, required=False)
    motivation = text_field(_("Waarom is dit nodig?"))
    consulted_on = day_field(_("Overleg met de officier van justitie op"), required=False)
    council_informed_on = day_field(_("Raad geïnformeerd op"), required=False)
    corners = text_field(
        _("Hoekpunten"),
        required=False,
        help_text=_("Eén per regel: breedte en lengte, zoals 51,8133 4,6736. Leeg is de hele wijk of buurt."),
    )

    def __init__(self, *args: Any, areas: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "area_code", list(areas))

    def clean_separate_days(self) -> list[date]:
        """Read the days, one on each line."""
        days = []
        for place, line in enumerate(self.cleaned_data["separate_days"].splitlines(), start=1):
            if not line.strip():
                continue
            day = self._read_day(line.strip())
            if day is None:
                said = _("Regel %(place)s is geen dag: schrijf bijvoorbeeld 4 april 2025 of 4-4-2025.")
                raise forms.ValidationError(said % {"place": place})
            days.append(day)
        return days

    @staticmethod
    def _read_day(text: str) -> date | None:
        try:
            return parse_date(text)
        except FigureError:
            pass
        for shape in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        return None

    def clean_corners(self) -> list[tuple[float, float]]:
        """Read the corners, one on each line."""
        corners = []
        for place, line in enumerate(self.cleaned_data["corners"].splitlines(), start=1):
            parts = [part.replace(",", ".") for part in line.replace(";", " ").split()]
            if not parts:
                continue
            try:
                latitude, longitude = (float(part.rstrip(".")) for part in parts)
            except ValueError as error:
                said = _("Regel %(place)s is geen hoekpunt: schrijf breedte, spatie, lengte.")
                raise forms.ValidationError(said % {"place": place}) from error
            corners.append((latitude, longitude))
        return corners


class ExtensionForm(forms.Form):
    """An extension of a designation, which is a decision of its own about the same area."""

    decided_on = day_field(_("Besluit van"))
    last_on = day_field(_("Geldt tot en met"))
    reference = forms.CharField(label=_("Kenmerk van het besluit"), max_length=60, required=False)
    motivation = text_field(
        _("Waarom is dit nodig?"),
        help_text=_("Het gebied blijft hetzelfde. Een groter gebied vraagt een nieuwe aanwijzing."),
    )
    consulted_on = day_field(_("Overleg met de officier van justitie op"), required=False)
    council_informed_on = day_field(_("Raad geïnformeerd op"), required=False)


class EvaluationForm(DayForm):
    """The outcome of an evaluation."""

    outcome = text_field(_("Uitkomst van de evaluatie"))


class CameraForm(DayForm):
    """A new camera."""

    place = forms.CharField(label=_("Plaats"), max_length=120)


class CameraStepForm(DayForm):
    """What happened to a camera."""

    camera = forms.ChoiceField(label=_("Camera"))
    kind = forms.ChoiceField(label=_("Wat is er gedaan?"), choices=_CAMERA_STEPS)
    place = forms.CharField(
        label=_("Nieuwe plaats"), max_length=120, required=False, help_text=_("Alleen bij verplaatsen.")
    )
    reason = forms.CharField(label=_("Reden"), max_length=300, required=False)

    def __init__(self, *args: Any, cameras: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "camera", list(cameras))
        self.order_fields(["camera", "kind", "on"])


class ActivityForm(forms.Form):
    """Something that was organised, counted in its own unit."""

    kind = choice_field(ACTIVITIES, "kind", _("Soort"))
    title = forms.CharField(label=_("Titel"), max_length=200)
    theme = forms.CharField(label=_("Thema"), max_length=60)
    audience = forms.CharField(label=_("Doelgroep"), max_length=120)
    held_on = day_field(_("Gehouden op"))
    amount = forms.IntegerField(label=_("Aantal"), min_value=1, max_value=1_000_000, initial=1)
    unit = choice_field(
        ACTIVITIES,
        "unit",
        _("Eenheid"),
        help_text=_("Waarin de belofte telt, zoals campagnes."),
    )
    pillar = forms.IntegerField(label=_("Pijler"), min_value=1, max_value=9, required=False)


class ActivityFilterForm(forms.Form):
    """Which activities to show."""

    soort = choice_field(ACTIVITIES, "kind", _("Soort"), required=False)
    periode = forms.CharField(label=_("Periode"), max_length=60, required=False)
