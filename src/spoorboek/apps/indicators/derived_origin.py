"""The part of a definition that says how a figure follows from others (``derived:``), and its checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.derived_rule import DenominatorMoment, DerivedRule, Per, check_derived_rule
from spoorboek.figures.errors import FigureError
from spoorboek.figures.expression import list_addends, parse_expression
from spoorboek.figures.period import Period

_KEYS = frozenset({"expression", "per", "denominator", "baseline"})


@dataclass(frozen=True, slots=True)
class DerivedOrigin:
    """Worked out from other figures."""

    rule: DerivedRule

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the figures it is made of."""
        return self.rule.expression.codes

    def list_summed_codes(self) -> tuple[str, ...]:
        """Return the codes when the formula only adds figures up, each in its own period; else nothing."""
        rule = self.rule
        is_bare = rule.per is None and rule.denominator is None and rule.baseline is None
        return list_addends(rule.expression.root) if is_bare else ()


class Defined(Protocol):
    """A definition with its origin, as far as the checks here need it."""

    @property
    def definition(self) -> FigureDefinition: ...
    @property
    def origin(self) -> object: ...


def read_derived(said: Mapping[str, Any], code: str) -> DerivedOrigin:
    """Return the origin in one entry of a file; raise DefinitionError with a Dutch sentence."""
    if unknown := sorted(str(key) for key in said if key not in _KEYS):
        raise DefinitionError(f"Cijfer '{code}': een afgeleid cijfer kent geen '{unknown[0]}'.")
    if not isinstance(said.get("expression"), str):
        raise DefinitionError(f"Cijfer '{code}': een afgeleid cijfer heeft een formule ('expression').")
    try:
        return DerivedOrigin(
            DerivedRule(
                expression=parse_expression(said["expression"]),
                per=Per.parse(str(said["per"])) if said.get("per") else None,
                denominator=_read_moment(said.get("denominator"), code),
                baseline=Period.parse(str(said["baseline"])) if said.get("baseline") else None,
            )
        )
    except FigureError as error:
        raise DefinitionError(f"Cijfer '{code}': {error}") from error


def derived_as_data(origin: DerivedOrigin) -> dict[str, Any]:
    """Return an origin as the entry that ``read_derived`` reads back."""
    rule = origin.rule
    data: dict[str, Any] = {"expression": rule.expression.text}
    if rule.per:
        data["per"] = rule.per.text
    if rule.denominator:
        data["denominator"] = rule.denominator.value
    if rule.baseline:
        data["baseline"] = str(rule.baseline)
    return data


def find_parts(rules: Mapping[str, Defined], codes: Iterable[str]) -> set[str]:
    """Return every figure that these are made of, however far down, as far as it is in ``rules``."""
    found: set[str] = set()
    ahead = list(codes)
    while ahead:
        rule = rules.get(ahead.pop())
        if rule is not None and isinstance(rule.origin, DerivedOrigin):
            fresh = set(rule.origin.codes) - found
            found |= fresh
            ahead += fresh
    return found


def check_derived(rules: Mapping[str, Defined]) -> None:
    """Check every derived figure against the figures it is made of; raise DefinitionError."""
    definitions = {code: rule.definition for code, rule in rules.items()}
    for code, rule in rules.items():
        if not isinstance(rule.origin, DerivedOrigin):
            continue
        try:
            check_derived_rule(rule.origin.rule, rule.definition, definitions)
        except FigureError as error:
            raise DefinitionError(f"Cijfer '{code}': {error}") from error
        if code in find_parts(rules, [code]):
            raise DefinitionError(f"Cijfer '{code}' volgt langs een omweg uit zichzelf; dat kan niet.")


def _read_moment(said: object, code: str) -> DenominatorMoment | None:
    if said is None:
        return None
    try:
        return DenominatorMoment(said)
    except ValueError as error:
        allowed = ", ".join(moment.value for moment in DenominatorMoment)
        raise DefinitionError(
            f"Cijfer '{code}': 'denominator' is een van {allowed}; niet '{said}'."
        ) from error
