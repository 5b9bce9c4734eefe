"""Keeping what is somebody's own: ways of looking at lists, and the key of a calendar."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.people.errors import KeptFilterError
from spoorboek.apps.people.models import CalendarKey, KeptFilter, Person

_MOST_FILTERS, _LONGEST_QUERY = 30, 500


@dataclass(frozen=True, slots=True)
class DigestReader:
    """Somebody who may be written to: at which address, in which language, and as whom they look."""

    address: str
    language: str
    viewer: Viewer


def keep_filter(*, listing: str, name: str, query: str, by: Viewer) -> None:
    """Keep a way of looking at a list; the same name again replaces it. No event: no data changes.

    Raises KeptFilterError without a name, with nothing to keep, or when there are too many.
    """
    key = _own_key(by)
    said = name.strip()[:60]
    if not said:
        raise KeptFilterError("Geef deze filters een naam.")
    if not query or len(query) > _LONGEST_QUERY:
        raise KeptFilterError("Kies eerst filters om te bewaren, en maak ze niet te lang.")
    others = KeptFilter.objects.filter(person_id=key, listing=listing).exclude(name=said)
    if others.count() >= _MOST_FILTERS:
        raise KeptFilterError(
            f"U hebt bij deze lijst al {_MOST_FILTERS} filters bewaard. Gooi er eerst een weg."
        )
    KeptFilter.objects.update_or_create(person_id=key, listing=listing, name=said, defaults={"query": query})


def drop_filter(*, listing: str, name: str, by: Viewer) -> None:
    """Throw a kept way of looking away."""
    KeptFilter.objects.filter(person_id=_own_key(by), listing=listing, name=name).delete()


def list_kept_filters(viewer: Viewer, listing: str) -> list[tuple[str, str]]:
    """Return name and question of what the viewer kept for one list."""
    if not viewer.person_id.isdigit():
        return []
    found = KeptFilter.objects.filter(person_id=int(viewer.person_id), listing=listing)
    return [(one.name, one.query) for one in found]


def make_calendar_key(*, by: Viewer, at: datetime) -> str:
    """Make a new secret word for the calendar of ``by``, shown once; an earlier one ends."""
    word = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarKey.objects.update_or_create(
            person_id=_own_key(by), defaults={"fingerprint": _fingerprint(word), "made_at": at}
        )
        record(action="people.make_calendar_key", by=by, at=at, subject=f"people.person:{by.person_id}")
    return word


def revoke_calendar_key(*, by: Viewer, at: datetime) -> None:
    """End the secret word of the calendar of ``by``; from then on its address is nothing."""
    with transaction.atomic():
        CalendarKey.objects.filter(person_id=_own_key(by)).delete()
        record(action="people.revoke_calendar_key", by=by, at=at, subject=f"people.person:{by.person_id}")


def has_calendar_key(viewer: Viewer) -> bool:
    """Tell whether the viewer has a calendar address that works."""
    return viewer.person_id.isdigit() and CalendarKey.objects.filter(person_id=int(viewer.person_id)).exists()


def find_calendar_owner(word: str) -> Viewer | None:
    """Return whose calendar a secret word opens, or None; of a closed account nothing opens."""
    found = CalendarKey.objects.filter(fingerprint=_fingerprint(word), person__is_active=True).first()
    return Person.objects.get(pk=found.person_id).as_viewer() if found else None


def keep_language(*, language: str, by: Viewer) -> None:
    """Keep in which language ``by`` reads, for what is written to them. No event: no data changes."""
    Person.objects.filter(pk=_own_key(by)).update(language=language)


def list_digest_people() -> list[DigestReader]:
    """Return everybody with an account and an e-mail address, for the digest."""
    people = Person.objects.filter(is_active=True).exclude(email="").order_by("pk")
    return [DigestReader(one.email, one.language, one.as_viewer()) for one in people]


def _own_key(by: Viewer) -> int:
    if not by.person_id.isdigit():
        raise NotPermittedError("U mag dit niet: iets voor uzelf bewaren zonder account.")
    return int(by.person_id)


def _fingerprint(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
