"""The error tree of people."""

from __future__ import annotations


class PeopleError(Exception):
    """Something about a person or a role cannot be done. The message is a Dutch sentence."""


class UsernameTakenError(PeopleError):
    """Somebody already has this username."""


class WeakPasswordError(PeopleError):
    """The password does not meet the demands."""


class RoleNotAssignableError(PeopleError):
    """This role cannot be given to a person."""


class OwnAccountError(PeopleError):
    """This cannot be done with this account, or not with one's own."""


class KeptFilterError(PeopleError):
    """These filters cannot be kept so."""


class KeyFileError(PeopleError):
    """The keys cannot be changed so."""


class StandInError(PeopleError):
    """Somebody cannot stand in for another."""


class AlreadySentError(PeopleError):
    """This form was sent before with the same content."""

    def __init__(self, key: str, digest: str) -> None:
        """Keep which form it was."""
        super().__init__("Dit formulier was al verstuurd; er is niets dubbel opgeschreven.")
        self.key, self.digest = key, digest
