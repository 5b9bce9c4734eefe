"""The error tree of areas. The messages are for people."""

from __future__ import annotations


class AreaError(Exception):
    """Something about an area cannot be right."""


class AreaFileError(AreaError):
    """A file with areas is wrong, so nothing of it was taken over."""
