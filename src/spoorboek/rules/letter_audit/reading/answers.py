"""The parts of a whole that a letter tells: 17 of 24, 31 percent against 47, the rows of one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.sentence_reading import Reading

_HUNDRED = Decimal(100)
_CHANGED = ("from", "to", "by", "difference")
_MOST_ROWS = 12


@dataclass(frozen=True)
class Answer:
    """One part of a whole: its percentage, and the words that say which part it is."""

    share: Decimal
    reading: Reading
    of: str
    """What the whole is, in the words of the letter; empty when it does not say."""
    printed: str
    group: int
    """The same for answers about one whole."""

    @cached_property
    def is_denied(self) -> bool:
        """Tell whether its own words say that it is not so."""
        return any("<negation>" in one.tags for one in self.reading.tokens) or self.is_rest

    @cached_property
    def is_rest(self) -> bool:
        """Tell whether it is what is left over: de andere vijf."""
        return self.reading.has("left_over")


def list_answers(material: Material, facts: Sequence[Fact], blocks: Sequence[int]) -> list[Answer]:
    """Return the parts that some numbers and tables tell of their wholes.

    Parameters: ``facts`` of one part of a letter, and the ``blocks`` of its tables. Errors: none.
    """
    told = [one for one in facts if not material.layout.is_table(one.mention.sentence)]
    found: list[Answer] = []
    for block in dict.fromkeys(one.mention.block for one in told):
        found += _read_block(material, [one for one in told if one.mention.block == block], block)
    for grid in material.grids:
        if grid.block in blocks:
            found += _read_grid(grid)
    return found


def _read_block(material: Material, facts: Sequence[Fact], block: int) -> Iterator[Answer]:
    whole: Fact | None = None
    for place, fact in enumerate(facts):
        following = facts[place + 1] if place + 1 < len(facts) else None
        if following is not None and _is_part_of(fact, following):
            share = Decimal(fact.value) / Decimal(following.value) * _HUNDRED
            words = _words_of(material, fact) + _words_of(material, following)
            yield Answer(share, Reading(words), following.unit or "", fact.mention.quote.strip(), block)
            continue
        if fact.mention.detail.get("role") in _CHANGED or fact.is_mark:
            continue
        words = _words_of(material, fact)
        if fact.is_share:
            of = whole.unit if whole is not None else ""
            yield Answer(Decimal(fact.value), Reading(words), of or "", fact.mention.quote.strip(), block)
        elif fact.mention.kind is MentionKind.NUMBER and (fact.unit or "-").split()[-1] not in DURATIONS:
            if whole is not None and 0 <= fact.value < whole.value and _is_of(material, fact, whole):
                share = Decimal(fact.value) / Decimal(whole.value) * _HUNDRED
                yield Answer(share, Reading(words), whole.unit or "", fact.mention.quote.strip(), block)
            elif fact.unit and fact.value > 1 and (whole is None or not _is_of(material, fact, whole)):
                whole = fact


def _is_part_of(fact: Fact, whole: Fact) -> bool:
    """61 van de 88 bewoners: the part goes before its whole."""
    is_count = fact.mention.kind is whole.mention.kind is MentionKind.NUMBER
    behind = f"{fact.own.tail} {whole.own.lead}".split()
    return is_count and 0 < fact.value < whole.value and behind in (["van", "de"], ["van", "onze"])


def _is_of(material: Material, fact: Fact, whole: Fact) -> bool:
    """Tell whether a number can be a part of the one before it: bare, of cases, or of the same thing."""
    unit = (fact.unit or "").split()[-1:]
    if not unit or unit[0] in ("gevallen", "keer", "maal"):
        return True
    return (
        unit[0] == (whole.unit or "").split()[-1]
        or f" {unit[0]}" not in f" {fact.own.tail[:40]}"
        or (
            # "Vier lopen nog": a verb that counts as a unit.
            not Reading(unit[0]).tags.isdisjoint(("[lopen]", "[zijn]", "[hebben]"))
        )
    )


def _words_of(material: Material, fact: Fact) -> str:
    words = fact.own.masked
    return words.replace("#", " 0 ")


def _read_grid(grid: Grid) -> Iterator[Answer]:
    """Yield the rows of a table of one column as parts of that column."""
    numbered = [place for place in range(len(grid.columns)) if len(grid.column_of(place)) > 1]
    if not numbered:
        return
    # Of counts and their shares side by side the shares are read.
    shares = [place for place in numbered if _is_share(grid, place)]
    if len(numbered) > 1 and len(numbered) - len(shares) != 1:
        return
    place = shares[0] if len(shares) == 1 else numbered[0]
    column = [(row, value) for row, value in grid.column_of(place) if not row.is_total and not row.is_inside]
    if not 1 < len(column) <= _MOST_ROWS or any(value < 0 for _, value in column):
        return
    total = _HUNDRED if shares else Decimal(sum(value for _, value in column))
    if not total or (not shares and not grid.may_add_up(place)):
        return
    for row, value in column:
        share = Decimal(value) / total * _HUNDRED
        yield Answer(share, Reading(row.label), grid.corner, str(value), -grid.block - 1)


def _is_share(grid: Grid, place: int) -> bool:
    cells = [row.cells[place + 1].text for row in grid.rows if place + 1 < len(row.cells)]
    return all("%" in cell for cell in cells) or "%" in grid.columns[place]
