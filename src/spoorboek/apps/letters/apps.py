"""Django's registration of this app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "spoorboek.apps.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
