"""Asking in plain lines, one after another."""
