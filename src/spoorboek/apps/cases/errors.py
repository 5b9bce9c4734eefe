"""The error tree of cases."""

from __future__ import annotations


class CaseError(ValueError):
    """Something that cannot be done with a case, in Dutch."""


class ConflictError(CaseError):
    """Somebody else saved first. ``current`` is what stands there now, by name."""

    def __init__(self, version: int, current: dict[str, str]) -> None:
        self.version, self.current = version, current
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Er is niets overschreven.")
