"""Letters: the account to the council."""
