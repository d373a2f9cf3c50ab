"""The library of flows: how files are read, checked, cached and replaced."""
