"""Writing answers: JSON for programs, aligned columns for people, progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from spoorboek.figures.unseen_characters import escape_unseen


def say(text: str = "", *, err: bool = False) -> None:
    """Print a text; characters that nobody sees, and that could turn it round, are written out."""
    click.echo(escape_unseen(text), err=err)


def write_json(data: Any) -> None:
    """Print data as JSON in which Dutch text stays readable."""
    say(json.dumps(data, ensure_ascii=False, indent=2))


def write_table(rows: Iterable[Sequence[str]], headings: Sequence[str]) -> None:
    """Print rows under their headings, in columns as wide as they need."""
    table = [list(headings), *(list(row) for row in rows)]
    widths = [max(len(row[place]) for row in table) for place in range(len(headings))]
    for number, row in enumerate(table):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())
        if number == 0:
            click.echo("  ".join("-" * width for width in widths))


def show_progress(what: str, step: int, count: int) -> None:
    """Show on a terminal what is being done; a file or a pipe gets nothing."""
    if not sys.stderr.isatty():
        return
    end = "\n" if step == count else ""
    click.echo(f"\r\033[K[{step}/{count}] {what}{end}", err=True, nl=False)
