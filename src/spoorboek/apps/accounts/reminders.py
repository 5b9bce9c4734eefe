"""A reminder by e-mail that a letter waits for somebody's step, without saying which letter or who.

E-mail leaves the house: no name, number or title is in it.
"""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.mail_words import get_mail_words
from spoorboek.apps.audit.actions import record
from spoorboek.apps.audit.queries import find_last_event
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.route_states import get_route_state
from spoorboek.apps.people.stand_ins import list_addresses_for_step
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission

_ACTION = "accounts.remind"


def remind_step(*, slug: str, address: str, sender: str, by: Viewer, at: datetime) -> int:
    """Send whoever may take the next step of a letter one e-mail; return to how many.

    ``address``: the whole address of the page with letters that wait. Once a day is enough: raises
    LetterError for the second time, for a letter that waits for nobody, and when nobody has an address.
    """
    Access(by).require(Permission.LETTERS_VIEW_DRAFTS, to="aan een akkoord herinneren")
    state, today = get_route_state(by, slug, at=at), timezone.localdate(at)
    if state.status is not LetterStatus.IN_APPROVAL or state.waits_for is None:
        raise LetterError("Deze brief wacht nu op niemand.")
    subject = f"letters.letter:{slug}"
    last = find_last_event(subject=subject, action=_ACTION)
    if last is not None and timezone.localdate(last.at) == today:
        raise LetterError("Vandaag is al een herinnering verstuurd. Morgen kan het weer.")
    mails = list_addresses_for_step(state.waits_for.role, on=today)
    if not mails:
        raise LetterError(f"Niemand met de rol {state.waits_for.role.value} heeft een e-mailadres.")
    with transaction.atomic():
        record(action=_ACTION, by=by, at=at, subject=subject, details={"count": len(mails)})
        messages = [
            EmailMessage(words.reminder_subject, words.write_reminder(address), sender, [mail])
            for mail, words in ((mail, get_mail_words(language)) for mail, language in mails.items())
        ]
        get_connection().send_messages(messages)
    return len(mails)
