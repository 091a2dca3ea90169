"""The command line: it parses, calls the library, prints and exits, and knows nothing itself."""

from communique.cli.commands import main

__all__ = ["main"]
