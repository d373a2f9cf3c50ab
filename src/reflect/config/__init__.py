"""Where things are kept, and what a person has set."""
