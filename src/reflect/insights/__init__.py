"""What the entries of a journal show, worked out from them: pure functions over entries and follow-ups."""
