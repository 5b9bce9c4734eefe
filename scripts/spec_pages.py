"""The pages of docs/naslag that come from tests/spec: one per kind of claim and one per statistic.

Every verdict and number on them is computed while they are written, so a page differs from the repository
as soon as an answer does.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import spoorboek.stats
import spoorboek.stats.space
from spoorboek.figures.dutch_numbers import format_number

ROOT = Path(__file__).resolve().parents[1]
# The tables live with the tests that read them; a script is started from its own folder.
sys.path.insert(0, str(ROOT))

from tests.spec.spec_tables import (  # noqa: E402
    ClaimChapter,
    ClaimRow,
    ClaimTable,
    StatisticTable,
    read_claim_tables,
    read_statistic_tables,
)

_SHOWN_APART = {"id", "claim", "points", "words"}


def list_spec_pages(notice: str) -> dict[str, str]:
    """Return the text of every page by its file name, the two lists of pages included."""
    claims, statistics = read_claim_tables(), {table.name: table for table in read_statistic_tables()}
    pages = {f"bewering-{table.name}.md": _draw_claims(notice, table) for table in claims}
    pages["beweringen.md"] = _draw_list(
        notice,
        "Beweringen",
        "Wat een brief over cijfers zegt, en welk oordeel daarbij hoort.",
        [(table.title, f"bewering-{table.name}.md", f"`{table.kind}`") for table in claims],
    )
    chapters = [_draw_statistic(notice, name, statistics.get(_name_page(name))) for name in _list_modules()]
    pages |= {f"statistiek-{_name_page(name)}.md": text for name, _, text in chapters}
    pages["statistieken.md"] = _draw_list(
        notice,
        "Statistieken",
        "De toetsen en schattingen onder de oordelen, elk met zijn formule en bron.",
        [(title, f"statistiek-{_name_page(name)}.md", f"`stats.{name}`") for name, title, _ in chapters],
    )
    return pages


def _draw_list(notice: str, title: str, about: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"- [{name}]({page}) ({code})" for name, page, code in rows]
    return "\n".join([notice, f"# {title}\n", f"{about}\n", *lines, ""])


def _draw_claims(notice: str, table: ClaimTable) -> str:
    parts = [notice, f"# {table.title}\n", f"Code: `{table.kind}`. {' '.join(table.about.split())}\n"]
    parts += [_draw_example(table.chapters[0].rows[0])]
    parts += [_draw_chapter(chapter) for chapter in table.chapters]
    return "\n".join(parts)


def _draw_example(row: ClaimRow) -> str:
    answer = row.answer()
    shown = {name: answer[name] for name in ("verdict", "also", "severity", "why", "better")}
    return (
        "Vraag aan `spoorboek claim test --json`:\n\n```json\n"
        f"{json.dumps([row.entry], ensure_ascii=False)}\n```\n\n"
        "Antwoord (zonder de berekende waarden):\n\n```json\n"
        f"{json.dumps(shown, ensure_ascii=False, indent=1)}\n```\n"
    )


def _draw_chapter(chapter: ClaimChapter) -> str:
    parts = [f"## {chapter.title}\n"]
    if chapter.text:
        parts.append(f"{' '.join(chapter.text.split())}\n")
    beside = {json.dumps(one, ensure_ascii=False): None for row in chapter.rows for one in row.beside}
    if beside:
        lines = "\n".join(beside)
        parts.append(f"In dezelfde lijst staat ook:\n\n```json\n{lines}\n```\n")
    parts.append("| woorden | cijfers | verder gegeven | oordeel | waarom |\n|---|---|---|---|---|")
    return "\n".join([*parts, *(_draw_row(row) for row in chapter.rows), ""])


def _draw_row(row: ClaimRow) -> str:
    answer, entry = row.answer(), row.entry
    codes = ", ".join(f"`{code}`" for code in (answer["verdict"], *answer["also"]))
    more = {name: value for name, value in entry.items() if name not in _SHOWN_APART}
    cells = [
        str(entry.get("words", "")),
        "; ".join(_draw_point(point) for point in entry.get("points", ())),
        "; ".join(f"{name}: {_draw_value(value)}" for name, value in more.items()),
        codes,
        answer["why"],
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _draw_point(point: Mapping[str, Any]) -> str:
    text = f"{point['period']}: {_draw_number(point['value'])}"
    if "low" in point:
        text += f" ({_draw_number(point['low'])} tot {_draw_number(point['high'])})"
    extra = [str(point[name]) for name in ("unit", "definition") if name in point]
    return f"{text} {', '.join(extra)}".rstrip()


def _draw_number(value: object) -> str:
    return format_number(value) if isinstance(value, int) else str(value).replace(".", ",")


def _draw_value(value: object) -> str:
    if isinstance(value, list) and value and all(isinstance(one, dict) and "period" in one for one in value):
        return ", ".join(_draw_point(one) if "value" in one else str(one) for one in value)
    if isinstance(value, dict | list):
        return f"`{json.dumps(value, ensure_ascii=False)}`"
    return str(value)


def _list_modules() -> list[str]:
    """Return the statistics: every module of the floor that has a result object."""
    names = [found.name for found in pkgutil.iter_modules(spoorboek.stats.__path__) if not found.ispkg]
    names += [f"space.{found.name}" for found in pkgutil.iter_modules(spoorboek.stats.space.__path__)]
    return [name for name in names if name not in ("errors", "interval") and list(_list_functions(name))]


def _name_page(module: str) -> str:
    """Return the name of a module as files have it: ``space.scan`` is ``space_scan``."""
    return module.replace(".", "_")


def _list_functions(name: str) -> Iterator[Callable[..., Any]]:
    module = importlib.import_module(f"spoorboek.stats.{name}")
    for key, value in vars(module).items():
        is_own = inspect.isfunction(value) and value.__module__ == module.__name__
        if is_own and not key.startswith("_") and "Source:" in (inspect.getdoc(value) or ""):
            yield value


def _draw_statistic(notice: str, name: str, table: StatisticTable | None) -> tuple[str, str, str]:
    module = importlib.import_module(f"spoorboek.stats.{name}")
    title = table.title if table else (inspect.getdoc(module) or name).splitlines()[0].rstrip(".")
    parts = [notice, f"# {title}\n"]
    if table:
        parts += [f"{' '.join(table.about.split())}\n", _draw_calls(table)]
    for function in _list_functions(name):
        signature = str(inspect.signature(function)).replace("spoorboek.stats.", "")
        parts += [f"## `{function.__name__}`\n", f"```python\n{function.__name__}{signature}\n```\n"]
        parts += [f"```text\n{inspect.getdoc(function)}\n```\n"]
    return name, title, "\n".join(parts)


def _draw_calls(table: StatisticTable) -> str:
    name = table.function.rsplit(".", 1)[1]
    lines = ["| vraag | antwoord |", "|---|---|"]
    for call in table.calls:
        given = [repr(one) for one in call.arguments] + [
            f"{key}={value!r}" for key, value in call.options.items()
        ]
        gives = ", ".join(f"{key} = {value}" for key, value in table.answer(call).items())
        lines.append(f"| `{name}({', '.join(given)})` | {gives} |")
    return "\n".join(lines) + "\n"
