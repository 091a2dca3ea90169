"""What must and what may stand on the pages of an edition, told from its texts alone.

Everything here comes from the release, its catalogue and the house, by way of the edition. It
knows no template and nothing of the code that fills them in, so that what these lose, add or
change is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final

from communique.catalogue import MessageKey, TemplateMessage
from communique.edition import Edition, EditionText
from communique.extract import block_key, house_key
from communique.findings import Place
from communique.frozen import Frozen, replace
from communique.locales import PSEUDO_LOCALES, Locale, format_date, format_integer, locale
from communique.proof.passages import Letters, Segment, letters_of
from communique.release import (
    FACT,
    AddressFact,
    Block,
    Break,
    Code,
    Contact,
    EmailFact,
    Emphasis,
    Fact,
    FactReference,
    Inline,
    Link,
    Span,
    Text,
    format_fact,
    parse_inline,
)

__all__ = ["Expectation", "Known", "Part", "Piece", "expectation_of"]

END_MARK: Final = "end mark"
PAGE_FOOTER: Final = "page footer"
DRAFT: Final = "draft"
"""Contexts by which the words of page templates are told from each other."""


class Part(StrEnum):
    """What a piece of text is on a page."""

    HEADLINE = "headline"
    TEXT = "text"
    TYPE = "type of release"
    MASTHEAD = "masthead"
    DATELINE = "dateline"
    END_MARK = "end mark"
    CONTACT = "contact"
    BOILERPLATE = "standing paragraph"
    REFERENCE = "reference number"
    DRAFT = "mark of a draft"
    WORDS = "words of the house"


class Known(Frozen):
    """A message of the edition: where it is translated, and where it comes from."""

    place: Place
    """Where its translation stands; in the source language, the text itself."""
    source_place: Place | None = None
    """Where the text stands, of a translation."""
    subject: str = ""
    """What tells the message from all others."""
    source_text: str = ""
    """The text in the source language."""
    translation: str = ""
    """The translation."""


class Piece(Frozen, dict=True):
    """A piece of text that stands on a page, and where it comes from."""

    part: Part
    """What it is on the page."""
    segments: tuple[Segment, ...]
    """The text, with its languages and links."""
    known: Known
    """The message that it comes from."""

    @cached_property
    def letters(self) -> Letters:
        """Its letters."""
        return letters_of([self.segments])

    @property
    def text(self) -> str:
        """The text as a person reads it."""
        return " ".join("".join(segment.text for segment in self.segments).split())


class Expectation(Frozen):
    """What stands on the pages of one edition."""

    locale: Locale
    """Its language."""
    draft: bool
    """Whether it is built as a draft."""
    title: Piece
    """The headline."""
    body: tuple[Piece, ...]
    """Headline, subtitle and text: each once, in this order."""
    parts: tuple[Piece, ...]
    """What must stand there besides, each somewhere."""
    words: tuple[Piece, ...]
    """What may stand there, anywhere and more than once."""
    numbering: str
    """The pattern of page numbers, with `{page}` and `{pages}`; empty where the house has none."""
    numbering_known: Known | None
    """Where that comes from."""
    addresses: frozenset[str]
    """Where links may lead that no text names: the pages of the house and of who issues."""

    def numbered(self, page: int, pages: int) -> str:
        """What the foot of a page says of its number."""
        values = {"page": page, "pages": pages}
        return FACT.sub(
            lambda gap: format_integer(values[gap[1]], self.locale) if gap[1] in values else gap[0],
            self.numbering,
        )


def expectation_of(
    edition: Edition,
    *,
    shared: Sequence[TemplateMessage],
    release_messages: Mapping[MessageKey, Known],
    house_messages: Mapping[MessageKey, Known],
    draft: bool = False,
) -> Expectation:
    """What stands on the pages of an edition.

    `shared` are the messages of the house and its page templates; `release_messages` and
    `house_messages` say where each message of the edition stands.
    """
    return _Expected(edition, shared, release_messages, house_messages, draft=draft).all()


class _Expected:
    def __init__(
        self,
        edition: Edition,
        shared: Sequence[TemplateMessage],
        release_messages: Mapping[MessageKey, Known],
        house_messages: Mapping[MessageKey, Known],
        *,
        draft: bool,
    ) -> None:
        self._edition = edition
        self._words = edition.words
        self._release = edition.release
        self._shared = [message for message in shared if _is_of_template(message)]
        self._own = release_messages
        self._of_house = house_messages
        self._draft = draft

    def all(self) -> Expectation:
        release, house = self._release, self._words.house
        body = [self._block(block) for block in release.blocks()]
        body[0] = replace(body[0], part=Part.HEADLINE)
        footer = [message for message in self._shared if message.context == PAGE_FOOTER]
        return Expectation(
            locale=self._edition.locale,
            draft=self._draft,
            title=body[0],
            body=tuple(body),
            parts=tuple(piece for piece in self._parts() if piece.letters.text),
            words=tuple(piece for piece in self._all_words() if piece.letters.text),
            numbering=self._words.text(footer[0].key).text if footer else "",
            numbering_known=self._known(footer[0].key) if footer else None,
            addresses=frozenset(
                address
                for address in (
                    house.url,
                    *(house.organisations[name].url for name in release.issuers),
                )
                if address
            ),
        )

    def _block(self, block: Block) -> Piece:
        text = self._edition.texts[block]
        key = block_key(block)
        place = Place(path=self._release.path, line=block.line, role=block.position)
        known = self._own.get(key) if key else None
        return Piece(
            part=Part.TEXT,
            segments=tuple(_segments(text, self._release.facts)),
            known=known or Known(place=place, source_text=block.text),
        )

    def _parts(self) -> Iterator[Piece]:
        release, words, house = self._release, self._words, self._words.house
        yield self._entry(Part.TYPE, "types", release.type)
        for name in release.issuers:
            yield self._entry(Part.MASTHEAD, "organisations", name)
        yield self._dateline()
        for message in self._shared:
            if message.context == END_MARK:
                yield self._words_piece(Part.END_MARK, message.key, words.text(message.key))
        for name in release.contacts:
            yield from self._contact(house.contacts[name])
        for name in release.boilerplate:
            yield self._entry(Part.BOILERPLATE, "boilerplate", name, "text")
        if release.reference:
            yield self._value(Part.REFERENCE, release.reference)

    def _all_words(self) -> Iterator[Piece]:
        """The words of page templates in their pieces, and values that these may show."""
        words, here = self._words, self._edition.locale
        for message in self._shared:
            if message.context in (PAGE_FOOTER, END_MARK):
                continue
            texts = [words.text(message.key)]
            if message.plural_id:
                forms = range(words.plural_forms.count)
                numbers = (_number_of(words.plural_forms.index, form) for form in forms)
                texts = [words.plural(message.key, message.plural_id, number) for number in numbers]
            part = Part.DRAFT if message.context == DRAFT else Part.WORDS
            for text in texts:
                for fragment in _fragments(text.text):
                    yield self._words_piece(part, message.key, replace(text, text=fragment))
        pattern = words.entry("patterns", "dateline", "text").locale
        yield self._value(Part.WORDS, format_date(self._release.date, pattern), of=pattern)
        yield self._entry(Part.WORDS, "cities", self._release.city)
        yield self._value(Part.WORDS, words.source.name_in(here), of=here)
        yield self._value(Part.WORDS, words.source.name_in(here), of=words.source)
        pseudo = PSEUDO_LOCALES if here.tag in PSEUDO_LOCALES else ()
        for tag in (*words.house.locales, *pseudo):
            other = locale(tag)
            yield self._value(Part.WORDS, other.native_name, of=other)

    def _entry(self, part: Part, table: str, name: str, field: str = "name", use: int = 0) -> Piece:
        key = house_key(
            table, field, getattr(getattr(self._words.house, table)[name], field), use=use
        )
        return self._words_piece(part, key, self._words.entry(table, name, field, use=use))

    def _words_piece(self, part: Part, key: MessageKey, text: EditionText) -> Piece:
        return Piece(part=part, segments=tuple(_segments(text, {})), known=self._known(key))

    def _value(self, part: Part, text: str, *, link: str = "", of: Locale | None = None) -> Piece:
        # An address, a number or a name is in no language.
        language = of.written_tag if of else ""
        return Piece(
            part=part,
            segments=(Segment(text=text, language=language, link=link),),
            known=Known(place=Place(path=self._release.path, line=1), source_text=text),
        )

    def _dateline(self) -> Piece:
        words = self._words
        pattern = words.entry("patterns", "dateline", "text")
        city = words.entry("cities", self._release.city)
        values = {
            "city": list(_segments(city, {})),
            "date": [
                Segment(
                    text=format_date(self._release.date, pattern.locale),
                    language=pattern.locale.written_tag,
                )
            ],
        }
        key = house_key("patterns", "text", words.house.patterns["dateline"].text)
        return Piece(
            part=Part.DATELINE,
            segments=tuple(_filled(pattern, values)),
            known=self._known(key),
        )

    def _contact(self, contact: Contact) -> Iterator[Piece]:
        yield self._contact_name(contact.honorific, contact.name)
        if contact.role:
            yield self._entry(Part.CONTACT, "roles", contact.role)
        if contact.organisation:
            yield self._entry(Part.CONTACT, "organisations", contact.organisation)
        if contact.city:
            yield self._entry(Part.CONTACT, "cities", contact.city, use=1)
        if contact.email:
            yield self._value(Part.CONTACT, contact.email, link=f"mailto:{contact.email}")
        if contact.phone:
            number = contact.phone.replace(" ", "")
            yield self._value(Part.CONTACT, contact.phone, link=f"tel:{number}")

    def _contact_name(self, honorific: str, name: str) -> Piece:
        if not honorific:
            return self._value(Part.CONTACT, name)
        words = self._words
        pattern = words.entry("honorifics", honorific, "text")
        language = pattern.locale.written_tag
        key = house_key("honorifics", "text", words.house.honorifics[honorific].text)
        return Piece(
            part=Part.CONTACT,
            segments=tuple(_filled(pattern, {"name": [Segment(text=name, language=language)]})),
            known=self._known(key),
        )

    def _known(self, key: MessageKey) -> Known:
        return self._of_house.get(key) or Known(
            place=Place(path=self._release.path, line=1), source_text=key[1]
        )


def _is_of_template(message: TemplateMessage) -> bool:
    return any(not reference.startswith("release/") for reference in message.references)


def _fragments(text: str) -> list[str]:
    """What of a pattern stands around its gaps."""
    fragments, at = [], 0
    for gap in FACT.finditer(text):
        fragments.append(text[at : gap.start()])
        at = gap.end()
    return [*fragments, text[at:]]


def _number_of(index: Callable[[int], int], form: int) -> int:
    """A number with which a plural form stands."""
    return next((number for number in range(1000) if index(number) == form), 1)


def _filled(pattern: EditionText, values: Mapping[str, Sequence[Segment]]) -> Iterator[Segment]:
    language = pattern.locale.written_tag
    at = 0
    for gap in FACT.finditer(pattern.text):
        yield Segment(text=pattern.text[at : gap.start()], language=language)
        yield from values.get(gap[1], [Segment(text=gap[0], language=language)])
        at = gap.end()
    yield Segment(text=pattern.text[at:], language=language)


def _segments(text: EditionText, facts: Mapping[str, Fact]) -> Iterator[Segment]:
    """A text as a reader finds it."""
    return _read(parse_inline(text.text), facts, text.locale, text.locale.written_tag, "")


def _read(
    pieces: Sequence[Inline], facts: Mapping[str, Fact], here: Locale, language: str, link: str
) -> Iterator[Segment]:
    for piece in pieces:
        match piece:
            case Text(content=content) | Code(content=content):
                yield Segment(text=content, language=language, link=link)
            case Break():
                yield Segment(text=" ", language=language, link=link)
            case FactReference(name=name, form=form):
                fact = facts.get(name)
                value = format_fact(fact, here, form=form) if fact else f"{{{name}}}"
                yield Segment(text=value, language=language, link=_address(fact, here) or link)
            case Emphasis(children=children):
                yield from _read(children, facts, here, language, link)
            case Span(language=other, children=children):
                yield from _read(children, facts, here, other or language, link)
            case Link(target=target, children=children):
                gap = FACT.fullmatch(target)
                leads = _address(facts.get(gap[1]), here) if gap else target
                yield from _read(children, facts, here, language, leads)
            case _:
                pass


def _address(fact: Fact | None, here: Locale) -> str:
    match fact:
        case AddressFact():
            return format_fact(fact, here)
        case EmailFact(email=email):
            return f"mailto:{email}"
        case _:
            return ""
