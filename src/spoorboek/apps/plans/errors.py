"""The error tree of plans. The sentences are read by users."""

from __future__ import annotations

from collections.abc import Sequence


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
