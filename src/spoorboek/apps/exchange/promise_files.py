"""Promised against reported as a file, of what somebody may see of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.overview import OverviewQuestion, OverviewRow, list_overview, narrow_overview
from spoorboek.apps.accounts.rows import CommitmentAccount, PromiseAccount, ReportedIn
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.table_files import FORMS, write_book, write_csv
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.values import is_number
from spoorboek.rules.promise_forecasts import NoForecast, PromiseForecast
from spoorboek.rules.promises import CountPromise, MilestonePromise, PromiseKind

KIND_WORDS = {
    PromiseKind.COUNT: "aantal",
    PromiseKind.OUTCOME: "uitkomst",
    PromiseKind.MILESTONE: "mijlpaal",
    PromiseKind.STANDING: "doorlopende inzet",
    None: "toezegging",
}
_TITLE = "Beloofd - verantwoord"


def export_promises(
    viewer: Viewer, plan: str, question: OverviewQuestion, *, on: date, at: datetime, form: str
) -> bytes:
    """Return the promises and commitments that a question asks for, as ``csv`` or ``xlsx``.

    Whoever sees only what is public gets what the letters told. Raises NotFoundError, and ListError for
    another form.
    """
    if form not in FORMS:
        raise ListError(f"'{form}' kan niet, wel: {', '.join(FORMS)}.")
    rows = narrow_overview(list_overview(viewer, plan, on=on, at=at), question)
    lines = [_describe(row) for row in rows]
    header = list(lines[0]) if lines else ["soort"]
    cells = [list(line.values()) for line in lines]
    return write_csv(header, cells) if form == "csv" else write_book(_TITLE, header, cells)


def _describe(row: OverviewRow) -> dict[str, Any]:
    account = row.account
    silent: tuple[ReportedIn, ...] = ()
    if isinstance(account, PromiseAccount):
        said, silent = _describe_promise(account), account.silent_in
    else:
        said = _describe_commitment(account)
    newest = account.reported_in[0] if account.reported_in else None
    return {
        "soort": KIND_WORDS[row.kind],
        "code": row.code,
        "belofte of toezegging": row.title,
        "plan": row.plan_title,
        "thema": row.theme_title,
        "eigenaar": row.owner,
        "uiterlijk": row.due_on or "",
        "stand": row.state_words,
        **said,
        "laatst gemeld in": newest.title if newest else "",
        "gemeld op": newest.dated_on if newest else "",
        "wat de brief zegt": say_report(newest) if newest else "",
        "zwijgt in": "; ".join(f"{one.title} ({format_date(one.dated_on)})" for one in silent),
    }


def say_report(report: ReportedIn) -> str:
    """Return what a letter says of a promise or commitment, in words."""
    if report.unreported:
        return f"Niet gemeld: {report.unreported}"
    if report.state:
        return ", ".join(words for words in (report.done, report.state) if words)
    return "gemeld in de tekst"


def _describe_promise(account: PromiseAccount) -> dict[str, Any]:
    promise, band, found = account.promise, account.visible, account.forecast
    counted = promise if isinstance(promise, CountPromise) else None
    forecast = found if isinstance(found, PromiseForecast) else None
    why_not = found.reason if isinstance(found, NoForecast) else ""
    shown = promise.evidence if isinstance(promise, MilestonePromise) else ""
    progress = account.progress
    return {
        "beloofd": account.target,
        "doel": counted.target if counted else "",
        "eenheid": counted.unit if counted else "",
        "beginstand": counted.baseline if counted else "",
        "periode": str(account.period),
        "gedaan tot nu": account.done,
        "cijfer": account.figure_key,
        "deel van de weg": round(progress, 3) if progress is not None and is_number(progress) else "",
        "verwacht ten minste": forecast.low if forecast else "",
        "verwacht ten hoogste": forecast.high if forecast else "",
        "verwachting": f"{forecast.words}: {forecast.outlook}" if forecast else why_not,
        "daling te zien vanaf": band.low if band and band.low is not None else "",
        "stijging te zien vanaf": band.high if band else "",
        "bewijs": account.delivery.evidence if account.delivery else shown,
        "klaar op": account.delivery.delivered_on if account.delivery else "",
    }


def _describe_commitment(account: CommitmentAccount) -> dict[str, Any]:
    said = account.commitment
    where = f" in {said.made_in}" if said.made_in else ""
    return {
        "beloofd": f"toegezegd op {format_date(said.made_on)}{where}",
        "doel": "",
        "eenheid": "",
        "beginstand": "",
        "periode": "",
        "gedaan tot nu": account.letter_title,
        "cijfer": "",
        "deel van de weg": "",
        "verwacht ten minste": "",
        "verwacht ten hoogste": "",
        "verwachting": "",
        "daling te zien vanaf": "",
        "stijging te zien vanaf": "",
        "bewijs": account.letter_title,
        "klaar op": said.discharged_on or "",
    }
