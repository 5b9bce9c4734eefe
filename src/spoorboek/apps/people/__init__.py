"""People: persons who log in, their organisations and roles."""
