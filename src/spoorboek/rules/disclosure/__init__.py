"""Small numbers: which cells are withheld, and whether everything ever published gives them away."""
