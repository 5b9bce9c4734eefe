"""The errors of claims. Their sentences are Dutch: writers of letters read them."""

from spoorboek.rules.errors import RuleError


class ClaimError(RuleError):
    """A claim that is not written as a claim."""
