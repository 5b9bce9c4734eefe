"""Which published letters speak of a promise or commitment, read from their manifests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spoorboek.apps.accounts.rows import ReportedIn
from spoorboek.apps.letters.publications import PublishedLetter
from spoorboek.apps.plans.families import PlanFamily
from spoorboek.figures.period import Period
from spoorboek.rules.promise_accounts import list_due


def list_reports(letters: Iterable[PublishedLetter]) -> dict[str, tuple[ReportedIn, ...]]:
    """Return by code of a promise or commitment the letters that speak of it, in the order given."""
    found: dict[str, list[ReportedIn]] = {}
    for letter in letters:
        for code, said in _read_letter(letter).items():
            found.setdefault(code, []).append(said)
    return {code: tuple(reports) for code, reports in found.items()}


def list_silences(
    family: PlanFamily, letters: Iterable[PublishedLetter], reports: Mapping[str, tuple[ReportedIn, ...]]
) -> dict[tuple[str, str], tuple[ReportedIn, ...]]:
    """Return by plan and promise the letters that had to speak of it and do not, in the order given.

    A letter answers for the plan it is about and, when that is the first of the family, for those below it.
    """
    found: dict[tuple[str, str], list[ReportedIn]] = {}
    for letter in letters:
        about = family.members if letter.plan == family.members[0].slug else ()
        about = about or tuple(member for member in family.members if member.slug == letter.plan)
        period = Period.parse(letter.manifest["letter"]["period"])
        for member in about:
            for due in list_due(member.content.promises, member.period, period):
                told = reports.get(due.promise.code, ())
                if all(one.letter != letter.slug for one in told):
                    silent = ReportedIn(letter.slug, letter.title, letter.dated_on)
                    found.setdefault((member.slug, due.promise.code), []).append(silent)
    return {key: tuple(dict.fromkeys(silent)) for key, silent in found.items()}


def _read_letter(letter: PublishedLetter) -> dict[str, ReportedIn]:
    """One report per code: a reason for silence gives way to words that do report, and to a table."""
    parts = letter.manifest["parts"]
    reasons: dict[str, str] = {}
    tables: dict[str, tuple[str, str]] = {}
    for place, part in enumerate(parts):
        for run in part["runs"]:
            for code in run.get("promises", ()):
                reason = run.get("unreported", "")
                reasons[code] = reason if code not in reasons or not reason else reasons[code]
                if part.get("head") and not reason:
                    tables[code] = _read_row(parts, place)
    return {
        code: ReportedIn(letter.slug, letter.title, letter.dated_on, reason, *tables.get(code, ("", "")))
        for code, reason in reasons.items()
    }


def _read_row(parts: Sequence[Mapping[str, Any]], place: int) -> tuple[str, str]:
    """The last two cells of the row that begins at ``place``: what was done, and the state in words."""
    row = [parts[place]]
    for part in parts[place + 1 : place + 4]:
        if part.get("head") != parts[place]["head"]:
            break
        row.append(part)
    cells = ["".join(run["text"] for run in part["runs"]) for part in row]
    return (cells[-2], cells[-1]) if len(cells) == 4 else ("", "")
