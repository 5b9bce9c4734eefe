"""The error tree of cases."""


class CaseError(ValueError):
    """Something that cannot be done with a case, in Dutch."""
