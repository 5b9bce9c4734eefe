"""Options that the commands about hot places and times share, and what may be typed there."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import click

SEED = 20250224
Decorator = Callable[[Any], Any]


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


def takes_reports(command: Any) -> Any:
    """Add what every command that reads reports takes."""
    options: list[Decorator] = [
        click.argument("file", metavar="[BESTAND]", default=""),
        click.option("--set", "code", metavar="CODE", default="", help="Bewaarde meldingen uit de database."),
        click.option("--zone", metavar="TIJDZONE", default="Europe/Amsterdam", help="Klok van de tijden."),
        click.option(
            "--coordinates",
            type=click.Choice(["dutch", "metres", "degrees"]),
            default="dutch",
            help="Plekken in Nederland; in meters op een andere kaart; of in graden elders.",
        ),
        click.option("--reported", is_flag=True, help="De tijden zijn die van het melden."),
        click.option("--seed", metavar="GETAL", type=Bounded(0, 2**62), default=SEED, help="Van het toeval."),
        click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON."),
    ]
    return _add(command, options)


def takes_areas(command: Any) -> Any:
    """Add what a command takes that weighs reports by area."""
    options: list[Decorator] = [
        click.option(
            "--areas", metavar="BESTAND", default="", help="Gebieden met hun inwoners (CSV, GeoJSON)."
        ),
        click.option("--own", is_flag=True, help="De buurten en inwoners van de eigen gemeente."),
    ]
    return _add(command, options)


def _add(command: Any, options: list[Decorator]) -> Any:
    for option in reversed(options):
        command = option(command)
    return command
