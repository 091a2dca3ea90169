"""Messages and catalogues as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from communique.frozen import Frozen, field

__all__ = ["Catalogue", "Message", "MessageKey", "TemplateMessage", "subject_of"]

MessageKey: TypeAlias = tuple[str | None, str]
"""What tells messages apart: msgctxt, or None where there is none, and msgid."""


def subject_of(key: MessageKey) -> str:
    """What tells a message from others in one text, context first, as gettext joins the two."""
    context, text = key
    return text if context is None else f"{context}\x04{text}"


class TemplateMessage(Frozen):
    """A message as the source has it, not yet in any language."""

    id: str
    """The source text, msgid."""
    plural_id: str = ""
    """The source text for more than one, msgid_plural; empty where number plays no part."""
    context: str | None = None
    """What tells it from an equal text with another role, msgctxt."""
    comments: tuple[str, ...] = ()
    """What the translator is told, one line each."""
    references: tuple[str, ...] = ()
    """Where it stands, without line numbers and white space."""
    place: str = ""
    """Where it stands, for a person: `paragraph 2, section “Background”`."""
    line: int = 0
    """Line of the source file, counted from 1; not written to any catalogue."""

    @property
    def key(self) -> MessageKey:
        """What tells it from other messages."""
        return (self.context, self.id)

    @property
    def subject(self) -> str:
        """The same in one text, context first, as gettext joins the two."""
        return subject_of(self.key)


class Message(Frozen):
    """A message of a catalogue, with its translation."""

    id: str
    """The source text, msgid."""
    plural_id: str = ""
    """The source text for more than one, msgid_plural; empty where number plays no part."""
    context: str | None = None
    """msgctxt, or None."""
    translations: tuple[str, ...] = ("",)
    """msgstr, or msgstr[0] and so on; empty texts where nothing is translated yet."""
    fuzzy: bool = False
    """Whether the translation is a proposal that nobody has approved."""
    obsolete: bool = False
    """Whether the source does not have the message any more (`#~`)."""
    flags: tuple[str, ...] = ()
    """Flags other than `fuzzy`."""
    comments: tuple[str, ...] = ()
    """Comments from the source, `#.`."""
    translator_comments: tuple[str, ...] = ()
    """Comments of translators, `#`."""
    references: tuple[str, ...] = ()
    """Where the message stands, `#:`."""
    previous_id: str = ""
    """The msgid that the translation was made for, `#| msgid`; empty where it is not said."""
    line: int = 0
    """Line of the file on which the entry's msgid, or msgctxt, stands; counted from 1."""
    translation_line: int = 0
    """Line of the file on which its first msgstr stands."""

    @property
    def key(self) -> MessageKey:
        """What tells it from other messages."""
        return (self.context, self.id)

    @property
    def subject(self) -> str:
        """The same in one text, context first, as gettext joins the two."""
        return subject_of(self.key)

    @property
    def translated(self) -> bool:
        """Whether there is a text for every form."""
        return bool(self.translations) and all(map(str.strip, self.translations))


class Catalogue(Frozen):
    """All messages of a domain in one locale."""

    locale: str
    """BCP 47 tag of the folder it stands in; empty for a template."""
    path: str
    """Its file, relative to the project folder."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The fields of its header, in the order of the file."""
    messages: tuple[Message, ...] = ()
    """Its messages in the order of the file, obsolete ones included, without the header."""

    def current(self) -> dict[MessageKey, Message]:
        """The messages that are not obsolete, by key."""
        return {message.key: message for message in self.messages if not message.obsolete}
