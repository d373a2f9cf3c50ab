"""A guided journal for setbacks at work."""

__version__ = "0.1.0"
