"""The error tree of the registers. Messages are Dutch: they are read by whoever typed or sent the data."""

from __future__ import annotations

from collections.abc import Sequence


class IntakeError(ValueError):
    """Something about a registration cannot be so."""


class PurposeError(IntakeError):
    """Somebody asked for personal data without saying what for."""

    def __init__(self) -> None:
        super().__init__("Schrijf op waarvoor u deze gegevens inziet; dat komt in het logboek.")


class RegistrationError(IntakeError):
    """One or more values were refused. ``problems`` holds one sentence each, with the place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class ChangedMeanwhileError(IntakeError):
    """Somebody else corrected a registration after it was read."""

    def __init__(self) -> None:
        super().__init__("Iemand anders verbeterde dit eerder. Er is niets overschreven.")


class RegisterFileError(IntakeError):
    """A file that cannot be read as a table."""
