"""Merge two versions of a catalogue that come from one older version.

Entries are merged by what tells them apart, msgctxt and msgid, never by line: a translation
stands after the merge under the source text that it was made for. What the tool writes (comments
and references of the source) and what people write (translations, flags, their comments) are
merged apart, so that an update on one side and a translation on the other are no conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from communique.catalogue.message import Message, MessageKey
from communique.catalogue.po import written_header
from communique.catalogue.read import CatalogueFile
from communique.catalogue.scan import EntryLines
from communique.catalogue.splicing import (
    Chunk,
    Style,
    is_marked,
    joined,
    made_obsolete,
    with_ends,
)
from communique.frozen import Frozen, replace

__all__ = ["CONFLICT", "Merged", "merged"]

CONFLICT: Final = "communique: conflict: the other side has"
"""How a translator's comment begins that keeps the translation of the other side."""

_DATE: Final = "PO-Revision-Date"
# Who did it goes with when it was done.
_WITH_DATE: Final = frozenset({_DATE, "Last-Translator", "X-Generator"})


class Merged(Frozen):
    """A merged catalogue."""

    text: str
    """Its text."""
    conflicts: tuple[MessageKey, ...] = ()
    """The messages that both sides have translated in different ways; they are fuzzy."""


class _Entry(Frozen):
    """An entry of one of the three versions."""

    message: Message
    entry: EntryLines
    number: int

    @property
    def work(self) -> tuple[object, ...]:
        """What people have written, however its lines are wrapped."""
        message = self.message
        return (
            message.translations,
            message.fuzzy,
            message.flags,
            message.translator_comments,
            self.previous,
        )

    @property
    def source(self) -> tuple[object, ...]:
        """What the tool has written."""
        message = self.message
        return (message.plural_id, message.comments, message.references)

    @property
    def previous(self) -> tuple[str, ...]:
        """The lines on which an earlier source text stands."""
        return tuple(
            line.strip() for line in self.entry.lines if line.lstrip().startswith(("#|", "#~|"))
        )


def merged(base: CatalogueFile | None, ours: CatalogueFile, theirs: CatalogueFile) -> Merged:
    """The text of a catalogue with the changes of both sides since `base`.

    Without a base, where both sides have added the file, what differs is merged as added twice.
    Where both have translated a message in different ways ours stays, fuzzy, and theirs is kept
    in a comment. A translation of a message that the other side has taken out becomes obsolete.
    Order, line ends and wrapping are those of ours. Merging a version with itself, or with the
    base, gives the other version's texts.
    """
    style = Style(ours.scanned)
    sides = [_entries(file) for file in (base, ours, theirs)]
    conflicts: list[MessageKey] = []
    kept: dict[MessageKey, Chunk] = {}
    for key in _in_order(sides[1], sides[2]):
        old, our, their = (side.get(key) for side in sides)
        entry, conflict = _merged_entry(old, our, their, style)
        if entry is not None:
            number = our.number if our is not None and entry is our.entry else None
            kept[key] = Chunk(entry=entry, number=number)
        if conflict:
            conflicts.append(key)
    chunks = sorted(kept.values(), key=lambda chunk: chunk.entry.obsolete)
    header = Chunk(entry=_header(base, ours, theirs, style), number=0)
    text = joined([header, *chunks], ours.scanned.tail, style.newline)
    return Merged(text=text, conflicts=tuple(conflicts))


def _entries(file: CatalogueFile | None) -> dict[MessageKey, _Entry]:
    """The entries by message; a current one before an obsolete one of the same message."""
    found: dict[MessageKey, _Entry] = {}
    if file is None:
        return found
    pairs = zip(file.catalogue.messages, file.scanned.entries[1:], strict=True)
    for number, (message, entry) in enumerate(pairs, start=1):
        if message.key not in found or not message.obsolete:
            found[message.key] = _Entry(message=message, entry=entry, number=number)
    return found


def _in_order(ours: Mapping[MessageKey, _Entry], theirs: Iterable[MessageKey]) -> list[MessageKey]:
    """All messages in our order; those that are theirs alone behind the one before them there."""
    before: MessageKey | None = None
    behind: dict[MessageKey | None, list[MessageKey]] = {}
    for key in theirs:
        if key in ours:
            before = key
        else:
            behind.setdefault(before, []).append(key)
    order = behind.get(None, [])
    for key in ours:
        order += (key, *behind.get(key, ()))
    return order


def _merged_entry(
    old: _Entry | None, our: _Entry | None, their: _Entry | None, style: Style
) -> tuple[EntryLines | None, bool]:
    """The entry of a message, or None where it goes; and whether the sides contradict."""
    if our is None or their is None:
        left = our or their
        if left is None or (old is not None and left.work == old.work):
            return None, False
        if old is None or left.message.obsolete:
            return left.entry, False
        # Taken out on one side, worked on on the other.
        return made_obsolete(left.entry, style.newline), False
    work, conflict = _merged_work(old, our, their)
    source = _picked(old, our, their, lambda entry: entry.source)
    obsolete = _picked(old, our, their, lambda entry: entry.message.obsolete).message.obsolete
    for side in (our, their):
        if (side.work, side.source) == (work.work, source.source) and (
            side.message.obsolete == obsolete
        ):
            return side.entry, conflict
    entry = _composed(work, source, style)
    return (made_obsolete(entry, style.newline) if obsolete else entry), conflict


def _picked(
    old: _Entry | None, our: _Entry, their: _Entry, part: Callable[[_Entry], object]
) -> _Entry:
    """The side that has changed a part; ours where both have."""
    return their if old is not None and part(our) == part(old) else our


def _merged_work(old: _Entry | None, our: _Entry, their: _Entry) -> tuple[_Entry, bool]:
    """What people wrote on both sides, in our entry or theirs, and whether that contradicts."""
    if our.work == their.work or (old is not None and their.work == old.work):
        return our, False
    if old is not None and our.work == old.work:
        return their, False
    texts, conflict = _merged_translations(old, our, their)
    comments = _united(
        old.message.translator_comments if old else (),
        our.message.translator_comments,
        their.message.translator_comments,
    )
    flags = _united(old.message.flags if old else (), our.message.flags, their.message.flags)
    if conflict:
        comments = (*comments, *_told(their.message))
    fuzzy = conflict or texts.message.fuzzy
    if texts.message.translations == our.message.translations == their.message.translations:
        fuzzy = _picked(old, our, their, lambda entry: entry.message.fuzzy).message.fuzzy
    message = replace(texts.message, fuzzy=fuzzy, flags=flags, translator_comments=comments)
    return replace(texts, message=message), conflict


def _merged_translations(old: _Entry | None, our: _Entry, their: _Entry) -> tuple[_Entry, bool]:
    """The entry whose texts hold, and whether the other one's contradict them."""
    ours, theirs = our.message.translations, their.message.translations
    before = old.message.translations if old else None
    if ours in (before, theirs) or not any(ours):
        return their, False
    if theirs == before or not any(theirs):
        return our, False
    # A text that somebody has approved counts before one that nobody has.
    if our.message.fuzzy and not their.message.fuzzy:
        return their, False
    if their.message.fuzzy and not our.message.fuzzy:
        return our, False
    return our, True


def _told(message: Message) -> Iterator[str]:
    for text in message.translations:
        if text:
            yield f"{CONFLICT}: {' '.join(text.split())}"


def _united(old: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """What both have, less what either has taken away."""
    gone = {item for item in old if item not in ours or item not in theirs}
    return tuple(item for item in dict.fromkeys((*ours, *theirs)) if item not in gone)


def _composed(work: _Entry, source: _Entry, style: Style) -> EntryLines:
    """An entry of people's part and the tool's part."""
    message = replace(
        work.message,
        plural_id=source.message.plural_id,
        comments=source.message.comments,
        references=source.message.references,
        obsolete=False,
        previous_id="",
    )
    if bool(message.plural_id) != bool(work.message.plural_id):
        # The number of texts goes with the plural; what no longer fits is for approval.
        count = len(source.message.translations)
        texts = work.message.translations[:1] * count
        message = replace(message, translations=texts, fuzzy=any(texts))
    lines = list(style.lines(message))
    at = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    previous = [
        f"#{line.removeprefix('#~').removeprefix('#')}{style.newline}" for line in work.previous
    ]
    lines[at:at] = previous
    lead = work.entry.lead if any(line.strip() for line in work.entry.lead) else (style.newline,)
    return EntryLines(
        lead=lead,
        lines=tuple(lines),
        keyword_line=0,
        translation_line=0,
        obsolete=False,
    )


def _header(
    base: CatalogueFile | None, ours: CatalogueFile, theirs: CatalogueFile, style: Style
) -> EntryLines:
    """The header with the fields of both sides; the later date brings its translator along."""
    our, their = dict(ours.catalogue.headers), dict(theirs.catalogue.headers)
    old = dict(base.catalogue.headers) if base is not None else {}
    later = their if their.get(_DATE, "") > our.get(_DATE, "") and _is_date(their) else our
    fields: dict[str, str] = {}
    for name in dict.fromkeys((*our, *their)):
        before, mine, yours = old.get(name), our.get(name), their.get(name)
        picked = later.get(name, mine) if name in _WITH_DATE else yours if mine == before else mine
        if picked is not None:
            fields[name] = picked
    entry = ours.scanned.entries[0]
    if fields == our:
        return entry
    if fields == their:
        return replace(theirs.scanned.entries[0], lead=entry.lead)
    comments = tuple(
        line for line in entry.lines if line.startswith("#") and not is_marked(line, ",")
    )
    body = with_ends(written_header(fields, (), style.wrapping), style.newline)
    return replace(entry, lines=(*comments, *(line for line in body if not line.startswith("#"))))


def _is_date(headers: Mapping[str, str]) -> bool:
    return headers.get(_DATE, "")[:1].isdigit()
