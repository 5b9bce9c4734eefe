"""Fields of plans: numbers, periods and words as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoorboek.figures.dutch_dates import format_period, parse_period
from spoorboek.figures.dutch_numbers import format_number, parse_number
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period

_MOST_DIGITS, _MOST_DECIMALS = 12, 4
_UNSEEN = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]")


class NumberField(forms.CharField):
    """A number as people write it: 10, 2.860 or 7,3."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> Any:
        """Return the number, or nothing."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        try:
            number = Decimal(parse_number(said))
        except FigureError as error:
            raise forms.ValidationError(_("Dit is geen getal, zoals 10, 2.860 of 7,3.")) from error
        whole, _mark, part = f"{number:f}".lstrip("-").partition(".")
        if len(whole) > _MOST_DIGITS or len(part) > _MOST_DECIMALS:
            raise forms.ValidationError(_("Dit getal is te groot of heeft te veel cijfers na de komma."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """Return a number as people write it."""
        return format_number(value) if isinstance(value, Decimal) else value


class PeriodField(forms.CharField):
    """A period as people write it: 2027 tot en met 2030, or april 2027."""

    def clean(self, value: Any) -> Any:
        """Return the period, or nothing."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        try:
            return parse_period(said)
        except FigureError as error:
            sentence = _(
                "Dit is geen periode. Schrijf bijvoorbeeld 2027, april 2027 of 2027 tot en met 2030."
            )
            raise forms.ValidationError(sentence) from error

    def prepare_value(self, value: Any) -> Any:
        """Return a period as people write it."""
        return format_period(value) if isinstance(value, Period) else value


class LineField(forms.CharField):
    """Words that will stand in the file of the plan: without characters that cannot be printed."""

    def clean(self, value: Any) -> Any:
        """Return the words with the line ends of the file."""
        said = str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")
        if _UNSEEN.search(said):
            raise forms.ValidationError(
                _("Hier staat een teken dat niet te drukken is. Typ de woorden opnieuw.")
            )
        return said
