"""Charts: figures in, one picture with its words and its table out."""
