"""A letter in Word and back: its ties as content controls, its verdicts as comments, nothing lost."""
