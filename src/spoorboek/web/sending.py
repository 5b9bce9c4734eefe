"""Sending a form: what it writes down is written down once, with and without JavaScript."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from spoorboek.apps.people.sent_forms import do_once, keep_answer
from spoorboek.web.viewers import signed

FIELD = "form_key"
_NOT_CONTENT = frozenset({FIELD, "csrfmiddlewaretoken"})


def make_form_key() -> str:
    """Return a new word for one form on one page."""
    return secrets.token_urlsafe(16)


def once(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> Callable[[], None]:
    """Return ``act`` so that a second press of the button does not do it again."""

    def act_once() -> None:
        data: Mapping[str, Any] = form.data
        content = {name: _values(data, name) for name in sorted(data) if name not in _NOT_CONTENT}
        do_once(
            key=str(data.get(FIELD, "")),
            content=json.dumps([request.path, content]),
            act=act,
            **signed(request),
        )

    return act_once


def keep_where_it_led(request: HttpRequest, location: str) -> None:
    """Keep to which page a form that was sent led."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if key and location:
        keep_answer(key=key, answer=location)


def _values(data: Mapping[str, Any], name: str) -> list[str]:
    values = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
    return [str(value) for value in values]
