"""The error tree of the services floor. Messages are sentences with the offending value."""

from __future__ import annotations


class ServiceError(Exception):
    """Something outside, a file or a machine, is not as it should be."""
