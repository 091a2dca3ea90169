"""TOML with line numbers, and its values checked against declared types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from communique.findings import CommuniqueError
from communique.frozen import Frozen

__all__ = ["Struct", "TomlDocument", "TomlError", "checked_fields", "field", "read_toml"]

T = TypeVar("T", bound=Struct)

_TABLE = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=""")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


class TomlError(CommuniqueError):
    """A text that is not TOML."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line
        """Line in the text, counted from 1."""


class TomlDocument(Frozen):
    """Values of a TOML text, and the lines they stand on."""

    values: Mapping[str, object]
    """The values; decimals are `Decimal`, as written."""
    lines: Mapping[tuple[str, ...], int]
    """Line of each key and table, counted from 1, by its path."""

    def line_of(self, *path: str) -> int:
        """The line of a key, or of the innermost table around it that has one."""
        for length in range(len(path), 0, -1):
            inside = [line for key, line in self.lines.items() if key[:length] == path[:length]]
            if inside:
                return min(inside)
        return 1


def read_toml(text: str) -> TomlDocument:
    """Read a TOML 1.0 text; raises TomlError."""
    # A check of catalogues alone has no use for it.
    import tomllib

    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        match = _WHERE.search(str(error))
        line = int(match[1]) if match and match[1] else max(1, text.count("\n"))
        raise TomlError(_WHERE.sub("", str(error)).strip(), line=line) from error
    except (ValueError, RecursionError) as error:
        # The library lets Python's own limits through and does not say where they are passed.
        lines = text.split("\n")
        longest = max(range(len(lines)), key=lambda number: len(lines[number]))
        message = "a number is too long, or values are nested too deep"
        raise TomlError(message, line=longest + 1) from error
    return TomlDocument(values=values, lines=_lines_of(text))


def checked_fields(
    values: Mapping[str, object], shape: type[T]
) -> tuple[T | None, tuple[tuple[str, str], ...]]:
    """A value of a declared shape, or every problem as a pair of key and sentence."""
    problems: list[tuple[str, str]] = []
    fields = {field.name: field for field in msgspec.structs.fields(shape)}
    read: dict[str, object] = {}
    for key, value in values.items():
        if key not in fields:
            known = ", ".join(f"`{name}`" for name in fields)
            problems.append((key, f"unknown key `{key}`, expected one of {known}"))
            continue
        try:
            read[key] = msgspec.convert(value, fields[key].type)
        except msgspec.ValidationError as error:
            sentence = str(error)[:1].lower() + str(error)[1:]
            problems.append((key, f"`{key}` is wrong: {sentence.replace(' - at `$', ' at `')}"))
    problems += [
        (name, f"`{name}` is missing")
        for name, field in fields.items()
        if field.required and name not in values
    ]
    return (None, tuple(problems)) if problems else (shape(**read), ())


def _lines_of(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    delimiter = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if delimiter:
            if delimiter in line:
                delimiter = ""
            continue
        if match := _TABLE.match(line):
            table = _path(match[1])
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            lines.setdefault((*table, *_path(match[1])), number)
            for quotes in ('"""', "'''"):
                if line.count(quotes) == 1:
                    delimiter = quotes
    return lines


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
