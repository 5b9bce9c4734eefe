"""Taking a signal in and opening its case, together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.intake.protocol_actions import take_step
from spoorboek.apps.intake.queries import get_signal
from spoorboek.rules.register_lifecycles import SignalStatus


@dataclass(frozen=True, slots=True)
class StepTaken:
    """Where the signal stands after a step, and the number of the case that was opened, if one was."""

    status: SignalStatus
    case: str = ""


def weigh_and_open_case(
    *,
    number: str,
    step: str,
    outcome: str,
    reason: str,
    by: Viewer,
    at: datetime,
    criteria: Sequence[str] = (),
    supported_by: str = "",
    case_kind: str = "",
    case_title: str = "",
) -> StepTaken:
    """Take a step of the protocol; when it takes the signal in and a kind of case is named, open that case.

    The case gets the theme, place and area of the signal and is led by who opens it.
    """
    with transaction.atomic():
        said = {"reason": reason, "criteria": criteria, "supported_by": supported_by}
        status = take_step(number=number, step=step, outcome=outcome, by=by, at=at, **said)  # type: ignore[arg-type]
        if status is not SignalStatus.TAKEN_IN or not case_kind:
            return StepTaken(status)
        signal = get_signal(by, number, at=at, purpose="casus openen")
        case = open_case(
            kind=case_kind,
            title=case_title or f"Naar aanleiding van {number}",
            theme=signal.theme,
            opened_on=timezone.localtime(at).date(),
            signals=[number],
            place=signal.place,
            area_code=signal.area_code,
            invented=signal.invented,
            by=by,
            at=at,
        )
    return StepTaken(status, case)
