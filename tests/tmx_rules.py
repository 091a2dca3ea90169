"""What TMX 1.4b allows, as a table, and a checker for it (ETSI GS LIS 002, sections 3 and 5)."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from communique.frozen import Frozen

SEGMENT_TYPES: Final = "block|paragraph|sentence|phrase"
DATE: Final = r"[0-9]{8}T[0-9]{6}Z"
NUMBER: Final = "[0-9]+"
ANY: Final = ".*"


class Element(Frozen):
    """What an element may have."""

    content: str
    """A regular expression over the names of its children, each with a space after it."""
    text: bool = False
    """Whether characters may stand in it."""
    required: frozenset[str] = frozenset()
    """The attributes it must have."""
    allowed: frozenset[str] = frozenset()
    """Those that it may have."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HISTORY: Final = "creationdate creationid changedate changeid"
_USE: Final = "o-encoding datatype usagecount lastusagedate creationtool creationtoolversion o-tmf "
_CODED: Final = "((bpt|ept|ph|it|hi|ut) )*"

ELEMENTS: Final = {
    "tmx": Element(content="header body ", required=_names("version")),
    "header": Element(
        content="((note|prop|ude) )*",
        required=_names(
            "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"
        ),
        allowed=_names(f"o-encoding {_HISTORY}"),
    ),
    "body": Element(content="(tu )*"),
    "note": Element(content="", text=True, allowed=_names("o-encoding xml:lang")),
    "prop": Element(
        content="", text=True, required=_names("type"), allowed=_names("o-encoding xml:lang")
    ),
    "tu": Element(
        content="((note|prop) )*(tuv )+",
        allowed=_names(f"tuid segtype srclang {_USE} {_HISTORY}"),
    ),
    "tuv": Element(
        content="((note|prop) )*seg ",
        required=_names("xml:lang"),
        allowed=_names(f"{_USE} {_HISTORY}"),
    ),
    "seg": Element(content=_CODED, text=True),
    "hi": Element(content=_CODED, text=True, allowed=_names("x type")),
    "sub": Element(content=_CODED, text=True, allowed=_names("datatype type")),
    "bpt": Element(content="(sub )*", text=True, required=_names("i"), allowed=_names("x type")),
    "ept": Element(content="(sub )*", text=True, required=_names("i")),
    "it": Element(content="(sub )*", text=True, required=_names("pos"), allowed=_names("x type")),
    "ph": Element(content="(sub )*", text=True, allowed=_names("x assoc type")),
    "ut": Element(content="(sub )*", text=True, allowed=_names("x")),
}

VALUES: Final = {
    "segtype": SEGMENT_TYPES,
    "creationdate": DATE,
    "changedate": DATE,
    "lastusagedate": DATE,
    "usagecount": NUMBER,
    "xml:lang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "srclang": r"\*all\*|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "version": r"1\.4",
}


def problems(content: bytes) -> list[str]:
    """What is not TMX 1.4b about a file."""
    checker = _Checker()
    parser = expat.ParserCreate()
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.Parse(content, True)  # noqa: FBT003 -- the parser takes it by position
    return checker.found


class _Checker:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._open: list[tuple[str, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._open:
            self._open[-1][1].append(name)
        elif name != "tmx":
            self.found.append(f"the root is {name}")
        self._open.append((name, []))
        known = ELEMENTS.get(name)
        if known is None:
            self.found.append(f"{name} is unknown")
            return
        given = set(attributes)
        self.found += [f"{name} lacks {missing}" for missing in sorted(known.required - given)]
        others = sorted(given - known.required - known.allowed)
        self.found += [f"{name} has {other}" for other in others]
        self.found += [
            f"{name} has {attribute}={value!r}"
            for attribute, value in attributes.items()
            if not re.fullmatch(VALUES.get(attribute, ANY), value, re.DOTALL)
        ]

    def text(self, characters: str) -> None:
        name = self._open[-1][0]
        if name in ELEMENTS and not ELEMENTS[name].text and characters.strip(" \t\r\n"):
            self.found.append(f"{name} has text")

    def end(self, _name: str) -> None:
        name, children = self._open.pop()
        known = ELEMENTS.get(name)
        inner = "".join(f"{child} " for child in children)
        if known is not None and not re.fullmatch(known.content, inner):
            self.found.append(f"{name} has {inner or 'nothing'}")
