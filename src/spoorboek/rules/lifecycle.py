"""A lifecycle: one literal table of statuses and steps, checked from it and drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from spoorboek.rules.errors import LifecycleError

S = TypeVar("S", bound=Enum)


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[S]):
    """The statuses of one kind of thing.

    ``start``: the status in which it begins. ``steps``: for every status the statuses that may
    follow. ``words``: for every status the Dutch word that users read. ``noun``: the thing, with
    its Dutch article, for sentences (``de versie``). ``acts``: where people do something to get
    there, what they do, as a Dutch verb by the status that it leads to; it names the arrows.
    """

    noun: str
    start: S
    steps: Mapping[S, frozenset[S]]
    words: Mapping[S, str]
    acts: Mapping[S, str] = field(default_factory=dict)

    def can_become(self, now: S, wanted: S) -> bool:
        """Tell whether the table has this step: what a page asks before it shows a button.

        Parameters: ``now`` and ``wanted``, two statuses of this lifecycle. Returns a bool. Errors: none.
        """
        return wanted in self.steps[now]

    def check_can_become(self, now: S, wanted: S) -> None:
        """Check one step.

        Parameters: ``now`` and ``wanted``, two statuses of this lifecycle. Returns nothing.
        Errors: LifecycleError with a Dutch sentence when the table has no such step.
        """
        if self.can_become(now, wanted):
            return
        if wanted not in self.acts:
            raise LifecycleError(
                f"{self.noun.capitalize()} is {self.words[now]} en kan niet {self.words[wanted]} worden."
            )
        before = " of ".join(
            f"'{self.words[s]}'" for s, following in self.steps.items() if wanted in following
        )
        raise LifecycleError(
            f"{self.noun.capitalize()} kunt u nu niet {self.acts[wanted]}: "
            f"de status is '{self.words[now]}' en moet {before} zijn."
        )

    @property
    def final(self) -> frozenset[S]:
        """Return the statuses that nothing follows."""
        return frozenset(status for status, following in self.steps.items() if not following)


def render_mermaid(lifecycle: Lifecycle[S]) -> str:
    """Return the lifecycle as a Mermaid state diagram, in the order of the table.

    Parameters: ``lifecycle``, whose statuses have lower-case values without spaces. Returns text
    that ends with a newline; the same table gives the same text.
    """
    order = list(lifecycle.steps)
    lines = ["stateDiagram-v2"]
    lines += [f"    {status.value}: {lifecycle.words[status]}" for status in order]
    lines.append(f"    [*] --> {lifecycle.start.value}")
    for status in order:
        lines += [
            f"    {status.value} --> {after.value}"
            + (f": {lifecycle.acts[after]}" if after in lifecycle.acts else "")
            for after in order
            if after in lifecycle.steps[status]
        ]
    lines += [f"    {status.value} --> [*]" for status in order if status in lifecycle.final]
    return "\n".join(lines) + "\n"
