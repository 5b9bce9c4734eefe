"""Django's registration of this app."""

from django.apps import AppConfig


class LetterAuditsConfig(AppConfig):
    name = "spoorboek.apps.letter_audits"
    label = "letter_audits"
    default_auto_field = "django.db.models.BigAutoField"
