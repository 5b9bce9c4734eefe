"""First passwords: random, told once, and changed by whoever gets them."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from spoorboek.apps.people.models import Person

_BYTES = 12


def make_password(username: str, first_name: str, last_name: str) -> str:
    """Return a random password; once in many thousands one happens to resemble the name and is refused."""
    named = Person(username=username, first_name=first_name, last_name=last_name)
    while True:
        password = secrets.token_urlsafe(_BYTES)
        try:
            validate_password(password, user=named)
        except ValidationError:
            continue
        return password
