"""The error tree of hotspots. The messages are for people."""

from __future__ import annotations


class HotspotError(Exception):
    """Something about a set of reports or its analysis cannot be right."""
