"""A silencer put into a catalogue for a person who does not edit it by hand."""

from __future__ import annotations

import re
from typing import Final

from communique.catalogue import CatalogueFile
from communique.catalogue.position import first_line
from communique.check import silencer_text, silencers_of
from communique.locales import Locale
from communique.project.project import Project, ProjectError
from communique.rules import RULES

__all__ = ["silenced_catalogue"]

_PLACE: Final = re.compile(r"(.+?):([0-9]{1,9})(?::[0-9]{1,9})?")
_OWN_COMMENT: Final = re.compile(r"[ \t]*#(?![.:,=|~])")


def silenced_catalogue(
    project: Project, rule: str, place: str, reason: str
) -> tuple[str, str, bytes]:
    """Path, comment and new bytes of the catalogue in which a finding is accepted.

    `place` is that of the finding, `path:line` or `path:line:column`. A comment of the same rule
    is replaced. Raises ProjectError where that is no place of a message, the rule cannot be
    silenced, or the reason says nothing.
    """
    if not RULES[rule].silenceable:
        raise ProjectError(f"`{rule}` cannot be silenced", hint=f"see `communique explain {rule}`")
    reason = " ".join(reason.split())
    if not any(character.isalpha() for character in reason):
        raise ProjectError("the reason says nothing", hint="say it in words, for those after you")
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ProjectError(
            f"`{place}` is no place", hint="copy it from the finding: `path:line` behind the arrow"
        )
    path, line = match[1].removeprefix("./"), int(match[2])
    domain, of = _named(project, path)
    content = project.read(path)
    file, _ = project.catalogue(domain, of)
    if file is None or content is None:
        raise ProjectError(
            f"`{path}` cannot be read", hint="run `communique check` to see what is wrong with it"
        )
    comment, text = _silenced(file, rule, line, reason)
    if not comment:
        raise ProjectError(
            f"no message stands in `{path}` on line {line}",
            hint="copy the place from the finding",
        )
    return path, comment, text.encode()


def _named(project: Project, path: str) -> tuple[str, Locale]:
    """The domain and the language whose catalogue stands there."""
    for domain in project.domains():
        for of in project.locales_of(domain):
            if project.catalogue_path(domain, of) == path:
                return domain, of
    raise ProjectError(
        f"`{path}` is no catalogue of this project",
        hint="a comment accepts what is found in a translation, nothing else",
    )


def _silenced(file: CatalogueFile, rule: str, line: int, reason: str) -> tuple[str, str]:
    """The comment and the text of the catalogue with it; nothing where no message stands."""
    old = {silencer.place.line for silencer in silencers_of(file) if silencer.rules == (rule,)}
    current = {
        message.translation_line: message
        for message in file.catalogue.messages
        if not message.obsolete
    }
    comment = ""
    parts: list[str] = []
    for entry in file.scanned.entries:
        message = current.get(entry.translation_line)
        lines = list(entry.lines)
        first = first_line(entry)
        if message is not None and first <= line < first + len(lines):
            newline = "\r\n" if lines[-1].endswith("\r\n") else "\n"
            comment = silencer_text(message, [rule], reason)
            lines = [known for number, known in enumerate(lines, start=first) if number not in old]
            at = next(n for n, known in enumerate(lines) if not _OWN_COMMENT.match(known))
            lines.insert(at, f"# {comment}{newline}")
        parts.append("".join((*entry.lead, *lines)))
    return comment, "".join((*parts, *file.scanned.tail))
