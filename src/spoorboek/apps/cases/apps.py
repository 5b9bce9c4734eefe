"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "spoorboek.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
