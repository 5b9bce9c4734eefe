"""Dated values, each with its reference: what the law or the municipality agreed, and since when."""
