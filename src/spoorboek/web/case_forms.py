"""Forms about cases and meetings. They only carry words: whether they are right is judged by the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.cases.errors import CaseError, ConflictError
from spoorboek.apps.cases.kinds import list_group_choices, list_kind_choices, list_open_kinds
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.figures.area import Area
from spoorboek.rules.case_access import LEVEL_WORDS, CaseLevel, CaseRule
from spoorboek.rules.errors import RuleError
from spoorboek.web.listed_choices import offer_values
from spoorboek.web.register_filters import offer_areas
from spoorboek.web.register_forms import add_problems

_DAY = {"type": "date"}
_LEVELS = [(level.value, LEVEL_WORDS[level]) for level in CaseLevel]


def day_field(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)  # type: ignore[arg-type]


def tick_field(label: Any, **more: Any) -> forms.BooleanField:
    """Return a field that is ticked or not."""
    widget = forms.CheckboxInput(attrs={"class": "choice"})
    return forms.BooleanField(label=label, required=False, widget=widget, **more)


class NewCaseForm(forms.Form):
    """A new case."""

    kind = forms.ChoiceField(label=_("Soort"), choices=lambda: list_open_kinds(timezone.localdate()))
    title = forms.CharField(
        label=_("Titel"), help_text=_("Een plek of onderwerp, nooit een naam van iemand."), max_length=200
    )
    theme = forms.CharField(label=_("Thema"), max_length=60)
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)
    gebied = forms.ChoiceField(label=_("Wijk of buurt"), required=False)
    opened_on = day_field(_("Geopend op"))
    complexity = forms.ChoiceField(
        label=_("Complexiteit"),
        choices=lambda: [("", "–"), *offer_values("complexities")],
        required=False,
    )
    level = forms.ChoiceField(label=_("Toegang"), choices=_LEVELS, initial=CaseLevel.AUDITED.value)
    signals = forms.CharField(
        label=_("Signalen"), help_text=_("Nummers, met een spatie ertussen."), max_length=400, required=False
    )


class DecisionForm(forms.Form):
    """A decision between two meetings."""

    text = forms.CharField(label=_("Besluit"), max_length=500)
    decided_on = day_field(_("Besloten op"))


class ActionForm(forms.Form):
    """An action."""

    text = forms.CharField(label=_("Actie"), max_length=500)
    who = forms.CharField(
        label=_("Wie"), help_text=_("Een gebruikersnaam of een organisatie."), max_length=120, required=False
    )
    due_on = day_field(_("Uiterlijk op"), required=False)


class PartyForm(forms.Form):
    """An organisation or person that takes part."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    task = forms.CharField(label=_("Taak"), max_length=200, required=False)
    is_person = forms.BooleanField(
        label=_("Dit is een persoon"),
        help_text=_("Een persoon staat bij de inhoud, een organisatie bij de basisgegevens."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )


class PhaseForm(forms.Form):
    """The step to a phase."""

    phase = forms.ChoiceField(label=_("Fase"))
    entered_on = day_field(_("Sinds"))
    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Nodig als u een fase overslaat of teruggaat."),
        max_length=300,
        required=False,
    )


class CloseForm(forms.Form):
    """Closing with a reason."""

    closed_on = day_field(_("Afgesloten op"))
    reason = forms.CharField(label=_("Waarom sluit u de casus af?"), max_length=300)


class TextForm(forms.Form):
    """A text with the version that was read."""

    body = forms.CharField(
        label=_("Tekst"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen_draft = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class InviteForm(forms.Form):
    """Somebody in the team, or invited for a part."""

    username = forms.CharField(label=_("Gebruikersnaam"), max_length=150)
    rule = forms.ChoiceField(
        label=_("Hoe"),
        choices=(
            (CaseRule.INVITED.value, _("uitnodigen voor een deel")),
            (CaseRule.TEAM.value, _("in het team: mag ook wijzigen")),
        ),
    )
    groups = forms.MultipleChoiceField(
        label=_("Welke gegevens"),
        choices=list_group_choices,
        initial=["base"],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice"}),
    )
    until = day_field(_("Tot en met"), required=False, help_text=_("Leeg: tot u de toegang beëindigt."))
    reason = forms.CharField(label=_("Waarom is dit nodig?"), max_length=300)


class LevelForm(forms.Form):
    """How far a case is shut."""

    level = forms.ChoiceField(label=_("Toegang"), choices=_LEVELS)
    reason = forms.CharField(label=_("Waarom?"), max_length=300)


class GlassForm(forms.Form):
    """Breaking the glass."""

    number = forms.CharField(label=_("Nummer van de casus"), max_length=40)
    reason = forms.CharField(
        label=_("Waarom kan dit niet wachten?"),
        help_text=_("De regisseur van de casus en de privacyfunctionaris zien dit."),
        max_length=300,
    )


class HandOverForm(forms.Form):
    """Who leads a case from now on."""

    username = forms.CharField(
        label=_("Wie leidt de casus voortaan?"), help_text=_("Een gebruikersnaam."), max_length=150
    )
    stays = forms.BooleanField(
        label=_("Wie nu leidt, blijft in het team"),
        initial=True,
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice"}),
    )
    reason = forms.CharField(label=_("Waarom draagt u over?"), max_length=300)


class ReferForm(forms.Form):
    """A referral to another body."""

    target = forms.ChoiceField(label=_("Naar"), choices=lambda: offer_values("referral_targets"))
    sent_on = day_field(_("Verstuurd op"))
    reason = forms.CharField(label=_("Waarom verwijst u door?"), max_length=300)
    reference = forms.CharField(label=_("Kenmerk"), max_length=60, required=False)
    follow_up_on = day_field(_("Opvolgen op"), required=False)


class ReferralStepForm(forms.Form):
    """What the other body answered."""

    to = forms.ChoiceField(label=_("Wat gebeurde er?"))
    on = day_field(_("Op"))
    answer = forms.CharField(
        label=_("Antwoord of reden"),
        help_text=_("Nodig bij weigeren of intrekken."),
        max_length=300,
        required=False,
    )
    follow_up_on = day_field(_("Opvolgen op"), required=False)


class NewMeetingForm(forms.Form):
    """A new meeting."""

    title = forms.CharField(
        label=_("Naam van het overleg"), help_text=_("Het soort overleg, nooit een casus."), max_length=120
    )
    planned_at = forms.DateTimeField(
        label=_("Wanneer"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
    )
    cases = forms.CharField(
        label=_("Casussen op de agenda"),
        help_text=_("Nummers, met een spatie ertussen, in de volgorde van het overleg."),
        max_length=1000,
        required=False,
    )
    people = forms.CharField(
        label=_("Genodigden"),
        help_text=_("Gebruikersnamen, met een spatie ertussen."),
        max_length=1000,
        required=False,
    )
    access_hours = forms.IntegerField(
        label=_("Uren toegang na afloop"),
        help_text=_("Zo lang zien de aanwezigen de casussen nog. Leeg: zoals de gemeente afsprak."),
        required=False,
        min_value=0,
        max_value=336,
    )


class CaseListForm(forms.Form):
    """Which cases to show."""

    soort = forms.ChoiceField(
        label=_("Soort"), choices=lambda: [("", _("alle")), *list_kind_choices()], required=False
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=(("", _("alle")), ("open", _("open")), ("closed", _("afgesloten"))),
        required=False,
    )
    periode = forms.CharField(
        label=_("Geopend in"), help_text=_("Bijvoorbeeld 2023 of april 2023."), max_length=60, required=False
    )
    gebied = forms.ChoiceField(label=_("Wijk of buurt"), required=False)
    zoek = forms.CharField(label=_("Woorden"), max_length=80, required=False)
    teksten = tick_field(_("Ook in teksten, besluiten en acties"))
    mijn = tick_field(_("Alleen die ik leid"))

    def __init__(self, data: Any, *, areas: Sequence[Area]) -> None:
        super().__init__(data)
        self.area_codes = offer_areas(self, areas)


class FlowForm(forms.Form):
    """Which period to count."""

    periode = forms.CharField(
        label=_("Periode"), help_text=_("Bijvoorbeeld 2023 of april 2023."), max_length=60
    )


def does(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do one thing; put what the app refuses above the form or at its field, and return False."""
    try:
        act()
    except ConflictError:
        # Shown with both versions by the page itself.
        raise
    except RegistrationError as error:
        add_problems(form, error.problems)
    except (CaseError, RuleError) as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def split_names(text: str) -> Sequence[str]:
    """Return the numbers or names in a text."""
    return text.replace(",", " ").replace(";", " ").split()


def is_filled(request: HttpRequest, form: forms.Form) -> bool:
    """Tell whether a form came in and can be read."""
    return request.method == "POST" and form.is_valid()
