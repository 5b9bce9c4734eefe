"""What may be said about hot places and hot times, and when there are too few reports to say it."""
