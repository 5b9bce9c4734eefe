"""Floor 3: decisions. Values in, a decision or an error out."""
