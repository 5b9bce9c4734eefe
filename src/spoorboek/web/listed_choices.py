"""What a form offers in a field with a list: what is open, then what ended, with its last day."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.listed_fields import list_offered_values
from spoorboek.apps.access.registers import Register
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.rules.value_lists import ListedValue
from spoorboek.web.dates import format_date
from spoorboek.web.phrasebook import say_word


def offer_choices(field: FieldDescription) -> list[tuple[str, str]]:
    """Return code and word of what can be chosen in a field today, in the language of the reader."""
    if field.list_code:
        return offer_values(field.list_code)
    return [(code, say_word(word)) for code, word in field.choices]


def offer_register_choices(register: Register, name: str) -> list[tuple[str, str]]:
    """Return code and word of what can be chosen today in one field of a register."""
    return offer_choices(next(field for field in list_fields(register) if field.name == name))


def offer_values(list_code: str) -> list[tuple[str, str]]:
    """Return code and word of what can be chosen of a list today."""
    today = timezone.localdate()
    return [(each.code, _name(each)) for each in list_offered_values(list_code, today)]


def _name(value: ListedValue) -> str:
    if value.valid_until is None or value.valid_until >= timezone.localdate():
        return say_word(value.title)
    last = {"word": say_word(value.title), "day": format_date(value.valid_until)}
    return _("%(word)s (tot en met %(day)s)") % last
