"""The forms of objection and appeal."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.rules.clocks.remedies import OUTCOME_WORDS, REMEDY_WORDS
from spoorboek.web.desk_forms import day_field, text_field


class RemedyForm(forms.Form):
    """An objection or appeal as it comes in. Who lodged it stays in the archive."""

    kind = forms.ChoiceField(
        label=_("Wat is er ingediend?"),
        choices=[(kind.value, capfirst(word)) for kind, word in REMEDY_WORDS.items()],
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


class OutcomeForm(forms.Form):
    """How an objection or appeal ended."""

    decided_on = day_field(_("Uitkomst van"))
    outcome = forms.ChoiceField(
        label=_("Uitkomst"), choices=[(one.value, capfirst(word)) for one, word in OUTCOME_WORDS.items()]
    )
    sent_on = day_field(
        _("Uitkomst bekendgemaakt op"),
        required=False,
        help_text=_("Vanaf de dag daarna loopt de termijn voor beroep."),
    )
    summary = text_field(_("Kern van de uitkomst"), max_length=1000, required=False)
