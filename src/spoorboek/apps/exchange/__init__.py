"""Exchange: a whole municipality in and out, as a folder of files."""
