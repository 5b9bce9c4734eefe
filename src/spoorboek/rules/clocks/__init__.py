"""Legal clocks: from a day or a moment to the day or moment on which a term ends."""
