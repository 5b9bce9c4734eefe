"""The report on a received file: what is wrong, in which row, in words that help.

The sentences are Dutch, because the one who sent the file reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SHOWN_COUNT = 50
"""How many findings a report shows; all of them are counted."""

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong. ``row`` is the number in the file (0: the file as a whole)."""

    row: int
    column: str
    value: str
    sentence: str

    def __str__(self) -> str:
        place = f"rij {self.row}" if self.row else "het bestand"
        return f"{place}{f', kolom {self.column}' if self.column else ''}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of reading one file. Without findings everything was taken over."""

    row_count: int
    findings: tuple[Finding, ...] = ()
    finding_count: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file was taken over."""
        return self.finding_count == 0

    @property
    def summary(self) -> str:
        """Return the outcome in one or two Dutch sentences."""
        if self.is_accepted:
            return f"{self.row_count} rijen overgenomen."
        first = f"Niets overgenomen. {self.findings[0]}"
        if self.finding_count == 1:
            return first
        return f"{first} In totaal {self.finding_count} fouten, waarvan {len(self.findings)} getoond."


@dataclass(slots=True)
class FindingList:
    """Collects findings: keeps the first ones, counts all."""

    shown_count: int = SHOWN_COUNT
    kept: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: str, value: str, sentence: str) -> None:
        """Add one finding."""
        self.count += 1
        if len(self.kept) < self.shown_count:
            self.kept.append(Finding(row, column, shorten(value), sentence))

    def add_unseen(self, count: int) -> None:
        """Count findings that are not looked at one by one."""
        self.count += count

    def as_report(self, *, row_count: int, notes: tuple[str, ...]) -> Report:
        """Return the report on what was collected, in the order of the file."""
        return Report(row_count, tuple(sorted(self.kept)), self.count, notes)


def shorten(value: str) -> str:
    """Return the value as it can stand in a sentence: on one line and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"
