"""The checks of a letter: each is one file with one function from material to what was found."""
