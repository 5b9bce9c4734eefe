"""``spoorboek hotspots``: where and when do reports cluster, and are there enough to say so?"""

from __future__ import annotations

from typing import Any

import click

from spoorboek.cli.commands.hotspots_input import read_given, read_own_exposure, read_places
from spoorboek.cli.commands.hotspots_options import SEED, Bounded, Numbers, takes_areas, takes_reports
from spoorboek.cli.commands.hotspots_output import write_answer
from spoorboek.cli.commands.hotspots_scan import scan
from spoorboek.cli.dutch import DutchCommand, DutchGroup
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.output import write_json
from spoorboek.cli.session import Session, pass_session


@click.group(cls=DutchGroup)
def hotspots() -> None:
    """Waar en wanneer: drukke plekken en tijden, en of er genoeg meldingen zijn om iets te zeggen.

    BESTAND is CSV (kolommen start, eind, en x, y of latitude, longitude) of GeoJSON met punten; - leest de
    invoer.
    """


hotspots.add_command(scan)


@hotspots.command("near-repeat", cls=DutchCommand)
@takes_reports
@click.option("--distances", type=Numbers(), default="0.1,100,200,300,400", help="Grenzen in meters.")
@click.option("--days", type=Numbers(), default="7,14,21", help="Grenzen in dagen.")
@click.option("--right", is_flag=True, help="Een band houdt zijn bovengrens: (100, 200].")
@click.option("--straight", is_flag=True, help="Hemelsbreed; anders langs de straten (Manhattan).")
@click.option("--permutations", metavar="GETAL", type=Bounded(9, 99_999), default=999, help="Anders 999.")
@click.option("--threads", metavar="GETAL", type=Bounded(1, 64), default=1, help="Rekenen op meer kernen.")
@pass_session
def near_repeat(session: Session, /, **given: Any) -> None:
    """Tel of een melding een volgende waarschijnlijker maakt, dichtbij en kort erna.

    \b
    Voorbeeld:
      spoorboek hotspots near-repeat inbraken.csv --distances 0.1,200,400 --days 7,14
    """
    from spoorboek.rules.hotspots.repeats_answer import RepeatsPlan, find_repeats
    from spoorboek.stats.space.errors import SpaceError

    plan = RepeatsPlan(
        seed=given["seed"],
        distances=given["distances"],
        days=given["days"],
        right=given["right"],
        city_block=not given["straight"],
        permutations=given["permutations"],
        threads=given["threads"],
    )
    try:
        answer = find_repeats(read_given(session, given), plan)
    except SpaceError as error:
        raise Failure(f"Deze grenzen kunnen niet: {error}", ExitCode.USAGE) from error
    write_answer(answer, as_json=given["as_json"])


@hotspots.command("times", cls=DutchCommand)
@takes_reports
@click.option("--profile", type=Numbers(), help="24 getallen: wat elk uur door toeval geeft.")
@click.option("--against", metavar="BESTAND", default="", help="Vergelijk met de uren van andere meldingen.")
@click.option("--hours", metavar="UREN", type=Bounded(1, 23), default=12, help="Langste blok.")
@pass_session
def times(session: Session, /, **given: Any) -> None:
    """Zoek het blok van uren met meer meldingen dan toeval, en laat zien hoe zeker de uren zijn.

    \b
    Voorbeeld:
      spoorboek hotspots times meldingen.csv --reported
      spoorboek hotspots times app.csv --reported --against alle-meldingen.csv
    """
    from spoorboek.rules.hotspots.times_answer import TimesPlan, build_profile, read_profile, weigh_times

    if given["profile"] and given["against"]:
        raise Failure("Kies --profile of --against; niet allebei.", ExitCode.USAGE)
    profile, name = read_profile(given["profile"]) if given["profile"] else None, ""
    if given["against"]:
        other = read_given(session, given | {"file": given["against"], "code": ""})
        profile, name = build_profile(other), "de uren van de andere meldingen"
    plan = TimesPlan(given["seed"], profile, name, max_hours=given["hours"])
    write_answer(weigh_times(read_given(session, given), plan), as_json=given["as_json"])


@hotspots.command("enough", cls=DutchCommand)
@takes_reports
@click.option("--count", metavar="GETAL", type=Bounded(4, 1_000_000), help="Zonder bestand.")
@click.option("--areas", metavar="GETAL", type=Bounded(2, 20_000), default=100, help="Gebieden, even groot.")
@click.option("--exposure", type=Numbers(), help="Inwoners per gebied, in plaats van --areas.")
@click.option("--extent", metavar="METER", type=Bounded(500, 200_000), default=7000, help="Zijde.")
@click.option("--days", metavar="DAGEN", type=Bounded(14, 3660), default=365, help="Periode.")
@click.option("--own", is_flag=True, help="Gebieden, inwoners en omvang van de eigen gemeente.")
@click.option(
    "--channel-change", metavar="TEKST", multiple=True, help="Wat veranderde aan het melden, en wanneer."
)
@click.option("--same-channels", is_flag=True, help="De manier van melden veranderde niet.")
@pass_session
def enough(session: Session, /, **given: Any) -> None:
    """Zeg of er genoeg meldingen zijn voor drukke plekken en tijden, en hoeveel er nodig zijn.

    \b
    Voorbeelden:
      spoorboek hotspots enough --count 46
      spoorboek hotspots enough meldingen.csv --areas 60
      spoorboek hotspots enough --count 46 --own
    """
    from spoorboek.rules.hotspots.enough_answer import EnoughPlan, judge_reports, tell_enough
    from spoorboek.rules.hotspots.framing import describe_reports

    if given["count"] and (given["file"] or given["code"]):
        raise Failure("Geef meldingen, of --count zonder meldingen; niet allebei.", ExitCode.USAGE)
    found = None if given["count"] else read_given(session, given)
    exposure, extent = given["exposure"] or (1.0,) * given["areas"], float(given["extent"])
    if given["own"]:
        exposure, extent = read_own_exposure(session)
    plan = EnoughPlan(given["seed"], exposure, extent=extent, day_count=given["days"])
    answer = tell_enough(given["count"] or len(found.reports if found else ()), plan)
    if found is not None:
        answer |= describe_reports(found, notes=answer["notes"])
        known = given["channel_change"] or given["same_channels"]
        answer["quality"] = judge_reports(found, given["channel_change"] if known else None)
    write_answer(answer, as_json=given["as_json"])


@hotspots.command("concentration", cls=DutchCommand)
@takes_reports
@takes_areas
@click.option("--cell", metavar="METER", type=Bounded(10, 10_000), default=200, help="Zijde van een vak.")
@click.option("--top", metavar="GETAL", type=Bounded(1, 100), default=5, help="Drukste vakken, anders 5.")
@click.option("--squares", metavar="GETAL", type=Bounded(2, 20_000), help="Vakken van de hele gemeente.")
@pass_session
def concentration(session: Session, /, **given: Any) -> None:
    """Zeg of meldingen op een paar plekken samenkomen, meer dan toeval, en of dat zo blijft.

    Zonder --squares tellen alle vakken in de rechthoek om de meldingen. Met --areas of --own telt elk gebied
    naar zijn inwoners.

    \b
    Voorbeelden:
      spoorboek hotspots concentration meldingen.csv --cell 200 --top 5
      spoorboek hotspots concentration meldingen.csv --own
    """
    from spoorboek.rules.hotspots.area_concentration import AreaPlan, weigh_areas
    from spoorboek.rules.hotspots.concentration_answer import ConcentrationPlan, weigh_concentration

    found = read_given(session, given)
    if given["areas"] or given["own"]:
        plan = AreaPlan(given["seed"], top_places=given["top"])
        answer = weigh_areas(found, read_places(session, given), plan)
    else:
        squares = ConcentrationPlan(
            given["seed"], cell=float(given["cell"]), top_places=given["top"], place_count=given["squares"]
        )
        answer = weigh_concentration(found, squares)
    write_answer(answer, as_json=given["as_json"])


@hotspots.command("invent", cls=DutchCommand)
@click.option("--count", metavar="GETAL", type=Bounded(1, 200_000), default=500, help="Anders 500.")
@click.option("--seed", metavar="GETAL", type=Bounded(0, 2**62), default=SEED, help="Van het toeval.")
@click.option("--burst", metavar="GETAL", type=Bounded(0, 500), default=0, help="Meldingen in een groep.")
@click.option("--days", metavar="DAGEN", type=Bounded(14, 3660), default=365, help="Anders 365.")
@click.option("--repeats", metavar="DEEL", type=Bounded(0, 3, is_whole=False), default=0.0)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
def invent(count: int, seed: int, burst: int, days: int, repeats: float, as_json: bool) -> None:
    """Verzin meldingen, als CSV, om mee te oefenen. Zij zeggen van zichzelf dat zij verzonnen zijn.

    \b
    Voorbeeld:
      spoorboek hotspots invent --count 2000 --burst 12 > verzonnen.csv
    """
    from datetime import UTC, datetime

    from spoorboek.rules.hotspots.invented import Invention, invent_reports
    from spoorboek.stats.space.incidents import InjectedCluster

    group = InjectedCluster(3000.0, 3000.0, 150.0, days // 2, min(7, days // 2), burst)
    wanted = Invention(
        count,
        seed,
        datetime(2024, 1, 1, tzinfo=UTC),
        day_count=days,
        bursts=(group,) if burst else (),
        offspring=repeats,
    )
    text = invent_reports(wanted)
    if as_json:
        write_json({"seed": seed, "count": count, "burst": burst, "csv": text})
    else:
        click.echo(text, nl=False)
