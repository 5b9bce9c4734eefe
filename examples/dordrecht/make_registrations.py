"""Make the invented registrations behind the counts of the two letters, always the same (fixed seed).

Which number comes from a letter and which is made up stands in README.md.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from registration_rows import (
    DISTRICTS,
    Row,
    Tables,
    activity,
    case,
    close,
    close_premises,
    decide,
    later,
    make_seizures,
    number_rows,
    pick,
    render,
    report,
    school_days,
    signal,
)

FOLDER = Path(__file__).parent / "registrations"


def make_signals(rng: random.Random) -> list[Row]:
    """88 tips in 2023 (24 before May) and 104 in 2024; 46 reports of the app; 6 discussed before May 2023."""
    rows = [
        signal(rng, "mma", day)
        for first, last, count in (
            ("2023-01-01", "2023-04-30", 24),
            ("2023-05-01", "2023-12-31", 64),
            ("2024-01-01", "2024-12-31", 104),
        )
        for day in pick(rng, first, last, count)
    ]
    for row in rows:
        decide(rng, row, rng.choice(("set_aside", "set_aside", "referred", "")))
    channels = ("collega", "partner", "politie", "controle", "eigen", "partner")
    for channel, day in zip(channels, pick(rng, "2023-01-09", "2023-04-14", 6), strict=True):
        row = signal(rng, channel, day)
        row |= {"status": "weighed", "weighed_on": later(day, 3), "discussed_on": later(day, 6)}
        rows.append(row)
    for day in pick(rng, "2023-02-01", "2024-11-29", 46):
        rows.append(
            signal(rng, "app", day)
            | {"theme": "straatintimidatie", "summary": "Verzonnen melding uit de app: nageroepen op straat"}
        )
    return rows


def make_cases(rng: random.Random, signals: list[Row]) -> list[Row]:
    """8 carried into 2023, 18 new, 19 closed, 7 carried into 2024, 25 new; and the other kinds."""
    carried = [case(rng, "undermining", day) for day in pick(rng, "2022-03-01", "2022-12-16", 8)]
    first = [case(rng, "undermining", day) for day in pick(rng, "2023-01-16", "2023-12-08", 18)]
    second = [case(rng, "undermining", day) for day in pick(rng, "2024-01-15", "2024-12-06", 25)]
    closed_2023 = carried + first[:11]
    for row in closed_2023:
        close(rng, row, "2023-01-09", "2023-12-20")
    for row in first[11:] + second[:14]:
        close(rng, row, "2024-01-10", "2024-12-18")
    channels = ("collega", "partner", "politie", "controle", "inwoner", "sportvereniging", "eigen")
    for row in first + second:
        opened = row["opened_on"]
        assert isinstance(opened, date)
        # The letters do not say whether the six signals of January-April became cases: none is linked.
        if opened >= date(2023, 6, 5):
            received = later(opened - timedelta(days=24), 2)
            source = signal(rng, rng.choice(channels), received) | {"discussed_on": opened}
            decide(rng, source, "taken_in")
            signals.append(source)
            row["signals"] = source
    riec = [case(rng, "riec", day) for day in pick(rng, "2024-02-05", "2024-10-31", 5)]
    people = [case(rng, "person_centred_plan", day) for day in pick(rng, "2023-02-01", "2024-09-30", 5)]
    for number, row in enumerate(people, start=1):
        row |= {
            "title": f"Dossier {number} (verzonnen)",
            "theme": "sociale-stabiliteit",
            "area_code": "GM0505",
        }
    return carried + first + second + riec + people + make_nuisance_locations(rng)


def make_nuisance_locations(rng: random.Random) -> list[Row]:
    """19 on the list at the end of 2023 and 12 at the end of 2024; the five named places left it in 2024."""
    named = ("Kloostertuin", "Loswalweg", "Lijnbaan", "Bieshof", "Wantijpark")
    areas = {"Lijnbaan": "BU05050202", "Wantijpark": "BU05050500"}
    names = [*named, *(f"Verzonnen plek {number}" for number in range(1, 18))]
    days = pick(rng, "2021-03-01", "2023-10-31", 21)
    rng.shuffle(days)
    rows = []
    for name, day in zip(names, [*days, date(2024, 6, 11)], strict=True):
        row = case(rng, "nuisance_location", day)
        row |= {"title": f"Overlast op {name}", "place": name, "theme": "veilige-wijken"}
        rows.append(row | {"area_code": areas.get(name, "GM0505")})
    for row in rows[:8]:
        close(rng, row, "2024-02-01", "2024-11-29")
    for row in rows[8:10]:
        row["opened_on"] = date(2022, 11, 1)
        close(rng, row, "2023-03-01", "2023-11-30")
    return rows


def make_reports(rng: random.Random, tables: Tables) -> None:
    """10 drug reports with 4 + 2 closures and 4 warnings, 4 on prostitution with 1 + 1 + 2; 2 later."""
    kinds = ["soft closure"] * 4 + ["hard closure"] * 2 + ["soft warning"] * 4
    kinds += ["- closure", "- warning", "- coercive_decision", "- coercive_decision"]
    rng.shuffle(kinds)
    days = pick(rng, "2023-01-03", "2023-04-05", 14)
    for index, (said, day) in enumerate(zip(kinds, days, strict=True), start=1):
        drug, kind = said.replace("- ", " ").split(" ")
        received = report(day, drug, index)
        tables["police-reports"].append(received)
        measure: Row = {"kind": kind, "taken_on": later(day, rng.randint(5, 9)), "reports": received}
        tables["measures"].append(measure)
        if kind == "closure":
            tables["closures"].append(close_premises(measure, received))
    none = report(date(2023, 9, 5), "hard", 16) | {
        "no_action_on": date(2023, 9, 26),
        "no_action_reason": "Verzonnen: het pand staat inmiddels leeg",
    }
    tables["police-reports"] += [report(date(2023, 6, 14), "soft", 15), none]


def make_orders(rng: random.Random) -> list[Row]:
    """32 orders or warnings of 5000 euro in two years, 3 orders of them in January-April 2023."""
    days = pick(rng, "2023-01-10", "2023-04-26", 3) + pick(rng, "2023-05-08", "2024-12-16", 29)
    return [
        {
            "imposed_on": day,
            "labelled_as": "order" if index < 3 else "order_or_warning",
            "subject": "drug_dealing",
            "amount_eur": "5000.00",
        }
        for index, day in enumerate(days)
    ]


def make_inspections(rng: random.Random, tables: Tables) -> None:
    """3 days with 6 + 7 + 5 businesses before May 2023, one in the car trade; later days are made up."""
    found = {(0, 2): "illegal_cigarettes", (1, 1): "underage_worker", (2, 3): "hemp_goods"}
    plan = [("retail", "2023-01-24", 6), ("hospitality", "2023-03-09", 7), ("automotive", "2023-04-18", 5)]
    plan += [("logistics", "2023-10-05", 4), ("mixed", "2024-03-14", 6), ("automotive", "2024-09-26", 5)]
    business = 0
    for index, (sector, held_on, count) in enumerate(plan):
        day: Row = {
            "held_on": date.fromisoformat(held_on),
            "sector": sector,
            "area_code": rng.choice(DISTRICTS),
        }
        tables["inspection-days"].append(day)
        for organisation, basis, purpose in (
            ("gemeentelijke handhaving", "artikel 5:11 Algemene wet bestuursrecht", "vergunningen"),
            ("politie", "artikel 3 Politiewet 2012", "veiligheid van de controle"),
            ("omgevingsdienst", "artikel 18.6 Omgevingswet of voorganger", "milieu en opslag"),
        ):
            tables["inspection-participants"].append(
                {"day": day, "organisation": organisation, "legal_basis": basis, "purpose": purpose}
            )
        for nth in range(count):
            business += 1
            seen = {"business": f"Bedrijf {business:02}", "sector": sector}
            finding = found.get((index, nth), "none")
            tables["inspected-businesses"].append({"day": day, **seen, "finding": finding})


def make_checks(rng: random.Random) -> list[Row]:
    """4 checks of sex establishments in January-April 2023; the later ones are made up."""
    days = pick(rng, "2023-01-17", "2023-04-20", 4) + pick(rng, "2023-06-01", "2024-11-28", 5)
    return [
        {
            "checked_on": day,
            "is_licensed": "ja" if index % 2 else "nee",
            "establishment": f"Inrichting {index % 5 + 1}",
            "partners": "handhaving en AVIM",
        }
        for index, day in enumerate(days)
    ]


def make_activities(rng: random.Random) -> list[Row]:
    """The trainings, sessions, lessons and other activities of the letters, each in its own unit."""
    rows = [
        activity("training", "Signalen van mensenhandel herkennen", "ambtenaren", "2023-03-16", pillar=2),
        activity(
            "inventory",
            "Verordening naast het regionale model",
            "gemeente",
            "2023-02-14",
            "documents",
            pillar=2,
        ),
        activity("awareness_session", "Misbruik van vastgoed", "woningcorporaties", "2023-01-26", pillar=3),
        activity("training", "Ondermijning herkennen", "handhavers en wijkmanagers", "2024-04-11", pillar=2),
        activity(
            "network_day",
            "Eerste netwerkdag",
            "partners in de wijk",
            "2024-04-18",
            "partners",
            70,
            "jeugd-en-veiligheid",
        ),
        activity(
            "staff_start", "Start jeugdboa's", "jongeren", "2023-09-04", "officers", 2, "jeugd-en-veiligheid"
        ),
        activity(
            "project", "Weerbare gemeenschappen", "ouders", "2023-11-14", "schools", 2, "sociale-stabiliteit"
        ),
    ]
    for day in pick(rng, "2023-05-15", "2024-11-28", 8):
        rows.append(activity("awareness_session", "Ondermijning herkennen", "collega's", str(day), pillar=2))
    for day in pick(rng, "2023-06-08", "2024-10-31", 3):
        row = activity("awareness_session", "Ondermijning herkennen", "professionals", str(day), pillar=2)
        rows.append(row | {"at_network_day": "ja"})
    for day in pick(rng, "2023-05-22", "2024-10-18", 3):
        rows.append(
            activity("campaign", "Let op grote contante betalingen", "ondernemers", str(day), pillar=3)
        )
    for day in pick(rng, "2023-05-25", "2024-11-14", 4):
        rows.append(activity("drug_action", "Actie in de wijk", "bewoners", str(day), pillar=1))
    for nth, day in enumerate(school_days(rng, 22), start=1):
        title, school = "Les van Halt", f"Verzonnen school {nth % 9 + 1}"
        rows.append(activity("lesson", title, school, str(day), "lessons", 5, "jeugd-en-veiligheid"))
    return rows


def make_public_space(rng: random.Random, tables: Tables) -> None:
    """19 deployments of a mobile camera, 20 fixed cameras replaced, 6 camera areas; the rest is made up."""
    dates = {"new_year": ["2023-12-29", "2023-12-29", "2024-12-30", "2024-12-30"]}
    for reason, count in (("arson", 3), ("street_race", 4), ("explosion", 4), ("youth_nuisance", 4)):
        dates[reason] = [str(day) for day in pick(rng, "2023-02-01", "2024-11-15", count)]
    for reason, days in dates.items():
        for day in days:
            start = date.fromisoformat(day)
            row: Row = {"kind": "mobile_camera", "reason": reason, "started_on": start}
            row |= {
                "ended_on": start + timedelta(days=rng.choice((3, 14, 28))),
                "place": "Verzonnen standplaats",
            }
            tables["deployments"].append(row | {"area_code": rng.choice(DISTRICTS)})
    placed, replaced = pick(rng, "2012-01-09", "2016-11-30", 20), pick(rng, "2023-03-01", "2024-11-29", 20)
    for nth, (before, after) in enumerate(zip(placed, replaced, strict=True), start=1):
        camera: Row = {"kind": "fixed_camera", "place": f"Verzonnen mast {nth}", "placed_on": before}
        tables["assets"].append(camera | {"replaced_on": after})
    for kind, first, count in (
        ("camera", "2023-05-08", 6),
        ("alcohol_ban", "2024-03-04", 2),
        ("security_risk", "2023-11-06", 2),
    ):
        for nth in range(1, count + 1):
            area: Row = {
                "kind": kind,
                "name": f"Verzonnen gebied {nth}",
                "designated_on": later(date.fromisoformat(first), nth),
            }
            tables["designated-areas"].append(area | {"area_code": DISTRICTS[nth - 1]})


def make_tables() -> Tables:
    """Return every register by its code, numbered in order of its days."""
    rng = random.Random(2023)  # noqa: S311 - invented data, not secrets
    names = "police-reports measures closures inspection-days inspection-participants inspected-businesses"
    tables: Tables = {name: [] for name in f"{names} deployments assets designated-areas".split()}
    signals = make_signals(rng)
    cases = make_cases(rng, signals)
    make_reports(rng, tables)
    make_inspections(rng, tables)
    make_public_space(rng, tables)
    tables |= {
        "signals": signals,
        "cases": cases,
        "penalty-orders": make_orders(rng),
        "seizures": make_seizures(),
    }
    tables |= {"establishment-checks": make_checks(rng), "activities": make_activities(rng)}
    for name, rows in tables.items():
        number_rows(name, rows)
    return tables


def main(folder: Path) -> None:
    """Write every register to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in make_tables().items():
        (folder / f"{name}.csv").write_text(render(rows), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
