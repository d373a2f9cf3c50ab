"""Pages: what there is to read, as calm blocks of text that any renderer can put on a screen or into a file."""
