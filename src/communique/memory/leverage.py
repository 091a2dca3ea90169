"""How much of the messages of a language is translated already, and how much work is left.

Each message falls into one category, the first of these that holds: its catalogue has an approved
translation; the same text stood before, in an earlier domain or in its own; the memory has the
text in the same place; the memory has the text; the memory, or the fuzzy translation of the
catalogue, has one that is alike; none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from communique.catalogue import Message, MessageKey, TemplateMessage
from communique.frozen import Frozen
from communique.memory.joined import Lookup, same_text
from communique.memory.scores import likeness, normal_form
from communique.memory.unit import Unit
from communique.release import (
    CARRIED_OVER,
    CONTEXT_EXACT,
    EXACT,
    NEW,
    REPETITION,
    REPETITION_ACROSS,
    Volume,
    categories_of,
    volume_of,
)

__all__ = ["DomainMessages", "Leveraged", "leverage"]

_EQUAL: Final = 100
_ALL_BUT_EQUAL: Final = 99
_ASKED: Final = 5


class DomainMessages(Frozen):
    """The messages of a domain, and what the catalogue of one language has for them."""

    domain: str
    """Id of the release, or `house`."""
    messages: Sequence[TemplateMessage]
    """The messages of its text, in reading order."""
    current: Mapping[MessageKey, Message]
    """The current messages of its catalogue; empty where there is none."""
    path: str
    """The catalogue, relative to the project folder."""


class Leveraged(Frozen):
    """A message, with what there is for it already."""

    message: TemplateMessage
    """The message."""
    domain: str
    """Id of its release, or `house`."""
    category: str
    """What there is for it: a name of `categories_of`."""
    score: int | None = None
    """How alike the text it was found by is, of a hundred; None where that plays no part."""
    matched: str = ""
    """That text; empty where there is none."""
    origin: str = ""
    """Where that text stands: a catalogue, the file it came to the memory from, or a domain."""

    @property
    def volume(self) -> Volume:
        """How much text it is."""
        return volume_of(self.message.id, self.message.plural_id)


def leverage(
    domains: Iterable[DomainMessages],
    lookup: Lookup,
    *,
    source_locale: str,
    locale: str,
    bands: Sequence[int],
) -> Iterator[Leveraged]:
    """Every message of the domains, in order, with what there is for it in one language.

    `bands` are the least scores of the bands of fuzzy matches, ascending, from 1 to 99. What a
    person has taken out of a message is no match for it, though the memory keeps it.
    """
    search = _Search(lookup, source_locale, locale, bands)
    seen: dict[tuple[str, str], str] = {}
    for of in domains:
        texts = ["", *(normal_form(message.id) for message in of.messages), ""]
        for number, message in enumerate(of.messages):
            text = (message.id, message.plural_id)
            first = seen.get(text)
            seen.setdefault(text, of.domain)
            known = of.current.get(message.key)
            if known is not None and _is_approved(known, message):
                yield Leveraged(
                    message=message, domain=of.domain, category=CARRIED_OVER, origin=of.path
                )
            elif first is not None:
                yield Leveraged(
                    message=message,
                    domain=of.domain,
                    category=REPETITION if first == of.domain else REPETITION_ACROSS,
                    matched=message.id,
                    origin=first,
                )
            else:
                beside = texts[number], texts[number + 2]
                yield search.leveraged(message, known, of, beside)


class _Search:
    def __init__(
        self, lookup: Lookup, source_locale: str, locale: str, bands: Sequence[int]
    ) -> None:
        self._lookup = lookup
        self._source_locale = source_locale
        self._locale = locale
        self._bands = bands
        self._names = categories_of(bands)

    def leveraged(
        self,
        message: TemplateMessage,
        known: Message | None,
        of: DomainMessages,
        beside: tuple[str, str],
    ) -> Leveraged:
        """A message that stands here for the first time and is to be translated."""
        exact = self._exact(message, of)
        for unit in exact:
            if unit.context == message.context and (unit.before, unit.after) == beside:
                return self._found(message, of, CONTEXT_EXACT, _EQUAL, unit.source, _told(unit))
        if exact:
            return self._found(message, of, EXACT, _EQUAL, exact[0].source, _told(exact[0]))
        score, matched, origin = max(
            [*self._similar(message, of), *self._previous(message, known, of)],
            key=lambda found: found[0],
            default=(0, "", ""),
        )
        if message.plural_id:
            score = min(score, _ALL_BUT_EQUAL)
        if score == _EQUAL:
            return self._found(message, of, EXACT, score, matched, origin)
        if score < self._bands[0]:
            return Leveraged(message=message, domain=of.domain, category=NEW)
        band = self._names[-1 - sum(score >= least for least in self._bands)]
        return self._found(message, of, band, score, matched, origin)

    def _exact(self, message: TemplateMessage, of: DomainMessages) -> Sequence[Unit]:
        # A unit has one text: of a message with a plural it is a part, and no more than alike.
        if message.plural_id:
            return ()
        units = same_text(
            self._lookup, message.id, source_locale=self._source_locale, locale=self._locale
        )
        return [unit for unit in units if not _is_own(unit, message, of)]

    def _previous(
        self, message: TemplateMessage, known: Message | None, of: DomainMessages
    ) -> Iterator[tuple[int, str, str]]:
        """The text that the fuzzy translation of the catalogue was made for."""
        if known is not None and known.translated and known.previous_id:
            yield likeness(known.previous_id, message.id), known.previous_id, of.path

    def _similar(
        self, message: TemplateMessage, of: DomainMessages
    ) -> Iterator[tuple[int, str, str]]:
        for match in self._lookup.similar(
            message.id,
            source_locale=self._source_locale,
            locale=self._locale,
            least=self._bands[0],
            most=_ASKED,
        ):
            if not _is_own(match.unit, message, of):
                yield match.score, match.unit.source, _told(match.unit)

    @staticmethod
    def _found(
        message: TemplateMessage,
        of: DomainMessages,
        category: str,
        score: int,
        matched: str,
        origin: str,
    ) -> Leveraged:
        return Leveraged(
            message=message,
            domain=of.domain,
            category=category,
            score=score,
            matched=matched,
            origin=origin,
        )


def _is_approved(known: Message, message: TemplateMessage) -> bool:
    return known.translated and not known.fuzzy and known.plural_id == message.plural_id


def _is_own(unit: Unit, message: TemplateMessage, of: DomainMessages) -> bool:
    """Whether a unit is the translation of the very message, which its catalogue has no more."""
    return (
        unit.origin == of.path
        and unit.context == message.context
        and normal_form(unit.source) == normal_form(message.id)
    )


def _told(unit: Unit) -> str:
    """Where a unit comes from, for a person."""
    return unit.origin or unit.release
