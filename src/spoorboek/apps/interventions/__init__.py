"""Interventions: what was done about it."""
