"""Auditing a letter by anybody: every number, period and word of change found in it, and checked."""
