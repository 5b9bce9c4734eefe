"""How the answers about hot places and times are printed for people."""

from __future__ import annotations

from typing import Any

import click

from spoorboek.cli.output import write_json, write_table


def write_answer(answer: dict[str, Any], *, as_json: bool) -> None:
    """Print an answer: as JSON for programs, as sentences and tables for people."""
    if as_json:
        write_json(answer)
        return
    if answer.get("is_invented"):
        click.echo("Deze meldingen zijn verzonnen.")
    for sentence in [answer.get("sentence", ""), *answer.get("sentences", ())]:
        if sentence:
            click.echo(sentence)
    for part in (_write_answers, _write_clusters, _write_cells, _write_places, _write_gates, _write_frame):
        part(answer)


def _write_answers(answer: dict[str, Any]) -> None:
    for one in answer.get("answers", ()):
        click.echo(f"  [{one['words']}] {one['sentence']}")


def _write_clusters(answer: dict[str, Any]) -> None:
    clusters = answer.get("clusters") or []
    rows = [
        (
            str(one["cases"]),
            f"{one['expected']:.2f}".replace(".", ","),
            one["first_day"] or "-",
            one["last_day"] or "-",
            _write_place(one),
            f"{one['statistic']:.6f}".replace(".", ","),
            _write_chance(one),
        )
        for one in clusters[:10]
    ]
    if rows:
        click.echo("")
        write_table(rows, ("aantal", "verwacht", "van", "tot en met", "plek", "toetsgrootheid", "p"))


def _write_place(one: dict[str, Any]) -> str:
    if len(one.get("places") or ()) == 1:
        return str(one["places"][0])
    if one.get("places"):
        return f"{len(one['places'])} plekken rond {one['places'][0]}"
    return f"{one['x']:.0f}, {one['y']:.0f} (straal {one['radius_m']:.0f} m)" if one.get("x") else "-"


def _write_chance(one: dict[str, Any]) -> str:
    written = f"{one['p']:.3f}".replace(".", ",")
    beyond = one["p_extrapolated"]
    return written if beyond is None else f"{written} (doorgetrokken {beyond:.1g})".replace(".", ",")


def _write_cells(answer: dict[str, Any]) -> None:
    rows = [
        (
            one["distance"],
            one["days"],
            str(one["pairs"]),
            "-" if one["ratio"] is None else f"{one['ratio']:.3f}".replace(".", ","),
            f"{one['p_adjusted']:.3f}".replace(".", ","),
        )
        for one in answer.get("cells", ())
    ]
    if rows:
        click.echo("")
        write_table(rows, ("meter", "dagen", "paren", "maal toeval", "p (alle vakken samen)"))


def _write_places(answer: dict[str, Any]) -> None:
    places = answer.get("places", ())
    if not places:
        return
    by_area = "rate_per_1000" in places[0]
    unit = "_per_1000" if by_area else ""
    rows = [
        (
            one["name"] if by_area else f"{one['x']:.0f}, {one['y']:.0f}",
            str(one["count"]),
            f"{one[f'rate{unit}']:.1f} ({one[f'low{unit}']:.1f} tot {one[f'high{unit}']:.1f})".replace(
                ".", ","
            ),
            f"{one['top_chance']:.2f}".replace(".", ","),
        )
        for one in places
    ]
    where = "gebied" if by_area else "midden van het vak"
    rate = "per 1.000 inwoners" if by_area else "getrokken naar de stad"
    click.echo("")
    write_table(rows, (where, "aantal", rate, "kans op de top"))


def _write_gates(answer: dict[str, Any]) -> None:
    for gate in answer.get("quality", ()):
        click.echo(f"  {'✓' if gate['passed'] else '!'} {gate['sentence']}")


def _write_frame(answer: dict[str, Any]) -> None:
    dropped = answer.get("dropped", {})
    lost = "; niet: " + ", ".join(f"{n} {why}" for why, n in dropped.items()) if dropped else ""
    if "used_count" in answer:
        click.echo(f"\n{answer['used_count']} meldingen tellen mee{lost}.")
    for note in answer.get("notes", ()):
        click.echo(f"Let op: {note}")
    if "clock" in answer:
        click.echo(f"Klok: {answer['clock']}, {answer['zone']}.")
    click.echo(f"Startgetal van het toeval: {answer['seed']}. {answer.get('multiple_testing', '')}")
