"""Django's registration of this app."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from spoorboek.apps.access.roles import list_roles
from spoorboek.rules.errors import RuleError


class AccessConfig(AppConfig):
    name = "spoorboek.apps.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read what the roles may do, so that nothing starts with roles that cannot be."""
        try:
            list_roles()
        except RuleError as error:
            raise ImproperlyConfigured(f"SPOORBOEK_CONFIGURATION, roles.yaml: {error}") from error
