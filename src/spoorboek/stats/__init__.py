"""Floor 0: numbers. Ints and arrays in, frozen results out."""
