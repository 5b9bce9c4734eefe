"""Django's registration of this app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "spoorboek.apps.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
