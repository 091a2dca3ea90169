"""Logos: SVG drawings that a page can show without running or asking for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree

from communique import rules
from communique.findings import Finding, Place
from communique.release import HOUSE_PATH, House

__all__ = ["LOGO_FOLDER", "logo_findings", "logo_problem"]

LOGO_FOLDER: Final = "assets/logos/"
"""Where logos stand below `templates/`, so that pages on the web have them too."""

_LARGEST: Final = 64 << 10
_SVG: Final = "{http://www.w3.org/2000/svg}"
# Shapes and how they are painted; letters would need fonts, so they are outlines.
_ELEMENTS: Final = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon "
    "linearGradient radialGradient stop clipPath".split()
)
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)


def logo_findings(house: House, assets: Mapping[str, bytes]) -> Iterator[Finding]:
    """What is wrong with the logos that a house names; `assets` by path below `templates/`."""
    for key, organisation in house.organisations.items():
        if not organisation.logo:
            continue
        content = assets.get(organisation.logo)
        if not organisation.logo.startswith(LOGO_FOLDER):
            problem = f"`{organisation.logo}` is not in `{LOGO_FOLDER}`, where logos are"
        elif content is None:
            problem = f"there is no `templates/{organisation.logo}`"
        elif found := logo_problem(content):
            problem = f"`{organisation.logo}` cannot be shown: {found}"
        else:
            continue
        path = ("organisations", key, "logo")
        place = Place(path=HOUSE_PATH, line=house.lines.get(path, 1))
        yield Finding(rule=rules.HOUSE_VALUE, message=problem, place=place)


def logo_problem(content: bytes) -> str:
    """Why a drawing cannot be shown, as a sentence; empty where it can."""
    if len(content) > _LARGEST:
        return f"it has {len(content)} bytes, expected {_LARGEST} at most"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "it is not UTF-8"
    # In another encoding these words would not be seen; UTF-16 of plain letters is UTF-8 as well.
    if "\0" in text:
        return "it is not UTF-8"
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return "it declares a document type, which can hide what it shows"
    try:
        tree = ElementTree.fromstring(text)  # noqa: S314 - no entities can be declared
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return f"it is no XML: {error}"
    if tree.tag != f"{_SVG}svg":
        return "it is no SVG drawing"
    if not tree.get("viewBox"):
        return "it has no `viewBox`, so it cannot be scaled"
    return next(filter(None, map(_element_problem, tree.iter())), "")


def _element_problem(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(_SVG)
    if name not in _ELEMENTS:
        return f"it has the element `{name}`, expected shapes alone"
    for attribute, value in element.items():
        plain = attribute.rpartition("}")[2]
        if plain.lower().startswith("on"):
            return f"it has a script in `{plain}`"
        if (plain == "href" and not value.startswith("#")) or _REFERENCE.search(value):
            return f"it asks for `{value[:60]}`, expected parts of itself alone"
    return ""
