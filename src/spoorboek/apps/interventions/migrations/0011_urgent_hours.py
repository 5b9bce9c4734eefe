from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interventions", "0010_once_while_not_withdrawn")]

    operations = [
        migrations.AddField(
            model_name="areaterm",
            name="starts_at",
            field=models.DateTimeField(null=True, verbose_name="begint om"),
        ),
        migrations.AddField(
            model_name="areaterm",
            name="ends_at",
            field=models.DateTimeField(null=True, verbose_name="eindigt om"),
        ),
    ]
