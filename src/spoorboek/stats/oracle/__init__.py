"""Slow and obvious twins of fast methods. Only tests call them."""
