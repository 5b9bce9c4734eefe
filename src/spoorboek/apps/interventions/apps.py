"""Django's registration of this app."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "spoorboek.apps.interventions"
    label = "interventions"
    default_auto_field = "django.db.models.BigAutoField"
