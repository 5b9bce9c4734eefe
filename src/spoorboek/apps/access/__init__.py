"""Access: who may see what, decided in one place."""
