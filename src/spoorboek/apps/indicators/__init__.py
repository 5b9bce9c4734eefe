"""Indicators: what is counted, and the figures that come out."""
