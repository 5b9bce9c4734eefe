"""The one reading of a letter into numbers with their own words, their role, and what is said about them."""
