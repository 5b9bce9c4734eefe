"""What a person decides about a finding."""

from __future__ import annotations

from enum import Enum


class FindingChoice(Enum):
    """Accepted: the letter will be changed. Dismissed: the finding does not count here."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


CHOICE_WORDS = {FindingChoice.ACCEPTED: "overgenomen", FindingChoice.DISMISSED: "weggelegd"}
