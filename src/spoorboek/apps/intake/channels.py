"""The channels through which signals come in: a list that a municipality edits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. ``anonymous``: nothing about a reporter is ever kept."""

    code: str
    title: str
    anonymous: bool = False


def _read_channels() -> dict[str, Channel]:
    text = Path(__file__).with_name("channels.yaml").read_text(encoding="utf-8")
    return {code: Channel(code, **said) for code, said in yaml.safe_load(text).items()}


CHANNELS = _read_channels()
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
