"""An edition: a release in one locale, every text of it with its origin."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum

from communique.catalogue import Message, MessageKey
from communique.extract import block_key, house_key
from communique.frozen import Frozen
from communique.locales import Locale, LocaleError, PluralForms
from communique.release import Block, House, Release

__all__ = ["Edition", "EditionText", "HouseWords", "Origin", "house_keys_of", "translate"]


class Origin(StrEnum):
    """Where a text of an edition comes from."""

    SOURCE = "source"
    """The writer, in the source language: the edition is in it, or the text is to stay so."""
    TRANSLATED = "translated"
    """An approved translation."""
    FUZZY = "fuzzy"
    """A translation that nobody has approved."""
    MISSING = "missing"
    """The source text, because there is no translation."""


class EditionText(Frozen):
    """A text as the edition has it."""

    text: str
    """Inline Markdown, with facts as `{name}`."""
    origin: Origin
    """Where it comes from."""
    locale: Locale
    """The language it is in, which is not that of the edition where nothing was translated."""


class HouseWords(Frozen):
    """The texts that all releases share, in one locale."""

    locale: Locale
    """The language asked for."""
    source: Locale
    """The language they are written in."""
    messages: Mapping[MessageKey, Message] | None
    """The current messages of the house's catalogue; None in the source language."""
    plural_forms: PluralForms
    """The plural rule of the catalogue."""
    house: House
    """The house in the source language."""

    def text(self, key: MessageKey) -> EditionText:
        """A text of the house or of a page template."""
        return _lookup(key, self.messages, locale=self.locale, source=self.source)

    def plural(self, key: MessageKey, plural_id: str, number: int) -> EditionText:
        """A text in the form that stands with a number."""
        message = None if self.messages is None else self.messages.get(key)
        form = self._form(number)
        if (
            message is None
            or not (message.translated and message.plural_id)
            or form >= len(message.translations)
        ):
            origin = Origin.SOURCE if self.messages is None else Origin.MISSING
            text = key[1] if number == 1 else plural_id
            return EditionText(text=text, origin=origin, locale=self.source)
        return EditionText(
            text=message.translations[form],
            origin=Origin.FUZZY if message.fuzzy else Origin.TRANSLATED,
            locale=self.locale,
        )

    def _form(self, number: int) -> int:
        """The form that stands with a number; none that is there, where the rule has none."""
        try:
            return self.plural_forms.index(number)
        except LocaleError:
            return sys.maxsize

    def entry(self, table: str, name: str, field: str = "name", *, use: int = 0) -> EditionText:
        """A text of `house.toml`; `use` counts the places where it stands, from 0."""
        source = getattr(getattr(self.house, table)[name], field)
        return self.text(house_key(table, field, source, use=use))


class Edition(Frozen):
    """A release in one locale."""

    release: Release
    """The release in the source language."""
    locale: Locale
    """The language of the edition."""
    source: Locale
    """The language of the release."""
    texts: Mapping[Block, EditionText]
    """The text of each block."""
    words: HouseWords
    """The texts it shares with all releases."""

    @property
    def key(self) -> tuple[str, Locale]:
        """Id of the release and language."""
        return (self.release.id, self.locale)

    @property
    def translated(self) -> bool:
        """Whether it is in another language than the release."""
        return self.locale != self.source


def translate(
    release: Release, *, messages: Mapping[MessageKey, Message] | None, words: HouseWords
) -> Edition:
    """The edition of a release in the locale of the words of the house.

    A block without a translation keeps its source text, with the origin that says so; whether
    such an edition may go out is for others to decide. `messages` are the current ones of the
    release's catalogue, or None for the edition in the source language.
    """
    texts = {}
    for block in release.blocks():
        key = block_key(block)
        texts[block] = (
            EditionText(
                text=block.text,
                origin=Origin.SOURCE,
                # Facts alone are in no language yet: they are written as the edition's.
                locale=words.source if block.keep else words.locale,
            )
            if key is None
            else _lookup(key, messages, locale=words.locale, source=words.source)
        )
    return Edition(
        release=release, locale=words.locale, source=words.source, texts=texts, words=words
    )


def house_keys_of(release: Release, house: House) -> frozenset[MessageKey]:
    """The messages of `house.toml` that the pages of a release need."""
    contacts = [house.contacts[name] for name in release.contacts]
    wanted: list[tuple[str, str, str, Sequence[int]]] = [
        ("types", release.type, "name", (0,)),
        ("cities", release.city, "name", (0,)),
        ("patterns", "dateline", "text", (0,)),
        *(("organisations", name, "name", (0,)) for name in release.issuers),
        *(("boilerplate", name, "text", (0,)) for name in release.boilerplate),
        *(("honorifics", found.honorific, "text", (0,)) for found in contacts if found.honorific),
        *(("roles", found.role, "name", (0,)) for found in contacts if found.role),
        *(
            ("organisations", found.organisation, "name", (0,))
            for found in contacts
            if found.organisation
        ),
        *(("cities", found.city, "name", (1,)) for found in contacts if found.city),
    ]
    return frozenset(
        house_key(table, field, getattr(getattr(house, table)[name], field), use=use)
        for table, name, field, uses in wanted
        for use in uses
    )


def _lookup(
    key: MessageKey,
    messages: Mapping[MessageKey, Message] | None,
    *,
    locale: Locale,
    source: Locale,
) -> EditionText:
    if messages is None:
        return EditionText(text=key[1], origin=Origin.SOURCE, locale=source)
    message = messages.get(key)
    if message is None or not message.translated:
        return EditionText(text=key[1], origin=Origin.MISSING, locale=source)
    return EditionText(
        text=message.translations[0],
        origin=Origin.FUZZY if message.fuzzy else Origin.TRANSLATED,
        locale=locale,
    )
