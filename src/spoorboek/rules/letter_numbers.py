"""Is every number in a letter a figure or a fixed number, and does it say what the figure says?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from spoorboek.documents.printed_text import part_text
from spoorboek.documents.source.number_scanning import scan_numbers
from spoorboek.figures.errors import NumberError
from spoorboek.figures.printed import Standing, compare_printed
from spoorboek.figures.values import NonValue, Value


def read_value(text: str) -> Value:
    """Return the value that a manifest keeps as text. Raises ValueError when it is none."""
    if text in {reason.value for reason in NonValue}:
        return NonValue(text)
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"a value in a manifest must be a number, got {text!r}") from error
    if not number.is_finite():
        raise ValueError(f"a value in a manifest must be finite, got {text!r}")
    return number


def list_number_faults(
    parts: Sequence[Mapping[str, Any]], figures: Sequence[Mapping[str, Any]]
) -> tuple[tuple[str, ...], int]:
    """Return a Dutch sentence for each number that is untied or wrong, and how many numbers were looked at.

    ``parts`` and ``figures`` as a manifest keeps them.
    """
    by_key = {figure["key"]: figure for figure in figures}
    faults: list[str] = []
    count = 0
    for part in parts:
        for run in part["runs"]:
            if "figure" in run:
                count += 1
                faults += _check_figure(run, by_key, part)
            elif "fixed" in run or "note" in run:
                count += 1
            else:
                untied = [run["text"][m.start : m.end] for m in scan_numbers(run["text"]) if not m.reason]
                count += len(untied)
                faults += [
                    f"Het getal '{text}' is geen cijfer en geen vast getal{_where(part)}." for text in untied
                ]
    return tuple(faults), count


def _check_figure(
    run: Mapping[str, Any], by_key: Mapping[str, Mapping[str, Any]], part: Mapping[str, Any]
) -> list[str]:
    key, text = run["figure"], run["text"]
    figure = by_key.get(key)
    if figure is None:
        return [f"Bij '{text}' hoort het cijfer {key}, maar dat zit niet bij de brief{_where(part)}."]
    try:
        standing = compare_printed(text, read_value(figure["value"]), is_share=figure["kind"] == "share")
    except NumberError:
        return [f"'{text}' is geen getal, maar hoort bij het cijfer {key}{_where(part)}."]
    if standing is Standing.YES:
        return []
    if standing is Standing.TRUNCATED:
        return [f"Er staat '{text}', afgekapt en niet afgerond: {key} is {figure['value']}{_where(part)}."]
    return [f"Er staat '{text}', maar het cijfer {key} is {figure['value']}{_where(part)}."]


def _where(part: Mapping[str, Any]) -> str:
    text = part_text(part)
    return f", in '{text[:60].strip()}...'" if len(text) > 60 else f", in '{text.strip()}'"
