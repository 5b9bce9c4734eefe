"""Floor 6: pages. They translate; one domain call per request."""
