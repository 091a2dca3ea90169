"""The `communique` command, also as `python -m communique`."""

from communique.garbage import collect_seldom

__all__ = ["main"]


def main() -> None:
    """Run the command."""
    collect_seldom()
    from communique.cli import main as command

    command()


if __name__ == "__main__":
    main()
