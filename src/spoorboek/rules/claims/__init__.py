"""What a letter claims about its figures, and whether they bear it."""
