"""Where and when reports cluster, how sure that is, and whether there are enough of them to say so."""
