"""What needs this viewer today: sentences for the start page, each with where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.promises import list_promise_accounts
from spoorboek.apps.accounts.rows import AccountLine
from spoorboek.apps.letters.publications import find_drift, list_published
from spoorboek.apps.letters.queries import list_letters, view_letter
from spoorboek.apps.plans.queries import list_plans
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_phrases import format_count
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.roles import Permission


def list_start_lines(viewer: Viewer, *, at: datetime) -> tuple[AccountLine, ...]:
    """Return what the accounts have to say to this viewer today, in the order of the page.

    Letters that wait for the viewer, the viewer's own drafts, figures that changed under a published
    letter, and promises that are behind.
    """
    lines = [*_list_letter_lines(viewer, at)]
    if viewer.may(Permission.FIGURES_VIEW):
        lines += _list_drift_lines(viewer, at)
        lines += _list_promise_lines(viewer, at)
    return tuple(lines)


def _list_letter_lines(viewer: Viewer, at: datetime) -> Iterator[AccountLine]:
    if not viewer.may(Permission.LETTERS_VIEW_DRAFTS):
        return
    for row in list_letters(viewer):
        if row.status is LetterStatus.IN_APPROVAL:
            view = view_letter(viewer, row.slug, at=at)
            if any(step.is_for_viewer for step in view.steps):
                yield AccountLine(f"De brief '{row.title}' wacht op uw akkoord.", "letter", row.slug, True)
        elif row.status is LetterStatus.DRAFT and viewer.may(Permission.LETTERS_WRITE):
            view = view_letter(viewer, row.slug, at=at)
            count = len(view.check.open_claims)
            if count and view.author_id == viewer.person_id:
                asks = "vraagt 1 zin of getal" if count == 1 else f"vragen {count} zinnen of getallen"
                said = f"In uw concept '{row.title}' {asks} om een keuze."
                yield AccountLine(said, "letter", row.slug)
        elif row.status is LetterStatus.APPROVED and viewer.may(Permission.LETTERS_PUBLISH):
            yield AccountLine(f"De brief '{row.title}' is goedgekeurd en kan uit.", "letter", row.slug, True)


def _list_drift_lines(viewer: Viewer, at: datetime) -> Iterator[AccountLine]:
    for letter in list_published(viewer):
        if letter.is_corrected:
            continue
        drift = find_drift(viewer, letter.slug, at=at)
        if not drift.changed:
            continue
        figures = format_count(len(drift.changed), "cijfer is", "cijfers zijn")
        said = f"{figures} sinds de brief van {format_date(letter.dated_on)} gewijzigd"
        if drift.flipped:
            flipped = format_count(len(drift.flipped), "zin krijgt", "zinnen krijgen")
            said += f"; {flipped} nu een ander oordeel"
        yield AccountLine(f"{said}.", "letter", letter.slug, bool(drift.flipped))


def _list_promise_lines(viewer: Viewer, at: datetime) -> Iterator[AccountLine]:
    today = at.date()
    for plan in list_plans(viewer):
        if plan.parent or not plan.period.contains(today):
            continue
        accounts = list_promise_accounts(viewer, plan.slug, on=today, at=at)
        behind = sum(account.state is PromiseState.BEHIND for account in accounts)
        if behind:
            loopt = format_count(behind, "belofte loopt", "beloften lopen")
            yield AccountLine(f"{loopt} achter in het plan '{plan.title}'.", "plan", plan.slug)
