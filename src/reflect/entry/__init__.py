"""What was said: entries, setbacks and drafts, as they stand in the journal's files. Pure, and without pydantic."""
