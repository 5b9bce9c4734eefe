"""Django's registration of this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "spoorboek.apps.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
