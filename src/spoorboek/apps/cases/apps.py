"""Django's registration of this app."""

from django.apps import AppConfig

from spoorboek.apps.access.configuration import read_at_start
from spoorboek.apps.cases.kinds import list_kinds, list_section_choices


class CasesConfig(AppConfig):
    name = "spoorboek.apps.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read kinds and rules of access, so that nothing starts with what cannot be."""
        with read_at_start("case_kinds.yaml"):
            list_kinds()
        with read_at_start("case_access.yaml"):
            list_section_choices()
