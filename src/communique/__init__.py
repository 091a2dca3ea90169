"""Multilingual press releases from one marked source text."""

__all__ = ["__version__"]

__version__ = "0.1.0"
