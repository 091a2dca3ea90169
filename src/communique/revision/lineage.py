"""Which message of a catalogue a new message of the source comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from communique.catalogue import Message, MessageKey, TemplateMessage
from communique.frozen import Frozen
from communique.revision.words import without_signs

__all__ = ["Origin", "origins"]

# How alike two texts are, of a hundred, for one to come from the other; less where the message
# before or after it is the same, and where there can be one of its kind only.
_ALIKE: Final = 60
_ALIKE_IN_PLACE: Final = 45
_ALIKE_ALONE: Final = 30
_NEIGHBOUR: Final = 8
_ALONE: Final = frozenset({"title", "subtitle"})


class Origin(Frozen):
    """Where a new message comes from."""

    message: Message
    """The message that was there before it."""
    likeness: int
    """How alike the two source texts are, of a hundred; 100 where only the context differs."""


def origins(old: Sequence[Message], new: Sequence[TemplateMessage]) -> Mapping[MessageKey, Origin]:
    """For each new message without an entry of its own the one it comes from, if any.

    Only messages that the source has lost can be an origin, and each is the origin of one. A
    text that changed its context alone comes first; then the likest pairs, those in their place
    between the same neighbours before others. Contexts are not mixed: a heading does not come
    from a paragraph, unless the text is the same.
    """
    current = {message.key for message in new}
    known = {message.key for message in old if not message.obsolete}
    gone = [message for message in old if message.key not in current and message.translated]
    come = [message for message in new if message.key not in known]
    found = dict(_other_contexts(gone, come))
    left = _without(gone, found.values())
    places = _Places(old, new)
    candidates = sorted(
        (
            (likeness, -distance, message, text)
            for text in come
            if text.key not in found
            for likeness, distance, message in places.candidates(text, left)
        ),
        key=lambda candidate: candidate[:2],
        reverse=True,
    )
    used: set[MessageKey] = set()
    for likeness, _, message, text in candidates:
        if message.key not in used and text.key not in found:
            used.add(message.key)
            found[text.key] = Origin(message=message, likeness=min(likeness, 99))
    return found


def _other_contexts(
    gone: Iterable[Message], come: Iterable[TemplateMessage]
) -> Iterable[tuple[MessageKey, Origin]]:
    by_text: dict[str, list[Message]] = {}
    for message in gone:
        by_text.setdefault(message.id, []).append(message)
    for text in come:
        same = by_text.get(text.id)
        if same:
            yield text.key, Origin(message=same.pop(0), likeness=100)


def _without(messages: Iterable[Message], origins: Iterable[Origin]) -> list[Message]:
    taken = {origin.message.key for origin in origins}
    return [message for message in messages if message.key not in taken]


class _Places:
    """Where messages stand in the old and in the new order."""

    def __init__(self, old: Sequence[Message], new: Sequence[TemplateMessage]) -> None:
        self._old = _neighbours([message.key for message in old if not message.obsolete])
        self._new = _neighbours([message.key for message in new])
        self._order = {message.key: number for number, message in enumerate(old)}
        self._new_order = {message.key: number for number, message in enumerate(new)}

    def candidates(
        self, text: TemplateMessage, gone: Sequence[Message]
    ) -> Iterable[tuple[int, int, Message]]:
        """The messages that a new one may come from: likeness, distance, message."""
        written = without_signs(text.id).casefold()
        alone = text.context in _ALONE
        for message in gone:
            if message.context != text.context:
                continue
            shared = len(self._old.get(message.key, set()) & self._new[text.key])
            least = _ALIKE_ALONE if alone else _ALIKE_IN_PLACE if shared else _ALIKE
            score = fuzz.ratio(written, without_signs(message.id).casefold(), score_cutoff=least)
            if score:
                distance = abs(self._order[message.key] - self._new_order[text.key])
                yield round(score) + _NEIGHBOUR * shared, distance, message


def _neighbours(keys: Sequence[MessageKey]) -> dict[MessageKey, set[MessageKey]]:
    """The messages right before and right after each."""
    return {
        key: {keys[beside] for beside in (number - 1, number + 1) if 0 <= beside < len(keys)}
        for number, key in enumerate(keys)
    }
