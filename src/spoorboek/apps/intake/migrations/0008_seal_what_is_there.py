from typing import Any

from django.db import migrations

from spoorboek.apps.access.sealing import open_sealed_texts, seal_plain_texts
from spoorboek.apps.audit.immutable import allow_change, forbid_change
from spoorboek.apps.intake.locking import put_words_away, take_words_back

_ENQUIRY = [("intake", "sourceenquiry", name) for name in ("question", "decided_because", "released_because")]
_STEP = ("intake", "stepdecision", "reason")


def put_away(apps: Any, schema_editor: Any) -> None:
    """Seal the words of every signal that is locked already."""
    for signal in apps.get_model("intake", "Signal")._default_manager.filter(is_locked=True):
        put_words_away(signal)
        signal.save()


def take_back(apps: Any, schema_editor: Any) -> None:
    """Put the words of every locked signal back in their columns."""
    for signal in apps.get_model("intake", "Signal")._default_manager.filter(is_locked=True):
        take_words_back(signal)
        signal.save()


class Migration(migrations.Migration):
    # Apart from the change of the columns: PostgreSQL does not change a table and its rows in one transaction.
    dependencies = [('intake', '0007_seal_words')]

    operations = [
        *(migrations.RunPython(seal_plain_texts(*each), open_sealed_texts(*each)) for each in _ENQUIRY),
        migrations.RunPython(allow_change("intake_stepdecision"), forbid_change("intake_stepdecision")),
        migrations.RunPython(seal_plain_texts(*_STEP), open_sealed_texts(*_STEP)),
        migrations.RunPython(forbid_change("intake_stepdecision"), allow_change("intake_stepdecision")),
        migrations.RunPython(put_away, take_back),
    ]
