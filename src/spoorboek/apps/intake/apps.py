"""Django's registration of this app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "spoorboek.apps.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
