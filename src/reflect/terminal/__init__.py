"""The terminal: pages painted, questions asked."""
