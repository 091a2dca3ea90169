"""The only place that knows the PO library: how new entries are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polib

from communique.catalogue.message import Message

__all__ = ["written", "written_header"]


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
        previous_msgid=message.previous_id or None,
        flags=[*(["fuzzy"] if message.fuzzy else []), *message.flags],
    )
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"


def written_header(fields: Mapping[str, str], comments: Sequence[str]) -> str:
    """The entry with an empty msgid that begins every catalogue."""
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    entry = polib.POEntry(msgid="", msgstr=text, tcomment="\n".join(comments))
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n"
