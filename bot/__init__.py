"""A chatbot that gives mobile Party members a home."""

__version__ = "0.1.0"
