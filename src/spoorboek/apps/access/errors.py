"""The error trees of access."""

from __future__ import annotations


class AccessError(Exception):
    """Somebody asked for what is not theirs."""


class NotFoundError(AccessError):
    """It does not exist, or it does not exist for this viewer. The two answer alike."""

    def __init__(self, what: str) -> None:
        """Name what was asked for in the words of the one who asked, never from the record."""
        super().__init__(f"{what} bestaat niet")


class NotPermittedError(AccessError):
    """The viewer may see the thing, but not do this with it."""


class CountingRuleError(ValueError):
    """A counting rule asks for something that the register does not have. In Dutch: users write rules."""


class SealError(Exception):
    """An encrypted text does not open. In Dutch: whoever keeps the machine reads it."""


class LostKeyError(SealError):
    """The key that sealed a text is not there."""

    def __init__(self, name: str) -> None:
        """Name the key, and say where it belongs."""
        super().__init__(
            f"de sleutel {name} waarmee deze tekst is versleuteld, is er niet; zet hem terug in "
            "SPOORBOEK_FIELD_KEY of in het sleutelbestand (field_key), achter de sleutels die daar staan"
        )
        self.name = name
