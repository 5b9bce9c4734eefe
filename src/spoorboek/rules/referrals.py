"""How a referral of a case to another body may go: one literal table, from which the diagram is printed."""

from __future__ import annotations

from enum import Enum

from spoorboek.rules.lifecycle import Lifecycle


class ReferralStatus(Enum):
    """Where a referral stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    REVOKED = "revoked"


_S = ReferralStatus

REFERRAL_LIFECYCLE: Lifecycle[ReferralStatus] = Lifecycle(
    noun="de doorverwijzing",
    start=_S.SENT,
    steps={
        _S.SENT: frozenset({_S.ACCEPTED, _S.REFUSED, _S.REVOKED}),
        _S.ACCEPTED: frozenset({_S.DONE, _S.REVOKED}),
        _S.REFUSED: frozenset(),
        _S.DONE: frozenset(),
        _S.REVOKED: frozenset(),
    },
    words={
        _S.SENT: "verstuurd",
        _S.ACCEPTED: "aanvaard",
        _S.REFUSED: "geweigerd",
        _S.DONE: "afgerond",
        _S.REVOKED: "ingetrokken",
    },
)
"""The other body keeps its own file; here stands only what we sent, when, and what came of it (Wgs)."""
