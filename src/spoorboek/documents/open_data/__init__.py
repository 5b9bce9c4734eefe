"""What is published as open data: tables with their description, and the catalogue of all of it."""
