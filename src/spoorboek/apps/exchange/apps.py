"""Django's registration of this app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "spoorboek.apps.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
