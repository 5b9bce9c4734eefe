"""What the form of each kind of part asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoorboek.rules.plan_content import PillarKind, PlanContent
from spoorboek.rules.promises import CountedPer, OutcomeDirection, PromiseKind, TargetDirection
from spoorboek.web.desk_forms import day_field
from spoorboek.web.plan_fields import LineField, NumberField, PeriodField

KERNBELEID = (
    "Veilige woon- en leefomgeving",
    "Bedrijvigheid en veiligheid",
    "Jeugd en veiligheid",
    "Fysieke veiligheid",
    "Integriteit en veiligheid",
)
"""The five fields of the national list (Kernbeleid Veiligheid, VNG). Advice: a theme may have none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures one may choose, and the unit of each by its code."""

    titles: Mapping[str, str]
    units: Mapping[str, str]


def list_questions(
    list_name: str, content: PlanContent, figures: Figures, kind: PromiseKind | None
) -> dict[str, forms.Field]:
    """Return what is asked of a part, the title first; a choice out of nothing is no question."""
    own: dict[str, forms.Field] = {}
    if kind is not None:
        own = {**_of_kind(kind, figures), **_of_every_promise(content)}
    elif list_name in _OWN:
        own = _OWN[list_name](content)
    asked = {name: field for name, field in own.items() if not _has_no_choice(field)}
    return {"title": LineField(label=TITLES[list_name], max_length=200), **asked}


TITLES: dict[str, Any] = {
    "themes": _("Naam van het thema"),
    "goals": _("Wat wil de gemeente bereiken?"),
    "promises": _("Wat belooft de gemeente?"),
    "actions": _("Wat gaat er gebeuren?"),
    "pillars": _("Naam"),
    "approaches": _("Naam van de werkwijze"),
    "partners": _("Naam van de organisatie"),
    "budgets": _("Naam van het budget"),
    "areas": _("Naam van het gebied"),
    "announced_plans": _("Titel van het plan"),
}


def _named(label: Any, parts: Iterable[Any], **more: Any) -> forms.ChoiceField:
    choices = [("", "–"), *((part.code, part.title) for part in parts)]
    return forms.ChoiceField(label=label, choices=choices, required=False, **more)


def _partners(content: PlanContent) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Samen met"),
        choices=[(part.code, part.title) for part in content.partners],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _has_no_choice(field: forms.Field) -> bool:
    choices: Any = getattr(field, "choices", [True])
    return not [one for one in choices if one is True or one[0]]


def _of_every_promise(content: PlanContent) -> dict[str, forms.Field]:
    return {
        "owner": LineField(label=_("Wie is hiervan de eigenaar?"), max_length=200),
        "theme": _named(_("Thema"), content.themes),
        "goal": _named(_("Doel"), content.goals),
        "pillar": _named(_("Pijler"), content.pillars),
        "partners": _partners(content),
        "budget": _named(_("Betaald uit"), content.budgets),
        "period": PeriodField(
            label=_("Andere periode dan het plan"),
            help_text=_("Leeg: de hele periode van het plan."),
            max_length=60,
            required=False,
        ),
        "note": _note(),
    }


def _note() -> LineField:
    return LineField(
        label=_("Zo lezen wij het plan"),
        help_text=_("Alleen als de tekst van het plan uitleg nodig heeft."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _of_kind(kind: PromiseKind, figures: Figures) -> dict[str, forms.Field]:
    choices = [("", _("nog geen cijfer")), *sorted(figures.titles.items(), key=lambda one: one[1].casefold())]
    figure = forms.ChoiceField(
        label=_("Welk cijfer houdt dit bij?"),
        choices=choices,
        required=False,
        help_text=_("Zo weet u later wat ervan is gekomen."),
    )
    if kind is PromiseKind.COUNT:
        return _of_count(figure)
    if kind is PromiseKind.OUTCOME:
        ways = [
            (OutcomeDirection.FALLS.value, _("het daalt")),
            (OutcomeDirection.RISES.value, _("het stijgt")),
            (OutcomeDirection.STAYS.value, _("het blijft ongeveer gelijk")),
        ]
        outcome = forms.ChoiceField(
            label=_("Welke kant gaat het op?"), choices=ways, widget=forms.RadioSelect
        )
        return {"figure": figure, "outcome": outcome}
    if kind is PromiseKind.MILESTONE:
        return {
            "deliverable": LineField(label=_("Wat is er dan klaar?"), max_length=2000),
            "evidence": LineField(
                label=_("Waaruit blijkt dat?"),
                help_text=_("Bijvoorbeeld: het plan dat het college heeft vastgesteld."),
                max_length=2000,
            ),
            "due_on": day_field(_("Uiterlijk op")),
        }
    return {"figure": figure}


def _of_count(figure: forms.ChoiceField) -> dict[str, forms.Field]:
    sides = [
        (TargetDirection.AT_LEAST.value, _("ten minste dit aantal")),
        (TargetDirection.AT_MOST.value, _("ten hoogste dit aantal")),
        (TargetDirection.EXACTLY.value, _("precies dit aantal")),
    ]
    turns = [
        (CountedPer.YEAR.value, _("elk jaar opnieuw")),
        (CountedPer.PERIOD.value, _("over de hele periode")),
    ]
    return {
        "unit": LineField(
            label=_("Wat telt u?"),
            help_text=_("In het meervoud, zoals gecontroleerde bedrijven of meldingen."),
            max_length=120,
        ),
        "target": NumberField(label=_("Hoeveel moeten het er zijn?"), max_length=20),
        "direction": forms.ChoiceField(
            label=_("Is dat een minimum?"), choices=sides, initial=TargetDirection.AT_LEAST.value
        ),
        "per": forms.ChoiceField(label=_("Wanneer telt u?"), choices=turns, initial=CountedPer.YEAR.value),
        "baseline": NumberField(
            label=_("Hoeveel zijn het er nu?"),
            help_text=_("De stand voordat het plan begint. Telt u vanaf nul, vul dan 0 in."),
            initial="0",
            max_length=20,
        ),
        "figure": figure,
    }


_OWN: dict[str, Any] = {
    "themes": lambda content: {
        "approach": _named(_("Werkwijze"), content.approaches),
        "part_of": _named(_("Hoort bij een groter thema"), content.themes),
        "kernbeleid": forms.ChoiceField(
            label=_("Veld van het Kernbeleid Veiligheid"),
            choices=[("", "–"), *((word, word) for word in KERNBELEID)],
            required=False,
        ),
    },
    "goals": lambda content: {"theme": _named(_("Thema"), content.themes)},
    "pillars": lambda content: {
        "kind": forms.ChoiceField(
            label=_("Hoe noemt het plan dit?"),
            choices=[(PillarKind.PILLAR.value, _("pijler")), (PillarKind.ACTION_LINE.value, _("actielijn"))],
        ),
        "theme": _named(_("Thema"), content.themes),
    },
    "budgets": lambda content: {
        "kind": LineField(
            label=_("Soort"),
            help_text=_("Zoals de begroting het noemt: incidenteel of structureel."),
            max_length=40,
            required=False,
        )
    },
    "areas": lambda content: {
        "designation": LineField(
            label=_("Aangewezen als"), help_text=_("Bijvoorbeeld focusgebied."), max_length=120
        )
    },
    "announced_plans": lambda content: {
        "period": PeriodField(label=_("Periode"), help_text=_("Bijvoorbeeld 2027."), max_length=60),
        "theme": _named(_("Thema"), content.themes),
    },
    "actions": lambda content: {
        "owner": LineField(label=_("Wie doet het?"), max_length=200),
        "due_on": day_field(_("Uiterlijk op")),
        "theme": _named(_("Thema"), content.themes),
        "promises": forms.MultipleChoiceField(
            label=_("Voor welke beloften is dit?"),
            choices=[(part.code, part.title) for part in content.promises],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "partners": _partners(content),
        "note": _note(),
    },
}
