"""The one access object: list, detail, search, count, export, letter and API all ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission

G = TypeVar("G", bound=Guarded)


@dataclass(frozen=True)
class Access:
    """What exists for one viewer."""

    viewer: Viewer

    def is_allowed(self, entity: Guarded) -> bool:
        """Tell whether this record exists for the viewer."""
        return type(entity).visible_to(self.viewer).is_allowed(entity)

    def filter(self, queryset: QuerySet[G]) -> QuerySet[G]:
        """Return only the records that exist for the viewer, each once."""
        condition = queryset.model.visible_to(self.viewer)
        return queryset.filter(condition.as_filter(queryset.model))

    def filter_parts(self, queryset: QuerySet[G], *, path: str, of: Guarded) -> QuerySet[G]:
        """Return only the records that exist for the viewer, of those whose ``path`` leads to ``of``.

        The same condition as of ``filter``; what it asks of that one record is asked of it once, here.
        """
        condition = queryset.model.visible_to(self.viewer).knowing(path, of)
        return queryset.filter(**{path: of}).filter(condition.as_filter(queryset.model))

    def get(self, queryset: QuerySet[G], *, what: str, **lookup: object) -> G:
        """Return the one record, or raise NotFoundError whether it is absent or hidden.

        ``what`` names the thing in the words of the question, for the message.
        """
        found = self.filter(queryset).filter(**lookup).first()
        if found is None:
            raise NotFoundError(what)
        return found

    def get_for_change(self, queryset: QuerySet[G], *, what: str, **lookup: object) -> G:
        """Return the one record to change it: NotFoundError when hidden, else NotPermittedError."""
        found = self.get(queryset, what=what, **lookup)
        self.require_change(found, what=what)
        return found

    def require_change(self, found: Guarded, *, what: str) -> None:
        """Raise NotPermittedError when the viewer sees this record and may not change it."""
        if not type(found).changeable_by(self.viewer).is_allowed(found):
            raise NotPermittedError(f"U mag dit niet: {what} wijzigen.")

    def require(self, permission: Permission, *, to: str) -> None:
        """Raise NotPermittedError when the viewer may never do this. ``to`` completes the sentence."""
        if not self.viewer.may(permission):
            raise NotPermittedError(f"U mag dit niet: {to}.")
