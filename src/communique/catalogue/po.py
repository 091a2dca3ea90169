"""The only place that knows the PO library: what entries mean, and how new ones are written.

polib 1.2 gives the meaning. It accepts broken strings and refuses some lines that gettext
accepts, so it is given text that `scan` has found well-formed and put in a plain spelling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polib

from communique.catalogue.message import Message
from communique.catalogue.scan import Scanned

__all__ = ["Meaning", "meaning_of", "written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a well-formed PO file says."""

    has_header: bool
    """Whether it begins with an entry for the empty msgid."""
    header_fuzzy: bool
    """Whether that entry is marked fuzzy."""
    headers: Mapping[str, str]
    """The fields of the header."""
    messages: tuple[Message, ...]
    """Its messages, in the order of its entries."""


def meaning_of(scanned: Scanned) -> Meaning | None:
    """What a scanned file without problems says; None where the library reads it otherwise."""
    try:
        read = polib.pofile(scanned.normal, encoding="utf-8", check_for_duplicates=False)
    except (OSError, ValueError, IndexError):
        return None
    entries = list(read)
    has_header = len(scanned.entries) == len(entries) + 1
    lines = scanned.entries[int(has_header) :]
    if len(lines) != len(entries):
        return None
    messages = []
    for entry, at in zip(entries, lines, strict=True):
        if entry.obsolete != at.obsolete:
            return None
        plural = sorted(entry.msgstr_plural.items())
        messages.append(
            Message(
                id=entry.msgid,
                plural_id=entry.msgid_plural or "",
                context=entry.msgctxt,
                translations=tuple(text for _, text in plural) or (entry.msgstr,),
                fuzzy="fuzzy" in entry.flags,
                obsolete=bool(entry.obsolete),
                flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
                comments=_lines(entry.comment),
                translator_comments=_lines(entry.tcomment),
                references=tuple(
                    f"{path}:{line}" if line else path for path, line in entry.occurrences
                ),
                line=at.keyword_line,
                translation_line=at.translation_line,
            )
        )
    return Meaning(
        has_header=has_header,
        header_fuzzy="fuzzy" in (read.metadata_is_fuzzy or ()),
        headers=dict(read.metadata),
        messages=tuple(messages),
    )


def written(message: Message) -> str:
    """The lines of a new entry, each with a line feed, as gettext orders them.

    Texts are not wrapped, except after each line feed of their own: two tools can then not
    disagree on where a line ends, and a changed message is one changed line.
    """
    plural = dict(enumerate(message.translations)) if message.plural_id else {}
    entry = polib.POEntry(
        msgid=message.id,
        msgid_plural=message.plural_id,
        msgctxt=message.context,
        msgstr="" if plural else message.translations[0],
        msgstr_plural=plural,
        obsolete=message.obsolete,
        comment="\n".join(message.comments),
        tcomment="\n".join(message.translator_comments),
        occurrences=[(reference, "") for reference in message.references],
        flags=[*(["fuzzy"] if message.fuzzy else []), *message.flags],
    )
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"


def written_header(fields: Mapping[str, str], comments: Sequence[str]) -> str:
    """The entry with an empty msgid that begins every catalogue."""
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    entry = polib.POEntry(msgid="", msgstr=text, tcomment="\n".join(comments))
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
