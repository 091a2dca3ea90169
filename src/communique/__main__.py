"""The `communique` command, also as `python -m communique`."""

from communique.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
