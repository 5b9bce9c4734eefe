"""Floor 6: the command line. It translates; one domain call per command."""
