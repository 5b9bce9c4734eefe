"""The file of a measure for objection and appeal: everything that was decided and why, in one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.measure_descriptions import describe_measure
from spoorboek.apps.interventions.measure_queries import list_shown_reports, read_measure
from spoorboek.apps.interventions.measure_rows import DecisionRow, MeasureDetail, RemedyRow
from spoorboek.apps.interventions.models import PoliceReport
from spoorboek.documents.model import Block, Document, Heading, LetterHead, TableBlock, TextRun
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_money

PURPOSE = "dossier voor bezwaar en beroep"
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FileSection:
    """One part of the file: what each line is about, and what it says."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeasureFile:
    """The file of one measure as it stood on a day."""

    number: str
    title: str
    made_on: date
    invented: bool
    sections: tuple[FileSection, ...]


def get_measure_file(viewer: Viewer, number: str, *, at: datetime) -> MeasureFile:
    """Return the file of one measure, or raise NotFoundError. What is read is logged with its purpose."""
    measure = read_measure(viewer, number, at=at, purpose=PURPOSE, with_reports=True)
    detail = describe_measure(viewer, measure, at)
    reports = list_shown_reports(viewer, measure)
    sections = [
        FileSection("Het besluit", tuple(_of_decision(detail))),
        *(FileSection(f"Bestuurlijke rapportage {one.number}", tuple(_of_report(one))) for one in reports),
        *([FileSection("De tabel", tuple(_of_table(detail.decision)))] if detail.decision else []),
        FileSection("Motivering", tuple(_of_motivation(detail))),
        *(FileSection(_name_of(one), tuple(_of_remedy(one))) for one in detail.remedies),
        FileSection("Schorsing door de rechter", tuple(_of_suspensions(detail))),
        FileSection("Uitvoering", tuple(_of_effect(detail))),
        FileSection("Termijnen", tuple(_of_deadlines(detail))),
    ]
    title = f"Dossier {detail.line.kind_title} {number}"
    kept = tuple(section for section in sections if section.lines)
    return MeasureFile(number, title, timezone.localtime(at).date(), detail.invented, kept)


def write_measure_file(file: MeasureFile) -> Document:
    """Return the file as a document, for the writers of PDF and Word."""
    blocks: list[Block] = []
    for section in file.sections:
        blocks.append(Heading(1, (TextRun(section.title),)))
        rows = tuple(((TextRun(what),), (TextRun(said),)) for what, said in section.lines)
        caption = f"{section.title}, per onderdeel"
        blocks.append(TableBlock(caption, ((TextRun("Onderdeel"),), (TextRun("Inhoud"),)), rows))
    return Document(
        title=file.title,
        kind="Dossier voor bezwaar en beroep",
        dated_on=file.made_on,
        letter_head=LetterHead(municipality=settings.MUNICIPALITY),
        addressee=(),
        fields=(),
        blocks=tuple(blocks),
        invented=file.invented,
    )


def _of_decision(detail: MeasureDetail) -> Iterator[tuple[str, str]]:
    line, decision = detail.line, detail.decision
    yield "Maatregel", line.kind_title
    yield "Genomen op", format_date(line.taken_on)
    yield "Bekendgemaakt op", _day(detail.published_on)
    yield "Pand", line.premises or _NOTHING
    if decision is not None:
        body = ": ".join(filter(None, (decision.body, decision.body_because)))
        yield "Bevoegd orgaan", body
        yield "Wettelijke grondslag", decision.basis
        yield "Overtreden voorschrift", decision.provision
        yield "Termijn", decision.term or _NOTHING
        yield "Rust op", ", ".join(decision.grounds)
    if detail.supported_by:
        yield "Steunt verder op", detail.supported_by
    for order in detail.orders:
        maximum = "geen maximum" if order.maximum_eur is None else format_money(order.maximum_eur)
        yield (
            f"Dwangsom {order.number}",
            f"{format_money(order.amount_eur)} per overtreding, hoogstens {maximum}",
        )
        yield "Begunstigingstermijn tot en met", _day(order.comply_until)
    if detail.lifted_on is not None:
        yield "Opgeheven op", f"{format_date(detail.lifted_on)}: {detail.lifting_reason}"


def _of_report(report: PoliceReport) -> Iterator[tuple[str, str]]:
    yield "Ontvangen op", format_date(report.received_on)
    yield "Bevinding op", _day(report.found_on)
    subject = (report.get_subject_display(), report.get_drug_kind_display())
    yield "Onderwerp", ", ".join(filter(None, subject))
    yield "Plek", ", ".join(filter(None, (report.premises, report.get_place_kind_display()))) or _NOTHING
    yield "Bevindingen", report.findings or _NOTHING
    yield "Middelen en hoeveelheden", report.amounts or _NOTHING
    yield "Overtreden voorschrift", report.provision or _NOTHING
    yield "Eerdere overtredingen", report.earlier_violations or _NOTHING
    if report.is_tip_alone:
        yield "Let op", "Deze rapportage rust alleen op een anonieme melding."


def _of_table(decision: DecisionRow) -> Iterator[tuple[str, str]]:
    if not decision.ladder:
        yield "Tabel", "Voor dit onderwerp is er geen tabel: het besluit motiveert alles zelf."
        return
    yield "Tabel", f"{decision.ladder}, versie {decision.version}, rij {decision.row}"
    yield "Voorstel", decision.proposed
    yield "Uitleg", " ".join(decision.why) or _NOTHING
    if decision.deviation:
        yield "Afgeweken (Awb, artikel 4:84)", f"{decision.deviation}: {'; '.join(decision.differences)}"
        yield "Reden van de afwijking", decision.deviation_reason
    else:
        yield "Afgeweken (Awb, artikel 4:84)", "nee"


def _of_motivation(detail: MeasureDetail) -> Iterator[tuple[str, str]]:
    if detail.reason:
        yield "Motivering", detail.reason
    decision = detail.decision
    if decision is None:
        return
    yield "Geschiktheid", decision.suitability or _NOTHING
    yield "Noodzaak", decision.necessity or _NOTHING
    yield "Evenwichtigheid", decision.balance or _NOTHING
    yield "Zienswijze gevraagd op", _day(decision.views_asked_on)
    if decision.views_skipped_because:
        yield "Geen zienswijze omdat (Awb, artikel 4:11)", decision.views_skipped_because


def _of_remedy(one: RemedyRow) -> Iterator[tuple[str, str]]:
    yield "Kenmerk", one.reference or _NOTHING
    yield "Ontvangen op", format_date(one.lodged_on)
    if one.posted_on:
        yield "Op de post gedaan op", format_date(one.posted_on)
    if one.late_because:
        yield "Te laat, maar verschoonbaar omdat (Awb, artikel 6:11)", one.late_because
    if one.kind == "objection":
        yield "Adviescommissie", "ja" if one.with_committee else "nee"
        yield "Verdaagd op", _day(one.adjourned_on)
    yield "Uitkomst", f"{one.outcome}, {_day(one.decided_on)}" if one.outcome else "loopt nog"
    if one.outcome:
        yield "Uitkomst bekendgemaakt op", _day(one.sent_on)
        yield "Kern van de uitkomst", one.summary or _NOTHING


def _of_suspensions(detail: MeasureDetail) -> Iterator[tuple[str, str]]:
    for one in detail.suspensions:
        until = _day(one.last_on) if one.last_on else "een einde dat nog niet bekend is"
        why = f": {one.why}" if one.why else ""
        yield f"Geschorst vanaf {format_date(one.first_on)}", f"tot en met {until}{why}"


def _of_effect(detail: MeasureDetail) -> Iterator[tuple[str, str]]:
    for closure in detail.closures:
        until = (
            "tot en met " + format_date(closure.closed_until)
            if closure.closed_until
            else "voor onbepaalde tijd"
        )
        reopened = f"; heropend op {format_date(closure.reopened_on)}" if closure.reopened_on else ""
        yield f"Sluiting {closure.number}", f"vanaf {format_date(closure.closed_from)} {until}{reopened}"
    for order in detail.orders:
        for each in order.forfeitures:
            said = [each.finding, format_money(each.amount_eur), each.status, *each.lapse_why]
            yield (
                f"Verbeurd op {format_date(each.violated_on)}",
                ". ".join(one.rstrip(".") for one in said) + ".",
            )
            for step in each.steps:
                days = format_date(step.done_on)
                if step.until_on is not None:
                    days = f"{days} tot en met {format_date(step.until_on)}"
                yield step.title.capitalize(), ", ".join(filter(None, (days, step.reference)))


def _of_deadlines(detail: MeasureDetail) -> Iterator[tuple[str, str]]:
    for row in detail.deadlines:
        article = row.article or "eigen termijn"
        check = "" if row.is_checked else " Nog na te kijken door een jurist."
        yield format_date(row.last_on), f"{row.title} ({article}).{check}"


def _name_of(one: RemedyRow) -> str:
    name = f"{one.kind_title[0].upper()}{one.kind_title[1:]} van {format_date(one.lodged_on)}"
    if one.against_sum_of is None:
        return name
    return f"{name} tegen de invordering (overtreding van {format_date(one.against_sum_of)})"


def _day(value: date | None) -> str:
    return format_date(value) if value is not None else _NOTHING
