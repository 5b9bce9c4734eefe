from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_roles_of_a_municipality")]
    operations = [
        migrations.AddField("person", "language", models.CharField(default="nl", max_length=2)),
    ]
