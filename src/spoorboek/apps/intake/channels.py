"""The channels through which signals come in: a list that a municipality edits, each with its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from spoorboek.apps.access.configuration import find_file, read_at_start
from spoorboek.rules.errors import RuleError


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. ``anonymous``: nothing about a reporter is ever kept.

    ``valid_from`` and ``valid_until`` are the first and last day on which signals came in through it. A code
    is never taken out: what came in before stays readable.
    """

    code: str
    title: str
    anonymous: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    reference: str = ""

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise RuleError(f"Het kanaal '{self.code}' eindigt ({self.valid_until}) voordat het begint.")

    def is_open_on(self, day: date) -> bool:
        """Tell whether a signal can have come in through it on a day."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def describe_days(self) -> str:
        """Return from when until when signals come in through it, in words."""
        first = f"vanaf {self.valid_from:%d-%m-%Y}" if self.valid_from else ""
        last = f"tot en met {self.valid_until:%d-%m-%Y}" if self.valid_until else ""
        return " ".join(part for part in (first, last) if part)


def read_channels(path: Path) -> dict[str, Channel]:
    """Return the channels in a file by their code."""
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = {code: Channel(code, **said) for code, said in listed.items()}
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise RuleError(f"De kanalen zijn niet te lezen: {error}.") from error
    if without := [code for code, channel in found.items() if not channel.reference.strip()]:
        raise RuleError(f"Het kanaal '{without[0]}' noemt niet waar het op rust (reference).")
    return found


with read_at_start("channels.yaml"):
    CHANNELS = read_channels(find_file("channels.yaml"))
_ABOUT_A_REPORTER = frozenset({"reported_by"})
ANONYMOUS_TIP_LINE = "mma"


def list_hidden_fields(channel: str) -> frozenset[str]:
    """Return the fields that no page has for a signal of this channel: of an anonymous one, the reporter.

    While the channel is not known yet it may be such a one.
    """
    known = CHANNELS.get(channel)
    return _ABOUT_A_REPORTER if known is None or known.anonymous else frozenset()


def list_channel_choices() -> list[tuple[str, str]]:
    """Return code and Dutch title of every channel, as a model field asks for them."""
    return [(channel.code, channel.title) for channel in CHANNELS.values()]


def list_open_channels(day: date) -> list[tuple[str, str]]:
    """Return code and Dutch title of each channel through which signals come in on a day."""
    return [(channel.code, channel.title) for channel in CHANNELS.values() if channel.is_open_on(day)]
