"""What can go wrong with a table."""

from __future__ import annotations

from spoorboek.services.errors import ServiceError
from spoorboek.services.tables.report import Report


class TableError(ServiceError):
    """Something is wrong with a table or with what is asked of it."""


class MappingError(TableError):
    """A mapping that cannot be used. The message is meant for people, in Dutch."""


class DamagedFileError(TableError):
    """A kept file is absent or is no longer what its name says."""


class RefusedFileError(TableError):
    """A received file holds something wrong, so nothing of it was taken over."""

    def __init__(self, report: Report) -> None:
        """Keep the report; the message is its summary."""
        self.report = report
        super().__init__(report.summary)
