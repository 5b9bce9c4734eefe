"""Protocols for weighing signals: steps with their question, who decides, and what may follow. As data."""
