"""The errors of ladders. Their sentences are Dutch: people who prepare measures read them."""

from spoorboek.rules.errors import RuleError


class LadderError(RuleError):
    """A ladder that is written wrongly, or that has no row for what was found."""


class MeasureError(RuleError):
    """A measure that cannot be taken as it is written down."""
