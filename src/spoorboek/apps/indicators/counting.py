"""Figures by the hundred: each definition, snapshot and area is looked up once for a whole letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from spoorboek import __version__
from spoorboek.apps.access.access import Access
from spoorboek.apps.access.counting import Counted, CountQuestion, count_each
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import find_areas, get_municipality
from spoorboek.apps.audit.remembering import share
from spoorboek.apps.indicators.completeness import is_covered, list_complete
from spoorboek.apps.indicators.definitions import (
    IndicatorRule,
    RegistrationsOrigin,
    SeriesOrigin,
    read_kept_rule,
)
from spoorboek.apps.indicators.derived_counting import derive_figure, list_part_keys
from spoorboek.apps.indicators.derived_origin import DerivedOrigin, find_parts
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.indicators.models import IndicatorDefinition
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.indicators.series import Series, read_series
from spoorboek.apps.sources.queries import CurrentSnapshot, find_current_snapshots
from spoorboek.apps.sources.storage import open_store
from spoorboek.figures.area import Area
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import NonValue
from spoorboek.services.tables.reader import TableReader, open_reader


def get_code_version() -> str:
    """Return the version of the code that counts, for the provenance of a figure."""
    return f"spoorboek {__version__}"


@dataclass(slots=True)
class Counter:
    """Counts figures of one moment for one viewer. Made for one batch, then thrown away."""

    at: datetime
    rules: dict[str, IndicatorRule]
    areas: dict[str, Area]
    home: Area
    snapshots: dict[str, CurrentSnapshot]
    reader: TableReader
    _series: dict[str, Series] = field(default_factory=dict)
    _counted: dict[CountQuestion, Counted] = field(default_factory=dict)
    _complete: dict[str, tuple[Period, ...]] = field(default_factory=dict)

    def count_ahead(self, keys: Iterable[FigureKey]) -> None:
        """Count what all these figures need from the registers at once: a letter has hundreds."""
        questions = {question for key in keys for question in self._list_questions(key)}
        self._counted |= _count_shared(questions - set(self._counted))

    def _list_questions(self, key: FigureKey) -> Iterator[CountQuestion]:
        rule = self.rules.get(key.code)
        area = self.areas.get(key.area_code) if key.area_code else self.home
        if rule is None or area is None:
            return
        if isinstance(rule.origin, RegistrationsOrigin):
            yield CountQuestion(rule.origin.rule, key.period, area.code)
        elif isinstance(rule.origin, DerivedOrigin):
            definitions = {code: known.definition for code, known in self.rules.items()}
            for part in list_part_keys(rule, key.period, area, definitions):
                code, period, _ = part.split("@")
                yield from self._list_questions(FigureKey(code, Period.parse(period), key.area_code))

    def look_up(self, key: FigureKey) -> tuple[IndicatorRule, Area]:
        """Return how a figure is counted and where; raise NotFoundError when its code or area is unknown."""
        rule = self.rules.get(key.code)
        if rule is None:
            raise NotFoundError(f"Cijfer '{key.code}'")
        area = self.areas.get(key.area_code) if key.area_code else self.home
        if area is None:
            raise NotFoundError(f"Gebied '{key.area_code}'")
        return rule, area

    def count(self, key: FigureKey) -> Figure:
        """Return the figure, or raise NotFoundError when its code or area is unknown."""
        rule, area = self.look_up(key)
        if isinstance(rule.origin, SeriesOrigin):
            return self._count_series(rule, key, area)
        if isinstance(rule.origin, DerivedOrigin):
            return self._derive(rule, key, area)
        return self._count_registrations(rule, key, area)

    def series_of(self, code: str) -> Series | None:
        """Return the rows behind a figure from a source, or None when nothing was received yet."""
        rule = self.rules[code]
        assert isinstance(rule.origin, SeriesOrigin)
        snapshot = self.snapshots.get(rule.origin.source)
        if snapshot is None:
            return None
        if code not in self._series:
            self._series[code] = read_series(self.reader, snapshot, rule)
        return self._series[code]

    def _count_series(self, rule: IndicatorRule, key: FigureKey, area: Area) -> Figure:
        series = self.series_of(key.code)
        definition = rule.definition_for(key.period)
        if series is None:
            assert isinstance(rule.origin, SeriesOrigin)
            question = f"bron {rule.origin.source}: nog niets ontvangen; periode {key.period}"
            provenance = Provenance((), question, (), get_code_version(), self.at)
            return Figure(definition, key.period, area, NonValue.MISSING, provenance)
        rows = series.rows_for(key.period, area.code)
        snapshot = series.snapshot.row
        return Figure(
            definition=definition,
            period=key.period,
            area=area,
            value=series.value_for(rows, key.period, area.code),
            provenance=Provenance(
                snapshots=(snapshot.reference,),
                query=series.describe(key.period, area.code),
                rows=tuple(f"{snapshot.code}:{row.number}" for row in rows),
                code_version=get_code_version(),
                computed_at=self.at,
                invented=snapshot.is_invented or any(row.invented == "waarde" for row in rows),
            ),
            uncertainty=series.uncertainty_for(rows),
            provisional=snapshot.is_provisional or self._is_running(key),
        )

    def _derive(self, rule: IndicatorRule, key: FigureKey, area: Area) -> Figure:
        return derive_figure(
            rule,
            key.period,
            area,
            count=lambda code, period: self.count(FigureKey(code, period, key.area_code)),
            definitions={code: known.definition for code, known in self.rules.items()},
            code_version=get_code_version(),
            at=self.at,
        )

    def _count_registrations(self, rule: IndicatorRule, key: FigureKey, area: Area) -> Figure:
        assert isinstance(rule.origin, RegistrationsOrigin)
        question = CountQuestion(rule.origin.rule, key.period, area.code)
        if question not in self._counted:
            self._counted |= _count_shared([question])
        counted = self._counted[question]
        provenance = Provenance(
            snapshots=(),
            query=counted.question,
            rows=tuple(row.identity for row in counted.rows),
            code_version=get_code_version(),
            computed_at=self.at,
            invented=counted.invented,
        )
        is_unknown = key.period.first > timezone.localdate(self.at) or (
            counted.is_outside_register and not self._may_be_none(rule.origin.rule.register, key)
        )
        value = NonValue.MISSING if is_unknown else counted.amount
        definition = rule.definition_for(key.period)
        return Figure(definition, key.period, area, value, provenance, provisional=self._is_running(key))

    def _may_be_none(self, register: str, key: FigureKey) -> bool:
        """Tell whether nothing found means none in a register that shows nothing else of these days either.

        Somebody declared it complete; or the period still runs, so that nobody can yet: that is none so far.
        """
        if register not in self._complete:
            self._complete[register] = list_complete(register)
        return self._is_running(key) or is_covered(key.period, self._complete[register])

    def _is_running(self, key: FigureKey) -> bool:
        """Tell whether the period is not over yet: what is counted by then can still grow."""
        return key.period.last >= timezone.localdate(self.at)


def _count_shared(questions: Collection[CountQuestion]) -> dict[CountQuestion, Counted]:
    """Count what nobody counted since the last change: a count takes all registrations, whoever asks."""

    def weigh(counted: Counted) -> int:
        return len(counted.rows) + 1

    return share("counted", questions, lambda asked: count_each(REGISTERS, asked), weigh)


def open_counter(
    viewer: Viewer, keys: Iterable[FigureKey], *, at: datetime, stack: ExitStack, is_ahead: bool = True
) -> Counter:
    """Look up what these figures need and return what counts them; ``stack`` closes it.

    ``is_ahead``: they will all be counted, so the registers are asked now, at once.
    """
    wanted = list(keys)
    rules = find_rules(viewer, {key.code for key in wanted})
    while missing := find_parts(rules, list(rules)) - set(rules):
        found = find_rules(viewer, missing)
        if not found:
            break
        rules |= found
    sources = {rule.origin.source for rule in rules.values() if isinstance(rule.origin, SeriesOrigin)}
    counter = Counter(
        at=at,
        rules=rules,
        areas=find_areas(viewer, {key.area_code for key in wanted if key.area_code}),
        home=get_municipality(viewer),
        snapshots=find_current_snapshots(sources),
        reader=stack.enter_context(open_reader(open_store())),
    )
    if is_ahead:
        counter.count_ahead(wanted)
    return counter


def find_rules(viewer: Viewer, codes: Iterable[str] | None = None) -> dict[str, IndicatorRule]:
    """Return the newest version of each definition by code, as far as they exist for the viewer."""
    rows = Access(viewer).filter(IndicatorDefinition.objects.order_by("code", "version"))
    if codes is not None:
        rows = rows.filter(code__in=set(codes))
    newest = {code: (text, version) for code, version, text, _ in with_texts(rows)}
    return {code: read_kept_rule(*kept) for code, kept in newest.items()}


def with_texts(
    rows: QuerySet[IndicatorDefinition],
) -> QuerySet[IndicatorDefinition, tuple[str, int, str, datetime]]:
    """Return of definitions the code, the version, the content as text, and when they were defined.

    As text, which is the key under which what was read of it before is found again.
    """
    texts = rows.annotate(text=Cast("content", TextField()))
    return texts.values_list("code", "version", "text", "defined_at")
