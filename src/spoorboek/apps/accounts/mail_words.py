"""What stands in an e-mail, in each language of the pages: counts and links, nothing about what it is.

The words stand here in both languages: an e-mail is made without a page, so nothing translates it later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoorboek.figures.dutch_phrases import format_count


@dataclass(frozen=True, slots=True)
class MailWords:
    """The sentences of e-mail in one language; ``waiting`` gives each kind in the singular and the plural."""

    digest_subject: str
    digest_start: str
    digest_end: str
    waiting: Mapping[str, tuple[str, str]]
    reminder_subject: str
    reminder_start: str
    reminder_end: str

    def say_waiting(self, kind: str, count: int) -> str:
        """Return how much of one kind waits."""
        return format_count(count, *self.waiting[kind])

    def write_digest(self, lines: Sequence[tuple[str, str]]) -> str:
        """Return the text of a digest: sentences, each with the address of its page."""
        said = [f"- {sentence}\n  {address}" for sentence, address in lines]
        return "\n".join([self.digest_start, "", *said, "", self.digest_end]) + "\n"

    def write_reminder(self, address: str) -> str:
        """Return the text of a reminder, with the address of the letters that wait."""
        return "\n".join([self.reminder_start, "", f"  {address}", "", self.reminder_end, ""])


_DUTCH = MailWords(
    digest_subject="Spoorboek: wat op u wacht",
    digest_start="Dit wacht op u in Spoorboek:",
    digest_end="Log in om te zien wat het is.",
    waiting={
        "signals": ("signaal wacht op een weging", "signalen wachten op een weging"),
        "privacy": ("signaal wacht op uw privacytoets", "signalen wachten op uw privacytoets"),
        "follow_ups": ("afspraak om deze week te bekijken", "afspraken om deze week te bekijken"),
        "terms": (
            "wettelijke of afgesproken termijn loopt deze week af",
            "wettelijke of afgesproken termijnen lopen deze week af",
        ),
        "actions": ("actie voor uiterlijk deze week", "acties voor uiterlijk deze week"),
        "letters": ("brief wacht op u", "brieven wachten op u"),
    },
    reminder_subject="Spoorboek: een brief wacht op u",
    reminder_start="Er wacht een brief aan de raad op uw akkoord:",
    reminder_end="Log in om te zien welke het is.",
)
_ENGLISH = MailWords(
    digest_subject="Spoorboek: what waits for you",
    digest_start="This waits for you in Spoorboek:",
    digest_end="Log in to see what it is.",
    waiting={
        "signals": ("signal waits to be weighed", "signals wait to be weighed"),
        "privacy": ("signal waits for your privacy check", "signals wait for your privacy check"),
        "follow_ups": ("follow-up to look at this week", "follow-ups to look at this week"),
        "terms": (
            "legal or agreed deadline falls this week",
            "legal or agreed deadlines fall this week",
        ),
        "actions": ("action due this week at the latest", "actions due this week at the latest"),
        "letters": ("letter waits for you", "letters wait for you"),
    },
    reminder_subject="Spoorboek: a letter waits for you",
    reminder_start="A letter to the council waits for your approval:",
    reminder_end="Log in to see which one it is.",
)


def get_mail_words(language: str) -> MailWords:
    """Return the words of e-mail in a language; Dutch where there are none."""
    return {"en": _ENGLISH}.get(language, _DUTCH)
