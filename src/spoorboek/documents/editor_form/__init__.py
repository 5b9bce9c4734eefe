"""A letter as the editor in the browser holds it, made from its source and turned back into it."""
