"""The error tree of letter audits. The sentences are for the people who have a letter looked through."""

from __future__ import annotations


class LetterAuditError(ValueError):
    """Something about an audit that cannot be done."""
