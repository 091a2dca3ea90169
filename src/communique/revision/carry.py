"""What the translations of an older source text are worth for the present one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from communique.catalogue import Message, MessageKey, TemplateMessage
from communique.frozen import Frozen, replace
from communique.glossary import Glossary
from communique.locales import Locale
from communique.revision.change import Change, Grade
from communique.revision.grade import graded
from communique.revision.lineage import origins
from communique.revision.recut import recut
from communique.revision.sentences import joined_sentences, sentence_pairs, sentences_of

__all__ = ["Clean", "Proposal", "proposals"]

_ALIKE: Final = 60
Clean = Callable[[str, str], bool]
"""Whether the check finds nothing in a source text and its translation."""


class Proposal(Frozen):
    """A translation for a message that has none of its own yet."""

    translations: tuple[str, ...]
    """A text for each form."""
    fuzzy: bool
    """Whether a person has to look at it."""
    previous: Message | None = None
    """The message it was taken from; None where it was put together from several."""
    made_for: str = ""
    """The source text that a person approved the translation for."""
    change: Change | None = None
    """What became of the source text; None where the text is the same."""
    open_sentences: tuple[int, ...] = ()
    """The sentences of the source that need work, counted from 1; empty where that is not known."""


class _Languages(Frozen):
    source: Locale
    target: Locale
    glossary: Glossary | None
    clean: Clean


def proposals(
    old: Sequence[Message],
    new: Sequence[TemplateMessage],
    *,
    source: Locale,
    target: Locale,
    clean: Clean,
    glossary: Glossary | None = None,
) -> Mapping[MessageKey, Proposal]:
    """What can be proposed for the messages of a source that its catalogue does not have.

    `old` are the messages of the catalogue, in its order. What an earlier version cut in another
    way is cut anew first. Sentences that stand unchanged in another message keep their
    translations: a paragraph that was split, merged or moved in parts is put together from them.
    Otherwise the message it comes from is graded: what changed in spelling, signs or capital
    letters alone stays approved, all else is for approval.
    """
    languages = _Languages(source=source, target=target, glossary=glossary, clean=clean)
    known = {message.key for message in old if not message.obsolete}
    current = {message.key for message in new}
    standing = {message.key for message in old}
    old = [
        piece
        for message in old
        for piece in ((message,) if message.key in current else recut(message))
    ]
    gone = [
        message
        for message in old
        if message.translated and (message.key not in current or message.key not in standing)
    ]
    found: dict[MessageKey, Proposal] = {}
    for text in new:
        if text.key in known or text.plural_id:
            continue
        proposal = _recut(text, gone) or _of_whole_sentences(text, gone, languages)
        if proposal is not None:
            found[text.key] = proposal
    comes_from = origins(old, new)
    for text in new:
        if text.key in comes_from and text.key not in found:
            found[text.key] = _revised(text, comes_from[text.key].message, languages)
    return found


def _recut(text: TemplateMessage, gone: Iterable[Message]) -> Proposal | None:
    """The translation of the very same text, which another cut has brought to light."""
    for message in gone:
        if message.key == text.key and not message.plural_id:
            return Proposal(translations=message.translations, fuzzy=message.fuzzy)
    return None


def _revised(text: TemplateMessage, old: Message, languages: _Languages) -> Proposal:
    """The translation of the message that a text comes from, as far as it still holds."""
    made_for = old.previous_id if old.fuzzy and old.previous_id else old.id
    as_it_is = Proposal(
        translations=old.translations, fuzzy=old.fuzzy, previous=old, made_for=made_for
    )
    if text.id == old.id and text.plural_id == old.plural_id:
        return as_it_is
    change = graded(
        made_for,
        text.id,
        locale=languages.source,
        context=text.context,
        glossary=languages.glossary,
    )
    alike = bool(text.plural_id) == bool(old.plural_id)
    if change.grade is Grade.COSMETIC and alike:
        return replace(as_it_is, change=change)
    if text.plural_id or old.plural_id:
        return replace(as_it_is, fuzzy=True, change=change)
    translation, open_sentences = _by_sentence(text.id, old, languages)
    return replace(
        as_it_is,
        translations=(translation,),
        fuzzy=True,
        change=change,
        open_sentences=open_sentences,
    )


def _pairs(message: Message, languages: _Languages) -> list[tuple[str, str]]:
    """The sentences of a message with their translations; none where they are not as many."""
    if message.plural_id or message.fuzzy:
        return []
    return list(
        sentence_pairs(
            message.id,
            message.translations[0],
            source=languages.source,
            target=languages.target,
        )
    )


def _of_whole_sentences(
    text: TemplateMessage, gone: Iterable[Message], languages: _Languages
) -> Proposal | None:
    """A text of which each sentence stands translated in messages that the source has lost.

    Whole messages one after the other need no approval; neither do parts of messages of which
    each sentence passes the check with its own translation.
    """
    whole = {
        message.id.strip(): message.translations[0].strip()
        for message in gone
        if not message.plural_id and not message.fuzzy
    }
    parts = dict(pair for message in gone for pair in _pairs(message, languages))
    wanted = [sentence.strip() for sentence in sentences_of(text.id, languages.source)]
    found: list[str] = []
    approved = True
    at = 0
    while at < len(wanted):
        for end in range(len(wanted), at, -1):
            joined = " ".join(wanted[at:end])
            if joined in whole:
                found.append(whole[joined])
                at = end
                break
        else:
            translation = parts.get(wanted[at])
            if translation is None:
                return None
            approved &= languages.clean(wanted[at], translation)
            found.append(translation)
            at += 1
    if len(found) < 2 and text.id.strip() in whole:
        return None
    return Proposal(translations=(joined_sentences(found, languages.target),), fuzzy=not approved)


def _by_sentence(text: str, old: Message, languages: _Languages) -> tuple[str, tuple[int, ...]]:
    """The old translation, put in the order of the new sentences; those that need work."""
    pairs = _pairs(old, languages)
    wanted = [sentence.strip() for sentence in sentences_of(text, languages.source)]
    if not pairs or (len(wanted) == 1 and len(pairs) == 1):
        return old.translations[0], ()
    known = dict(pairs)
    pieces: list[str] = []
    open_sentences: list[int] = []
    used = {sentence for sentence in wanted if sentence in known}
    for number, sentence in enumerate(wanted, start=1):
        if sentence in known:
            pieces.append(known[sentence])
            continue
        open_sentences.append(number)
        rest = [source for source in known if source not in used]
        likest = max(rest, key=lambda other: fuzz.ratio(other, sentence), default=None)
        if likest is not None and fuzz.ratio(likest, sentence) >= _ALIKE:
            used.add(likest)
            pieces.append(known[likest])
    if not pieces:
        return old.translations[0], ()
    return joined_sentences(pieces, languages.target), tuple(open_sentences)
