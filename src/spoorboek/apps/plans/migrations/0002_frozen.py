from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change
from spoorboek.apps.plans.frozen import freeze_adopted

PARTS = (
    "plans_approach",
    "plans_theme",
    "plans_pillar",
    "plans_goal",
    "plans_partner",
    "plans_budgetsource",
    "plans_planarea",
    "plans_announcedplan",
    "plans_promise",
    "plans_action",
)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RunPython(freeze_adopted(*PARTS), migrations.RunPython.noop),
        migrations.RunPython(forbid_change("plans_versiondecision"), migrations.RunPython.noop),
        migrations.RunPython(forbid_change("plans_plandecision"), migrations.RunPython.noop),
    ]
