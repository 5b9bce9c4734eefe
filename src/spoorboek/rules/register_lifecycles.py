"""How a signal and a case may move: one literal table each, from which the diagrams are printed."""

from __future__ import annotations

from enum import Enum

from spoorboek.rules.lifecycle import Lifecycle


class SignalStatus(Enum):
    """Where a signal stands."""

    RECEIVED = "received"
    WEIGHED = "weighed"
    TAKEN_IN = "taken_in"
    REFERRED = "referred"
    SET_ASIDE = "set_aside"


class EnquiryStatus(Enum):
    """Where a question to one source stands: first whether it knows anything, then what."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"
    HIT = "hit"
    NO_HIT = "no_hit"
    RELEASED = "released"
    WITHHELD = "withheld"
    ANSWERED = "answered"


class CaseStatus(Enum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"
    REOPENED = "reopened"


_S, _C = SignalStatus, CaseStatus

SIGNAL_LIFECYCLE: Lifecycle[SignalStatus] = Lifecycle(
    noun="het signaal",
    start=_S.RECEIVED,
    steps={
        _S.RECEIVED: frozenset({_S.WEIGHED}),
        _S.WEIGHED: frozenset({_S.TAKEN_IN, _S.REFERRED, _S.SET_ASIDE}),
        _S.TAKEN_IN: frozenset(),
        _S.REFERRED: frozenset(),
        _S.SET_ASIDE: frozenset(),
    },
    words={
        _S.RECEIVED: "ontvangen",
        _S.WEIGHED: "gewogen",
        _S.TAKEN_IN: "in behandeling genomen",
        _S.REFERRED: "doorverwezen",
        _S.SET_ASIDE: "niet in behandeling genomen",
    },
)
"""Source: Model Privacy Protocol binnengemeentelijke gegevensdeling (2020), step 1, at its thinnest."""

_E = EnquiryStatus
ENQUIRY_LIFECYCLE: Lifecycle[EnquiryStatus] = Lifecycle(
    noun="de bronvraag",
    start=_E.ASKED,
    steps={
        _E.ASKED: frozenset({_E.ALLOWED, _E.REFUSED}),
        _E.ALLOWED: frozenset({_E.HIT, _E.NO_HIT}),
        _E.REFUSED: frozenset(),
        _E.HIT: frozenset({_E.RELEASED, _E.WITHHELD}),
        _E.NO_HIT: frozenset(),
        _E.RELEASED: frozenset({_E.ANSWERED}),
        _E.WITHHELD: frozenset(),
        _E.ANSWERED: frozenset(),
    },
    words={
        _E.ASKED: "gevraagd",
        _E.ALLOWED: "toegestaan",
        _E.REFUSED: "niet toegestaan",
        _E.HIT: "hit",
        _E.NO_HIT: "geen hit",
        _E.RELEASED: "inhoud toegestaan",
        _E.WITHHELD: "inhoud niet toegestaan",
        _E.ANSWERED: "inhoud ontvangen",
    },
)
"""Source: Model Privacy Protocol binnengemeentelijke gegevensdeling (2020), step 3: the privacy officer
decides which sources are asked; a source first says hit or no hit; content only after that."""

CASE_LIFECYCLE: Lifecycle[CaseStatus] = Lifecycle(
    noun="de casus",
    start=_C.OPEN,
    steps={
        _C.OPEN: frozenset({_C.CLOSED}),
        _C.CLOSED: frozenset({_C.REOPENED}),
        _C.REOPENED: frozenset(),
    },
    words={_C.OPEN: "open", _C.CLOSED: "afgesloten", _C.REOPENED: "heropend"},
)
"""A reopened case goes on as a new case that follows it, so that a closing once counted stays counted."""
