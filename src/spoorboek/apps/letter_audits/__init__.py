"""Letter audits: a letter by anybody, looked through; a working document that is kept for a while."""
