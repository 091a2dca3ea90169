"""Bring the text of a catalogue to a new template, and lose no translation on the way.

Entries that stay keep their bytes; only the comments and references that come from the source
are exchanged. A message that the source does not have any more becomes obsolete with its
translation, and comes back to life with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from communique.catalogue.message import Message, MessageKey, TemplateMessage
from communique.catalogue.po import comment_lines, reference_lines, written, written_header
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.catalogue.splicing import (
    Chunk,
    Style,
    is_marked,
    is_translator_comment,
    joined,
    made_obsolete,
    revived,
)
from communique.catalogue.wrapping import UNWRAPPED, Wrapping
from communique.frozen import Frozen, replace
from communique.locales import Locale

__all__ = [
    "CHANGED",
    "MEMORY",
    "TAKEN_OVER",
    "Proposed",
    "new_catalogue_text",
    "retranslated_text",
    "template_text",
    "updated_text",
]


def template_text(
    domain: str, messages: Iterable[TemplateMessage], *, wrapping: Wrapping = UNWRAPPED
) -> str:
    """The text of a template catalogue, `locales/<domain>.pot`."""
    fields = {
        "Project-Id-Version": domain,
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    header = written_header(fields, [f"Messages of {domain}, without translations."], wrapping)
    entries = (written(_new(message, forms=2), wrapping) for message in messages)
    return "\n".join([header, *entries])


def new_catalogue_text(
    domain: str,
    messages: Iterable[TemplateMessage],
    locale: Locale,
    *,
    source: str,
    wrapping: Wrapping = UNWRAPPED,
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
    header = written_header(fields, [f"{locale.native_name}: {domain}."], wrapping)
    entries = (written(_new(message, forms=forms), wrapping) for message in messages)
    return "\n".join([header, *entries])


CHANGED: Final = "communique: changed"
"""How each comment for translators begins that tells of a change of the source text."""
COSMETIC: Final = "cosmetic"
"""What follows, behind a comma, where the translation stayed approved."""
MEMORY: Final = "communique: memory"
"""How each comment for translators begins that tells where a proposal of the memory is from."""
TAKEN_OVER: Final = "taken over"
"""What follows, behind a comma, where the translation needs no approval."""
_KEPT: Final = (f"{CHANGED}, {COSMETIC}:", f"{MEMORY}, {TAKEN_OVER}:")


class Proposed(Frozen):
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
    wrapping: Wrapping = UNWRAPPED,
) -> str:
    """The text of a catalogue with just the messages of a template as current ones.

    `proposed` are translations for messages that it does not have, or has no text of. What is new
    is wrapped as the file is, or by `wrapping` where it has no long text.

    Updating twice is updating once; a catalogue that is up to date comes back to the byte. The
    file must have a header and hold each message once, as `read_catalogue` makes sure.
    """
    header, *others = file.scanned.entries
    style = Style(file.scanned, wrapping)
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
        given = proposed.get(template.key)
        if at is None:
            chunks.append(Chunk(entry=_added(template, style, forms, given)))
            continue
        message, entry = pairs[at]
        if given is not None and not any(message.translations):
            entry = _filled(message, entry, template, style, given)
        else:
            entry = _kept(message, entry, template, style, forms)
        chunks.append(Chunk(entry=entry, number=at + 1))
    obsolete: dict[int, Chunk] = {}
    for number, (message, entry) in enumerate(pairs, start=1):
        if number - 1 not in used and (message.obsolete or _has_work(message, entry)):
            if _is_proposal(message, translated):
                continue
            hidden = entry if message.obsolete else made_obsolete(entry, style.newline)
            obsolete[number] = Chunk(entry=hidden, number=number)
    last = max(
        (n for n, (message, _) in enumerate(pairs, start=1) if not message.obsolete), default=0
    )
    staying = {n: obsolete.pop(n) for n in [*obsolete] if n < last and pairs[n - 1][0].obsolete}
    chunks = [*_among(chunks, staying)]
    rest = sorted((obsolete | staying).items())
    return joined([*chunks, *(chunk for _, chunk in rest)], file.scanned.tail, style.newline)


def _among(chunks: Iterable[Chunk], staying: dict[int, Chunk]) -> Iterator[Chunk]:
    """The chunks, with those among them that stay behind the ones they stood behind."""
    for chunk in chunks:
        yield chunk
        behind = chunk
        while behind.number is not None and behind.number + 1 in staying:
            behind = staying.pop(behind.number + 1)
            yield behind


def retranslated_text(
    file: CatalogueFile,
    translations: Mapping[MessageKey, tuple[str, ...]],
    *,
    wrapping: Wrapping = UNWRAPPED,
) -> str:
    """The text of a catalogue with other translations of some of its current messages.

    Only the lines of a `msgstr` whose text changes are exchanged. They are wrapped as the file is,
    or by `wrapping` where it has no long text. Each message has as many texts as before.
    """
    header, *others = file.scanned.entries
    style = Style(file.scanned, wrapping)
    lines = [*header.lead, *header.lines]
    for message, entry in zip(file.catalogue.messages, others, strict=True):
        new = None if message.obsolete else translations.get(message.key)
        lines += entry.lead
        lines += _retranslated(message, entry, new, style) if new else entry.lines
    return "".join([*lines, *file.scanned.tail])


def _retranslated(
    message: Message, entry: EntryLines, new: tuple[str, ...], style: Style
) -> list[str]:
    """The lines of an entry with other texts."""
    lines, *forms = _by_translation(entry.lines)
    others = _by_translation(style.lines(replace(message, comments=(), translations=new)))[1:]
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
    message: Message, entry: EntryLines, template: TemplateMessage, style: Style, forms: int
) -> EntryLines:
    """The entry with the source's present comments and references."""
    if message.plural_id != template.plural_id:
        changed = _with_plural(message, template, forms)
        return replace(
            entry,
            lead=tuple(line for line in entry.lead if not is_marked(line, ".:,=")),
            lines=style.lines(changed),
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
    source = [
        f"{line}{style.newline}"
        for line in (*comment_lines("#.", template.comments), *reference_lines(template.references))
    ]
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
    """Whether a line tells of a change or a proposal that an approved translation has settled."""
    told = line.removeprefix("# ").strip()
    return told.startswith((CHANGED, MEMORY)) and not told.startswith(_KEPT)


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
    template: TemplateMessage, style: Style, forms: int, proposed: Proposed | None
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
    return EntryLines(
        lead=(style.newline,),
        lines=style.lines(message),
        keyword_line=0,
        translation_line=0,
        obsolete=False,
    )


def _filled(
    message: Message,
    entry: EntryLines,
    template: TemplateMessage,
    style: Style,
    proposed: Proposed,
) -> EntryLines:
    """An entry that had no text yet, with the one proposed."""
    filled = replace(
        _new(template, forms=len(proposed.translations)),
        translations=proposed.translations,
        fuzzy=proposed.fuzzy,
        flags=message.flags,
        previous_id=proposed.previous_id,
        translator_comments=(*message.translator_comments, *proposed.remarks),
    )
    lead = tuple(line for line in entry.lead if not is_marked(line, ".:,="))
    return replace(entry, lead=lead, lines=style.lines(filled), obsolete=False)


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
