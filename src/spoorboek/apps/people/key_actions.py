"""Changing the key that encrypts texts and the secrets of the second step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.key_ring import add_new_key, name_key, write_keys
from spoorboek.apps.access.sealed_fields import get_field_keys
from spoorboek.apps.access.sealing import count_sealed_by_key, reseal_all
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.people.adapters import SecondStepAdapter
from spoorboek.apps.people.errors import KeyFileError
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class KeyRotation:
    """What a rotation did: the key that seals now, how much was sealed anew, which keys are not needed."""

    key: str
    text_count: int
    secret_count: int
    unneeded: tuple[str, ...]
    forgotten: bool


def rotate_keys(*, by: Viewer, at: datetime, forget: bool = False) -> KeyRotation:
    """Seal every text and secret with a new key.

    Keys in a file get a new one in front; keys in the environment are put there by whoever runs this, and the
    first one is used. Old keys stay, for backups; ``forget`` takes them out of the file. What was sealed when
    this breaks off stays readable, and running it again goes on.
    """
    Access(by).require(Permission.SYSTEM_MANAGE, to="de sleutels vernieuwen")
    file: Path | None = settings.FIELD_KEY_FILE
    if forget and file is None:
        raise KeyFileError(
            "De sleutels staan in SPOORBOEK_FIELD_KEY. Haal de oude daar zelf uit, na het vernieuwen."
        )
    # Before anything is sealed with it: a key that is lost in a crash would take texts along.
    if file is not None:
        add_new_key(file)
    texts = reseal_all()
    secrets = _reseal_secrets()
    first, *others = get_field_keys()
    if forget and file is not None:
        _forget(file, first)
    names = tuple(name_key(key) for key in others)
    done = KeyRotation(name_key(first), texts, secrets, names, forget)
    details = {"key": done.key, "texts": texts, "secrets": secrets, "forgotten": forget}
    record(action="people.rotate_keys", by=by, at=at, subject="people.keys:all", details=details)
    return done


def _forget(file: Path, first: str) -> None:
    if set(count_sealed_by_key()) - {name_key(first)}:
        raise KeyFileError(
            "Er zijn nog teksten met een oude sleutel. Er is geen sleutel weggehaald; probeer het opnieuw."
        )
    write_keys(file, [first])


@transaction.atomic
def _reseal_secrets() -> int:
    adapter = SecondStepAdapter()
    count = 0
    for one in Authenticator.objects.select_for_update():
        for name in ("secret", "seed"):
            if name in one.data:
                one.data[name] = adapter.encrypt_anew(one.data[name])
                count += 1
        if "migrated_codes" in one.data:
            one.data["migrated_codes"] = [adapter.encrypt_anew(code) for code in one.data["migrated_codes"]]
        one.save(update_fields=["data"])
    return count
