"""A ladder: dated versions of one table, from what was found to the measure that policy names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.terms import Term
from spoorboek.rules.ladders.errors import LadderError


class LadderKind(Enum):
    """How a ladder is climbed: by the ordinal of the violation, or tread by tread."""

    ORDINAL = "ordinal"
    TREADS = "treads"


class MeasureKind(Enum):
    """What a row can name, from light to heavy."""

    INFORMAL = "informal"
    WARNING = "warning"
    INTENDED_DECISION = "intended_decision"
    PENALTY_ORDER = "penalty_order"
    FORFEITURE = "forfeiture"
    ENFORCEMENT_ORDER = "enforcement_order"
    CLOSURE = "closure"
    PERMIT_WITHDRAWAL = "permit_withdrawal"
    HOME_BAN = "home_ban"


MEASURE_WORDS: Mapping[MeasureKind, str] = {
    MeasureKind.INFORMAL: "informele stap",
    MeasureKind.WARNING: "waarschuwing",
    MeasureKind.INTENDED_DECISION: "voornemen",
    MeasureKind.PENALTY_ORDER: "last onder dwangsom",
    MeasureKind.FORFEITURE: "verbeurte van de dwangsom",
    MeasureKind.ENFORCEMENT_ORDER: "last onder bestuursdwang",
    MeasureKind.CLOSURE: "sluiting",
    MeasureKind.PERMIT_WITHDRAWAL: "intrekking van de vergunning",
    MeasureKind.HOME_BAN: "tijdelijk huisverbod",
}

DECISIONS = frozenset(
    {
        MeasureKind.PENALTY_ORDER,
        MeasureKind.ENFORCEMENT_ORDER,
        MeasureKind.CLOSURE,
        MeasureKind.PERMIT_WITHDRAWAL,
        MeasureKind.HOME_BAN,
    }
)
"""Decisions against someone: they need hearing and motivation (Awb, artikelen 4:8 and 3:46)."""


class CompetentBody(Enum):
    """Who may take a measure. The values are the Dutch words."""

    MAYOR = "burgemeester"
    BOARD = "college van burgemeester en wethouders"


class CountedFrom(Enum):
    """From where the recidivism window is measured: each violation back to the one before, or all from "
    "the last."""

    PREVIOUS = "previous"
    CURRENT = "current"


class Motivation(Enum):
    """What people must write down themselves. The values are the Dutch words."""

    SUITABILITY = "geschiktheid"
    NECESSITY = "noodzaak"
    BALANCE = "evenwichtigheid"


QUESTIONS: Mapping[Motivation, str] = {
    Motivation.SUITABILITY: "Bereikt deze maatregel het doel?",
    Motivation.NECESSITY: "Waarom is deze maatregel nodig, en waarom kan het niet met minder?",
    Motivation.BALANCE: "Waarom weegt het belang op tegen de gevolgen voor wie het treft?",
}
"""What to answer; source: ABRvS 2 februari 2022, ECLI:NL:RVS:2022:285."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRow:
    """One row: for these facts and this ordinal (or tread) the policy names this measure.

    ``when``: the facts. ``position``: ordinal or tread, from 1; ``and_more`` when later ones are meant too.
    ``term`` None with ``indefinite``: until further notice. ``amount`` and ``maximum`` in euro, None where
    the table does not say: then the decision must. ``basis``: the article, or with ``names_article`` false a
    description of it, for which the decision names its own. ``body``: who is competent, None where that
    differs per by-law: then the decision chooses and says why.
    """

    code: str
    when: Mapping[str, str]
    position: int
    and_more: bool
    kind: MeasureKind
    title: str
    basis: str
    body: CompetentBody | None
    names_article: bool = True
    term: Term | None = None
    indefinite: bool = False
    amount: Decimal | None = None
    maximum: Decimal | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderVersion:
    """One version of the table and the days on which it holds, both included; ``until`` None while it holds.

    ``window``: how long an earlier violation counts; None when it has no end. ``same``: the facts in which an
    earlier violation must be alike to count. ``checked``: the policy itself was read.
    """

    version: str
    since: date
    until: date | None
    source: str
    checked: bool
    window: Term | None
    counted_from: CountedFrom
    same: tuple[str, ...]
    motivate: tuple[Motivation, ...]
    rows: tuple[LadderRow, ...]
    remark: str = ""

    def holds(self, on: date) -> bool:
        """Tell whether this version holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A table with its versions from old to new, without overlap or gap.

    ``facts``: for each fact its possible values with their Dutch words. ``municipality`` empty: an example
    for every municipality. ``subject``: the code of what a police report is about, for which it proposes;
    empty when it only serves as an example.
    """

    code: str
    title: str
    kind: LadderKind
    municipality: str
    facts: Mapping[str, Mapping[str, str]]
    versions: tuple[LadderVersion, ...]
    subject: str = ""

    def get_version(self, on: date) -> LadderVersion:
        """Return the version that holds on a day.

        Parameters: ``on``. Errors: LadderError with a Dutch sentence when none does.
        """
        found = next((version for version in self.versions if version.holds(on)), None)
        if found is None:
            raise LadderError(f"Van '{self.title}' geldt op {format_date(on)} geen versie.")
        return found

    def describe(self, facts: Mapping[str, str]) -> str:
        """Return the Dutch words of facts, such as ``woning, harddrugs``; facts must be those of the "
        "ladder."""
        return ", ".join(self.facts[name][facts[name]] for name in self.facts)


def check_versions(versions: tuple[LadderVersion, ...]) -> None:
    """Check that versions follow on each other.

    Parameters: ``versions``, from old to new. Returns nothing. Errors: LadderError with a Dutch sentence
    for none at all, a double name, a version that ends before it begins, an overlap, or a gap.
    """
    if not versions:
        raise LadderError("Een ladder heeft ten minste één versie.")
    names = [version.version for version in versions]
    for name in names:
        if names.count(name) > 1:
            raise LadderError(f"De versie '{name}' staat er twee keer.")
    for version in versions:
        if version.until is not None and version.until < version.since:
            raise LadderError(
                f"Versie '{version.version}' eindigt op {format_date(version.until)}, vóór het begin op "
                f"{format_date(version.since)}."
            )
    for before, after in pairwise(versions):
        _check_follows(before, after)


def _check_follows(before: LadderVersion, after: LadderVersion) -> None:
    if before.until is None or before.until >= after.since:
        end = "heeft geen einde" if before.until is None else f"geldt tot en met {format_date(before.until)}"
        raise LadderError(
            f"Versie '{after.version}' begint op {format_date(after.since)}, maar versie '{before.version}' "
            f"{end}: "
            "twee versies gelden dan tegelijk."
        )
    if before.until + timedelta(days=1) != after.since:
        raise LadderError(
            f"Tussen versie '{before.version}' (tot en met {format_date(before.until)}) en versie "
            f"'{after.version}' "
            f"(vanaf {format_date(after.since)}) geldt niets: sluit ze op elkaar aan."
        )
