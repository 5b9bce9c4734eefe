"""Correcting a registration while somebody else does so too: nothing is overwritten, nothing typed is lost.

The page carries what stood there when it was shown. What only one of two people changed is kept as they
changed it; where both changed the same field the one who saves second sees both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest

from spoorboek.apps.intake.entries import FieldDescription
from spoorboek.apps.intake.register_queries import RegistrationRow
from spoorboek.web.keeping import typed
from spoorboek.web.register_forms import registration_form


def correction_form(
    request: HttpRequest, fields: Iterable[FieldDescription], row: RegistrationRow, *, register_code: str
) -> tuple[forms.Form, dict[str, str]]:
    """Return the form, and per label what somebody else wrote where this person wrote something else.

    With such differences the form holds what was typed; sent again it goes over what is shown now.
    """
    fields = list(fields)

    def make(data: Any) -> forms.Form:
        return registration_form(fields, data, register_code=register_code, row=row, carries_seen=True)

    sent = typed(request)
    if sent is None:
        return make(None), {}
    data, form = sent.copy(), make(None)
    current: dict[str, str] = {}
    for name, now in form.initial.items():
        carried = form.add_initial_prefix(name)
        seen, said = data.get(carried, now), data.get(name, "")
        if seen != now and said not in (seen, now):
            current[str(form.fields[name].label)] = row.fact(name).word
        if said == seen:
            # Left as it was: what somebody else made of it since, stands.
            data[name] = now
        data[carried] = now
    return make(data), current
