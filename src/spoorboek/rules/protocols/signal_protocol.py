"""A protocol for weighing signals: versions of a row of steps, read from YAML, and what step comes next."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.errors import RuleError
from spoorboek.rules.register_lifecycles import SignalStatus
from spoorboek.rules.roles import Permission

FOLDER = Path(__file__).parent
FINAL = {
    status.value: status for status in (SignalStatus.TAKEN_IN, SignalStatus.REFERRED, SignalStatus.SET_ASIDE)
}
"""Where a weighing can end. Any other ``to`` names a step."""
NEEDS = ("", "allowed_source", "hit", "no_hit")


class ProtocolError(RuleError):
    """A protocol that is written wrongly, or a step that cannot be taken now."""


@dataclass(frozen=True, slots=True)
class ProtocolOutcome:
    """What may be decided in a step. ``to``: the next step or a final status; ``needs``: what must be so."""

    code: str
    title: str
    to: str
    needs: str = ""

    @property
    def ends_as(self) -> SignalStatus | None:
        """Return the status in which this ends the weighing, or None when another step follows."""
        return FINAL.get(self.to)


@dataclass(frozen=True, slots=True)
class ProtocolStep:
    """One step: a question that one kind of person answers, with the criteria they go by."""

    code: str
    stage: int
    title: str
    question: str
    decided_by: Permission
    outcomes: tuple[ProtocolOutcome, ...]
    criteria: tuple[tuple[str, str], ...] = ()
    asks_sources: bool = False

    def get_outcome(self, code: str) -> ProtocolOutcome:
        """Return one outcome by its code; raise ProtocolError in Dutch when this step does not know it."""
        found = next((one for one in self.outcomes if one.code == code), None)
        if found is None:
            known = ", ".join(one.code for one in self.outcomes)
            raise ProtocolError(f"{self.title} kent geen uitkomst '{code}', wel: {known}.")
        return found


@dataclass(frozen=True, slots=True)
class ProtocolVersion:
    """What held from ``since`` until ``until`` (empty: still), and where that is written.

    ``keep_months``: how long a signal without follow-up is kept, locked. ``locked_readers``: who may open it.
    ``sources``: the registers of the municipality that may be asked, each with its title.
    """

    protocol: str
    version: str
    since: date
    until: date | None
    reference: str
    keep_months: int
    locked_readers: frozenset[Permission]
    sources: Mapping[str, str]
    steps: tuple[ProtocolStep, ...]

    def get_step(self, code: str) -> ProtocolStep:
        """Return one step by its code; raise ProtocolError in Dutch when there is none."""
        found = next((step for step in self.steps if step.code == code), None)
        if found is None:
            raise ProtocolError(f"Het protocol '{self.protocol}' kent geen stap '{code}'.")
        return found

    def find_next(self, taken: Mapping[str, str]) -> ProtocolStep | None:
        """Return the step that waits, or None when the weighing has ended.

        Parameters: ``taken``, by step the code of its outcome. Errors: ProtocolError for an outcome
        that this version does not know.
        """
        step = self.steps[0]
        while step.code in taken:
            outcome = step.get_outcome(taken[step.code])
            if outcome.ends_as is not None:
                return None
            step = self.get_step(outcome.to)
        return step

    def check_can_take(self, taken: Mapping[str, str], code: str) -> ProtocolStep:
        """Return the step when it is the one that waits; raise ProtocolError in Dutch when it is not."""
        step, waiting = self.get_step(code), self.find_next(taken)
        if waiting is None:
            raise ProtocolError("Dit signaal is al helemaal gewogen.")
        if waiting.code != code:
            raise ProtocolError(f"Eerst komt '{waiting.title}', daarna pas '{step.title}'.")
        return step

    def get_lock_end(self, decided_on: date) -> date:
        """Return the day until which a signal without follow-up is kept: that many months later.

        A day that its month does not have becomes the last day of that month.
        """
        months = decided_on.month - 1 + self.keep_months
        year, month = decided_on.year + months // 12, months % 12 + 1
        for day in range(decided_on.day, 0, -1):
            try:
                return date(year, month, day)
            except ValueError:
                continue
        raise ProtocolError(f"Maand {month} van {year} heeft geen dag.")


@dataclass(frozen=True, slots=True)
class SignalProtocol:
    """A protocol with its versions, old to new."""

    code: str
    title: str
    versions: tuple[ProtocolVersion, ...]

    def get_version_on(self, on: date) -> ProtocolVersion:
        """Return what held on a day; raise ProtocolError in Dutch when nothing did."""
        held = [one for one in self.versions if one.since <= on and (one.until is None or on <= one.until)]
        if not held:
            raise ProtocolError(f"Op {on:%d-%m-%Y} gold nog geen versie van '{self.title}'.")
        return held[-1]

    def get_version(self, version: str) -> ProtocolVersion:
        """Return one version by its name; raise ProtocolError in Dutch when there is none."""
        found = next((one for one in self.versions if one.version == version), None)
        if found is None:
            raise ProtocolError(f"'{self.title}' kent geen versie '{version}'.")
        return found


def get_protocol(code: str, folders: Sequence[Path] = (FOLDER,)) -> SignalProtocol:
    """Return a protocol by its name without ``.yaml``, from the first of these folders that has it.

    Raises ProtocolError when there is none or when it is written wrongly.
    """
    paths = [folder / f"{code}.yaml" for folder in folders] if code.isidentifier() else []
    path = next((each for each in paths if each.is_file()), None)
    if path is None:
        raise ProtocolError(f"Er is geen protocol '{code}'.")
    return _read_file(path)


@cache
def _read_file(path: Path) -> SignalProtocol:
    return read_protocol(path.stem, path.read_text(encoding="utf-8"))


def read_protocol(code: str, text: str) -> SignalProtocol:
    """Read a protocol from YAML and check that it is whole.

    Raises ProtocolError: versions that overlap, a step that cannot be reached or that leads nowhere, an
    outcome that leads back, or something that is missing.
    """
    try:
        raw = yaml.safe_load(text)
        versions = tuple(_read_version(code, each) for each in raw["versions"])
        protocol = SignalProtocol(code, raw["title"], versions)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise ProtocolError(f"Protocol '{code}' is niet te lezen zoals het hoort: {error}.") from error
    days = [(one.since, one.until or date.max) for one in protocol.versions]
    ordered = all(before[1] < after[0] for before, after in itertools.pairwise(days))
    if not days or not ordered or any(first > last for first, last in days):
        raise ProtocolError(f"De versies van protocol '{code}' overlappen of staan niet op volgorde.")
    for version in protocol.versions:
        _check_steps(version)
    return protocol


def _read_version(code: str, raw: Mapping[str, Any]) -> ProtocolVersion:
    return ProtocolVersion(
        protocol=code,
        version=str(raw["version"]),
        since=raw["since"],
        until=raw.get("until"),
        reference=raw["reference"],
        keep_months=int(raw["keep_months"]),
        locked_readers=frozenset(Permission(one) for one in raw["locked_readers"]),
        sources=dict(raw["sources"]),
        steps=tuple(_read_step(name, each) for name, each in raw["steps"].items()),
    )


def _read_step(code: str, raw: Mapping[str, Any]) -> ProtocolStep:
    return ProtocolStep(
        code=code,
        stage=int(raw["stage"]),
        title=raw["title"],
        question=raw["question"],
        decided_by=Permission(raw["decided_by"]),
        outcomes=tuple(ProtocolOutcome(name, **each) for name, each in raw["outcomes"].items()),
        criteria=tuple((raw.get("criteria") or {}).items()),
        asks_sources=bool(raw.get("asks_sources", False)),
    )


def _check_steps(version: ProtocolVersion) -> None:
    order = [step.code for step in version.steps]
    reached = {order[0]}
    for place, step in enumerate(version.steps):
        for outcome in step.outcomes:
            if outcome.needs not in NEEDS:
                raise ProtocolError(f"{step.code}.{outcome.code} vraagt '{outcome.needs}': dat is onbekend.")
            if outcome.ends_as is None and outcome.to not in order[place + 1 :]:
                raise ProtocolError(
                    f"{step.code}.{outcome.code} leidt naar '{outcome.to}': dat is geen latere stap."
                )
            reached.add(outcome.to)
    if unreached := [code for code in order if code not in reached]:
        raise ProtocolError(f"Geen uitkomst leidt naar stap '{unreached[0]}'.")
