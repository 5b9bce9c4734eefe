"""The three writers: one document in, the same words out as PDF, Word and a page."""
