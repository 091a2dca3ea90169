"""Bring the text of a catalogue to a new template, and lose no translation on the way.

Entries that stay keep their bytes; only the comments and references that come from the source
are exchanged. A message that the source does not have any more becomes obsolete with its
translation, and comes back to life with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.catalogue.message import Message, MessageKey, TemplateMessage
from communique.catalogue.po import written, written_header
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.catalogue.splicing import (
    Chunk,
    is_marked,
    is_translator_comment,
    joined,
    made_obsolete,
    newline_of,
    revived,
    with_ends,
)
from communique.locales import Locale

__all__ = [
    "CHANGED",
    "Proposed",
    "new_catalogue_text",
    "retranslated_text",
    "template_text",
    "updated_text",
]


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


CHANGED: Final = "communique: changed"
"""How each comment for translators begins that tells of a change of the source text."""
COSMETIC: Final = "cosmetic"
"""What follows, behind a comma, where the translation stayed approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A translation for a message that a catalogue does not have yet."""

    translations: tuple[str, ...]
    """A text for each form; where there are not as many as the catalogue has forms, it is not
    taken."""
    fuzzy: bool
    """Whether a person has to approve it."""
    previous_id: str = ""
    """The source text that it was made for, told to translators; empty for none."""
    remarks: tuple[str, ...] = ()
    """Comments for translators, one line each."""
    replaces: MessageKey | None = None
    """The message whose entry it takes the place of; that of any other becomes obsolete."""


def updated_text(
    file: CatalogueFile,
    messages: Sequence[TemplateMessage],
    locale: Locale,
    *,
    proposed: Mapping[MessageKey, Proposed] | None = None,
) -> str:
    """The text of a catalogue with just the messages of a template as current ones.

    `proposed` are translations for messages that it does not have.

    Updating twice is updating once; a catalogue that is up to date comes back to the byte. The
    file must have a header and hold each message once, as `read_catalogue` makes sure.
    """
    header, *others = file.scanned.entries
    newline = newline_of(header)
    forms = (file.plural_forms or locale.plural_forms).count
    pairs = list(zip(file.catalogue.messages, others, strict=True))
    known: dict[MessageKey, int] = {}
    for number, (message, _) in enumerate(pairs):
        if message.key not in known or not message.obsolete:
            known[message.key] = number
    used = {known[message.key] for message in messages if message.key in known}
    proposed = proposed or {}
    used |= {
        known[given.replaces]
        for given in proposed.values()
        if given.replaces is not None and given.replaces in known
    }
    translated = Counter(message.translations for message, _ in pairs)
    chunks = [Chunk(entry=header, number=0)]
    for template in messages:
        at = known.get(template.key)
        chunks.append(
            Chunk(entry=_added(template, newline, forms, proposed.get(template.key)))
            if at is None
            else Chunk(entry=_kept(*pairs[at], template, newline, forms), number=at + 1)
        )
    for number, (message, entry) in enumerate(pairs):
        if number not in used and (message.obsolete or _has_work(message, entry)):
            if _is_proposal(message, translated):
                continue
            obsolete = entry if message.obsolete else made_obsolete(entry, newline)
            chunks.append(Chunk(entry=obsolete, number=number + 1))
    return joined(chunks, file.scanned.tail, newline)


def retranslated_text(
    file: CatalogueFile, translations: Mapping[MessageKey, tuple[str, ...]]
) -> str:
    """The text of a catalogue with other translations of some of its current messages.

    Only the lines of a `msgstr` whose text changes are exchanged. Each message has as many texts
    as before.
    """
    header, *others = file.scanned.entries
    newline = newline_of(header)
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
        with_ends(written(replace(message, comments=(), translations=new)), newline)
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


def _has_work(message: Message, entry: EntryLines) -> bool:
    """Whether an entry holds anything that a person has written."""
    return any(message.translations) or any(
        is_translator_comment(line) for line in (*entry.lead, *entry.lines)
    )


def _kept(
    message: Message, entry: EntryLines, template: TemplateMessage, newline: str, forms: int
) -> EntryLines:
    """The entry with the source's present comments and references."""
    if message.plural_id != template.plural_id:
        changed = _with_plural(message, template, forms)
        return replace(
            entry,
            lead=tuple(line for line in entry.lead if not is_marked(line, ".:,=")),
            lines=with_ends(written(changed), newline),
            obsolete=False,
        )
    settled = () if message.fuzzy else tuple(filter(_is_settled, entry.lines))
    if (
        message.comments == template.comments
        and message.references == template.references
        and not message.obsolete
        and not settled
    ):
        return entry
    source = with_ends(
        "".join(
            [
                *(f"#. {comment}\n" for comment in template.comments),
                *([f"#: {' '.join(template.references)}\n"] if template.references else []),
            ]
        ),
        newline,
    )
    own = [
        revived(line) for line in entry.lines if not is_marked(line, ".:") and line not in settled
    ]
    at = next(
        (number for number, line in enumerate(own) if not is_translator_comment(line)),
        len(own),
    )
    return replace(
        entry,
        lead=tuple(line for line in entry.lead if not is_marked(line, ".:")),
        lines=(*own[:at], *source, *own[at:]),
        obsolete=False,
    )


def _is_proposal(message: Message, translated: Mapping[tuple[str, ...], int]) -> bool:
    """Whether a translation was carried over and nobody has touched it: it stands elsewhere."""
    told = any(comment.startswith(CHANGED) for comment in message.translator_comments)
    return message.fuzzy and told and translated[message.translations] > 1


def _is_settled(line: str) -> bool:
    """Whether a line tells of a change that an approved translation has dealt with."""
    told = line.removeprefix("# ").strip()
    return told.startswith(CHANGED) and not told.startswith(f"{CHANGED}, {COSMETIC}:")


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


def _added(
    template: TemplateMessage, newline: str, forms: int, proposed: Proposed | None
) -> EntryLines:
    message = _new(template, forms=forms)
    if proposed is not None and len(proposed.translations) == len(message.translations):
        message = replace(
            message,
            translations=proposed.translations,
            fuzzy=proposed.fuzzy,
            previous_id=proposed.previous_id,
            translator_comments=proposed.remarks,
        )
    lines = with_ends(written(message), newline)
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
