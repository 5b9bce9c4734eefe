"""Hotspots: reports with place and time, and what may be said about where and when they cluster."""
