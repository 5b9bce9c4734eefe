"""The forms of letter audits. What may be done is judged by the app."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoorboek.rules.letter_audit.finding_choice import FindingChoice
from spoorboek.web.choices import offer

LARGEST_UPLOAD = 10 * 1024 * 1024
LONGEST_TEXT = 500_000
_ACCEPT = ".pdf,.docx,.html,.htm,.md,.txt"


class LetterAuditForm(forms.Form):
    """A letter to be looked through: a file, or its words."""

    file = forms.FileField(
        label=_("Bestand met de brief"),
        help_text=_("PDF, Word (.docx), webpagina, Markdown of tekst; ten hoogste 10 MB."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
    )
    text = forms.CharField(
        label=_("Of plak de tekst"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "nl"}),
    )
    title = forms.CharField(label=_("Naam voor uzelf"), required=False, max_length=200)
    plan = forms.ChoiceField(label=_("Plan waarover de brief gaat"), required=False)
    earlier = forms.FileField(
        label=_("Een eerdere brief over dit plan"),
        help_text=_("Wij kijken of terugkomt wat daarin is beloofd."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
    )

    def __init__(self, *args: Any, plans: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "plan", [("", _("Geen plan")), *(plans or [])])

    def clean(self) -> dict[str, Any]:
        """Ask for one letter: a file or words, and not too large."""
        cleaned = super().clean() or {}
        for name in ("file", "earlier"):
            if (given := cleaned.get(name)) is not None and given.size > LARGEST_UPLOAD:
                self.add_error(
                    name, _("Dit bestand is groter dan 10 MB. Kies het bestand van de brief zelf.")
                )
        if not cleaned.get("file") and not (cleaned.get("text") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Kies een bestand, of plak de tekst van de brief."))
        return cleaned


class DecisionForm(forms.Form):
    """What somebody decides about a finding."""

    choice = forms.ChoiceField(
        label=_("Wat doet u ermee?"),
        choices=[
            (FindingChoice.ACCEPTED.value, _("Overnemen: de brief wordt aangepast")),
            (FindingChoice.DISMISSED.value, _("Wegleggen: de opmerking telt hier niet")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Nodig als u de opmerking weglegt."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def letter_form(
    kinds: list[tuple[str, str]], plans: list[tuple[str, str]], data: Any = None, **more: Any
) -> forms.Form:
    """Return the form in which an audited letter becomes a letter of one's own."""
    form = forms.Form(data, **more)
    form.fields.update(
        {
            "letter_type": forms.ChoiceField(label=_("Briefsoort"), choices=kinds),
            "title": forms.CharField(label=_("Titel"), max_length=200),
            "slug": forms.SlugField(
                label=_("Naam in het adres"),
                help_text=_(
                    "Kleine letters, cijfers en streepjes, bijvoorbeeld voortgang-ondermijning-2025."
                ),
                max_length=50,
                error_messages={"invalid": _("Gebruik alleen kleine letters, cijfers en streepjes.")},
            ),
            "dated_on": forms.DateField(
                label=_("Datum van de brief"),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
            "case_number": forms.CharField(label=_("Zaaknummer"), max_length=64),
            "plan": forms.ChoiceField(label=_("Plan"), choices=plans),
            "period": forms.CharField(
                label=_("Periode waarover u verantwoording aflegt"),
                help_text=_("Bijvoorbeeld 2024, 2023 tot en met 2024 of januari tot en met april 2023."),
                max_length=60,
            ),
        }
    )
    return form
