"""The error tree of the rules floor. Messages are sentences with the offending value."""


class RuleError(ValueError):
    """A rule says no."""


class LifecycleError(RuleError):
    """A step that the lifecycle of the thing does not have."""


class PromiseError(RuleError):
    """A promise that cannot be kept account of as it is written. ``field`` says where, when that is clear."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class LanguageError(RuleError):
    """Letters in this language are not read."""


class AbsenceError(RuleError):
    """Somebody cannot stand in for another."""
