"""What the commands about hot places and times are given: reports, numbers and files of SaTScan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import STDIN, get_file, make_folder, read_text
from spoorboek.cli.session import Session, get_now

if TYPE_CHECKING:
    from spoorboek.rules.hotspots.reports import ReportSet
    from spoorboek.rules.hotspots.scan_answer import ScanPlan
    from spoorboek.rules.hotspots.weighed_places import WeighedPlace

MOST_BYTES = 300_000_000


def read_given(session: Session, given: Mapping[str, Any]) -> ReportSet:
    """Read the reports of a file, or the kept ones with this code, as the options of a command say."""
    from spoorboek.rules.hotspots.report_file import read_report_file
    from spoorboek.stats.space.errors import ClockError

    file, code, zone = given["file"], given["code"], given["zone"]
    if bool(file) == bool(code):
        raise Failure("Geef een BESTAND (of - voor de invoer), of --set CODE.", ExitCode.USAGE)
    if code:
        # The reader opens the database, and only then models can be imported.
        reader = session.get_reader()
        from spoorboek.apps.hotspots.queries import get_reports

        return get_reports(reader, code)
    try:
        return read_report_file(
            _read_large_text(file),
            zone=zone,
            clock="reported" if given["reported"] else "happened",
            coordinates=given["coordinates"],
        )
    except ClockError as error:
        raise Failure(
            f"'{zone[:60]}' is geen tijdzone; schrijf bijvoorbeeld Europe/Amsterdam.", ExitCode.USAGE
        ) from error


def read_places(session: Session, given: Mapping[str, Any]) -> tuple[WeighedPlace, ...]:
    """Read the areas that reports are weighed by: of a file, or the municipality's own."""
    from spoorboek.rules.hotspots.weighed_places import read_places_file

    if given["areas"] and given["own"]:
        raise Failure("Kies --areas BESTAND of --own; niet allebei.", ExitCode.USAGE)
    if given["areas"]:
        return read_places_file(_read_large_text(given["areas"]), coordinates=given["coordinates"])
    reader = session.get_reader()
    from spoorboek.apps.hotspots.exposure import list_own_areas

    found = list_own_areas(reader, at=get_now())
    if not found:
        raise Failure(
            "Van de eigen buurten zijn geen grenzen bekend. Geef een bestand met --areas.",
            ExitCode.NOT_FOUND,
        )
    return found


def read_own_exposure(session: Session) -> tuple[tuple[float, ...], float]:
    """Return the weights of the municipality's own areas and the side of a square as large."""
    reader = session.get_reader()
    from spoorboek.apps.hotspots.exposure import measure_exposure

    found = measure_exposure(reader, at=get_now())
    return found.sizes, found.extent


def scan_parameter_file(
    path: str, seed: int, threads: int, progress: Callable[[int, int], None]
) -> dict[str, Any]:
    """Do what a parameter file asks, with the files that stand beside it."""
    from spoorboek.rules.hotspots.satscan_answer import scan_satscan
    from spoorboek.rules.hotspots.satscan_parameters import read_parameters

    place = get_file(path)
    given = read_parameters(_read_old_text(place))
    names = (given.case_file, given.coordinates_file, given.population_file, given.control_file)
    texts = {name: _read_old_text(_get_beside(place, name)) for name in names if name}
    return scan_satscan(given, texts, seed=seed, threads=threads, progress=progress)


def write_satscan_files(session: Session, given: Mapping[str, Any], plan: ScanPlan) -> None:
    """Write reports, and areas where these are given, as files that SaTScan reads."""
    from spoorboek.rules.hotspots.reports import place_reports
    from spoorboek.rules.hotspots.satscan_export import write_areas, write_reports

    if given["areas"] or given["own"]:
        found = read_given(session, given) if given["file"] or given["code"] else None
        texts = write_areas(read_places(session, given), plan, found)
    else:
        texts = write_reports(place_reports(read_given(session, given), plan.first, plan.last), plan)
    place = make_folder(given["write_satscan"])
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")
    kinds = ", ".join(sorted(f".{name.rpartition('.')[2]}" for name in texts if not name.endswith(".prm")))
    click.echo(f"{place / 'meldingen.prm'}, met ernaast {kinds}")


def _read_large_text(file: str) -> str:
    """Return the text of a file that may be large, but not without end."""
    if file != STDIN and get_file(file).stat().st_size > MOST_BYTES:
        raise Failure(
            f"'{file}' is groter dan 300 MB. Neem een kortere periode of een kleiner gebied.",
            ExitCode.BAD_INPUT,
        )
    return read_text(file)


def _get_beside(place: Path, name: str) -> Path:
    """Return a file beside the .prm; a link could lead anywhere on this machine."""
    found = get_file(str(place.parent / name))
    if found.resolve().parent != place.parent.resolve():
        raise Failure(
            f"'{name}' is een verwijzing naar een andere map. Zet het bestand zelf naast het .prm-bestand.",
            ExitCode.BAD_INPUT,
        )
    return found


def _read_old_text(place: Path) -> str:
    """Return the text of a file of SaTScan, which may be older than UTF-8."""
    if not place.is_file():
        raise Failure(f"'{place.name}' is geen gewoon bestand.", ExitCode.BAD_INPUT)
    if place.stat().st_size > 50_000_000:
        raise Failure(f"'{place.name}' is groter dan 50 MB.", ExitCode.BAD_INPUT)
    content = place.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")
