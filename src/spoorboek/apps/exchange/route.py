"""A letter through its approval route to publication, by the people at hand. Each step is the real action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.exchange.city_file import Order
from spoorboek.apps.exchange.errors import RouteError
from spoorboek.apps.letters.actions import approve_step, set_aside, submit_letter
from spoorboek.apps.letters.checking import CheckedClaim
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.publishing import publish_letter
from spoorboek.apps.letters.queries import StepRow, get_letter, view_letter
from spoorboek.rules.letter_lifecycle import LetterStatus

Progress = Callable[[str, int, int], None]


def walk_route(
    *, order: Order, author: Viewer, people: Sequence[Viewer], at: datetime, report: Progress | None = None
) -> str:
    """Take a letter through its approval route and publish it; return its fingerprint.

    Goes on from where the letter is. Raises what ``approve_letter`` raises.
    """
    approve_letter(order=order, author=author, people=people, at=at, report=report)
    return publish_letter(slug=order.letter, by=author, at=at)


def approve_letter(
    *, order: Order, author: Viewer, people: Sequence[Viewer], at: datetime, report: Progress | None = None
) -> None:
    """Decide what is to be decided, submit a letter, and let ``people`` take its steps.

    Each step is an action of its own, by somebody with the role of that step who signed no other; an
    optional step for which nobody is there is passed over. Raises RouteError when a step has nobody, and
    LetterError with the reasons while the letter is not ready.
    """
    slug = order.letter
    if get_letter(author, slug).status is LetterStatus.DRAFT:
        _decide(order, author, at)
        submit_letter(slug=slug, by=author, at=at)
    waiting = [step for step in view_letter(author, slug, at=at).steps if step.signed_at is None]
    free = list(people)
    for number, step in enumerate(waiting, start=1):
        if report:
            report(f"{slug}: {step.purpose}", number, len(waiting))
        if get_letter(author, slug).status is LetterStatus.IN_APPROVAL:
            _sign(slug, step, free, at)


def _decide(order: Order, author: Viewer, at: datetime) -> None:
    for claim in view_letter(author, order.letter, at=at).check.open_claims:
        for one in order.decisions:
            if one.verdict in claim.open_codes and one.figure in _figures_of(claim):
                set_aside(
                    slug=order.letter,
                    claim_id=claim.claim_id,
                    verdict=one.verdict,
                    reason=one.reason,
                    by=author,
                    at=at,
                )


def _figures_of(claim: CheckedClaim) -> set[str]:
    """Return the codes of the figures that a claim is about, as its points name their definition."""
    return {str(point.get("definition", "")).partition("@")[0] for point in claim.entry.get("points", ())}


def _sign(slug: str, step: StepRow, free: list[Viewer], at: datetime) -> None:
    """Let the first person who may take this step take it; who signed is not free any more."""
    refusal: LetterError | None = None
    for person in [one for one in free if step.role in one.roles]:
        try:
            approve_step(slug=slug, step=step.code, by=person, at=at)
        except LetterError as error:
            refusal = error
            continue
        free.remove(person)
        return
    if not step.is_optional:
        raise refusal or RouteError(f"Voor de stap '{step.purpose}' is er geen {step.role.value}.")
