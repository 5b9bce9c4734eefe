"""Django's registration of this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "spoorboek.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
