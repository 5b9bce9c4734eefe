"""Cases: problems under coordination."""
