"""The error tree of interventions."""


class InterventionError(ValueError):
    """Something that cannot be done with a report, measure or inspection, in Dutch."""
