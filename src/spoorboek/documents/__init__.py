"""Floor 2: the letter as data."""
