"""The error tree of the figures floor. Messages are sentences with the offending value."""


class FigureError(ValueError):
    """Something about a figure cannot be right."""


class PeriodError(FigureError):
    """A text or pair of days that is no period."""


class NumberError(FigureError):
    """A text that is no Dutch number."""
