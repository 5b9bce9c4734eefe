"""Plans: what the municipality promised."""
