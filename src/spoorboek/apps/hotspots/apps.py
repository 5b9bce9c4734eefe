"""Django's registration of this app."""

from django.apps import AppConfig


class HotspotsConfig(AppConfig):
    name = "spoorboek.apps.hotspots"
    label = "hotspots"
    default_auto_field = "django.db.models.BigAutoField"
