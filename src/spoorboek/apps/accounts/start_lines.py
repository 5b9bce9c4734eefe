"""What needs this viewer today: sentences for the start page, each with the list it counts.

Nothing here checks a draft: that takes long, and the writer sees it in the letter itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.letter_work import LetterWork, sort_letter_work
from spoorboek.apps.accounts.overview import list_overview
from spoorboek.apps.accounts.rows import AccountLine
from spoorboek.apps.audit.remembering import Memory, open_memory
from spoorboek.apps.letters.publications import LetterDrift, list_drifts
from spoorboek.apps.letters.queries import LetterRow, list_letters
from spoorboek.apps.plans.queries import PlanSummaryRow, list_plans
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.commitments import CommitmentState
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.roles import Permission, Role

_PROMISES = (
    (
        PromiseState.BEHIND.value,
        "De belofte '%(subject)s' loopt achter.",
        "%(count)s beloften lopen achter in het plan '%(subject)s'.",
        True,
    ),
    (
        PromiseState.NOT_REPORTED.value,
        "De belofte '%(subject)s' is nog in geen brief gemeld.",
        "%(count)s beloften zijn niet gemeld in het plan '%(subject)s'.",
        False,
    ),
)
_COMMITMENTS = (
    (
        CommitmentState.OVERDUE.value,
        "De toezegging aan de raad '%(subject)s' had op %(day)s klaar moeten zijn.",
        "%(count)s toezeggingen aan de raad zijn te laat in het plan '%(subject)s'.",
        True,
    ),
    (
        CommitmentState.OPEN.value,
        "De toezegging aan de raad '%(subject)s' staat nog open.",
        "%(count)s toezeggingen aan de raad staan nog open in het plan '%(subject)s'.",
        False,
    ),
)
_LETTERS = {
    LetterWork.SIGN: (
        "De brief '%(subject)s' wacht op uw akkoord.",
        "%(count)s brieven wachten op uw akkoord.",
        True,
    ),
    LetterWork.ASK_AGAIN: (
        "De brief '%(subject)s' is veranderd na het akkoord.",
        "%(count)s brieven zijn veranderd na het akkoord.",
        True,
    ),
    LetterWork.PUBLISH: (
        "De brief '%(subject)s' is goedgekeurd en kan uit.",
        "%(count)s brieven zijn goedgekeurd en kunnen uit.",
        True,
    ),
    LetterWork.DUE: (
        "De brief '%(subject)s' heeft als datum %(day)s en is nog niet uit.",
        "%(count)s brieven hebben een datum die voorbij is of binnen twee weken valt.",
        True,
    ),
    LetterWork.OWN_DRAFT: (
        "De brief '%(subject)s' is nog een concept van u.",
        "%(count)s brieven zijn nog een concept van u.",
        False,
    ),
}
_CHANGED = (
    "%(count)s cijfer is sinds de brief van %(subject)s gewijzigd.",
    "%(count)s cijfers zijn sinds de brief van %(subject)s gewijzigd.",
)
_FLIPPED = (
    "%(count)s zin klopt niet meer zoals de brief van %(subject)s het zegt.",
    "%(count)s zinnen kloppen niet meer zoals de brief van %(subject)s het zegt.",
)


def list_start_lines(viewer: Viewer, *, at: datetime) -> tuple[AccountLine, ...]:
    """Return what the accounts have to say to this viewer today, in the order of the page.

    Letters that ask something of the viewer, figures that changed under a published letter and sentences
    that no longer hold by it, promises and commitments. A council member is told of commitments only.
    """
    memory = open_memory(viewer, at=at)
    lines = [*_list_letter_lines(viewer, memory)]
    if viewer.may(Permission.FIGURES_VIEW):
        lines += _list_drift_lines(viewer, memory)
        lines += _list_plan_lines(viewer, memory, (*_PROMISES, *_COMMITMENTS))
    elif Role.COUNCIL_MEMBER in viewer.roles:
        lines += _list_plan_lines(viewer, memory, _COMMITMENTS)
    return tuple(lines)


def _list_letter_lines(viewer: Viewer, memory: Memory) -> Iterator[AccountLine]:
    named: set[str] = set()
    for work, rows in sort_letter_work(viewer, memory).items():
        one, more, is_urgent = _LETTERS[work]
        # Who was just told that a letter must go out knows that it is still a draft.
        if work is LetterWork.OWN_DRAFT and named.issuperset(row.slug for row in rows):
            continue
        if len(rows) == 1:
            named.add(rows[0].slug)
            subject, day = rows[0].title, rows[0].dated_on
            yield AccountLine(one, "letter", rows[0].slug, is_urgent, subject=subject, day=day)
        else:
            yield AccountLine(more, "letters", work.value, is_urgent, len(rows))


def _list_drift_lines(viewer: Viewer, memory: Memory) -> Iterator[AccountLine]:
    drifts: tuple[LetterDrift, ...] = memory.recall("drifts", lambda: list_drifts(viewer, at=memory.at))
    letters: Mapping[str, LetterRow] = {row.slug: row for row in list_letters(viewer)} if drifts else {}
    for drift in drifts:
        day = format_date(letters[drift.letter].dated_on)
        changed, flipped = len(drift.changed), len(drift.flipped)
        said = _choose(changed, *_CHANGED)
        yield AccountLine(said, "changes", drift.letter, False, changed, "cijfers", day)
        if flipped:
            said = _choose(flipped, *_FLIPPED)
            yield AccountLine(said, "changes", drift.letter, True, flipped, "zinnen", day)


def _choose(count: int, one: str, more: str) -> str:
    return one if count == 1 else more


def _list_plan_lines(
    viewer: Viewer, memory: Memory, wanted: tuple[tuple[str, str, str, bool], ...]
) -> Iterator[AccountLine]:
    today = timezone.localdate(memory.at)
    for plan in list_plans(viewer):
        if plan.parent or not plan.period.contains(today):
            continue
        found = _sort_by_state(viewer, memory, plan)
        for state, one, more, is_urgent in wanted:
            rows = found.get(state, [])
            if len(rows) == 1:
                subject, day = rows[0][0].rstrip("."), rows[0][1]
                yield AccountLine(one, "plan", plan.slug, is_urgent, 0, state, subject, day)
            elif rows:
                yield AccountLine(more, "plan", plan.slug, is_urgent, len(rows), state, plan.title)


def _sort_by_state(
    viewer: Viewer, memory: Memory, plan: PlanSummaryRow
) -> Mapping[str, list[tuple[str, date | None]]]:
    """Return title and last day of each promise and commitment, by its state in words."""
    on = timezone.localdate(memory.at)

    def read() -> dict[str, list[tuple[str, date | None]]]:
        found: dict[str, list[tuple[str, date | None]]] = {}
        for row in list_overview(viewer, plan.slug, on=on, at=memory.at):
            found.setdefault(row.state_words, []).append((row.title, row.due_on))
        return found

    return memory.recall(f"states of {plan.slug}", read)
