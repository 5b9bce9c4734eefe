"""The rows that ``make_registrations.py`` makes: days that can be, texts that are clearly invented."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

Row = dict[str, object]
Tables = dict[str, list[Row]]

NUMBERING = {
    "signals": ("S", "received_on"),
    "cases": ("C", "opened_on"),
    "police-reports": ("BR", "received_on"),
    "measures": ("M", "taken_on"),
    "closures": ("SL", "closed_from"),
    "penalty-orders": ("LOD", "imposed_on"),
    "seizures": ("AF", "seized_on"),
    "inspection-days": ("ICD", "held_on"),
    "inspection-participants": ("ICP", "held_on"),
    "inspected-businesses": ("ICB", "held_on"),
    "establishment-checks": ("CSI", "checked_on"),
    "activities": ("A", "held_on"),
    "deployments": ("I", "started_on"),
    "assets": ("MI", "placed_on"),
    "designated-areas": ("G", "designated_on"),
}
"""Per register how a number begins, and the day that orders and dates it."""

HOLIDAYS = {
    date.fromisoformat(day)
    for day in (
        "2023-01-02 2023-04-07 2023-04-10 2023-04-27 2023-05-05 2023-05-18 2023-05-29 2023-12-25 2023-12-26 "
        "2024-01-01 2024-03-29 2024-04-01 2024-05-09 2024-05-20 2024-12-25 2024-12-26"
    ).split()
}
DISTRICTS = [f"WK0505{number:02}" for number in (*range(1, 12), 19)]
TIPS = (
    "vermoeden van handel in drugs vanuit een woning",
    "veel korte bezoeken bij een garagebox",
    "vermoeden van hennepteelt in een loods",
    "grote contante betalingen in een winkel",
    "vermoeden van uitbuiting bij een bedrijf",
    "auto's die 's nachts worden omgekat",
)
REASONS = ("valt buiten de taak van de gemeente", "te oud om iets mee te doen", "al bekend bij de politie")


def working_days(first: str, last: str) -> list[date]:
    """Return the days from first to last (ISO, both included) on which an office works."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


def later(day: date, working: int) -> date:
    """Return the working day that comes ``working`` working days after ``day``."""
    while working:
        day += timedelta(days=1)
        working -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def pick(rng: random.Random, first: str, last: str, count: int) -> list[date]:
    """Return ``count`` working days in order; a day may come twice only when there are too few."""
    days = working_days(first, last)
    return sorted(rng.sample(days, count) if count <= len(days) else rng.choices(days, k=count))


def school_days(rng: random.Random, count: int) -> list[date]:
    """Return school days of 2024, outside the summer."""
    days = [
        d for d in working_days("2024-01-08", "2024-12-18") if not date(2024, 7, 8) <= d <= date(2024, 8, 30)
    ]
    return sorted(rng.sample(days, count))


def signal(rng: random.Random, channel: str, day: date) -> Row:
    """Return a signal that came in on a day and was not weighed yet."""
    return {
        "channel": channel,
        "received_on": day,
        "theme": "ondermijning",
        "summary": f"Verzonnen: {rng.choice(TIPS)}",
        "area_code": rng.choice(DISTRICTS),
        "reported_by": "verzonnen organisatie" if channel == "partner" else "",
        "status": "received",
    }


def decide(rng: random.Random, row: Row, status: str) -> None:
    """Weigh a signal some days after it came in and decide; without a status it was only weighed."""
    row["weighed_on"] = later(_day(row["received_on"]), rng.randint(1, 7))
    row["status"] = status or "weighed"
    if status == "set_aside":
        row["reason"] = rng.choice(REASONS)
    if status == "referred":
        row["reason"] = "hoort bij een partner"
    if status == "taken_in":
        row |= {
            "reason": "past bij de aanpak",
            "supported_by": "verzonnen waarneming door een toezichthouder",
        }


def case(rng: random.Random, kind: str, day: date) -> Row:
    """Return an open case."""
    return {
        "kind": kind,
        "title": f"Verzonnen casus: {rng.choice(TIPS)}",
        "theme": "ondermijning",
        "opened_on": day,
        "area_code": rng.choice(DISTRICTS),
        "status": "open",
    }


def close(rng: random.Random, row: Row, first: str, last: str) -> None:
    """Close a case between two days, at least three weeks after it was opened."""
    start = max(date.fromisoformat(first), _day(row["opened_on"]) + timedelta(days=21))
    days = working_days(start.isoformat(), last)
    row |= {"status": "closed", "closed_on": rng.choice(days), "closing_reason": "Verzonnen: aanpak afgerond"}


def report(day: date, drug: str, index: int) -> Row:
    """Return a police report on drugs of a kind, or on prostitution when there is no kind."""
    subject = "drugs" if drug else "prostitution"
    return {"received_on": day, "subject": subject, "drug_kind": drug, "premises": f"Pand {index:02}"}


def close_premises(measure: Row, received: Row) -> Row:
    """Return the closing of the building of a report: three months, and six for hard drugs."""
    start = later(_day(measure["taken_on"]), 2)
    days = 182 if received["drug_kind"] == "hard" else 91
    until = start + timedelta(days=days)
    return {
        "measure": measure,
        "premises": received["premises"],
        "closed_from": start,
        "closed_until": until,
        "reopened_on": until + timedelta(days=1),
    }


def activity(
    kind: str,
    title: str,
    audience: str,
    day: str,
    unit: str = "sessions",
    amount: int = 1,
    theme: str = "ondermijning",
    pillar: int | None = None,
) -> Row:
    """Return an activity, counted in its own unit."""
    return {
        "kind": kind,
        "title": f"{title} (verzonnen)",
        "theme": theme,
        "audience": audience,
        "held_on": date.fromisoformat(day),
        "unit": unit,
        "amount": amount,
        "pillar": pillar,
    }


def make_seizures() -> list[Row]:
    """About 150,000 euro and 2 vehicles in two years: the source says about, so each row is an estimate."""
    taken = (("2023-05-23", "62500.00", 1), ("2023-11-07", "40000.00", 0), ("2024-04-16", "27500.00", 1))
    rows = (*taken, ("2024-10-08", "20000.00", 0))
    return [
        {"seized_on": date.fromisoformat(d), "amount_eur": eur, "vehicle_count": n, "is_estimate": "ja"}
        for d, eur, n in rows
    ]


def number_rows(name: str, rows: list[Row]) -> None:
    """Put rows in order of their day and number them within their year."""
    prefix, moment = NUMBERING[name]

    def day_of(row: Row) -> date:
        parent = row.get("day")
        return _day((parent if isinstance(parent, dict) else row)[moment])

    rows.sort(key=day_of)
    counts: dict[int, int] = {}
    for row in rows:
        year = day_of(row).year
        counts[year] = counts.get(year, 0) + 1
        row |= {"number": f"{prefix}-{year}-{counts[year]:04}", "invented": "true"}


def render(rows: list[Row]) -> str:
    """Return rows as CSV; a row inside a row is written as its number."""
    columns = dict.fromkeys(["number", *(name for row in rows for name in row)])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(row.get(name)) for name in columns)
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return str(value["number"])
    return "" if value is None else str(value)


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value
