"""The command line: it parses, calls the library, prints and exits, and knows nothing itself."""

from communique.cli import (
    building,
    catalogues,
    checking,
    comparing,
    merging,
    proofing,
    quoting,
    remembering,
    texts,
)
from communique.cli.group import main

__all__ = [
    "building",
    "catalogues",
    "checking",
    "comparing",
    "main",
    "merging",
    "proofing",
    "quoting",
    "remembering",
    "texts",
]
