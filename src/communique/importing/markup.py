"""Plain words as Markdown and TOML that mean just these words."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["escaped", "list_line", "toml_text", "wrapped"]

_WIDTH: Final = 100
_ANYWHERE = re.compile(r"[\\`*\[\]<{}]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_START = re.compile(r"(?=#{1,6}(?:\s|$)|>|[-+](?:[-\s]|$)|~{3})|\d{1,9}(?=[.)](?:\s|$))")
_NOT_AT_START = re.compile(r"[#>+~-]|\d{1,9}[.)]$")
_HEADING_END = re.compile(r"(?<![^\s])#+$")
_TOML_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}


def escaped(text: str, *, heading: bool = False) -> str:
    """The text with a backslash before each character that Markdown would read as markup.

    Line feeds become hard breaks. Braces are escaped too, so that they stand for themselves,
    though a release may have them around facts only.
    """
    lines = [_escaped_start(_ANYWHERE.sub(r"\\\g<0>", line)) for line in text.split("\n")]
    if heading:
        lines[-1] = _HEADING_END.sub(lambda match: "\\" + match[0], lines[-1])
    return "\\\n".join(lines)


def _escaped_start(line: str) -> str:
    match = _AT_START.match(line)
    return f"{match[0]}\\{line[match.end() :]}" if match else line


def wrapped(text: str, *, first: str = "", others: str = "") -> str:
    """Markdown of one block in lines of a handy length, with what goes before each of them.

    No line begins with what would be markup there, and none ends with a backslash but those that
    the text asks for.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = (others if lines else first) + part.split(" ")[0]
        for word in part.split(" ")[1:]:
            too_long = len(line) + 1 + len(word) > _WIDTH
            if too_long and not line.endswith("\\") and not _NOT_AT_START.match(word):
                lines.append(line)
                line = others + word
            else:
                line += " " + word
        lines.append(line)
    return "\n".join(lines)


def toml_text(text: str) -> str:
    """The text as a basic string of TOML 1.0."""
    return '"' + "".join(_TOML_ESCAPES.get(letter, letter) for letter in text) + '"'


def list_line(key: str, *values: str) -> str:
    """A line of TOML with a list of texts."""
    return f"{key} = [{', '.join(toml_text(value) for value in values)}]"
