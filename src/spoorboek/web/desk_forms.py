"""Fields that the desks share, and the forms of reports and measures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.registers import Register
from spoorboek.apps.interventions.registers import POLICE_REPORTS
from spoorboek.figures.dutch_numbers import format_number, parse_number
from spoorboek.figures.errors import FigureError
from spoorboek.rules.clocks.terms import parse_term
from spoorboek.rules.errors import RuleError
from spoorboek.rules.ladders.ladder import MEASURE_WORDS, QUESTIONS, CompetentBody, Motivation
from spoorboek.rules.ladders.measure import Ground
from spoorboek.web.listed_choices import offer_register_choices

MOST_EURO = Decimal(1_000_000_000)
Label = Any
"""Words, translated now or when they are shown."""


def day_field(label: Label, **more: Any) -> forms.DateField:
    """Return a field for a day, with the picker of the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def moment_field(label: Label, **more: Any) -> forms.DateTimeField:
    """Return a field for a day and a time, with the picker of the browser."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        **more,
    )


def text_field(label: Label, *, rows: int = 3, **more: Any) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 2000, **more}
    )


def choice_field(register: Register, name: str, label: Label, **more: Any) -> forms.ChoiceField:
    """Return a field with the choices of a register; nothing is chosen beforehand."""

    def offer() -> list[tuple[str, Any]]:
        offered = offer_register_choices(register, name)
        return [("", _("Kies")), *((code, capfirst(word)) for code, word in offered)]

    return forms.ChoiceField(label=label, choices=offer, **more)


class MoneyField(forms.CharField):
    """An amount in euro as people write it: 5000, 5.000 or 12,50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> Any:
        """Return the amount, or nothing."""
        said = str(super().clean(value) or "").replace("€", "").strip()
        if not said:
            return None
        try:
            amount = Decimal(parse_number(said))
        except FigureError as error:
            raise forms.ValidationError(_("Dit is geen bedrag, zoals 5000 of 12,50.")) from error
        if not 0 <= amount < MOST_EURO:
            raise forms.ValidationError(_("Dit bedrag kan niet."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Return an amount as people write it."""
        return format_number(value) if isinstance(value, Decimal) else value


class ReportForm(forms.Form):
    """A police report as it comes in."""

    received_on = day_field(_("Ontvangen op"))
    found_on = day_field(_("Bevinding op"), required=False)
    subject = choice_field(POLICE_REPORTS, "subject", _("Onderwerp"))
    drug_kind = choice_field(
        POLICE_REPORTS,
        "drug_kind",
        _("Soort drugs"),
        required=False,
        help_text=_("Alleen als het om drugs gaat."),
    )
    place_kind = choice_field(POLICE_REPORTS, "place_kind", _("Soort plek"), required=False)
    premises = forms.CharField(
        label=_("Pand"), max_length=60, required=False, help_text=_("Een eigen code, geen adres of naam.")
    )
    findings = text_field(_("Bevindingen"), max_length=1000, required=False)
    amounts = forms.CharField(label=_("Middelen en hoeveelheden"), max_length=300, required=False)
    provision = forms.CharField(label=_("Overtreden voorschrift"), max_length=200, required=False)
    earlier_violations = forms.CharField(
        label=_("Eerdere overtredingen volgens de rapportage"), max_length=300, required=False
    )
    is_tip_alone = forms.BooleanField(label=_("Rust alleen op een anonieme melding"), required=False)
    case = forms.CharField(label=_("Nummer van de casus"), max_length=40, required=False)


class DecideForm(forms.Form):
    """A measure on a police report. The table fills in what it proposes; people decide."""

    taken_on = day_field(_("Besluit genomen op"))
    kind = forms.ChoiceField(
        label=_("Maatregel"), choices=[(kind.value, capfirst(word)) for kind, word in MEASURE_WORDS.items()]
    )
    term = forms.CharField(
        label=_("Termijn"), max_length=40, required=False, help_text=_("Bijvoorbeeld 3 maanden.")
    )
    indefinite = forms.BooleanField(label=_("Voor onbepaalde tijd"), required=False)
    closed_from = day_field(_("Gesloten vanaf"), required=False)
    amount = MoneyField(label=_("Dwangsom per overtreding in euro"), required=False)
    maximum = MoneyField(label=_("Maximum in euro"), required=False)
    comply_until = day_field(_("Begunstigingstermijn tot en met"), required=False)
    basis = forms.CharField(label=_("Wettelijke grondslag"), max_length=300, required=False)
    provision = forms.CharField(label=_("Overtreden voorschrift"), max_length=200, required=False)
    body = forms.ChoiceField(
        label=_("Bevoegd orgaan"),
        choices=[("", _("Kies")), *((body.value, capfirst(body.value)) for body in CompetentBody)],
    )
    body_because = forms.CharField(
        label=_("Waarom dit orgaan bevoegd is"),
        max_length=300,
        required=False,
        help_text=_(
            "Verplicht als de tabel dit open laat. Noem het artikel, of wie de verordening uitvoert."
        ),
    )
    grounds = forms.MultipleChoiceField(
        label=_("Rust verder op"),
        choices=[
            (ground.name, capfirst(ground.value))
            for ground in Ground
            if ground not in (Ground.ANONYMOUS_TIP, Ground.POLICE_REPORT)
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    suitability = text_field(_("Geschiktheid"), required=False, help_text=QUESTIONS[Motivation.SUITABILITY])
    necessity = text_field(_("Noodzaak"), required=False, help_text=QUESTIONS[Motivation.NECESSITY])
    balance = text_field(_("Evenwichtigheid"), required=False, help_text=QUESTIONS[Motivation.BALANCE])
    views_asked_on = day_field(_("Zienswijze gevraagd op"), required=False)
    views_skipped_because = forms.CharField(
        label=_("Geen zienswijze gevraagd, omdat"), max_length=300, required=False
    )
    deviation_reason = text_field(
        _("Reden om van de tabel af te wijken"),
        required=False,
        help_text=_("Verplicht als uw keuze afwijkt van het voorstel (Awb, artikel 4:84)."),
    )

    def clean_term(self) -> Any:
        """Read the term in words."""
        said = self.cleaned_data["term"].strip()
        if not said:
            return None
        try:
            return parse_term(said)
        except RuleError as error:
            raise forms.ValidationError(str(error)) from error


class DayForm(forms.Form):
    """A day on which something was done; ``label`` says what."""

    on = day_field(_("Op"))

    def __init__(self, *args: Any, label: Label = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label or self.fields["on"].label


class DayReasonForm(DayForm):
    """A day and a reason."""

    reason = text_field(_("Reden"), max_length=300)


class LiftOrderForm(DayForm):
    """Lifting an order under penalty, maybe because the offender asked for it."""

    requested_on = day_field(
        _("Op verzoek van de overtreder, gevraagd op"),
        required=False,
        help_text=_(
            "Alleen als de last een jaar van kracht is zonder verbeurde dwangsom (Awb, artikel 5:34, tweede "
            "lid). Leeg: u heft de last om een andere reden op."
        ),
    )


class ForfeitureForm(DayForm):
    """A violation of an order."""

    finding = text_field(_("Wat is er gezien?"), max_length=300)


class ForfeitedDayForm(DayForm):
    """Something done about one forfeited sum, chosen by the day of the violation."""

    violated_on = forms.DateField(label=_("Overtreding van"), widget=forms.Select)

    def __init__(self, *args: Any, days: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["violated_on"].widget.choices = list(days)
        self.order_fields(["violated_on", "on"])
