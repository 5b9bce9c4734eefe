"""A kept mapping becomes that of the team of who kept it last; the log knows who that was."""

from django.db import migrations, models

KEPT = "exchange.keep_mapping"


def give_to_the_team(apps, schema_editor):
    mappings = apps.get_model("exchange", "KeptMapping")
    events, people = apps.get_model("audit", "Event"), apps.get_model("people", "Person")
    for mapping in mappings.objects.all():
        kept = events.objects.filter(action=KEPT, subject=f"intake.register:{mapping.register}")
        found = [one for one in kept.order_by("-sequence") if one.details.get("name") == mapping.name]
        key = found[0].person_id if found else ""
        person = people.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        if person is not None and person.organisation_id:
            mapping.owner = f"organisation:{person.organisation_id}"
        else:
            mapping.owner = f"person:{key}"
        mapping.save(update_fields=["owner"])


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("exchange", "0001_kept_mappings"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="keptmapping", name="one_mapping_per_name"),
        migrations.AddField(
            model_name="keptmapping",
            name="owner",
            field=models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.RunPython(give_to_the_team, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="keptmapping",
            constraint=models.UniqueConstraint(
                fields=("owner", "register", "name"), name="one_mapping_per_team_and_name"
            ),
        ),
    ]
