"""Ladders from YAML, as a municipality writes them; every error names its line."""

from __future__ import annotations

import re
from decimal import Decimal

from spoorboek.documents.source.yaml_reading import YamlValue
from spoorboek.figures.codes import is_code
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import Term, TermUnit, parse_term
from spoorboek.rules.ladders.coverage import check_rows
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import (
    MEASURE_WORDS,
    CompetentBody,
    CountedFrom,
    Ladder,
    LadderKind,
    LadderRow,
    LadderVersion,
    MeasureKind,
    Motivation,
    check_versions,
)
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.parameters.yaml_values import (
    fail_at,
    read_choice,
    read_day,
    read_list,
    read_mapping,
    read_pairs,
    read_root,
    read_text,
)

MOTIVATIONS = {motivation.name.lower(): motivation for motivation in Motivation}
UNKNOWN = "onbekend"
BODIES: dict[str, CompetentBody | None] = {
    "mayor": CompetentBody.MAYOR,
    "board": CompetentBody.BOARD,
    UNKNOWN: None,
}
INDEFINITE = "onbepaald"

_MONEY = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?")
_POSITION = re.compile(r"([1-9][0-9]?)(\+?)")
_MONEY_KINDS = (MeasureKind.PENALTY_ORDER, MeasureKind.FORFEITURE)


def read_ladder(text: str) -> Ladder:
    """Read one ladder.

    Parameters: ``text``, YAML with code, title, kind, facts and versions (see the files that we ship).
    Returns a Ladder of which every version has exactly one row for every combination of facts and every
    ordinal. Errors: LadderError with a Dutch sentence that begins with the line.
    """
    try:
        return _read_ladder(read_root(text))
    except ParameterError as error:
        raise LadderError(str(error)) from error


def _read_ladder(root: YamlValue) -> Ladder:
    raw = read_mapping(root, "code title kind versions", "municipality facts subject")
    code = read_text(raw["code"])
    if not is_code(code):
        raise fail_at(raw["code"], f"'{code}' is geen code: gebruik kleine letters, cijfers en streepjes.")
    kind = read_choice(raw["kind"], {kind.value: kind for kind in LadderKind})
    facts = _read_facts(raw.get("facts"))
    if kind is LadderKind.TREADS and facts:
        raise fail_at(raw["facts"], "een ladder met treden kent geen feiten: haal 'facts' weg.")
    versions = tuple(_read_version(item, kind, facts) for item in read_list(raw["versions"]))
    try:
        check_versions(versions)
    except LadderError as error:
        raise fail_at(raw["versions"], str(error)) from error
    return Ladder(
        code=code,
        title=read_text(raw["title"]),
        kind=kind,
        municipality=read_text(raw["municipality"]) if "municipality" in raw else "",
        facts=facts,
        versions=versions,
        subject=read_text(raw["subject"]) if "subject" in raw else "",
    )


def _read_facts(value: YamlValue | None) -> dict[str, dict[str, str]]:
    if value is None:
        return {}
    facts: dict[str, dict[str, str]] = {}
    for name, values in read_pairs(value).items():
        facts[name] = {key: read_text(word) for key, word in read_pairs(values).items()}
        if not facts[name]:
            raise fail_at(values, f"het feit '{name}' heeft ten minste één waarde.")
    return facts


def _read_version(value: YamlValue, kind: LadderKind, facts: dict[str, dict[str, str]]) -> LadderVersion:
    raw = read_mapping(
        value, "version from source checked rows", "until window counted_from same motivate remark"
    )
    rows = tuple(_read_row(item, kind, facts) for item in read_list(raw["rows"]))
    try:
        check_rows(rows, facts, open_ended=kind is LadderKind.ORDINAL)
    except LadderError as error:
        raise fail_at(raw["rows"], str(error)) from error
    counting = {counting.value: counting for counting in CountedFrom}
    motivate = (
        [read_choice(item, MOTIVATIONS) for item in read_list(raw["motivate"])] if "motivate" in raw else []
    )
    same = (
        [read_choice(item, {n: n for n in facts}) for item in read_list(raw["same"])] if "same" in raw else []
    )
    return LadderVersion(
        version=read_text(raw["version"]),
        since=read_day(raw["from"]),
        until=read_day(raw["until"]) if "until" in raw else None,
        source=read_text(raw["source"]),
        checked=read_choice(raw["checked"], {"true": True, "false": False}),
        window=_window(raw["window"]) if "window" in raw else None,
        counted_from=read_choice(raw["counted_from"], counting)
        if "counted_from" in raw
        else CountedFrom.PREVIOUS,
        same=tuple(same),
        motivate=tuple(motivate) or (Motivation.NECESSITY, Motivation.BALANCE),
        rows=rows,
        remark=read_text(raw["remark"]) if "remark" in raw else "",
    )


def _read_row(value: YamlValue, kind: LadderKind, facts: dict[str, dict[str, str]]) -> LadderRow:
    place = "tread" if kind is LadderKind.TREADS else "ordinal"
    raw = read_mapping(
        value, f"row {place} measure basis body", "when title term amount maximum remark article"
    )
    when = {name: read_text(fact) for name, fact in read_pairs(raw["when"]).items()} if "when" in raw else {}
    if set(when) != set(facts):
        wanted = ", ".join(facts) or "geen enkel feit"
        raise fail_at(value, f"'when' van deze rij moet noemen: {wanted}.")
    for name, fact in when.items():
        read_choice(read_pairs(raw["when"])[name], {key: key for key in facts[name]})
        when[name] = fact
    position = _POSITION.fullmatch(read_text(raw[place]))
    if position is None:
        raise fail_at(raw[place], f"'{read_text(raw[place])}' is geen rangnummer: schrijf 1, 2 of 3+.")
    measure = read_choice(raw["measure"], {measure.value: measure for measure in MeasureKind})
    term, indefinite = _read_term(value, raw, measure)
    amount, maximum = _read_money(value, raw, measure)
    return LadderRow(
        code=read_text(raw["row"]),
        when=when,
        position=int(position[1]),
        and_more=bool(position[2]),
        kind=measure,
        title=read_text(raw["title"]) if "title" in raw else MEASURE_WORDS[measure],
        basis=read_text(raw["basis"]),
        body=read_choice(raw["body"], BODIES),
        names_article="article" not in raw or read_choice(raw["article"], {UNKNOWN: False}),
        term=term,
        indefinite=indefinite,
        amount=amount,
        maximum=maximum,
        remark=read_text(raw["remark"]) if "remark" in raw else "",
    )


def _read_term(row: YamlValue, raw: dict[str, YamlValue], measure: MeasureKind) -> tuple[Term | None, bool]:
    if "term" not in raw:
        if measure is MeasureKind.CLOSURE:
            raise fail_at(
                row, f"een sluiting heeft een termijn: schrijf 'term' ('3 maanden' of '{INDEFINITE}')."
            )
        return None, False
    if read_text(raw["term"]) == INDEFINITE:
        return None, True
    return _window(raw["term"]), False


def _read_money(
    row: YamlValue, raw: dict[str, YamlValue], measure: MeasureKind
) -> tuple[Decimal | None, Decimal | None]:
    given = [name for name in ("amount", "maximum") if name in raw]
    if measure not in _MONEY_KINDS:
        if given:
            raise fail_at(raw[given[0]], f"bij '{MEASURE_WORDS[measure]}' hoort geen bedrag.")
        return None, None
    if len(given) < 2:
        raise fail_at(
            row,
            "een dwangsom heeft een bedrag en een maximum (Awb, artikel 5:32b): schrijf 'amount' en "
            "'maximum', "
            f"of '{UNKNOWN}'.",
        )
    amount, maximum = _money(raw["amount"]), _money(raw["maximum"])
    if amount is not None and maximum is not None and amount > maximum:
        raise fail_at(raw["maximum"], f"het maximum {maximum} is lager dan het bedrag {amount}.")
    return amount, maximum


def _money(value: YamlValue) -> Decimal | None:
    text = read_text(value)
    if text == UNKNOWN:
        return None
    if not _MONEY.fullmatch(text) or not Decimal(text):
        raise fail_at(value, f"'{text}' is geen bedrag in euro: schrijf bijvoorbeeld 5000 of '{UNKNOWN}'.")
    return Decimal(text)


def _window(value: YamlValue) -> Term:
    try:
        term = parse_term(read_text(value))
    except ClockError as error:
        raise fail_at(value, str(error)) from error
    if term.unit is TermUnit.HOURS:
        raise fail_at(value, f"'{term}' is te kort: gebruik dagen, weken, maanden of jaar.")
    return term
