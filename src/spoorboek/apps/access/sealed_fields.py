"""Fields whose content is encrypted in the database and plain on the record.

The empty text stays empty, so that a constraint may ask whether there is any. Nothing can be looked for in a
sealed field, and nothing can be written into it around the record (``update``): both raise an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from spoorboek.apps.access.errors import SealError
from spoorboek.apps.access.key_ring import KeyRing, read_keys

if TYPE_CHECKING:
    _Text = models.TextField[Any, str]
else:
    # Only the type checker knows what a field holds.
    _Text = models.TextField


CANNOT_BE_OPENED = "niet te openen: de sleutel ontbreekt of de tekst is gewijzigd. Vraag uw beheerder."
"""What a list says of a text that stays closed."""


class Sealed(str):
    """A text as it stands in the database."""

    __slots__ = ()


@lru_cache(maxsize=8)
def _ring_of(keys: tuple[str, ...]) -> KeyRing:
    return KeyRing(keys)


@lru_cache(maxsize=8)
def _keys_in(file: Path, changed_ns: int) -> tuple[str, ...]:
    return tuple(read_keys(file))


def get_field_keys() -> tuple[str, ...]:
    """Return the keys of this installation, the first one first.

    A key file is read again when it changed: a website that runs goes on with the new key after a rotation.
    """
    file: Path | None = settings.FIELD_KEY_FILE
    return tuple(settings.FIELD_KEYS) if file is None else _keys_in(file, file.stat().st_mtime_ns)


def get_key_ring() -> KeyRing:
    """Return the keys of this installation as a ring."""
    return _ring_of(get_field_keys())


class _OpenedAttribute(DeferredAttribute):
    """Opens what came from the database when somebody reads it, because only then its record is known."""

    field: SealedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if not isinstance(value, Sealed):
            return value
        opened = self.field.read(get_key_ring().open(value, self.field.place_of(instance)))
        instance.__dict__[self.field.attname] = opened
        return opened

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(_Text):
    """A text that is encrypted. ``bound_to``: the fields that name its record and never change."""

    descriptor_class = _OpenedAttribute

    def __init__(self, *args: Any, bound_to: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.bound_to = tuple(bound_to)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return how a migration makes this field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def place_of(self, instance: models.Model) -> str:
        """Return what a sealed text is bound to: table, column, and what names the record."""
        named = [(name, getattr(instance, name)) for name in self.bound_to]
        if not named or any(value in (None, "") for _, value in named):
            raise FieldError(f"{self.name} cannot be sealed before {', '.join(self.bound_to)} is known")
        identity = ",".join(f"{name}={value}" for name, value in named)
        return f"{instance._meta.db_table}.{self.column}:{identity}"

    def read(self, text: str) -> Any:
        """Return the value that a text stands for."""
        return text

    def write(self, value: Any) -> str:
        """Return the text of a value; the empty text is not sealed."""
        return str(value or "")

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Return what the database holds; the record opens it."""
        return Sealed(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Return how to ask whether there is a text; nothing else can be asked of what is sealed."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "isnull") else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the sealed text of a record; what was never opened stays as it is."""
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, Sealed):
            return held
        text = self.write(getattr(model_instance, self.attname))
        return Sealed(get_key_ring().seal(text, self.place_of(model_instance))) if text else ""

    def get_prep_value(self, value: Any) -> Any:
        """Refuse what did not come from a record: it would be written, or looked for, in plain text."""
        if value in (None, "") or isinstance(value, Sealed):
            return value if value is None else str(value)
        raise FieldError(f"{self.name} is sealed: save the record, and do not look for what it says")


class SealedJSONField(SealedField):
    """Plain JSON that is encrypted."""

    def read(self, text: str) -> Any:
        """Return the JSON."""
        return json.loads(text)

    def write(self, value: Any) -> str:
        """Return the JSON as a text."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def find_opened(instance: models.Model, name: str) -> Any:
    """Return what a sealed field of a record says, or None when it cannot be opened.

    For lists: one text of which the key is lost does not take the others with it.
    """
    try:
        return getattr(instance, name)
    except SealError:
        return None


def say_opened(instance: models.Model, name: str) -> str:
    """Return what a sealed text of a record says, or that it cannot be opened."""
    said = find_opened(instance, name)
    return CANNOT_BE_OPENED if said is None else str(said)


def list_sealed_fields() -> Iterator[tuple[type[models.Model], SealedField]]:
    """Return every sealed field of the house with its model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                yield model, field
