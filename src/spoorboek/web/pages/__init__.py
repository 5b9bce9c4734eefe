"""Pages: one file for each part of the menu."""
