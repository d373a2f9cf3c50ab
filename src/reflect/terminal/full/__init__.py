"""Asking on a full terminal, with prompts that come and go."""
