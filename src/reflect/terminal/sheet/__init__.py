"""Answers from a file."""
