"""The form in which the columns of a list are tied to the fields of a register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.registers import Register
from spoorboek.apps.exchange.list_mapping import DATE_FORMATS, REFERENCE, ListMapping
from spoorboek.apps.intake.entries import list_fields
from spoorboek.web.choices import offer
from spoorboek.web.phrasebook import say_word

_WORDS_SHOWN = 40


class ListFileForm(forms.Form):
    """A list to take in, as a file or pasted from a spreadsheet, and with which kept mapping."""

    file = forms.FileField(
        label=_("Bestand"),
        required=False,
        help_text=_("Excel (.xlsx) of CSV, met de namen van de kolommen boven de rijen."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Of plak de rijen uit Excel"),
        required=False,
        strip=False,
        help_text=_("Kopieer ook de rij met de namen van de kolommen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mapping = forms.ChoiceField(label=_("Bewaarde indeling"), required=False, choices=())

    def __init__(self, *args: Any, kept: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(kept)
        offer(self, "mapping", [("", _("De laatste die past")), *((name, name) for name in names)])
        if not names:
            del self.fields["mapping"]

    def clean(self) -> dict[str, Any]:
        """Ask for one list: a file or what was pasted."""
        said = super().clean() or {}
        has_file, has_text = bool(said.get("file")), bool(str(said.get("pasted") or "").strip())
        if "file" not in self.errors and has_file == has_text:
            both = _("Stuur een bestand of plak de rijen, niet allebei.")
            self.add_error("file", both if has_file else _("Kies een bestand, of plak de rijen uit Excel."))
        return said

    def read(self) -> tuple[str, bytes]:
        """Return the name and the content of the list."""
        sent = self.cleaned_data["file"]
        if sent:
            return sent.name, sent.read()
        return str(_("geplakte lijst")), str(self.cleaned_data["pasted"]).encode()


class MappingForm(forms.Form):
    """For each column a field, for a required field without a column one value, for a new word a code."""

    def __init__(
        self,
        data: Any = None,
        *,
        register: Register,
        headers: Sequence[str],
        mapping: ListMapping,
        unknown: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(data)
        self._headers, self._kept = headers, mapping
        described = [one for one in list_fields(register) if one.name != "invented"]
        self._described = {one.name: one for one in described}
        choices: list[tuple[str, Any]] = [("", _("niet overnemen")), (REFERENCE, _("ons eigen kenmerk"))]
        choices += [(one.name, capfirst(say_word(one.label))) for one in described]
        for place, header in enumerate(headers):
            if header:
                self.fields[f"kolom-{place}"] = forms.ChoiceField(
                    label=_("Kolom '%(header)s'") % {"header": header},
                    choices=choices,
                    required=False,
                    initial=mapping.columns.get(header, ""),
                )
        self.fields["datum"] = forms.ChoiceField(
            label=_("Datums als tekst"), choices=list(DATE_FORMATS.items()), initial=mapping.date_format
        )
        for one in described:
            if one.required and one.name != "number" and one.name not in mapping.columns.values():
                self.fields[f"vast-{one.name}"] = self._fixed_field(one, mapping)
        for name, words in unknown.items():
            self._add_words(name, words)

    def _fixed_field(self, one: Any, mapping: ListMapping) -> forms.Field:
        label = _("%(label)s van elke rij") % {"label": capfirst(say_word(one.label))}
        initial = mapping.fixed.get(one.name, "")
        if one.choices:
            options = [("", "–"), *one.choices]
            return forms.ChoiceField(label=label, choices=options, required=False, initial=initial)
        return forms.CharField(label=label, required=False, max_length=300, initial=initial)

    def _add_words(self, name: str, words: Sequence[str]) -> None:
        one = self._described[name]
        for place, word in enumerate(words[:_WORDS_SHOWN]):
            self.fields[f"woord-{name}-{place}"] = forms.ChoiceField(
                label=_("'%(word)s' in %(label)s betekent")
                % {"word": word[:60], "label": say_word(one.label)},
                choices=[("", _("Kies")), *one.choices],
                required=False,
            )
            self.fields[f"tekst-{name}-{place}"] = forms.CharField(widget=forms.HiddenInput, initial=word)

    def read(self, data: Mapping[str, str]) -> ListMapping:
        """Return the mapping as it was filled in, on top of the words that were known already."""
        columns = {
            header: str(data.get(f"kolom-{place}", ""))
            for place, header in enumerate(self._headers)
            if header
        }
        values = {name: dict(words) for name, words in self._kept.values.items()}
        for key, code in data.items():
            kind, _mark, rest = key.partition("-")
            name, _mark, place = rest.rpartition("-")
            word = str(data.get(f"tekst-{name}-{place}", ""))
            if kind == "woord" and code and word and name in self._described:
                values.setdefault(name, {})[word] = str(code)
        fixed = {
            key.removeprefix("vast-"): str(value) for key, value in data.items() if key.startswith("vast-")
        }
        return ListMapping(
            {header: name for header, name in columns.items() if name},
            values,
            {name: value for name, value in fixed.items() if value and name not in columns.values()},
            str(data.get("datum", "dmj")),
        )
