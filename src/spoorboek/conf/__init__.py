"""Settings. The environment is read in one file."""
