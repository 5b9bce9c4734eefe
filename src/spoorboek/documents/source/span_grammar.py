"""Which keys a span may have, and the strict way in which they are written: ``{key="value" ...}``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHANGE = frozenset({"figure", "from", "to", "strength", "hedged", "evidence", "reference"})
CLAIM_KEYS: dict[str, frozenset[str]] = {
    "rises": _CHANGE | {"margin"},
    "falls": _CHANGE | {"margin"},
    "about_equal": _CHANGE | {"margin"},
    "not_demonstrably_changed": _CHANGE,
    "faster": _CHANGE,
    "slower": _CHANGE,
    "higher_than": _CHANGE,
    "lower_than": _CHANGE,
    "target_met": frozenset({"promise", "figure", "to", "strength", "hedged", "evidence"}),
    "target_missed": frozenset({"promise", "figure", "to", "strength", "hedged", "evidence"}),
    "adds_up": frozenset({"parts", "total", "hedged", "evidence"}),
    "flow": frozenset({"figure", "carried_in", "opened", "closed", "carried_out", "hedged", "evidence"}),
    "causes": _CHANGE,
    "states": frozenset({"figure", "to", "strength", "hedged", "evidence", "term"}),
    "uses_term": frozenset({"figure", "to", "term", "evidence"}),
}

KIND_KEYS: dict[str, frozenset[str]] = {
    "claim": frozenset().union(*CLAIM_KEYS.values()),
    "fixed": frozenset(),
    "table": frozenset({"period"}),
    "chart": frozenset({"period"}),
    "promises": frozenset({"period"}),
    "commitment": frozenset({"unreported"}),
    "promise": frozenset({"unreported"}),
    "figure": frozenset({"period", "area", "as", "decimals"}),
}
"""The key that makes a span what it is, and the keys that may stand beside it; first match counts."""

BLOCK_KINDS = ("table", "chart", "promises")
ALL_KEYS = frozenset(KIND_KEYS).union(*KIND_KEYS.values())

_ATTRIBUTE = re.compile(r'\s*([A-Za-z_][\w-]*)="([^"\n]*)"')
_END = re.compile(r"\s*\}")
_RECOVERY = re.compile(r'(?:"[^"\n]*"|[^"}\n])*\}?')


@dataclass(frozen=True, slots=True)
class Attributes:
    """The keys of one span: values, the offset of each key, and where the closing brace ends."""

    values: dict[str, str]
    offsets: dict[str, tuple[int, int]]
    end: int


@dataclass(frozen=True, slots=True)
class BadAttributes:
    """Why the braces hold no keys, and where reading can go on."""

    sentence: str
    end: int


def scan_attributes(text: str, position: int) -> Attributes | BadAttributes:
    """Read ``{key="value" ...}`` of which the opening brace stands at ``position``."""
    values: dict[str, str] = {}
    offsets: dict[str, tuple[int, int]] = {}
    double: list[str] = []
    at = position + 1
    while match := _ATTRIBUTE.match(text, at):
        if match[1] in values:
            double.append(match[1])
        values[match[1]] = match[2]
        offsets[match[1]] = match.span(1)
        at = match.end()
    end = _END.match(text, at)
    if end is None:
        return _explain_bad(text, at, position)
    if not values:
        return BadAttributes(
            'tussen de accolades staat niets: schrijf bijvoorbeeld {figure="..."}.', end.end()
        )
    if double:
        return BadAttributes(f"de sleutel '{double[0]}' staat hier twee keer.", end.end())
    return Attributes(values, offsets, end.end())


def _explain_bad(text: str, at: int, position: int) -> BadAttributes:
    recovery = _RECOVERY.match(text, position)
    stop = recovery.end() if recovery else position + 1
    if text.startswith('"', stop):
        closing = re.compile(r"[^}\n]*\}?").match(text, stop)
        return BadAttributes("een aanhalingsteken wordt niet gesloten.", closing.end() if closing else stop)
    rest = text[at:stop].strip()
    if any(mark in rest for mark in "“”„‘’«»'"):
        sentence = 'gebruik rechte dubbele aanhalingstekens: sleutel="waarde".'
    elif re.match(r"[A-Za-z_][\w-]*\s*=\s*[^\s\"]", rest):
        sentence = f'de waarde moet tussen aanhalingstekens staan: {rest.split("=")[0].strip()}="...".'
    elif re.match(r"[A-Za-z_][\w-]*(\s+=|=\s+)", rest):
        sentence = 'rond het is-teken staan geen spaties: sleutel="waarde".'
    elif not text[position:stop].endswith("}"):
        sentence = "de sluitende accolade } ontbreekt."
    else:
        sentence = f"'{rest.rstrip('}')[:40]}' is geen sleutel=\"waarde\"."
    return BadAttributes(sentence, stop)


def find_kind(values: dict[str, str]) -> str:
    """Return which kind of span these keys make, or an empty text.

    ``promise`` beside ``claim`` belongs to the claim, as does ``figure``.
    """
    return next((kind for kind in KIND_KEYS if kind in values), "")


def list_key_faults(values: dict[str, str]) -> list[tuple[str, str]]:
    """Return the key and the Dutch sentence of everything that is wrong with these keys, in their order."""
    kind = find_kind(values)
    allowed = KIND_KEYS.get(kind, frozenset()) | {kind}
    label = f"een span met {kind}"
    if kind == "claim":
        claim = values["claim"]
        if claim not in CLAIM_KEYS:
            return [("claim", f"de bewering '{claim}' bestaat niet; kies uit {', '.join(CLAIM_KEYS)}.")]
        allowed, label = CLAIM_KEYS[claim] | {"claim"}, f"de bewering '{claim}'"
    faults: list[tuple[str, str]] = []
    for key in values:
        if key not in ALL_KEYS:
            faults.append((key, f"de sleutel '{key}' bestaat niet."))
        elif kind and key not in allowed:
            faults.append((key, f"de sleutel '{key}' past niet bij {label}."))
    if not kind and not faults:
        names = ", ".join(KIND_KEYS)
        faults.append((next(iter(values), ""), f"hier ontbreekt waar het om gaat: één van {names}."))
    return faults
