"""Floor 1: a number that can be defended."""
