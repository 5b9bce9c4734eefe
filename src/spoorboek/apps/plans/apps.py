"""Django's registration of this app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "spoorboek.apps.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
