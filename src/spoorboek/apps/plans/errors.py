"""The error tree of plans. The sentences are read by users."""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.rules.plan_content import Part


class PlanError(ValueError):
    """Something cannot be done with a plan."""


class PlanFileError(PlanError):
    """The file of a plan cannot be taken in. ``sentences`` says of each problem where and what."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


class PlanContentError(PlanError):
    """What a draft would say is not sound. ``sentences`` says of each problem where and what."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


class PlanConflictError(PlanError):
    """Somebody else saved this part first. ``theirs`` is what stands there now; None: they took it out."""

    def __init__(self, theirs: Part | None) -> None:
        self.theirs = theirs
        super().__init__(
            "Iemand anders heeft dit zojuist veranderd."
            if theirs is not None
            else "Iemand anders heeft dit zojuist uit het plan gehaald."
        )
