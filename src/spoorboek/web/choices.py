"""What can be chosen in a field of a form, when only the page knows it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms


def offer(form: forms.Form, name: str, choices: Iterable[tuple[object, object]]) -> None:
    """Offer these in the field ``name``: what is sent, and the words for it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
