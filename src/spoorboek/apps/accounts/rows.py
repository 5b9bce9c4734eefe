"""What accounts show: frozen rows, made by the queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from spoorboek.apps.indicators.counted_rows import CountedRows
from spoorboek.apps.indicators.definitions import Break
from spoorboek.apps.letters.publications import FlippedClaim, PrintedRow
from spoorboek.apps.plans.deliveries import DeliveryRow
from spoorboek.figures.definition import Counts, Kind, SourceType
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.figure import Parts, Uncertainty
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.commitments import Commitment, CommitmentState
from spoorboek.rules.plan_content import PlanDecision
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promise_forecasts import NoForecast, PromiseForecast
from spoorboek.rules.promises import Promise


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """One version of a counting rule, and since when it is used."""

    version: int
    defined_at: datetime
    counting_rule: str


@dataclass(frozen=True, slots=True)
class DefinitionAccount:
    """How a figure is counted. ``versions`` newest first; empty when only the published one is public."""

    counting_rule: str
    version: int
    comparability: str
    versions: tuple[DefinitionVersion, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One point of the line through the years; before and after a break do not compare."""

    key: str
    period: Period
    value: Value
    printed: str
    low: Decimal | None = None
    high: Decimal | None = None
    is_provisional: bool = False
    is_after_break: bool = False


@dataclass(frozen=True, slots=True)
class SnapshotAccount:
    """One delivery that was counted from: who, which file, when it was fetched, its fingerprint."""

    code: str
    source: str
    publisher: str
    file_name: str
    fetched_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class PublicationChange:
    """What a letter published and what is so today. ``flipped``: its sentences that no longer hold as then.

    ``now`` is None for who may not see figures.
    """

    letter: str
    title: str
    dated_on: date
    published_at: datetime
    is_corrected: bool
    then: Value
    now: Value | None
    flipped: tuple[FlippedClaim, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Tell whether the figure is another number today."""
        return self.now is not None and self.then != self.now


@dataclass(frozen=True, slots=True)
class Passport:
    """One figure with all that defends it.

    ``is_as_published``: read from a published letter, because the viewer sees only what is public; then
    ``rows`` is None and ``line`` holds published numbers only.
    """

    key: str
    code: str
    title: str
    unit: str
    kind: Kind
    counts: Counts
    source_type: SourceType
    period: Period
    area_code: str
    area_name: str
    value: Value
    printed: str
    is_provisional: bool
    is_invented: bool
    uncertainty: Uncertainty | None
    parts: Parts | None
    depends_on: tuple[str, ...]
    definition: DefinitionAccount
    question: str
    row_count: int
    computed_at: datetime
    line: tuple[LinePoint, ...]
    sources: tuple[SnapshotAccount, ...]
    rows: CountedRows | None
    printed_in: tuple[PrintedRow, ...]
    changes: tuple[PublicationChange, ...]
    is_as_published: bool

    @property
    def has_definition_page(self) -> bool:
        """Tell whether how it is counted has a page of its own; not so for a number of a kept analysis."""
        return self.is_as_published or bool(self.definition.versions)

    @property
    def is_known(self) -> bool:
        """Tell whether there is a number: only that has a unit, and can be provisional or final."""
        return not isinstance(self.value, NonValue)


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """A published letter that speaks of a promise or commitment.

    ``unreported`` is the reason when it says that nothing is reported. ``done`` and ``state`` are the words
    of its table, or empty when it only speaks of it in a sentence.
    """

    letter: str
    title: str
    dated_on: date
    unreported: str = ""
    done: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class VisibleBand:
    """A next count stands out from the start only at ``low`` or less (None: never) or ``high`` or more."""

    low: int | None
    high: int


@dataclass(frozen=True, slots=True)
class EarlierPeriod:
    """What came of a promise in a period before the present one."""

    period: Period
    figure_key: str
    done: str
    state: PromiseState


@dataclass(frozen=True, slots=True)
class PromiseAccount:
    """One promise: what was promised, what came of it, and where the council read it.

    ``period`` is the one that runs, or ran last; ``earlier`` those before it, the newest first. ``done`` is
    the figure as printed, or words; ``state_words`` are what a user reads. For who sees only what is public
    both are as the newest letter printed them, and ``state``, the figure and what follows from it are absent.
    ``silent_in`` are the letters that had to speak of it and do not; ``delivery`` is what shows a milestone.
    """

    plan: str
    promise: Promise
    period: Period
    target: str
    figure_key: str
    done: str
    progress: Value | None
    state: PromiseState | None
    state_words: str
    earlier: tuple[EarlierPeriod, ...]
    visible: VisibleBand | None
    forecast: PromiseForecast | NoForecast | None
    reported_in: tuple[ReportedIn, ...]
    decisions: tuple[PlanDecision, ...]
    silent_in: tuple[ReportedIn, ...] = ()
    delivery: DeliveryRow | None = None


@dataclass(frozen=True, slots=True)
class CommitmentAccount:
    """One commitment to the council: due when, kept by which letter, or overdue."""

    plan: str
    commitment: Commitment
    letter_title: str
    state: CommitmentState
    state_words: str
    reported_in: tuple[ReportedIn, ...]

    @property
    def is_overdue(self) -> bool:
        """Tell whether it should have been kept by now."""
        return self.state is CommitmentState.OVERDUE


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One sentence for the start page. ``target`` says which page, ``name`` of what.

    ``plan``: promised against reported of a plan, in the state ``part``; ``letter``; ``letters``: the list
    that asks ``name``; ``changes``: what changed under a letter, its ``part``. ``count`` is the number in the
    sentence: just as many rows has the list. ``template`` is the sentence without its count and ``subject``,
    so that a page can say it in another language.
    """

    template: str
    target: str
    name: str
    is_urgent: bool = False
    count: int = 0
    part: str = ""
    subject: str = ""
    day: date | None = None

    @property
    def sentence(self) -> str:
        """Return the sentence in Dutch."""
        day = format_date(self.day) if self.day else ""
        return self.template % {"count": self.count, "subject": self.subject, "day": day}
