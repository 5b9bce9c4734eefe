"""The error tree of indicators. The messages are for people."""

from __future__ import annotations


class IndicatorError(Exception):
    """Something about a figure or its definition cannot be right."""


class FigureKeyError(IndicatorError):
    """A text that names no figure."""


class DefinitionError(IndicatorError):
    """A definition, or a file with definitions, is wrong."""


class CompletenessError(IndicatorError):
    """A register cannot be declared complete over these days."""
