"""Floor 5: memory. One app per noun, in the order of the policy cycle."""
