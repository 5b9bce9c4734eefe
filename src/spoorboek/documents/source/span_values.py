"""From the keys of a span to typed values; what cannot be read is reported at its key."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from spoorboek.documents.source.place import Place, SourceText
from spoorboek.documents.source.spans import (
    ClaimDetails,
    FigureReference,
    NumberSpan,
    NumberStyle,
    RawSpan,
    Strength,
)
from spoorboek.figures.codes import is_code
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS, parse_printed
from spoorboek.figures.errors import NumberError, PeriodError
from spoorboek.figures.period import Period

_AREA = re.compile(r"[A-Z]{2}[0-9A-Z]{0,8}")
_DECIMALS = ("0", "1", "2", "3", "4", "5", "6")
_LONGEST_NUMBER = 60
"""In characters, written in words."""


class SpanValues:
    """Reads the values of one span."""

    def __init__(self, source: SourceText, span: RawSpan) -> None:
        self._source, self._span = source, span

    def report(self, key: str, sentence: str) -> None:
        """Report something at the place of ``key``."""
        self._source.report(self._span.key_places.get(key, self._span.whole), sentence)

    def text(self, key: str) -> str:
        """Return a text that may be absent but not empty."""
        value = self._span.attributes.get(key)
        if value is not None and not value.strip():
            self.report(key, f"de sleutel '{key}' is leeg.")
        return (value or "").strip()

    def code(self, key: str) -> str:
        """Return a code in kebab-case."""
        value = self.text(key)
        if value and not is_code(value):
            self.report(
                key, f"'{value}' is geen code: een code is als overlast-jeugd (kleine letters en streepjes)."
            )
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of a few words."""
        value = self._span.attributes.get(key, default)
        if value not in choices:
            self.report(key, f"'{value}' kan niet bij '{key}'; kies uit {', '.join(choices)}.")
            return default
        return value

    def period(self, key: str) -> Period | None:
        """Return a period in its ISO form."""
        value = self.text(key)
        return self._period(key, value) if value else None

    def _period(self, key: str, value: str) -> Period | None:
        try:
            return Period.parse(value)
        except PeriodError:
            self.report(key, f"'{value}' is geen periode als 2023, 2023-04 of 2023-01..2023-04.")
            return None

    def reference(self, key: str, text: str | None = None) -> FigureReference | None:
        """Return a reference to a figure: ``code``, ``code@period`` or ``code@period@area``."""
        value = self.text(key) if text is None else text
        if not value:
            return None
        code, *rest = value.split("@")
        if not is_code(code) or len(rest) > 2:
            self.report(
                key, f"'{value}' wijst geen cijfer aan: schrijf code, code@periode of code@periode@gebied."
            )
            return None
        period = self._period(key, rest[0]) if rest else None
        area = rest[1] if len(rest) == 2 else None
        if area is not None and not _AREA.fullmatch(area):
            self.report(key, f"'{area}' is geen gebiedscode als GM0505.")
        return FigureReference(code, period, area)

    def period_or_reference(self, key: str, figure: FigureReference | None) -> FigureReference | None:
        """Return what ``from`` or ``to`` points at: a period of the claim's own figure, or another figure."""
        value = self.text(key)
        if not value or not value[0].isdigit():
            return self.reference(key)
        period = self._period(key, value)
        if figure is None:
            self.report(key, f"bij '{key}' staat een periode, maar 'figure' ontbreekt.")
            return None
        return FigureReference(figure.code, period, figure.area)

    def references(self, key: str) -> tuple[FigureReference, ...]:
        """Return references separated by spaces or commas."""
        words = re.split(r"[\s,]+", self.text(key))
        found = (self.reference(key, word) for word in words if word)
        return tuple(reference for reference in found if reference is not None)

    def comparison(self) -> FigureReference | None:
        """Return what ``reference`` names: a figure, or an area or period of the claim's own figure."""
        value = self.text("reference")
        if not _AREA.fullmatch(value):
            return self.period_or_reference("reference", self.reference("figure"))
        own = self.reference("figure")
        if own is None:
            self.report("reference", "bij 'reference' staat een gebied, maar 'figure' ontbreekt.")
            return None
        return FigureReference(own.code, own.period, value)

    def margin(self) -> str:
        """Return an agreed margin as a share or percentage, in the form of its author."""
        value = self.text("margin")
        if not value:
            return ""
        try:
            good = 0 < Decimal(value.removesuffix("%").replace(",", ".")) < 100
        except InvalidOperation:
            good = False
        if not good:
            self.report("margin", f"'{value}' is geen marge als 5%.")
        return value


def read_claim_details(values: SpanValues) -> ClaimDetails:
    """Return what a claim says of itself."""
    figure = values.reference("figure")
    return ClaimDetails(
        figure=figure,
        since=values.period_or_reference("from", figure),
        until=values.period_or_reference("to", figure),
        strength=Strength(values.choice("strength", tuple(s.value for s in Strength), "plain")),
        hedged=values.choice("hedged", ("true", "false"), "false") == "true",
        promise=values.code("promise"),
        parts=values.references("parts"),
        total=values.reference("total"),
        carried_in=values.reference("carried_in"),
        opened=values.reference("opened"),
        closed=values.reference("closed"),
        carried_out=values.reference("carried_out"),
        reference=values.comparison(),
        term=values.text("term"),
        margin=values.margin(),
        evidence=tuple(word for word in re.split(r"[\s,]+", values.text("evidence")) if word),
    )


def read_number(
    values: SpanValues, span: RawSpan, text: str, report_at: Callable[[Place, str], None]
) -> NumberSpan:
    """Return a number span; ``text`` is what stands between the brackets."""
    reference = values.reference("figure") or FigureReference("")
    period, area = values.period("period"), values.text("area") or None
    if (period and reference.period) or (area and reference.area):
        values.report(
            "figure", "periode of gebied staat hier twee keer: in 'figure' en in een eigen sleutel."
        )
    if area and not _AREA.fullmatch(area):
        values.report("area", f"'{area}' is geen gebiedscode als GM0505.")
    decimals = values.text("decimals")
    if decimals and decimals not in _DECIMALS:
        values.report("decimals", f"'{decimals}' kan niet: het aantal decimalen is 0 tot en met 6.")
        decimals = ""
    style = NumberStyle(values.choice("as", ("digits", "words"), "digits"))
    if text != "?" and not is_printed_number(text):
        report_at(
            span.place,
            f"'{text[:40]}' is geen getal. Zet alleen het getal tussen de haken, of een vraagteken.",
        )
    if text != "?" and ("as" in span.attributes or decimals):
        report_at(span.place, "'as' en 'decimals' horen bij een vraagteken; dit getal is al ingevuld.")
    return NumberSpan(
        place=span.place,
        whole=span.whole,
        text=text,
        reference=FigureReference(reference.code, reference.period or period, reference.area or area),
        style=style,
        decimals=int(decimals) if decimals else None,
    )


def is_printed_number(text: str) -> bool:
    """Tell whether a text is a number as a letter prints it, or the word for why there is none.

    Parameters: ``text``, what stands between the brackets of a number. Returns a bool. Errors: none.
    """
    if text.strip().lower() in NON_VALUE_WORDS.values():
        return True
    if len(text) > _LONGEST_NUMBER:
        return False
    try:
        parse_printed(text)
    except NumberError:
        return False
    return True
