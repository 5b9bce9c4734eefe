"""The errors of legal clocks. Their sentences are Dutch: people who watch terms read them."""

from spoorboek.rules.errors import RuleError


class ClockError(RuleError):
    """A term that cannot be computed, or that the law does not allow."""
