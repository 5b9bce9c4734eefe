"""Sources: files as they came in, and how they are read."""
