"""Sealing what is stored already: in a migration when a field becomes sealed, and again with another key."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from spoorboek.apps.access.key_ring import read_key_name
from spoorboek.apps.access.sealed_fields import SealedField, get_key_ring, list_sealed_fields

_AT_A_TIME = 200


def seal_plain_texts(app: str, model: str, name: str) -> Any:
    """Return a migration step (forwards function) that seals what stands in plain text in a field."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            # Else the plain text stays readable in pages of the file that are free again.
            schema_editor.execute("PRAGMA secure_delete = ON", None)
        rows, field = _rows_of(apps, app, model, name)
        for row in rows:
            plain = str(row.__dict__[name])
            if plain:
                setattr(row, name, field.read(plain))
                row.save(update_fields=[name])

    return forwards


def open_sealed_texts(app: str, model: str, name: str) -> Any:
    """Return the way back of ``seal_plain_texts``."""

    def backwards(apps: Any, schema_editor: Any) -> None:
        rows, field = _rows_of(apps, app, model, name)
        for row in rows:
            # As it is: through the field it would be sealed again.
            plain = models.Value(field.write(getattr(row, name)), output_field=models.TextField())
            type(row)._default_manager.filter(pk=row.pk).update(**{name: plain})

    return backwards


def reseal_all() -> int:
    """Seal every sealed text again that another key than the first one sealed; return how many."""
    count = 0
    for model, field in list_sealed_fields():
        for keys in _in_parts(model, field):
            with transaction.atomic():
                for row in model._default_manager.select_for_update().filter(pk__in=keys):
                    # Opening it is enough: what was read is sealed anew when it is saved.
                    getattr(row, field.attname)
                    row.save(update_fields=[field.name])
                    count += 1
    return count


def count_sealed_by_key() -> dict[str, int]:
    """Return for each key in use how many texts it sealed."""
    found: dict[str, int] = {}
    for model, field in list_sealed_fields():
        for token in model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True):
            name = read_key_name(token)
            found[name] = found.get(name, 0) + 1
    return found


def _in_parts(model: type[models.Model], field: SealedField) -> list[list[Any]]:
    first = get_key_ring().first
    stored = model._default_manager.exclude(**{field.name: ""}).values_list("pk", field.name)
    keys = [pk for pk, token in stored.iterator() if read_key_name(token) != first]
    return [keys[start : start + _AT_A_TIME] for start in range(0, len(keys), _AT_A_TIME)]


def _rows_of(apps: Any, app: str, model: str, name: str) -> tuple[list[Any], Any]:
    found = apps.get_model(app, model)
    return list(found._default_manager.all()), found._meta.get_field(name)
