"""Forms of what is decided about a plan: begun, adopted, amended, withdrawn, evaluated, reached, promised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.rules.plan_content import DecisionOutcome
from spoorboek.web.desk_forms import day_field
from spoorboek.web.plan_fields import LineField, PeriodField

OUTCOME_CHOICES = (
    (DecisionOutcome.KEPT.value, _("Behouden: het gaat door zoals het is")),
    (DecisionOutcome.CHANGED.value, _("Gewijzigd: het gaat anders door")),
    (DecisionOutcome.STOPPED.value, _("Gestopt: het werkte niet")),
    (DecisionOutcome.ENDED.value, _("Afgerond: het is niet meer nodig")),
    (DecisionOutcome.ADDED.value, _("Toegevoegd: het komt erbij")),
)
Choices = Iterable[tuple[str, str]]


def _sentences(label: Any, **more: Any) -> LineField:
    return LineField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **{"max_length": 2000, **more})


class PlanDaysForm(forms.Form):
    """The title of a plan and the days between which it holds."""

    title = LineField(label=_("Titel van het plan"), max_length=200)
    first_on = day_field(_("Eerste dag"))
    last_on = day_field(_("Laatste dag"))

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that ends before it begins."""
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("De laatste dag ligt voor de eerste dag."))
        return said


class NewPlanForm(PlanDaysForm):
    """A new plan: a title and its days; the rest comes part by part."""

    parent = forms.ChoiceField(
        label=_("Uitvoeringsplan onder"),
        help_text=_("Leeg: dit is een plan op zichzelf."),
        required=False,
    )
    follows = forms.ChoiceField(
        label=_("Gaat verder op"),
        help_text=_("Wat doorgaat, staat dan al in het concept. Wat is gestopt of voorbij is, niet."),
        required=False,
    )

    def __init__(self, *args: Any, parents: Choices = (), plans: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("parent", list(parents)), ("follows", list(plans))):
            field: Any = self.fields[name]
            field.choices = [("", "–"), *choices]
            if not choices:
                del self.fields[name]


class AdoptionForm(forms.Form):
    """The decision by which a version holds, or holds no longer."""

    body = LineField(label=_("Wie nam het besluit?"), initial="gemeenteraad", max_length=200)
    decided_on = day_field(_("Besloten op"))
    case_number = LineField(label=_("Nummer van het besluit"), max_length=64, required=False)
    link = forms.CharField(
        label=_("Waar is het besluit te lezen?"),
        help_text=_("Een adres dat begint met https://."),
        max_length=500,
        required=False,
        validators=[URLValidator(schemes=["http", "https"], message=_("Dit is geen adres van een pagina."))],
        widget=forms.URLInput,
    )
    note = _sentences(_("Toelichting"), required=False)


class AmendForm(forms.Form):
    """Why there is a new version."""

    reason = _sentences(_("Waarom verandert het plan?"))
    follows_decisions = forms.BooleanField(
        label=_("Laat weg wat na de evaluatie is gestopt of afgerond"), required=False, initial=True
    )


class EvaluationForm(forms.Form):
    """What was decided about one thing after an evaluation, and what shows it."""

    about = forms.ChoiceField(
        label=_("Waarover?"), help_text=_("Leeg: iets wat nog niet in het plan staat."), required=False
    )
    outcome = forms.ChoiceField(
        label=_("Wat is besloten?"), choices=OUTCOME_CHOICES, widget=forms.RadioSelect
    )
    subject = LineField(
        label=_("In uw woorden"),
        help_text=_("Leeg: de titel van het onderdeel."),
        max_length=200,
        required=False,
    )
    reason = _sentences(_("Waarom?"))
    decided_on = day_field(_("Besloten op"))
    letter = forms.ChoiceField(label=_("Welke brief vertelt het?"), required=False)
    figure = forms.ChoiceField(label=_("Welk cijfer laat het zien?"), required=False)
    figure_period = PeriodField(
        label=_("Periode van dat cijfer"), help_text=_("Bijvoorbeeld 2024."), max_length=60, required=False
    )
    evaluation = LineField(label=_("Kenmerk van de evaluatie"), max_length=64, required=False)

    def __init__(
        self,
        *args: Any,
        parts: Choices = (),
        letters: Choices = (),
        figures: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("about", parts), ("letter", letters), ("figure", figures)):
            field: Any = self.fields[name]
            field.choices = [("", "–"), *choices]

    def clean(self) -> dict[str, Any]:
        """Ask for a subject where no part is chosen, and for the period of a figure."""
        said = super().clean() or {}
        if not said.get("about") and not said.get("subject"):
            self.add_error("subject", _("Kies een onderdeel of schrijf op waar het over gaat."))
        if said.get("figure") and not said.get("figure_period") and "figure_period" not in self.errors:
            self.add_error("figure_period", _("Over welke periode gaat dat cijfer?"))
        return said


class DeliveryForm(forms.Form):
    """That a milestone was reached."""

    delivered_on = day_field(_("Bereikt op"))
    evidence = _sentences(_("Waaruit blijkt dat?"))


class CommitmentForm(forms.Form):
    """What the council was told that it would hear or get."""

    text = _sentences(_("Wat is toegezegd?"))
    made_on = day_field(_("Toegezegd op"))
    made_in = LineField(
        label=_("Waar staat dat?"),
        help_text=_("Het kenmerk van de brief of het verslag."),
        max_length=64,
        required=False,
    )
    due_on = day_field(_("Uiterlijk op"), required=False, help_text=_("Leeg: er is geen dag genoemd."))
    note = _sentences(_("Toelichting"), required=False)


class DischargeForm(forms.Form):
    """With which letter a commitment was kept."""

    letter = forms.ChoiceField(label=_("Met welke brief?"))
    on = day_field(_("Nagekomen op"))

    def __init__(self, *args: Any, letters: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["letter"]
        field.choices = [("", capfirst(_("kies een brief"))), *letters]
