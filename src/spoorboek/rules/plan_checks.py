"""What makes the content of a plan impossible to keep account of: all problems at once, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from spoorboek.figures.codes import is_code
from spoorboek.figures.period import Period, is_period
from spoorboek.rules.commitments import Commitment, check_commitment
from spoorboek.rules.errors import PromiseError
from spoorboek.rules.plan_content import (
    REFERENCES,
    Adoption,
    Delivery,
    PlanContent,
    PlanDecision,
    find_dangling,
)
from spoorboek.rules.promises import MilestonePromise, check_promise

_CODE_LENGTH = 80
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
PART_LISTS: tuple[str, ...] = tuple(f.name for f in fields(PlanContent) if f.name != "accountability")
"""The lists of a plan whose parts have a code."""
DECIDED_LISTS: tuple[str, ...] = ("themes", "goals", "promises", "actions")
"""The lists whose parts an evaluation decides on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (``promises[2].target``) and a Dutch sentence."""

    path: str
    sentence: str


def find_content_problems(content: PlanContent, period: Period) -> Iterator[Problem]:
    """Yield everything that is wrong with the content of a plan.

    Parameters: ``content``; ``period``, the days of the plan. Returns problems, none when the content
    is sound. Errors: none.
    """
    for name in PART_LISTS:
        yield from find_code_problems(name, [part.code for part in getattr(content, name)])
    for name, position, field, code in find_dangling(content):
        yield Problem(
            f"{name}[{position}].{field}",
            f"'{code}' staat niet in de lijst '{REFERENCES[field]}' van dit plan.",
        )
    yield from _find_theme_circles(content)
    for position, promise in enumerate(content.promises):
        try:
            check_promise(promise, period)
        except PromiseError as error:
            where = f".{error.field}" if error.field else ""
            yield Problem(f"promises[{position}]{where}", str(error))
    for position, announced in enumerate(content.announced_plans):
        if not period.contains(announced.period):
            yield Problem(
                f"announced_plans[{position}].period",
                f"De periode {announced.period} valt buiten die van het plan ({period}).",
            )
    for position, action in enumerate(content.actions):
        if not period.contains(action.due_on):
            yield Problem(
                f"actions[{position}].due_on",
                f"De datum {action.due_on} valt buiten de periode van het plan ({period}).",
            )


def find_record_problems(
    commitments: Iterable[Commitment], decisions: Iterable[PlanDecision], known_codes: frozenset[str]
) -> Iterator[Problem]:
    """Yield everything that is wrong with the commitments and decisions of a plan.

    Parameters: ``commitments``; ``decisions``; ``known_codes``, of the parts in ``DECIDED_LISTS``
    that a decision may be about. Returns problems. Errors: none.
    """
    commitments, decisions = list(commitments), list(decisions)
    yield from find_code_problems("commitments", [c.code for c in commitments])
    yield from find_code_problems("decisions", [d.code for d in decisions])
    for position, commitment in enumerate(commitments):
        try:
            check_commitment(commitment)
        except PromiseError as error:
            yield Problem(f"commitments[{position}]", str(error))
    for position, decision in enumerate(decisions):
        if decision.about and decision.about not in known_codes:
            yield Problem(
                f"decisions[{position}].about",
                f"'{decision.about}' is geen belofte, actie, doel of thema van dit plan "
                "of wat eronder hangt.",
            )
        yield from _find_evidence_problems(position, decision)


def find_adoption_problems(name: str, adoption: Adoption | None) -> Iterator[Problem]:
    """Yield what is wrong with a decision that adopts or withdraws a plan.

    Parameters: ``name`` of its place; ``adoption`` or None. Returns problems. Errors: none.
    """
    if adoption is not None and adoption.link and not _WEB_ADDRESS.fullmatch(adoption.link):
        yield Problem(
            f"{name}.link",
            f"Hier hoort het adres van een pagina, dat begint met https://; hier staat '{adoption.link}'.",
        )


def _find_evidence_problems(position: int, decision: PlanDecision) -> Iterator[Problem]:
    if decision.letter and not is_code(decision.letter):
        yield Problem(
            f"decisions[{position}].letter",
            f"Hier hoort de naam van een brief zoals in het adres; hier staat '{decision.letter}'.",
        )
    code, _mark, period = decision.figure.partition("@")
    if decision.figure and not (is_code(code) and is_period(period)):
        yield Problem(
            f"decisions[{position}].figure",
            f"Hier hoort een cijfer met een periode, zoals recorded-crimes@2024; "
            f"hier staat '{decision.figure}'.",
        )


def find_delivery_problems(deliveries: Iterable[Delivery], content: PlanContent) -> Iterator[Problem]:
    """Yield every delivery that is double or is not one of a milestone of this plan.

    Parameters: ``deliveries``; ``content`` of the version that holds. Returns problems. Errors: none.
    """
    deliveries = list(deliveries)
    yield from find_code_problems("deliveries", [d.code for d in deliveries])
    milestones = {p.code for p in content.promises if isinstance(p, MilestonePromise)}
    for position, delivery in enumerate(deliveries):
        if delivery.code not in milestones:
            yield Problem(f"deliveries[{position}].code", f"'{delivery.code}' is geen mijlpaal van dit plan.")


def find_code_problems(name: str, codes: Iterable[str]) -> Iterator[Problem]:
    """Yield the codes of one list that are double or not written as a code.

    Parameters: ``name`` of the list; its ``codes`` in order. Returns problems. Errors: none.
    """
    seen: dict[str, int] = {}
    for position, code in enumerate(codes):
        if not is_code(code) or len(code) > _CODE_LENGTH:
            yield Problem(
                f"{name}[{position}].code",
                "Een code begint met een letter en bestaat uit kleine letters, cijfers en streepjes "
                f"(hoogstens {_CODE_LENGTH} tekens); hier staat '{code}'.",
            )
        elif code in seen:
            yield Problem(
                f"{name}[{position}].code", f"De code '{code}' staat ook al bij {name}[{seen[code]}]."
            )
        else:
            seen[code] = position


def _find_theme_circles(content: PlanContent) -> Iterator[Problem]:
    wider = {theme.code: theme.part_of for theme in content.themes}
    for position, theme in enumerate(content.themes):
        walked, here = {theme.code}, theme.part_of
        while here and here not in walked:
            walked.add(here)
            here = wider.get(here, "")
        if here == theme.code:
            yield Problem(
                f"themes[{position}].part_of", f"Het thema '{theme.code}' is een deel van zichzelf."
            )
