"""Spoorboek: from safety plan to council letter, every number traced and every word of change tested."""

__version__ = "0.1.0"
