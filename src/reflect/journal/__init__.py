"""The journal: a folder of JSON files, the only truth, written so that what was said stays."""
