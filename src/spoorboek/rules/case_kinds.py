"""Kinds of cases with their phases: dated configuration with a reference for each version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.errors import RuleError


@dataclass(frozen=True, slots=True)
class KindVersion:
    """How one kind of case goes from ``since`` on. ``phases``: by code the Dutch word, in order."""

    since: date
    reference: str
    phases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseKind:
    """One kind of case. ``personal``: it is about a person or household. ``versions``: oldest first.

    ``until``: the last day on which a case of this kind was opened. A kind is never taken out: cases that are
    there stay readable and are counted.
    """

    code: str
    title: str
    personal: bool
    versions: tuple[KindVersion, ...]
    until: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Tell whether a case of this kind may be opened on a day.

        Parameters: ``day``. Returns a bool; without ``until`` always True.
        """
        return self.until is None or day <= self.until

    def version_on(self, day: date) -> KindVersion:
        """Return the version that holds on a day; before the first version the first holds.

        Parameters: ``day``, when the case was opened: a case keeps the phases it began with. Returns a
        KindVersion.
        """
        return next((each for each in reversed(self.versions) if each.since <= day), self.versions[0])


def read_case_kinds(text: str) -> dict[str, CaseKind]:
    """Return the kinds of a municipality by their code, in the order of the file.

    Parameters: ``text``, YAML: code, then ``title``, maybe ``personal`` and ``until``, and ``versions`` with
    ``since``, ``reference`` and ``phases``. Returns at least one kind. Errors: RuleError with a Dutch
    sentence that names the kind.
    """
    try:
        listed = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RuleError(f"De soorten casussen zijn niet te lezen: {error}") from error
    if not isinstance(listed, dict) or not listed:
        raise RuleError("Er staat geen soort casus in.")
    return {str(code): _read_kind(str(code), said) for code, said in listed.items()}


def check_can_move(version: KindVersion, now: str, wanted: str, reason: str) -> None:
    """Check that a case may go to a phase: to the next freely, elsewhere with a reason.

    Parameters: ``version`` of its kind; ``now`` and ``wanted``, codes of phases, ``now`` empty before the
    first; ``reason``, why. Returns nothing. Errors: RuleError with a Dutch sentence.
    """
    order = list(version.phases)
    if wanted not in order:
        raise RuleError(f"Deze soort casus heeft geen fase '{wanted}'.")
    if wanted == now:
        raise RuleError(f"De casus is al in de fase '{version.phases[wanted]}'.")
    before = order.index(now) if now in order else -1
    if order.index(wanted) != before + 1 and not says_something(reason):
        raise RuleError("Schrijf op waarom u een fase overslaat of teruggaat.")


def _read_kind(code: str, said: Any) -> CaseKind:
    try:
        versions = [
            KindVersion(
                each["since"], str(each["reference"]), {str(k): str(v) for k, v in each["phases"].items()}
            )
            for each in said["versions"]
        ]
        kind = CaseKind(
            code,
            str(said["title"]),
            bool(said.get("personal", False)),
            tuple(sorted(versions, key=lambda v: v.since)),
            said.get("until"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"De soort casus '{code}' is niet heel: {error}.") from error
    days = [version.since for version in kind.versions]
    if not days or any(not isinstance(day, date) for day in days) or len(set(days)) != len(days):
        raise RuleError(f"De soort casus '{code}' heeft versies nodig met elk een eigen datum.")
    if kind.until is not None and (not isinstance(kind.until, date) or kind.until < days[0]):
        raise RuleError(f"De soort casus '{code}' eindigt niet op een dag na haar begin: {kind.until}.")
    if any(not version.phases or not version.reference.strip() for version in kind.versions):
        raise RuleError(f"De soort casus '{code}' heeft een versie zonder fasen of zonder bron.")
    return kind
