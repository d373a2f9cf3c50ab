"""What was promised, and what became of it: pure functions over entries and drafts."""
