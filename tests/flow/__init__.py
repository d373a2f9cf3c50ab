"""The flow language: what can be said in it, and what is said back when it is said wrongly."""
