"""The error tree of the figures floor. Messages are sentences with the offending value."""


class FigureError(ValueError):
    """Something about a figure cannot be right."""


class PeriodError(FigureError):
    """A text or pair of days that is no period."""


class NumberError(FigureError):
    """A text that is no Dutch number."""


class ExpressionError(FigureError):
    """A formula of a derived figure that cannot be read or makes no sense.

    The message is Dutch, for whoever writes definitions. ``column`` counts from 1; ``word`` is what stands
    there.
    """

    def __init__(self, message: str, *, column: int, word: str) -> None:
        super().__init__(f"Kolom {column}, '{word}': {message}")
        self.column = column
        self.word = word
