"""What the commands about hot places and times are given: reports, numbers and files of SaTScan."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import get_file, make_folder, read_text
from spoorboek.cli.session import Session, get_now

if TYPE_CHECKING:
    from spoorboek.rules.hotspots.reports import ReportSet


class Bounded(click.ParamType[float]):
    """A number between two bounds."""

    name = "getal"

    def __init__(self, low: float, high: float, *, is_whole: bool = True) -> None:
        self.low, self.high, self.is_whole = low, high, is_whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            number = int(str(value)) if self.is_whole else float(str(value))
        except ValueError:
            number = math.nan
        if not self.low <= number <= self.high:
            kind = "heel getal" if self.is_whole else "getal"
            self.fail(f"hier hoort een {kind} van {self.low} tot en met {self.high}.", param, ctx)
        return number


class Numbers(click.ParamType[tuple[float, ...]]):
    """Numbers with commas between them."""

    name = "getallen"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, ...]:
        if isinstance(value, tuple):
            return value
        try:
            found = tuple(float(word) for word in str(value).split(","))
        except ValueError:
            found = ()
        if not found or len(found) > 20_000 or not all(math.isfinite(number) for number in found):
            self.fail("hier horen getallen te staan, met komma's ertussen.", param, ctx)
        return found


def parse_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that was typed."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("schrijf een dag als 2024-01-31.", ctx, param) from error


def read_reports(session: Session, file: str, code: str, zone: str, *, is_reported: bool) -> ReportSet:
    """Read the reports of a file, or the kept ones with this code."""
    from spoorboek.rules.hotspots.report_file import read_report_file
    from spoorboek.stats.space.errors import ClockError

    if bool(file) == bool(code):
        raise Failure("Geef een BESTAND (of - voor de invoer), of --set CODE.", ExitCode.USAGE)
    if code:
        from spoorboek.apps.hotspots.queries import get_reports

        return get_reports(session.get_reader(), code)
    try:
        return read_report_file(read_text(file), zone=zone, clock="reported" if is_reported else "happened")
    except ClockError as error:
        raise Failure(
            f"'{zone[:60]}' is geen tijdzone; schrijf bijvoorbeeld Europe/Amsterdam.", ExitCode.USAGE
        ) from error


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
    texts = {name: _read_old_text(get_file(str(place.parent / name))) for name in names if name}
    return scan_satscan(given, texts, seed=seed, threads=threads, progress=progress)


def write_satscan_files(found: ReportSet, folder: str, *, radius: float, days: int) -> None:
    """Write the reports as files that SaTScan reads."""
    from spoorboek.rules.hotspots.reports import place_reports
    from spoorboek.rules.hotspots.satscan_answer import build_satscan
    from spoorboek.rules.hotspots.satscan_parameters import write_parameters

    given, cas, geo = build_satscan(place_reports(found), max_radius=radius, max_days=days)
    place = make_folder(folder)
    (place / given.case_file).write_text(cas, encoding="utf-8")
    (place / given.coordinates_file).write_text(geo, encoding="utf-8")
    (place / "meldingen.prm").write_text(write_parameters(given), encoding="utf-8")
    click.echo(f"{place / 'meldingen.prm'}, met .cas en .geo ernaast")


def _read_old_text(place: Path) -> str:
    """Return the text of a file of SaTScan, which may be older than UTF-8."""
    if place.stat().st_size > 50_000_000:
        raise Failure(f"'{place.name}' is groter dan 50 MB.", ExitCode.BAD_INPUT)
    content = place.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")
