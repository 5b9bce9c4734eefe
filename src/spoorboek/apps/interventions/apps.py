"""Django's registration of this app."""

from django.apps import AppConfig

from spoorboek.apps.access.configuration import read_at_start
from spoorboek.apps.interventions.ladders import check_subjects, list_own_ladders


class InterventionsConfig(AppConfig):
    name = "spoorboek.apps.interventions"
    label = "interventions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the municipality's own ladders, so that nothing starts with one that cannot be."""
        with read_at_start("ladders"):
            check_subjects(list_own_ladders())
