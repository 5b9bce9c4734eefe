"""What a list of a register can be narrowed to, in the address, so that it can be kept and come back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.registers import Register, field_at
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_lists import ListQuestion
from spoorboek.apps.people.errors import PeopleError
from spoorboek.apps.people.own_things import drop_filter, keep_filter
from spoorboek.figures.area import Area
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.web.choices import offer
from spoorboek.web.phrasebook import Content, say_word

_MAIN = ("zoek", "periode", "gebied")


class FilterForm(forms.Form):
    """Words, a period, a part of the city, what the register has choices for, and whether only one's own."""

    zoek = forms.CharField(label=_("Woorden"), required=False, max_length=100)
    periode = forms.CharField(
        label=_("Periode"), help_text=_("Bijvoorbeeld 2023 of april 2023."), required=False, max_length=60
    )
    gebied = forms.ChoiceField(label=_("Wijk of buurt"), required=False)

    def __init__(self, data: Any, *, register: Register, areas: Sequence[Area]) -> None:
        super().__init__(data)
        self._register = register
        self._codes = offer_areas(self, areas)
        for name, path in register.filters.items():
            model_field = field_at(register.model, path)
            options = [(str(code), say_word(word)) for code, word in model_field.flatchoices]
            if options:
                label = capfirst(say_word(model_field.verbose_name))
                every = ("", _("Alles"))
                self.fields[name] = forms.ChoiceField(label=label, choices=[every, *options], required=False)
        self.fields["mijn"] = forms.BooleanField(label=_("Alleen wat ik in het oog houd"), required=False)

    def main_fields(self) -> list[forms.BoundField]:
        """Return what most people narrow a list by."""
        return [self[name] for name in _MAIN]

    def other_fields(self) -> list[forms.BoundField]:
        """Return what else a list is narrowed by."""
        return [field for field in self.visible_fields() if field.name not in _MAIN]

    def narrows_further(self) -> bool:
        """Tell whether one of the other filters is in use, or wrong."""
        return any(field.data or field.errors for field in self.other_fields())

    def read(self, request: HttpRequest) -> ListQuestion:
        """Return the question; what is not understood narrows nothing and stands at its field."""
        said: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        where = {name: str(said.get(name, "")) for name in self._register.filters}
        # A step of the protocol has no choices of its own; the overview of signals leads here with it.
        if "step" in self._register.filters:
            where["step"] = request.GET.get("stap", "")[:40]
        number = request.GET.get("pagina", "1")
        return ListQuestion(
            words=str(said.get("zoek", "")),
            period=self._period(str(said.get("periode", ""))),
            areas=areas_within(str(said.get("gebied", "")), self._codes),
            where=where,
            mine=bool(said.get("mijn")),
            page=int(number) if number.isdecimal() and len(number) < 7 else 1,
        )

    def _period(self, text: str) -> Period | None:
        if not text.strip():
            return None
        try:
            return parse_period(text)
        except FigureError:
            self.add_error("periode", _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
            return None


def offer_areas(form: forms.Form, areas: Sequence[Area], nothing: object = _("Overal")) -> list[str]:
    """Offer the parts of the city in the field ``gebied`` of a form, and return their codes.

    ``nothing``: the words for no area.
    """
    below = [area for area in areas if area.is_below_municipality]
    offer(form, "gebied", [("", str(nothing)), *((area.code, Content(area.name)) for area in below)])
    return [area.code for area in below]


def areas_within(code: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return an area with all of the ``known`` codes that lie in it; nothing when none was chosen."""
    inside = f"BU{code[2:]}" if code.startswith("WK") else "-"
    return (code, *(one for one in known if one.startswith(inside))) if code else ()


def keep_or_drop_filters(request: HttpRequest, listing: str, viewer: Viewer) -> None:
    """Keep the filters in the address under the name that was typed, or throw those away."""
    what, name = request.POST.get("doe", ""), request.POST.get("naam", "")
    if what == "bewaar":
        try:
            keep_filter(listing=listing, name=name, query=request.GET.urlencode(), by=viewer)
        except PeopleError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Bewaard als '%(name)s'.") % {"name": name.strip()[:60]})
    elif what == "weg":
        drop_filter(listing=listing, name=name, by=viewer)
        messages.success(request, gettext("De filters zijn weggegooid."))
