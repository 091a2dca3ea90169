"""Bring the text of a catalogue to a new template, and lose no translation on the way.

Entries that stay keep their bytes; only the comments and references that come from the source
are exchanged. A message that the source does not have any more becomes obsolete with its
translation, and comes back to life with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.catalogue.message import Message, MessageKey, TemplateMessage
from communique.catalogue.po import written, written_header
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.locales import Locale

__all__ = ["new_catalogue_text", "template_text", "updated_text"]


def template_text(domain: str, messages: Iterable[TemplateMessage]) -> str:
    """The text of a template catalogue, `locales/<domain>.pot`."""
    fields = {
        "Project-Id-Version": domain,
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    header = written_header(fields, [f"Messages of {domain}, without translations."])
    return "\n".join([header, *(written(_new(message, forms=2)) for message in messages)])


def new_catalogue_text(
    domain: str, messages: Iterable[TemplateMessage], locale: Locale, *, source: str
) -> str:
    """The text of a catalogue that nobody has worked on yet."""
    fields = {
        "Project-Id-Version": domain,
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": locale.native_name,
        "Language": locale.posix,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": locale.plural_forms.header,
        "X-Source-Language": source,
    }
    forms = locale.plural_forms.count
    header = written_header(fields, [f"{locale.native_name}: {domain}."])
    return "\n".join([header, *(written(_new(message, forms=forms)) for message in messages)])


def updated_text(file: CatalogueFile, messages: Sequence[TemplateMessage], locale: Locale) -> str:
    """The text of a catalogue with just the messages of a template as current ones.

    Updating twice is updating once; a catalogue that is up to date comes back to the byte.
    """
    entries = file.scanned.entries
    header, pairs = entries[0], list(zip(file.catalogue.messages, entries[1:], strict=True))
    newline = "\r\n" if header.lines and header.lines[-1].endswith("\r\n") else "\n"
    forms = (file.plural_forms or locale.plural_forms).count
    current: dict[MessageKey, tuple[Message, EntryLines]] = {}
    obsolete: dict[MessageKey, tuple[Message, EntryLines]] = {}
    for message, lines in pairs:
        (obsolete if message.obsolete else current).setdefault(message.key, (message, lines))
    used = {message.key for message in messages}
    chunks = [header]
    chunks += [
        _kept(*(current.get(message.key) or obsolete[message.key]), message, newline, forms)
        if message.key in current or message.key in obsolete
        else _added(message, newline, forms)
        for message in messages
    ]
    chunks += [
        lines if message.obsolete else _made_obsolete(lines, newline)
        for message, lines in pairs
        if _stays_obsolete(message, used, current) or _falls_obsolete(message, used)
    ]
    return _joined(chunks, file.scanned.tail, newline)


def _stays_obsolete(
    message: Message,
    used: set[MessageKey],
    current: dict[MessageKey, tuple[Message, EntryLines]],
) -> bool:
    """An obsolete entry is taken away only when it comes back to life itself."""
    return message.obsolete and (message.key not in used or message.key in current)


def _falls_obsolete(message: Message, used: set[MessageKey]) -> bool:
    """An entry without any translation or remark of a person is no loss."""
    has_work = any(message.translations) or bool(message.translator_comments)
    return not message.obsolete and message.key not in used and has_work


def _kept(
    message: Message, lines: EntryLines, template: TemplateMessage, newline: str, forms: int
) -> EntryLines:
    """The entry with the source's present comments and references."""
    if message.plural_id != template.plural_id:
        # The number of its texts changes, so the whole entry is written anew, for approval.
        texts = (message.translations[0],) * forms if template.plural_id else (
            message.translations[0],)  # fmt: skip
        changed = replace(
            message,
            plural_id=template.plural_id,
            translations=texts,
            fuzzy=any(texts),
            obsolete=False,
            comments=template.comments,
            references=template.references,
        )
        return replace(lines, lines=_with_ends(written(changed), newline))
    if (
        message.comments == template.comments
        and message.references == template.references
        and not message.obsolete
    ):
        return lines
    source = _with_ends(
        "".join(
            [
                *(f"#. {comment}".rstrip() + "\n" for comment in template.comments),
                *([f"#: {' '.join(template.references)}\n"] if template.references else []),
            ]
        ),
        newline,
    )
    own = [_revived(line) for line in lines.lines if not line.startswith(("#.", "#:"))]
    at = next(
        (number for number, line in enumerate(own) if not _is_translator_comment(line)), len(own)
    )
    return replace(lines, lines=(*own[:at], *source, *own[at:]), obsolete=False)


def _made_obsolete(entry: EntryLines, newline: str) -> EntryLines:
    kept = [line for line in entry.lines if not line.startswith(("#.", "#:"))]
    return replace(
        entry,
        lead=(newline,),
        lines=tuple(
            line if line.startswith(("# ", "#,", "#=")) or line.strip() == "#"
            else f"#~{line[1:]}" if line.startswith("#|")
            else f"#~ {line}"
            for line in kept
        ),
        obsolete=True,
    )  # fmt: skip


def _revived(line: str) -> str:
    if line.startswith("#~|"):
        return f"#{line[2:]}"
    return line[2:].lstrip(" \t") if line.startswith("#~") else line


def _is_translator_comment(line: str) -> bool:
    return line.startswith("#") and line[1:2] not in tuple(",.:=|~")


def _added(message: TemplateMessage, newline: str, forms: int) -> EntryLines:
    lines = _with_ends(written(_new(message, forms=forms)), newline)
    return EntryLines(
        lead=(newline,), lines=lines, keyword_line=0, translation_line=0, obsolete=False
    )


def _new(message: TemplateMessage, *, forms: int) -> Message:
    """A message without a translation, with as many forms as its catalogue needs."""
    return Message(
        id=message.id,
        plural_id=message.plural_id,
        context=message.context,
        translations=("",) * (forms if message.plural_id else 1),
        comments=message.comments,
        references=message.references,
    )


def _with_ends(text: str, newline: str) -> tuple[str, ...]:
    return tuple(f"{line}{newline}" for line in text.split("\n")[:-1])


def _joined(chunks: Sequence[EntryLines], tail: Sequence[str], newline: str) -> str:
    """The chunks one after the other, each ended and parted from the one before."""
    text = ""
    for number, chunk in enumerate(chunks):
        if text and not text.endswith("\n"):
            text += newline
        lead = chunk.lead or ((newline,) if number else ())
        text += "".join((*lead, *chunk.lines))
    if tail and not text.endswith("\n"):
        text += newline
    return text + "".join(tail)
