"""Floor 4: the outside world behind small verbs."""
