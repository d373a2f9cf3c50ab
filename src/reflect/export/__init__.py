"""Export: pages written to last outside the program."""
