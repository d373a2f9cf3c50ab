"""Finds and loads flows: the ones that come with the program and a person's own."""
