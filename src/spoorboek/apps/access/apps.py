"""Django's registration of this app."""

from django.apps import AppConfig

from spoorboek.apps.access.configuration import find_own_file, read_at_start
from spoorboek.apps.access.listed_fields import list_value_lists
from spoorboek.apps.access.roles import list_roles
from spoorboek.rules.parameters.dated import set_own_parameters
from spoorboek.rules.word_lists import set_own_words


class AccessConfig(AppConfig):
    name = "spoorboek.apps.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read what the municipality set, so that nothing starts with what cannot be."""
        with read_at_start("roles.yaml"):
            list_roles()
        with read_at_start("value_lists.yaml"):
            list_value_lists()
        own = find_own_file("clocks.yaml")
        with read_at_start("clocks.yaml"):
            set_own_parameters("clocks", own.read_text(encoding="utf-8") if own else "")
        words = find_own_file("word_lists.yaml")
        with read_at_start("word_lists.yaml"):
            set_own_words(words.read_text(encoding="utf-8") if words else "")
