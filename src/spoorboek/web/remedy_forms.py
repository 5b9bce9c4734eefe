"""The forms of objection and appeal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.interventions.collection_actions import COLLECTION_STEPS
from spoorboek.rules.clocks.remedies import OUTCOME_WORDS, REMEDY_WORDS, RemedyKind, list_outcomes
from spoorboek.web.choices import offer
from spoorboek.web.desk_forms import ForfeitedDayForm, day_field, text_field


class RemedyForm(forms.Form):
    """An objection or appeal as it comes in. Who lodged it stays in the archive."""

    kind = forms.ChoiceField(
        label=_("Wat is er ingediend?"),
        choices=[(kind.value, capfirst(word)) for kind, word in REMEDY_WORDS.items()],
    )
    forfeiture = forms.TypedChoiceField(
        label=_("Waartegen?"), coerce=int, empty_value=None, required=False, choices=()
    )
    lodged_on = day_field(_("Ontvangen op"))
    posted_on = day_field(
        _("Op de post gedaan op"), required=False, help_text=_("De dag van het poststempel, als die telt.")
    )
    reference = forms.CharField(
        label=_("Kenmerk"),
        max_length=60,
        required=False,
        help_text=_("Het kenmerk in het archief, geen naam."),
    )
    with_committee = forms.BooleanField(label=_("Met adviescommissie"), required=False)
    late_because = forms.CharField(
        label=_("Te laat, maar verschoonbaar omdat"),
        max_length=300,
        required=False,
        help_text=_("Alleen als het na de laatste dag binnenkwam (Awb, artikel 6:11)."),
    )

    def __init__(self, data: Any = None, *, sums: Sequence[tuple[int, str]] = ()) -> None:
        super().__init__(data)
        offer(self, "forfeiture", [("", _("De maatregel")), *sums])
        if not sums:
            del self.fields["forfeiture"]


class OutcomeForm(forms.Form):
    """How an objection or appeal ended."""

    decided_on = day_field(_("Uitkomst van"))
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=())
    sent_on = day_field(
        _("Uitkomst bekendgemaakt op"),
        required=False,
        help_text=_("Vanaf de dag daarna loopt de termijn voor beroep."),
    )
    summary = text_field(_("Kern van de uitkomst"), max_length=1000, required=False)
    suspended_from = day_field(
        _("Geschorst vanaf"),
        required=False,
        help_text=_("Alleen als de rechter het besluit schorst (Awb, artikel 8:81)."),
    )
    suspended_until = day_field(
        _("Geschorst tot en met"),
        required=False,
        help_text=_("Leeg als de rechter geen dag noemt: dan eindigt het zoals artikel 8:85 zegt."),
    )

    def __init__(self, data: Any = None, *, kind: RemedyKind) -> None:
        super().__init__(data)
        offer(self, "outcome", [(one.value, capfirst(OUTCOME_WORDS[one])) for one in list_outcomes(kind)])
        if kind is RemedyKind.INTERIM_RELIEF:
            self.fields["sent_on"].help_text = ""
        else:
            del self.fields["suspended_from"], self.fields["suspended_until"]


class CollectionStepForm(ForfeitedDayForm):
    """A step to collect a forfeited sum, or deferral of its payment."""

    kind = forms.ChoiceField(label=_("Wat is er gedaan?"), choices=())
    until_on = day_field(_("Tot en met"), required=False, help_text=_("Alleen bij uitstel van betaling."))
    reference = forms.CharField(
        label=_("Kenmerk"),
        max_length=60,
        required=False,
        help_text=_("Het kenmerk in het archief, geen naam."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(code, capfirst(word)) for code, word in COLLECTION_STEPS])
        self.order_fields(["violated_on", "kind", "on", "until_on", "reference"])
