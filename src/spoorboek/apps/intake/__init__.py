"""Intake: signals as they come in."""
