"""The index: a cache of what stands in the journal's files, so that much of it is found without reading all of them."""
