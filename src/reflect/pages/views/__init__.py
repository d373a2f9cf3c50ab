"""What each view shows, as blocks."""
