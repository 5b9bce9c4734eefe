"""Django's registration of this app."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "spoorboek.apps.areas"
    label = "areas"
    default_auto_field = "django.db.models.BigAutoField"
