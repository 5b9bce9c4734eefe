"""Sending a form: what it writes down is written down once, with and without JavaScript."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.sent_forms import do_once, keep_answer
from spoorboek.web.viewers import signed

FIELD = "form_key"
_IS_KEPT = "_spoorboek_is_done_once"
NOT_CONTENT = frozenset({FIELD, "csrfmiddlewaretoken"})
# Typed on Friday, sent on Monday morning.
_KEY_LASTS = timedelta(days=3)


def make_form_key(viewer: Viewer) -> str:
    """Return a new word for the forms on one page, signed: it names for whom the page was made."""
    return _signer().sign(f"{secrets.token_urlsafe(12)}:{viewer.person_id}")


def read_form_owner(key: str) -> str:
    """Return the key of the person for whom a page was made, or the empty text when it is not ours or old."""
    try:
        return _signer().unsign(key, max_age=_KEY_LASTS).rpartition(":")[2]
    except BadSignature:
        return ""


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="spoorboek.form")


def once(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> Callable[[], None]:
    """Return ``act`` so that a second press of the button does not do it again."""

    def act_once() -> None:
        data: Mapping[str, Any] = form.data
        setattr(request, _IS_KEPT, True)
        content = {name: _values(data, name) for name in sorted(data) if name not in NOT_CONTENT}
        do_once(
            key=str(data.get(FIELD, "")),
            content=json.dumps([request.path, content]),
            act=act,
            **signed(request),
        )

    return act_once


def keep_where_it_led(request: HttpRequest, location: str) -> None:
    """Keep to which page a form that was sent led."""
    key = request.POST.get(FIELD, "") if getattr(request, _IS_KEPT, False) else ""
    if key and location:
        keep_answer(key=key, answer=location)


def _values(data: Mapping[str, Any], name: str) -> list[str]:
    values = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
    return [str(value) for value in values]
