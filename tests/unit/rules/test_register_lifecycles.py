from __future__ import annotations

import pytest

from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.lifecycle import render_mermaid
from spoorboek.rules.register_lifecycles import (
    CASE_LIFECYCLE,
    SIGNAL_LIFECYCLE,
    CaseStatus,
    SignalStatus,
)


def test_a_signal_is_weighed_before_anything_is_decided() -> None:
    with pytest.raises(LifecycleError, match="ontvangen en kan niet in behandeling genomen worden"):
        SIGNAL_LIFECYCLE.check_can_become(SignalStatus.RECEIVED, SignalStatus.TAKEN_IN)


def test_a_decision_on_a_signal_is_final() -> None:
    assert SIGNAL_LIFECYCLE.final == {SignalStatus.TAKEN_IN, SignalStatus.REFERRED, SignalStatus.SET_ASIDE}


def test_only_a_closed_case_is_reopened() -> None:
    CASE_LIFECYCLE.check_can_become(CaseStatus.CLOSED, CaseStatus.REOPENED)
    with pytest.raises(LifecycleError):
        CASE_LIFECYCLE.check_can_become(CaseStatus.OPEN, CaseStatus.REOPENED)


def test_the_diagram_of_a_case_is_drawn_from_its_table() -> None:
    assert render_mermaid(CASE_LIFECYCLE).splitlines() == [
        "stateDiagram-v2",
        "    open: open",
        "    closed: afgesloten",
        "    reopened: heropend",
        "    [*] --> open",
        "    open --> closed",
        "    closed --> reopened",
        "    reopened --> [*]",
    ]
