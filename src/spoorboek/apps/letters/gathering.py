"""Everything a letter needs from the apps before it: figures, tables, charts, promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.areas.house_style import get_house_style, make_letter_head
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.indicators.definition_file import TableSpec
from spoorboek.apps.indicators.promise_progress import PromiseProgress, list_family_progress
from spoorboek.apps.indicators.queries import list_tables
from spoorboek.apps.letters.disclosing import find_protection, withhold
from spoorboek.apps.letters.known_figures import find_known_figures
from spoorboek.apps.plans.families import CommitmentRow, PlanFamily
from spoorboek.apps.plans.queries import read_family
from spoorboek.documents.charts.chart import build_chart
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.fill import Supplies, list_figure_keys
from spoorboek.documents.model import ChartBlock
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import ChartBlockSpan, PromisesBlockSpan
from spoorboek.documents.tables import PromiseRow, TableRow, TableSpecification
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.rules.disclosure.printed_protection import Protection
from spoorboek.rules.letter_claims import list_claim_keys
from spoorboek.rules.letter_references import LetterContext
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promises import CountedPer, CountPromise


@dataclass(frozen=True)
class Gathered:
    """What belongs to one letter at one moment, looked up once."""

    viewer: Viewer
    letter: LetterSource
    at: datetime

    @cached_property
    def family(self) -> PlanFamily | None:
        """Return the plan of the letter."""
        return self.look_up_family()

    def look_up_family(self) -> PlanFamily | None:
        """Return the letter's plan with its execution plans; None when it names none that exists.

        A letter goes to everybody, so an adopted plan is read as everybody reads it: without execution plans
        that are still drafts. Only a plan that is itself a draft is read as its writer sees it.
        """
        slug = self.letter.front_matter.plan
        for reader in (ANONYMOUS, self.viewer) if slug else ():
            try:
                return read_family(reader, slug)
            except NotFoundError:
                continue
        return None

    @cached_property
    def context(self) -> LetterContext:
        """Return what the letter is about, with the counted promises of its plan."""
        return self.make_context(self.family)

    def make_context(self, family: PlanFamily | None) -> LetterContext:
        """Return the same with the plan of the letter given, for who looked it up for several letters."""
        front = self.letter.front_matter
        if family is None:
            return LetterContext(front.period, front.area)
        promises = family.list_promises()
        counted = {promise.code: promise for promise in promises if isinstance(promise, CountPromise)}
        return LetterContext(front.period, front.area, family.period, counted)

    @cached_property
    def specs(self) -> dict[str, TableSpec]:
        """Return the table specifications by code."""
        return self.look_up_specs()

    def look_up_specs(self) -> dict[str, TableSpec]:
        """Return the table specifications by code."""
        return {spec.code: spec for spec in list_tables(self.viewer)}

    @cached_property
    def tables(self) -> dict[str, TableSpecification]:
        """Return the tables as the documents floor knows them."""
        return {code: _as_table(spec) for code, spec in self.specs.items()}

    @cached_property
    def progress(self) -> dict[PromisesBlockSpan, tuple[PromiseProgress, ...]]:
        """Return, for every promises block, what has come of the promises it asks for."""
        return {span: self._progress_of(span) for span in self._list_promise_blocks()}

    def _list_promise_blocks(self) -> list[PromisesBlockSpan]:
        if self.family is None:
            return []
        return [span for _, span in self.letter.spans() if isinstance(span, PromisesBlockSpan)]

    def _progress_of(self, span: PromisesBlockSpan) -> tuple[PromiseProgress, ...]:
        front, family = self.letter.front_matter, self.family
        if family is None:
            return ()
        return list_family_progress(
            self.viewer,
            family,
            span.period or front.period,
            on=front.dated_on,
            at=self.at,
            theme=span.selection,
        )

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Return every figure that the letter prints or is judged by, by its key."""
        found = find_known_figures(self.viewer, sorted(self.list_keys()), at=self.at)
        promised = (row.figure for rows in self.progress.values() for row in rows if row.figure)
        return {figure.key: figure for figure in (*found.values(), *promised)}

    def list_keys(self) -> set[str]:
        """Return the key of every figure that the letter prints or is judged by, known or not."""
        keys = {*list_figure_keys(self.letter, self.tables), *list_claim_keys(self.letter, self.context)}
        spans = [span for _, span in self.letter.spans() if isinstance(span, ChartBlockSpan)]
        return keys.union(key for span in spans for key in self._chart_keys(span))

    def list_said(self) -> set[str]:
        """Return the key of every figure of which the words of the letter say something."""
        return {*list_figure_keys(self.letter, {}), *list_claim_keys(self.letter, self.context)}

    @cached_property
    def protection(self) -> Protection:
        """Return what is protected."""
        return self.look_up_protection()

    def look_up_protection(self) -> Protection:
        """Return what may not be printed because it is small, and why the letter may not go out for it."""
        front = self.letter.front_matter
        return find_protection(
            self.viewer,
            self.figures.values(),
            code=front.slug,
            title=front.title,
            on=front.dated_on,
            said=self.list_said(),
        )

    @cached_property
    def printable(self) -> Mapping[str, Figure]:
        """Return the figures as they may be printed and published."""
        return withhold(self.figures, self.protection.withheld)

    @cached_property
    def due_promises(self) -> tuple[str, ...]:
        """Return the codes of the promises that a report over the letter's period must speak of."""
        if self.family is None:
            return ()
        rows = self.family.list_due(self.letter.front_matter.period)
        return tuple(dict.fromkeys(row.promise.code for row in rows))

    @cached_property
    def due_commitments(self) -> tuple[CommitmentRow, ...]:
        """Return the commitments that are due."""
        return self.look_up_due_commitments()

    def look_up_due_commitments(self) -> tuple[CommitmentRow, ...]:
        """Return the commitments to the council that the letter must speak of."""
        front = self.letter.front_matter
        if self.family is None:
            return ()
        return self.family.list_commitments_due(
            period=front.period, dated_on=front.dated_on, letter=front.slug
        )

    def supplies(self) -> Supplies:
        """Return what filling the letter needs."""
        head = make_letter_head(f"Gemeente {get_municipality(self.viewer).name}")
        return Supplies(
            figures=self.printable,
            letter_head=head,
            tables=self.tables,
            list_promises=self._list_promises,
            draw_chart=self.draw_chart,
            invented=any(figure.provenance.invented for figure in self.figures.values()),
        )

    def _chart_periods(self, span: ChartBlockSpan) -> tuple[Period, ...]:
        period = span.period or self.letter.front_matter.period
        return period.years() or (period,)

    def _chart_keys(self, span: ChartBlockSpan) -> list[str]:
        spec = self.specs.get(span.code)
        area = self.letter.front_matter.area
        rows = spec.rows if spec else ()
        return [f"{row.figure}@{period}@{area}" for row in rows for period in self._chart_periods(span)]

    def draw_chart(self, span: ChartBlockSpan) -> ChartBlock:
        """Return the chart that a span asks for."""
        return self.make_chart(span)

    def make_chart(self, span: ChartBlockSpan) -> ChartBlock:
        """Draw the chart that a span asks for."""
        spec = self.specs[span.code]
        area, periods = self.letter.front_matter.area, self._chart_periods(span)
        series = tuple(
            ChartSeries(row.label, _points(self.printable, [f"{row.figure}@{p}@{area}" for p in periods]))
            for row in spec.rows
        )
        first = self.printable[f"{spec.rows[0].figure}@{periods[0]}@{area}"]
        whole = format_period(Period(periods[0].first, periods[-1].last))
        return build_chart(
            ChartSpec(
                f"{spec.title}, {whole}",
                first.definition.unit,
                series,
                decimals=first.definition.decimals,
                accent=get_house_style().accent,
            )
        )

    def _list_promises(self, span: PromisesBlockSpan) -> Sequence[PromiseRow]:
        return tuple(_as_row(row) for row in self.progress.get(span, ()))


def _points(figures: Mapping[str, Figure], keys: Sequence[str]) -> tuple[ChartPoint, ...]:
    points: list[ChartPoint] = []
    before: Figure | None = None
    for key in keys:
        figure = figures[key]
        bounds = figure.uncertainty
        points.append(
            ChartPoint(
                figure.period,
                figure.value,
                figure.key,
                low=bounds.low if bounds else None,
                high=bounds.high if bounds else None,
                status=PointStatus.PROVISIONAL if figure.provisional else PointStatus.FINAL,
                breaks=before is not None
                and before.definition.comparability != figure.definition.comparability,
            )
        )
        before = figure
    return tuple(points)


def _as_table(spec: TableSpec) -> TableSpecification:
    rows = tuple(
        TableRow(row.figure, row.label) for row in (*spec.rows, *([spec.total] if spec.total else []))
    )
    return TableSpecification(spec.code, spec.title, "Soort", rows)


def _as_row(row: PromiseProgress) -> PromiseRow:
    promise = row.promise
    is_yearly = isinstance(promise, CountPromise) and promise.per is CountedPer.YEAR
    title = f"{promise.title} ({format_period(row.period)})" if is_yearly else promise.title
    return PromiseRow(
        code=promise.code,
        title=title,
        target=row.target,
        state=row.state.value,
        figure_key=row.figure.key if row.figure else "",
        result=row.result,
        is_silent=row.state is PromiseState.NOT_REPORTED,
    )
