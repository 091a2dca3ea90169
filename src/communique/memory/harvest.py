"""What a catalogue has to give to a memory."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Final

from communique.catalogue import Catalogue, Message
from communique.locales import Locale
from communique.memory.unit import Level, Unit
from communique.revision import sentence_pairs

__all__ = ["units_of"]

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOBODY: Final = "FULL NAME"


def units_of(
    catalogue: Catalogue, *, domain: str, source: Locale, target: Locale
) -> Iterator[Unit]:
    """Every translation of a catalogue, whole and by sentence, and who made it when.

    Fuzzy ones come with the text they were made for, as not approved. Obsolete ones have no
    neighbours any more. Of a message with plural forms each form is a unit.
    """
    current = [message for message in catalogue.messages if not message.obsolete]
    texts = ["", *(message.id for message in current), ""]
    places = {
        id(message): (texts[number], texts[number + 2]) for number, message in enumerate(current)
    }
    date, translator = _date(catalogue.headers), _translator(catalogue.headers)
    for message in catalogue.messages:
        before, after = places.get(id(message), (None, None))
        for text, translation in _pairs(message):
            unit = Unit(
                source=text,
                translation=translation,
                source_locale=source.tag,
                locale=target.tag,
                context=message.context,
                before=before,
                after=after,
                release=domain,
                date=date,
                translator=translator,
                origin=catalogue.path,
                approved=not message.fuzzy,
            )
            yield unit
            if unit.approved and not message.plural_id:
                yield from _sentences(unit, source, target)


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each text of a message with the source text that it was made for."""
    last = len(message.translations) - 1
    for number, translation in enumerate(message.translations):
        text = message.previous_id if message.fuzzy and message.previous_id else message.id
        if message.plural_id and number == last:
            text = message.plural_id
        if text.strip() and translation.strip():
            yield text, translation


def _sentences(unit: Unit, source: Locale, target: Locale) -> Iterator[Unit]:
    """The sentences of a paragraph that has more than one."""
    pairs = sentence_pairs(unit.source, unit.translation, source=source, target=target)
    for text, translation in pairs if len(pairs) > 1 else ():
        if text and translation:
            yield Unit(
                source=text,
                translation=translation,
                source_locale=unit.source_locale,
                locale=unit.locale,
                level=Level.SENTENCE,
                release=unit.release,
                date=unit.date,
                translator=unit.translator,
                origin=unit.origin,
            )


def _date(headers: Mapping[str, str]) -> str:
    """The day of the last revision, if it is one."""
    found = _DATE.match(headers.get("PO-Revision-Date", ""))
    try:
        return datetime.date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _translator(headers: Mapping[str, str]) -> str:
    name = headers.get("Last-Translator", "").strip()
    return "" if name.startswith(_NOBODY) else name
