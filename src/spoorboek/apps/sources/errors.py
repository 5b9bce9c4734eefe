"""The error tree of sources. The messages are for people."""

from __future__ import annotations

from spoorboek.services.tables.report import Report


class SourceError(Exception):
    """Something about a source, a mapping or a snapshot cannot be done."""


class SourceFileError(SourceError):
    """A file that describes sources is wrong."""


class ImportRefusedError(SourceError):
    """Nothing was taken over from a received file; the report says why."""

    def __init__(self, report: Report) -> None:
        """Keep the report; the message is its summary."""
        self.report = report
        super().__init__(report.summary)


class SnapshotRevokedError(SourceError):
    """A snapshot was revoked, and the same file does not come back unseen."""
