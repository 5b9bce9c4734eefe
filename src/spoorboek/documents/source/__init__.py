"""The letter as its author writes it: plain text with bracketed spans."""
