"""What is looked at whatever the claim is: periods, terms, printed numbers, small numbers, evidence."""
