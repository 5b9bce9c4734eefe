"""The error tree of letters. The sentences are for the people who write and approve them."""

from __future__ import annotations

from spoorboek.documents.errors import Problem


class LetterError(ValueError):
    """Something about a letter that cannot be done."""


class LetterTextError(LetterError):
    """A text that is no letter: every problem with its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message is the first, with how many there are."""
        self.problems = problems
        more = f" (en nog {len(problems) - 1})" if len(problems) > 1 else ""
        super().__init__(f"Regel {problems[0].line}: {problems[0].sentence}{more}")


class ConflictError(LetterError):
    """Somebody else saved the letter in the meantime."""


class NotReadyError(LetterError):
    """A draft that cannot go to approval yet; ``reasons`` are sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Keep the reasons; the message joins them."""
        self.reasons = reasons
        super().__init__("De brief kan nog niet ter goedkeuring. " + " ".join(reasons))
