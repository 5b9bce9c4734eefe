"""``spoorboek hotspots scan``: groups in place and time, by days, inhabitants or labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.commands.hotspots_input import (
    read_given,
    read_places,
    scan_parameter_file,
    write_satscan_files,
)
from spoorboek.cli.commands.hotspots_options import Bounded, parse_day, takes_areas, takes_reports
from spoorboek.cli.commands.hotspots_output import write_answer
from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.output import show_progress
from spoorboek.cli.session import Session, pass_session

if TYPE_CHECKING:
    from spoorboek.rules.hotspots.scan_answer import ScanPlan

KINDS, MODELS = ["space-time", "space", "time"], ["permutation", "poisson", "bernoulli"]


@click.command("scan", cls=DutchCommand)
@takes_reports
@click.option("--kind", type=click.Choice(KINDS), default="space-time", help="Plek en tijd, plek, of tijd.")
@click.option(
    "--model",
    type=click.Choice(MODELS),
    help="Waar toeval mee schudt: dagen, inwoners (met gebieden), of wel en niet (met gebieden).",
)
@takes_areas
@click.option(
    "--radius",
    metavar="METER",
    type=Bounded(0, 10_000_000, is_whole=False),
    default=750,
    help="0: geen grens.",
)
@click.option("--days", metavar="DAGEN", type=Bounded(1, 3660), default=14, help="Langste periode.")
@click.option(
    "--share", metavar="DEEL", type=Bounded(0.001, 1, is_whole=False), default=0.5, help="Hoogstens."
)
@click.option("--min-cases", metavar="GETAL", type=Bounded(1, 100_000), default=2, help="Kleinste groep.")
@click.option("--cell", metavar="METER", type=Bounded(0, 100_000), default=200, help="0: elke plek apart.")
@click.option("--prospective", is_flag=True, help="Alleen groepen die nu nog duren.")
@click.option("--by-weekday", is_flag=True, help="Vergelijk alleen met dezelfde dag van de week.")
@click.option("--full", is_flag=True, help="Alle trekkingen (999), zonder eerder te stoppen.")
@click.option("--replications", metavar="GETAL", type=Bounded(9, 99_999), help="Anders 199.")
@click.option("--threads", metavar="GETAL", type=Bounded(1, 64), default=1, help="Rekenen op meer kernen.")
@click.option("--first", metavar="DAG", callback=parse_day, help="Eerste dag, zoals 2024-01-01.")
@click.option("--last", metavar="DAG", callback=parse_day, help="Laatste dag.")
@click.option("--prm", metavar="BESTAND", default="", help="Doe wat dit bestand van SaTScan vraagt.")
@click.option("--write-satscan", metavar="MAP", default="", help="Schrijf .cas, .geo en .prm; zoek niet.")
@pass_session
def scan(session: Session, /, **given: Any) -> None:
    """Zoek groepen meldingen die groter zijn dan toeval: in plaats en tijd, alleen plaats of alleen tijd.

    Zonder gebieden schudt Spoorboek de dagen over de plekken. Met --areas of --own vergelijkt het met de
    inwoners (poisson), of met wie een geval had kunnen zijn (bernoulli, alleen --kind space).

    \b
    Voorbeelden:
      spoorboek hotspots scan meldingen.csv
      spoorboek hotspots scan meldingen.csv --radius 400 --days 7 --full --json
      spoorboek hotspots scan meldingen.csv --own --kind space
      spoorboek hotspots scan --areas buurten.csv --kind space --model bernoulli
      spoorboek hotspots scan --prm NYCfever.prm
      spoorboek hotspots scan meldingen.csv --write-satscan uitvoer
    """
    if given["prm"]:
        answer = scan_parameter_file(given["prm"], given["seed"], given["threads"], _tell)
    elif given["write_satscan"]:
        write_satscan_files(session, given, _plan(given, _choose_model(given)))
        return
    elif given["areas"] or given["own"]:
        answer = _scan_areas(session, given)
    else:
        answer = _scan_reports(session, given)
    write_answer(answer, as_json=given["as_json"])


def _tell(step: int, count: int) -> None:
    show_progress("trekkingen", step, count)


def _scan_reports(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    from spoorboek.rules.hotspots.scan_answer import scan_reports

    plan = _plan(given, _choose_model(given))
    return scan_reports(read_given(session, given), plan, progress=_tell)


def _scan_areas(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    from spoorboek.rules.hotspots.area_scan import scan_areas

    found = read_given(session, given) if given["file"] or given["code"] else None
    plan = _plan(given, _choose_model(given))
    return scan_areas(read_places(session, given), plan, found, progress=_tell)


def _choose_model(given: dict[str, Any]) -> str:
    """Return the model that was asked, or the only one that fits."""
    model: str | None = given["model"]
    if given["areas"] or given["own"]:
        if given["kind"] == "time" or model == "permutation":
            raise Failure(
                "Gebieden horen bij --model poisson of bernoulli, en --kind space of space-time.",
                ExitCode.USAGE,
            )
        return model or "poisson"
    wanted = "poisson" if given["kind"] == "time" else "permutation"
    is_time_to_satscan = given["kind"] == "time" and given["write_satscan"]
    if given["kind"] == "space" or is_time_to_satscan or (model or wanted) != wanted:
        raise Failure(
            "Zonder gebieden zoekt Spoorboek in plaats en tijd (permutation) of alleen in tijd (poisson); "
            "bestanden voor SaTScan zijn dan in plaats en tijd. Geef voor de rest --areas BESTAND of --own.",
            ExitCode.USAGE,
        )
    return wanted


def _plan(given: dict[str, Any], model: Any) -> ScanPlan:
    from spoorboek.rules.hotspots.scan_answer import ScanPlan

    return ScanPlan(
        seed=given["seed"],
        kind=given["kind"],
        model=model,
        max_radius=float(given["radius"]) or None,
        max_days=given["days"],
        max_share=given["share"],
        min_cases=given["min_cases"],
        cell=float(given["cell"]) or None,
        prospective=given["prospective"],
        by_weekday=given["by_weekday"],
        replications=given["replications"] or (999 if given["full"] else 199),
        stop_after=None if given["full"] else 10,
        threads=given["threads"],
        first=given["first"],
        last=given["last"],
    )
