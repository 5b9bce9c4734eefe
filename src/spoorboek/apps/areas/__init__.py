"""Areas: places with a code and an edition."""
