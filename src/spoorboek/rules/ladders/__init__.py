"""Enforcement ladders: dated tables that propose a measure and say what people must still motivate."""
