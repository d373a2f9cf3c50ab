"""Gentle remarks about words: what is looked at, what is looked for, and which remarks are put to somebody."""
