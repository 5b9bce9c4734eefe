"""The base of every record that not everybody may see."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from spoorboek.apps.access.conditions import Condition
from spoorboek.apps.access.viewer import Viewer


class Guarded(models.Model):
    """A record that says itself, once, for whom it exists.

    ``searched_texts``: the fields in which words are looked for, where that is not said by their names.
    """

    searched_texts: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Return the condition under which a record of this kind exists for ``viewer``."""
        raise NotImplementedError(f"{cls.__name__} must say who may see it")

    @classmethod
    def changeable_by(cls, viewer: Viewer) -> Condition:
        """Return the condition under which ``viewer`` may change a record: by default, sees it.

        Whether the viewer may ever write in this register is asked before, as a permission.
        """
        return cls.visible_to(viewer)
