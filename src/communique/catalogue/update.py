"""Bring the text of a catalogue to a new template, and lose no translation on the way.

Entries that stay keep their bytes; only the comments and references that come from the source
are exchanged. A message that the source does not have any more becomes obsolete with its
translation, and comes back to life with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.catalogue.message import Message, MessageKey, TemplateMessage
from communique.catalogue.po import written, written_header
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.locales import Locale

__all__ = ["new_catalogue_text", "retranslated_text", "template_text", "updated_text"]


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

    Updating twice is updating once; a catalogue that is up to date comes back to the byte. The
    file must have a header and hold each message once, as `read_catalogue` makes sure.
    """
    header, *others = file.scanned.entries
    newline = "\r\n" if header.lines and header.lines[-1].endswith("\r\n") else "\n"
    forms = (file.plural_forms or locale.plural_forms).count
    pairs = list(zip(file.catalogue.messages, others, strict=True))
    known: dict[MessageKey, int] = {}
    for number, (message, _) in enumerate(pairs):
        if message.key not in known or not message.obsolete:
            known[message.key] = number
    used = {known[message.key] for message in messages if message.key in known}
    chunks = [_Chunk(entry=header, number=0)]
    for template in messages:
        at = known.get(template.key)
        chunks.append(
            _Chunk(entry=_added(template, newline, forms))
            if at is None
            else _Chunk(entry=_kept(*pairs[at], template, newline, forms), number=at + 1)
        )
    for number, (message, entry) in enumerate(pairs):
        if number not in used and (message.obsolete or _has_work(message, entry)):
            obsolete = entry if message.obsolete else _made_obsolete(entry, newline)
            chunks.append(_Chunk(entry=obsolete, number=number + 1))
    return _joined(chunks, file.scanned.tail, newline)


def retranslated_text(
    file: CatalogueFile, translations: Mapping[MessageKey, tuple[str, ...]]
) -> str:
    """The text of a catalogue with other translations of some of its current messages.

    Only the lines of a `msgstr` whose text changes are exchanged. Each message has as many texts
    as before.
    """
    header, *others = file.scanned.entries
    newline = "\r\n" if header.lines and header.lines[-1].endswith("\r\n") else "\n"
    lines = [*header.lead, *header.lines]
    for message, entry in zip(file.catalogue.messages, others, strict=True):
        new = None if message.obsolete else translations.get(message.key)
        lines += entry.lead
        lines += _retranslated(message, entry, new, newline) if new else entry.lines
    return "".join([*lines, *file.scanned.tail])


def _retranslated(
    message: Message, entry: EntryLines, new: tuple[str, ...], newline: str
) -> list[str]:
    """The lines of an entry with other texts."""
    own, *forms = _by_translation(entry.lines)
    _, *others = _by_translation(
        _with_ends(written(replace(message, comments=(), translations=new)), newline)
    )
    lines = [*own]
    for old, text, kept, changed in zip(message.translations, new, forms, others, strict=True):
        lines += kept if old == text else changed
    if not entry.lines[-1].endswith("\n"):
        lines[-1] = lines[-1].rstrip("\r\n")
    return lines


def _by_translation(lines: Sequence[str]) -> list[list[str]]:
    """The lines of an entry before its first msgstr, then those of each msgstr."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.lstrip(" \t").startswith("msgstr"):
            parts.append([])
        parts[-1].append(line)
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """An entry of the new text."""

    entry: EntryLines
    number: int | None = None
    """Its place in the old text, counted from 0 with the header; None for a new one."""


def _has_work(message: Message, entry: EntryLines) -> bool:
    """Whether an entry holds anything that a person has written."""
    return any(message.translations) or any(
        _is_translator_comment(line) for line in (*entry.lead, *entry.lines)
    )


def _kept(
    message: Message, entry: EntryLines, template: TemplateMessage, newline: str, forms: int
) -> EntryLines:
    """The entry with the source's present comments and references."""
    if message.plural_id != template.plural_id:
        changed = _with_plural(message, template, forms)
        return replace(
            entry,
            lead=tuple(line for line in entry.lead if not _is_marked(line, ".:,=")),
            lines=_with_ends(written(changed), newline),
            obsolete=False,
        )
    if (
        message.comments == template.comments
        and message.references == template.references
        and not message.obsolete
    ):
        return entry
    source = _with_ends(
        "".join(
            [
                *(f"#. {comment}\n" for comment in template.comments),
                *([f"#: {' '.join(template.references)}\n"] if template.references else []),
            ]
        ),
        newline,
    )
    own = [_revived(line) for line in entry.lines if not _is_marked(line, ".:")]
    at = next(
        (number for number, line in enumerate(own) if not _is_translator_comment(line)),
        len(own),
    )
    return replace(
        entry,
        lead=tuple(line for line in entry.lead if not _is_marked(line, ".:")),
        lines=(*own[:at], *source, *own[at:]),
        obsolete=False,
    )


def _with_plural(message: Message, template: TemplateMessage, forms: int) -> Message:
    """The message with another plural, and so another number of texts, for approval.

    A text for which there is no place any more becomes a remark, because gettext refuses an
    obsolete entry beside a current one of the same message.
    """
    old = message.translations
    if template.plural_id:
        new = old if message.plural_id and len(old) == forms else (old[0],) * forms
    else:
        new = old[:1]
    lost = [
        f"msgstr[{number}]: {' '.join(text.split())}"
        for number, text in enumerate(old)
        if text.strip() and text not in new
    ]
    return replace(
        message,
        plural_id=template.plural_id,
        translations=new,
        fuzzy=any(new),
        obsolete=False,
        comments=template.comments,
        references=template.references,
        translator_comments=(*message.translator_comments, *lost),
    )


def _made_obsolete(entry: EntryLines, newline: str) -> EntryLines:
    loose = [line for line in entry.lead if not _is_marked(line, ".:")]
    return replace(
        entry,
        lead=tuple(loose) if any(line.strip() for line in loose) else (newline,),
        lines=tuple(_hidden(line) for line in entry.lines if not _is_marked(line, ".:")),
        obsolete=True,
    )


def _hidden(line: str) -> str:
    """A line of an entry as it stands in an obsolete one."""
    content = line.lstrip(" \t")
    if content.startswith("#|"):
        return f"#~{content[1:]}"
    return line if content.startswith("#") or not content.strip() else f"#~ {content}"


def _revived(line: str) -> str:
    """A line of an obsolete entry as it stands in a current one."""
    content = line.lstrip(" \t")
    if not content.startswith("#~"):
        return line
    hidden = content[2:].lstrip(" \t")
    return f"#{hidden}" if hidden.startswith("|") or not hidden.strip() else hidden


def _is_marked(line: str, marks: str) -> bool:
    """Whether a line is a comment of one of these kinds, such as `.` for `#. `."""
    return line.lstrip(" \t").startswith(tuple(f"#{mark}" for mark in marks))


def _is_translator_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#") and not _is_marked(line, ",.:=|~")


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


def _joined(chunks: Sequence[_Chunk], tail: Sequence[str], newline: str) -> str:
    """The chunks one after the other, each ended and parted from the one before."""
    text = ""
    before: int | None = -1
    for chunk in chunks:
        if text and not text.endswith("\n"):
            text += newline
        lead = chunk.entry.lead
        follows = before is not None and chunk.number == before + 1
        if not follows and not (lead and not lead[0].strip()):
            lead = (newline, *lead)
        text += "".join((*lead, *chunk.entry.lines))
        before = chunk.number
    if tail and not text.endswith("\n"):
        text += newline
    return text + "".join(tail)
