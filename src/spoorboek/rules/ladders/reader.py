"""Ladders from YAML, as a municipality writes them; every error names its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from spoorboek.documents.source.yaml_reading import YamlError, YamlValue, read_yaml
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

T = TypeVar("T")

MOTIVATIONS = {motivation.name.lower(): motivation for motivation in Motivation}
UNKNOWN = "onbekend"
BODIES: dict[str, CompetentBody | None] = {
    "mayor": CompetentBody.MAYOR,
    "board": CompetentBody.BOARD,
    UNKNOWN: None,
}
INDEFINITE = "onbepaald"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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
        root = read_yaml(text)
    except YamlError as error:
        raise LadderError(f"Regel {error.line + 1}: {error.sentence}") from error
    if root is None:
        raise LadderError("Regel 1: het bestand is leeg.")
    raw = _mapping(root, "code title kind versions", "municipality facts subject")
    code = _text(raw["code"])
    if not is_code(code):
        raise _at(raw["code"], f"'{code}' is geen code: gebruik kleine letters, cijfers en streepjes.")
    kind = _choice(raw["kind"], {kind.value: kind for kind in LadderKind})
    facts = _read_facts(raw.get("facts"))
    if kind is LadderKind.TREADS and facts:
        raise _at(raw["facts"], "een ladder met treden kent geen feiten: haal 'facts' weg.")
    versions = tuple(_read_version(item, kind, facts) for item in _list(raw["versions"]))
    try:
        check_versions(versions)
    except LadderError as error:
        raise _at(raw["versions"], str(error)) from error
    return Ladder(
        code=code,
        title=_text(raw["title"]),
        kind=kind,
        municipality=_text(raw["municipality"]) if "municipality" in raw else "",
        facts=facts,
        versions=versions,
        subject=_text(raw["subject"]) if "subject" in raw else "",
    )


def _read_facts(value: YamlValue | None) -> dict[str, dict[str, str]]:
    if value is None:
        return {}
    facts: dict[str, dict[str, str]] = {}
    for name, values in _pairs(value).items():
        facts[name] = {key: _text(word) for key, word in _pairs(values).items()}
        if not facts[name]:
            raise _at(values, f"het feit '{name}' heeft ten minste één waarde.")
    return facts


def _read_version(value: YamlValue, kind: LadderKind, facts: dict[str, dict[str, str]]) -> LadderVersion:
    raw = _mapping(
        value, "version from source checked rows", "until window counted_from same motivate remark"
    )
    rows = tuple(_read_row(item, kind, facts) for item in _list(raw["rows"]))
    try:
        check_rows(rows, facts, open_ended=kind is LadderKind.ORDINAL)
    except LadderError as error:
        raise _at(raw["rows"], str(error)) from error
    counting = {counting.value: counting for counting in CountedFrom}
    motivate = [_choice(item, MOTIVATIONS) for item in _list(raw["motivate"])] if "motivate" in raw else []
    same = [_choice(item, {n: n for n in facts}) for item in _list(raw["same"])] if "same" in raw else []
    return LadderVersion(
        version=_text(raw["version"]),
        since=_day(raw["from"]),
        until=_day(raw["until"]) if "until" in raw else None,
        source=_text(raw["source"]),
        checked=_choice(raw["checked"], {"true": True, "false": False}),
        window=_window(raw["window"]) if "window" in raw else None,
        counted_from=_choice(raw["counted_from"], counting)
        if "counted_from" in raw
        else CountedFrom.PREVIOUS,
        same=tuple(same),
        motivate=tuple(motivate) or (Motivation.NECESSITY, Motivation.BALANCE),
        rows=rows,
        remark=_text(raw["remark"]) if "remark" in raw else "",
    )


def _read_row(value: YamlValue, kind: LadderKind, facts: dict[str, dict[str, str]]) -> LadderRow:
    place = "tread" if kind is LadderKind.TREADS else "ordinal"
    raw = _mapping(value, f"row {place} measure basis body", "when title term amount maximum remark article")
    when = {name: _text(fact) for name, fact in _pairs(raw["when"]).items()} if "when" in raw else {}
    if set(when) != set(facts):
        wanted = ", ".join(facts) or "geen enkel feit"
        raise _at(value, f"'when' van deze rij moet noemen: {wanted}.")
    for name, fact in when.items():
        _choice(_pairs(raw["when"])[name], {key: key for key in facts[name]})
        when[name] = fact
    position = _POSITION.fullmatch(_text(raw[place]))
    if position is None:
        raise _at(raw[place], f"'{_text(raw[place])}' is geen rangnummer: schrijf 1, 2 of 3+.")
    measure = _choice(raw["measure"], {measure.value: measure for measure in MeasureKind})
    term, indefinite = _read_term(value, raw, measure)
    amount, maximum = _read_money(value, raw, measure)
    return LadderRow(
        code=_text(raw["row"]),
        when=when,
        position=int(position[1]),
        and_more=bool(position[2]),
        kind=measure,
        title=_text(raw["title"]) if "title" in raw else MEASURE_WORDS[measure],
        basis=_text(raw["basis"]),
        body=_choice(raw["body"], BODIES),
        names_article="article" not in raw or _choice(raw["article"], {UNKNOWN: False}),
        term=term,
        indefinite=indefinite,
        amount=amount,
        maximum=maximum,
        remark=_text(raw["remark"]) if "remark" in raw else "",
    )


def _read_term(row: YamlValue, raw: dict[str, YamlValue], measure: MeasureKind) -> tuple[Term | None, bool]:
    if "term" not in raw:
        if measure is MeasureKind.CLOSURE:
            raise _at(row, f"een sluiting heeft een termijn: schrijf 'term' ('3 maanden' of '{INDEFINITE}').")
        return None, False
    if _text(raw["term"]) == INDEFINITE:
        return None, True
    return _window(raw["term"]), False


def _read_money(
    row: YamlValue, raw: dict[str, YamlValue], measure: MeasureKind
) -> tuple[Decimal | None, Decimal | None]:
    given = [name for name in ("amount", "maximum") if name in raw]
    if measure not in _MONEY_KINDS:
        if given:
            raise _at(raw[given[0]], f"bij '{MEASURE_WORDS[measure]}' hoort geen bedrag.")
        return None, None
    if len(given) < 2:
        raise _at(
            row,
            "een dwangsom heeft een bedrag en een maximum (Awb, artikel 5:32b): schrijf 'amount' en "
            "'maximum', "
            f"of '{UNKNOWN}'.",
        )
    amount, maximum = _money(raw["amount"]), _money(raw["maximum"])
    if amount is not None and maximum is not None and amount > maximum:
        raise _at(raw["maximum"], f"het maximum {maximum} is lager dan het bedrag {amount}.")
    return amount, maximum


def _money(value: YamlValue) -> Decimal | None:
    text = _text(value)
    if text == UNKNOWN:
        return None
    if not _MONEY.fullmatch(text) or not Decimal(text):
        raise _at(value, f"'{text}' is geen bedrag in euro: schrijf bijvoorbeeld 5000 of '{UNKNOWN}'.")
    return Decimal(text)


def _window(value: YamlValue) -> Term:
    try:
        term = parse_term(_text(value))
    except ClockError as error:
        raise _at(value, str(error)) from error
    if term.unit is TermUnit.HOURS:
        raise _at(value, f"'{term}' is te kort: gebruik dagen, weken, maanden of jaar.")
    return term


def _day(value: YamlValue) -> date:
    text = _text(value)
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise _at(value, f"'{text}' is geen dag: schrijf bijvoorbeeld 2023-01-31.") from error


def _choice(value: YamlValue, choices: dict[str, T]) -> T:
    text = _text(value)
    if text not in choices:
        raise _at(value, f"'{text}' kan hier niet{_hint(text, choices)}.")
    return choices[text]


def _text(value: YamlValue) -> str:
    if not isinstance(value.content, str) or not value.content.strip():
        raise _at(value, "hier hoort een woord, een getal of een zin.")
    return value.content.strip()


def _list(value: YamlValue) -> tuple[YamlValue, ...]:
    if not isinstance(value.content, tuple) or not value.content:
        raise _at(value, "hier hoort een lijst met ten minste één regel.")
    return value.content


def _pairs(value: YamlValue) -> dict[str, YamlValue]:
    if not isinstance(value.content, dict):
        raise _at(value, "hier horen sleutels met een waarde.")
    return value.content


def _mapping(value: YamlValue, required: str, optional: str) -> dict[str, YamlValue]:
    raw = _pairs(value)
    known = [*required.split(), *optional.split()]
    for key, found in raw.items():
        if key not in known:
            raise _at(found, f"de sleutel '{key}' bestaat niet{_hint(key, known)}.")
    for key in required.split():
        if key not in raw:
            raise _at(value, f"hier ontbreekt '{key}'.")
    return raw


def _hint(word: str, known: Iterable[str]) -> str:
    options = list(known)
    near = difflib.get_close_matches(word, options, n=1)
    return f": bedoelde u '{near[0]}'" if near else f": kies uit {', '.join(options)}"


def _at(value: YamlValue, sentence: str) -> LadderError:
    return LadderError(f"Regel {value.line + 1}: {sentence}")
