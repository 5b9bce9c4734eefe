"""Accounts: promised against reported, and the passport of a figure."""
