"""The forms of letters. What may be done and what a letter must look like is judged by the app."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from spoorboek.documents.letter_type import LetterType

RESERVED_SLUGS = frozenset({"nieuw"})
_LONGEST_SLUG = 50
LARGEST_UPLOAD = 10 * 1024 * 1024


class SourceForm(forms.Form):
    """The text of a letter, and the revision it was made from."""

    source = forms.CharField(
        label=_("Tekst van de brief"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true", "lang": "nl"}),
    )
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why a verdict does not count here, or why a letter goes back."""

    reason = forms.CharField(
        label=_("Reden"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = help_text


class RemarkForm(forms.Form):
    """What somebody says with an approval."""

    remark = forms.CharField(
        label=_("Opmerking"),
        help_text=_("Blijft staan bij uw akkoord."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UploadForm(forms.Form):
    """A letter to be checked."""

    file = forms.FileField(
        label=_("PDF van een gepubliceerde brief"),
        help_text=_("Ten hoogste 10 MB. Wij bewaren het bestand niet."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    fingerprint = forms.CharField(
        label=_("Vingerafdruk"),
        help_text=_(
            "Staat bij de brief op deze site. Vult u niets in, dan vergelijken wij met onze eigen publicatie."
        ),
        required=False,
        max_length=80,
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to read."""
        return check_upload(self.cleaned_data["file"])


class WordFileForm(forms.Form):
    """A letter from Word."""

    file = forms.FileField(
        label=_("Word-bestand (.docx)"),
        help_text=_("Ten hoogste 10 MB, zonder macro's. Het bestand blijft bij de brief bewaard."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to read."""
        return check_upload(self.cleaned_data["file"])


def check_upload(file: Any) -> Any:
    """Return an uploaded file, or refuse one that is too large to be a letter."""
    if file.size > LARGEST_UPLOAD:
        raise forms.ValidationError(_("Dit bestand is groter dan 10 MB. Kies het bestand van de brief zelf."))
    return file


class StartForm(forms.Form):
    """How a letter begins; its fields depend on its type. Who gives no address gets one made of the title."""

    def clean_slug(self) -> str:
        """Return what was typed, or the title in the letters of an address."""
        typed: str = self.cleaned_data["slug"]
        made = typed or slugify(self.cleaned_data.get("title", ""))[:_LONGEST_SLUG].strip("-")
        if not made and "title" in self.cleaned_data:
            raise forms.ValidationError(_("Van deze titel is geen adres te maken. Kies er zelf een."))
        return made


def start_form(
    letter_type: LetterType, plans: list[tuple[str, str]], data: Any = None, **more: Any
) -> forms.Form:
    """Return the form in which a letter begins: its own data, then the formal fields of its type."""
    form = StartForm(data, **more)
    own = {
        "title": forms.CharField(label=_("Titel"), max_length=200),
        "slug": forms.SlugField(
            label=_("Naam in het adres"),
            help_text=_("Bijvoorbeeld voortgang-ondermijning-2025. Vult u niets in, dan volgt het de titel."),
            required=False,
            max_length=_LONGEST_SLUG,
            error_messages={"invalid": _("Gebruik alleen kleine letters, cijfers en streepjes.")},
        ),
        "dated_on": forms.DateField(label=_("Datum van de brief"), widget=_day()),
        "case_number": forms.CharField(label=_("Zaaknummer"), max_length=64),
        "plan": forms.ChoiceField(label=_("Plan"), choices=plans),
        "period": forms.CharField(
            label=_("Periode waarover u verantwoording aflegt"),
            help_text=_("Bijvoorbeeld 2024, 2023 tot en met 2024 of januari tot en met april 2023."),
            max_length=60,
        ),
    }
    form.fields.update(own)
    for rule in letter_type.fields:
        if rule.code not in own:
            label = f"{rule.label}"
            form.fields[f"field_{rule.code}"] = forms.CharField(label=label, max_length=200, required=False)
    return form


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
