"""How the columns of a team's own list become the fields of a register. Kept for the next time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.exchange.errors import ListMappingError
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.apps.intake.register_imports import ImportRow, make_own_number
from spoorboek.services.tables.sheets import Sheet, SheetRow

DATE_FORMATS = {"dmj": "dag-maand-jaar", "jmd": "jaar-maand-dag", "mdj": "maand-dag-jaar"}
REFERENCE = "kenmerk"
"""What a column is that says by which reference the team knows a row."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_PARTS = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2}|[a-z]{3,9}\.?)\s*[-/. ]\s*(\d{1,4})")
_SERIAL = re.compile(r"[2-6]\d{4}")
_EXCEL_BEGINS = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YES = frozenset("ja j yes x waar true 1 v".split())
_NO = frozenset("nee n no onwaar false 0 -".split())


@dataclass(frozen=True, slots=True)
class ListMapping:
    """Columns by their name: which field they fill. Per field: which word stands for which code.

    ``fixed`` says what every row has (the register wants a theme, the list has no column for it).
    """

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    date_format: str = "dmj"

    def as_data(self) -> dict[str, Any]:
        """Return the mapping as plain data, to be kept."""
        return {
            "columns": dict(self.columns),
            "values": {name: dict(words) for name, words in self.values.items()},
            "fixed": dict(self.fixed),
            "date_format": self.date_format,
        }


def read_mapping(data: Mapping[str, Any]) -> ListMapping:
    """Return a mapping that was kept."""
    return ListMapping(data["columns"], data["values"], data["fixed"], data["date_format"])


def propose_mapping(register: Register, headers: Sequence[str]) -> ListMapping:
    """Return what the names above the columns suggest: the words of the form, the codes, and a reference."""
    columns: dict[str, str] = {}
    known = {_plain(name): name for one in list_fields(register) for name in (one.name,)}
    known |= {_plain(one.label): one.name for one in list_fields(register)}
    known |= {"kenmerk": REFERENCE, "referentie": REFERENCE, "zaaknummer": REFERENCE}
    for header in headers:
        wanted = known.get(_plain(header))
        if wanted and wanted not in columns.values():
            columns[header] = wanted
    return ListMapping(columns)


def check_mapping(register: Register, mapping: ListMapping) -> None:
    """Refuse a mapping that names what is not there, or one field twice, or lacks what is required."""
    fields = {one.name: one for one in list_fields(register)}
    wanted = [name for name in mapping.columns.values() if name]
    for name in (*wanted, *mapping.fixed, *mapping.values):
        if name not in fields and name != REFERENCE:
            raise ListMappingError(f"{register} kent geen veld '{name}'.")
    doubles = sorted({name for name in wanted if wanted.count(name) > 1})
    if doubles:
        raise ListMappingError(f"Twee kolommen vullen hetzelfde veld: '{_label(fields, doubles[0])}'.")
    if mapping.date_format not in DATE_FORMATS:
        raise ListMappingError(f"'{mapping.date_format}' is geen schrijfwijze van een datum.")
    given = {*wanted, *(name for name, value in mapping.fixed.items() if value)}
    lacking = [one.label for one in fields.values() if one.required and one.name not in {*given, "number"}]
    if lacking:
        raise ListMappingError(f"Er is geen kolom voor '{lacking[0]}', en dat is verplicht.")


@dataclass(frozen=True, slots=True)
class MappedRows:
    """Rows ready to be taken in, with what is wrong by cell, and the words that no code is known for."""

    rows: tuple[ImportRow, ...]
    problems: tuple[str, ...]
    unknown_words: Mapping[str, tuple[str, ...]]


def map_rows(register: Register, mapping: ListMapping, sheet: Sheet, *, by: Viewer) -> MappedRows:
    """Turn the rows of a list into rows of the register. Two equal rows without a reference are a problem."""
    fields = {one.name: one for one in list_fields(register)}
    places = {place: mapping.columns.get(header, "") for place, header in enumerate(sheet.headers)}
    rows, problems, met = [], list(sheet.problems), dict[str, int]()
    unknown: dict[str, set[str]] = {}
    for raw in sheet.rows:
        values: dict[str, Any] = {name: value for name, value in mapping.fixed.items() if value}
        for place, name in places.items():
            text = raw.cells.get(place, "")
            if not name or not text or name == REFERENCE:
                continue
            try:
                values[name] = _read(fields[name], text, mapping)
            except ListMappingError as error:
                problems.append(f"{sheet.cell_name(raw.number, place)}: {error}")
                if fields[name].kind == "choice":
                    unknown.setdefault(name, set()).add(text)
        reference = _reference(raw, places)
        key = reference or "\x1e".join(f"{name}={value}" for name, value in sorted(values.items()))
        if "number" not in values:
            if key in met:
                problems.append(_double(raw.number, met[key], reference))
            met.setdefault(key, raw.number)
            values["number"] = make_own_number(register, key, by)
        rows.append(ImportRow(f"rij {raw.number}: ", values))
    words = {name: tuple(sorted(found)) for name, found in unknown.items()}
    return MappedRows(tuple(rows), tuple(problems), words)


def place_problem(register: Register, mapping: ListMapping, sheet: Sheet, problem: str) -> str:
    """Return a problem of the register with the cell that it is about, where it names a field of one."""
    found = re.match(r"rij (\d+): '([^']+)'", problem)
    if found is None:
        return problem
    names = {one.label: one.name for one in list_fields(register)}
    name = names.get(found.group(2), found.group(2))
    for place, header in enumerate(sheet.headers):
        if name and mapping.columns.get(header) == name:
            return f"{sheet.cell_name(int(found.group(1)), place)}: {problem.partition(': ')[2]}"
    return problem


def _reference(raw: SheetRow, places: Mapping[int, str]) -> str:
    return next((raw.cells.get(place, "") for place, name in places.items() if name == REFERENCE), "")


def _double(number: int, first: int, reference: str) -> str:
    if reference:
        return f"rij {number}: het kenmerk '{reference[:60]}' staat ook op rij {first}"
    return f"rij {number}: deze rij is gelijk aan rij {first}; geef elke rij een kenmerk of haal er een weg"


def _read(one: FieldDescription, text: str, mapping: ListMapping) -> Any:
    if one.kind == "day":
        return _read_day(text, mapping.date_format)
    if one.kind == "choice":
        return _read_choice(one, text, mapping.values.get(one.name, {}))
    if one.kind == "yes_no":
        word = text.casefold()
        if word in _YES or word in _NO:
            return "ja" if word in _YES else "nee"
        raise ListMappingError(f"'{text[:60]}' is geen ja of nee")
    if one.kind in ("number", "amount", "decimal"):
        plain = text.replace("€", "").replace("\u00a0", "").replace(" ", "").removesuffix(",-")
        return re.sub(r"\.(?=\d{3}(\D|$))", "", plain)
    return text


def _read_choice(one: FieldDescription, text: str, words: Mapping[str, str]) -> str:
    codes = {code.casefold(): code for code, _ in one.choices}
    titles = {title.casefold(): code for code, title in one.choices}
    said = text.casefold()
    kept = {word.casefold(): code for word, code in words.items()}
    for known in (kept, codes, titles):
        if said in known:
            return known[said]
    raise ListMappingError(f"'{text[:60]}' is niet bekend bij '{one.label}'; zeg wat het betekent")


def _read_day(text: str, how: str) -> str:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _as_day(text, *(int(part) for part in iso.groups()))
    if _SERIAL.fullmatch(text):
        return (_EXCEL_BEGINS + timedelta(days=int(text))).isoformat()
    found = _PARTS.fullmatch(text.casefold().strip())
    if found is None:
        raise ListMappingError(f"'{text[:60]}' is geen datum")
    named = dict(zip(how, found.groups(), strict=True))
    if len(found.group(1)) == 4:
        named = dict(zip("jmd", found.groups(), strict=True))
    month = named["m"]
    if not month.isdecimal():
        begin = "maa" if month.startswith("mrt") else month[:3]
        if begin not in _MONTHS:
            raise ListMappingError(f"'{text[:60]}' is geen datum")
        month = str(_MONTHS.index(begin) + 1)
    if not named["d"].isdecimal() or not named["j"].isdecimal():
        raise ListMappingError(f"'{text[:60]}' is geen datum")
    year = int(named["j"]) + (2000 if len(named["j"]) <= 2 else 0)
    return _as_day(text, year, int(month), int(named["d"]))


def _as_day(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise ListMappingError(f"'{text[:60]}' is geen dag die bestaat") from error


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _label(fields: Mapping[str, FieldDescription], name: str) -> str:
    return fields[name].label if name in fields else name
