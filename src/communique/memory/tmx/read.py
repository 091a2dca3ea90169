"""TMX in: units out of a file of any length, in memory that does not grow with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NoReturn, Protocol
from xml.parsers import expat

from communique.frozen import Frozen
from communique.memory.tmx.entry import LONGEST, PROPS, Entry, Text, level_of, units_in
from communique.memory.tmx.error import TmxError
from communique.memory.tmx.segment import CODES, joined
from communique.memory.tmx.tags import Meaning, meaning_of
from communique.memory.unit import Level, Unit

__all__ = ["OWN_TOOL", "Readable", "Tally", "TmxReader", "read_tmx"]

OWN_TOOL: Final = "communique"
"""The `creationtool` of files written here; their texts are taken letter by letter."""

_BLOCK: Final = 1 << 16
# What has begun and does not end is read again with each block: the square of this is bounded.
_LONGEST_TOKEN: Final = 1 << 21
_DEEPEST: Final = 64
_MOST_NAMES: Final = 5_000
_MOST_TAGS: Final = 1_000
_LONGEST_TAG: Final = 40

_SPACE: Final = " \t\r\n"
# XML allows them, and no text needs them: C1 controls, and byte order marks inside a text.
_STRAY: Final = re.compile("[\x7f-\x9f\ufeff]")

_CUT_OFF: Final = frozenset(
    {
        expat.errors.codes[message]
        for message in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
        )
    }
)

_BAD_REFERENCE: Final = expat.errors.codes[expat.errors.XML_ERROR_BAD_CHAR_REF]


class Readable(Protocol):
    """What bytes can be read from: an open file."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class Tally(Frozen):
    """What became of a file."""

    read: int
    """How many `<tu>` it has."""
    units: int
    """How many units came out of them: one for each translation that was asked for."""
    without_source: int
    """How many `<tu>` have no text in the source language."""
    without_translation: int
    """How many have one, and no translation in a language that was asked for."""
    empty: int
    """How many texts in these languages are empty, which is as if they were not there."""
    too_long: int
    """How many are too long, which is the same."""
    others: Mapping[str, int]
    """How many texts are in other languages, by their tags as they stand in the file."""


def read_tmx(
    file: Readable,
    *,
    source_locale: str,
    locales: Collection[str],
    origin: str,
    tags: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Unit]:
    """The units of a TMX file, as `TmxReader` reads it; raises TmxError."""
    reader = TmxReader(file, source_locale=source_locale, locales=locales, origin=origin, tags=tags)
    return iter(reader)


class TmxReader:
    """The units of a TMX file, once; what became of it stands in `tally` when they are read.

    Each translation that a `<tu>` has in one of `locales` becomes a unit with the text that it
    has in `source_locale`, whichever of its languages was translated from. `tags` says what
    tags of the file mean where they do not say it themselves: `{"pt": "pt-BR"}`.
    """

    def __init__(
        self,
        file: Readable,
        *,
        source_locale: str,
        locales: Collection[str],
        origin: str,
        tags: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._file = file
        self._source_locale = source_locale
        self._wanted = frozenset((source_locale, *locales))
        self._origin = origin
        self._meanings: dict[str, Meaning | None] = {
            tag: Meaning(locale=meant, distance=0) if meant in self._wanted else None
            for tag, meant in tags.items()
        }
        self._counts: Counter[str] = Counter()
        self._others: Counter[str] = Counter()

        self._level = Level.PARAGRAPH
        self._own = False
        self._units: list[Unit] = []
        self._depth = 0
        self._inside = "tmx"
        """The innermost element that is open: `tmx`, `body`, `tu`, `prop`, `tuv` or `seg`."""
        self._around = ""
        """The element around a `<prop>`."""
        self._entry = Entry({})
        self._attributes: dict[str, str] = {}
        """Those of the `<tuv>`."""
        self._meaning: Meaning | None = None
        """What its language means; None where nobody asked for it."""
        self._field = ""
        """What the `<prop>` says; empty where nobody asks."""
        self._codes = 0
        """How many elements of codes are open, one in the other."""
        self._pieces: list[str] = []
        self._gaps: list[int] = []
        """Before which pieces a code stood that may have kept words apart."""
        self._too_long = False

        self._append = self._pieces.append
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._root
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity

    @property
    def tally(self) -> Tally:
        """What became of the file so far."""
        counts = self._counts
        return Tally(
            read=counts["read"],
            units=counts["units"],
            without_source=counts["without_source"],
            without_translation=counts["without_translation"],
            empty=counts["empty"],
            too_long=counts["too_long"],
            others=dict(self._others),
        )

    def __iter__(self) -> Iterator[Unit]:
        """Read the file to its end; raises TmxError."""
        fed, last = 0, False
        while not last:
            block = self._file.read(_BLOCK)
            last = not block
            fed += len(block)
            try:
                self._parser.Parse(block, last)
            except expat.ExpatError as error:
                raise self._malformed(error, last=last) from None
            except (LookupError, ValueError):
                # So says Python, which the parser asks for what it does not know itself.
                self._refuse(
                    "its encoding is unknown, expected UTF-8 or UTF-16", hint="save it in UTF-8"
                )
            self._keep_small(fed)
            yield from self._units
            self._units.clear()

    def _keep_small(self, fed: int) -> None:
        """Refuse or forget what grows without end."""
        if fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            self._refuse(f"a tag or a comment is longer than {_LONGEST_TOKEN >> 20} MB")
        if len(self._parser.intern) > _MOST_NAMES:
            self._refuse(f"there are more than {_MOST_NAMES} names of elements and attributes")
        if len(self._gaps) > LONGEST or sum(map(len, self._pieces)) > LONGEST:
            self._too_long = True
            self._pieces.clear()
            self._gaps.clear()

    def _malformed(self, error: expat.ExpatError, *, last: bool) -> TmxError:
        hint = "export the file again"
        if last and error.code in _CUT_OFF:
            hint = "it ends too early: get the file again"
        elif error.code == _BAD_REFERENCE:
            hint = "XML has no control characters: take this one out"
        return TmxError(
            f"`{self._origin}` is no well-formed XML in line {error.lineno}, "
            f"column {error.offset + 1}: {expat.errors.messages[error.code]}",
            hint=hint,
        )

    def _refuse(self, what: str, *, hint: str = "") -> NoReturn:
        raise TmxError(
            f"`{self._origin}` cannot be read in line {self._parser.CurrentLineNumber}, "
            f"column {self._parser.CurrentColumnNumber + 1}: {what}",
            hint=hint,
        )

    def _doctype(self, *declared: object) -> None:
        # The name of a DTD, which many programs write, is harmless: nothing fetches it.
        if declared[-1]:
            self._refuse(
                "the file declares a document type of its own, expected none",
                hint="take out `[…]` in the line `<!DOCTYPE …>`",
            )

    def _entity(self, name: str, *_more: object) -> None:
        self._refuse(f"it uses the entity `{name[:40]}`, expected characters", hint="write it out")

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        if name != "tmx":
            self._refuse(
                f"the file begins with `<{name[:40]}>`, expected `<tmx>`",
                hint="export the memory as TMX",
            )
        self._depth = 1
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "seg":
            self._enter(name, "tuv")
            if self._meaning is not None:
                self._parser.CharacterDataHandler = self._append
        elif name == "tuv":
            self._enter(name, "tu")
            self._attributes = attributes
            self._speak(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif name == "tu":
            self._enter(name, "body")
            self._entry = Entry(attributes)
        elif name == "prop":
            self._start_prop(attributes)
        else:
            self._depth += 1
            if self._depth > _DEEPEST:
                self._refuse(f"it is nested more than {_DEEPEST} deep")
            if self._inside == "seg":
                self._start_inline(name)
            elif name == "body":
                self._enter(name, "tmx")
            elif name == "header":
                self._level = level_of(attributes, Level.PARAGRAPH)
                self._own = attributes.get("creationtool") == OWN_TOOL

    def _enter(self, name: str, outer: str) -> None:
        if self._inside != outer:
            self._refuse(
                f"`<{name}>` stands in `<{self._inside}>`, expected in `<{outer}>`",
                hint="export the file again",
            )
        self._inside = name

    def _start_prop(self, attributes: dict[str, str]) -> None:
        if self._inside in {"seg", "prop"}:
            self._enter("prop", "tu")
        self._around, self._inside = self._inside, "prop"
        if self._around == "tu":
            self._field = PROPS.get(attributes.get("type", ""), "")
            if self._field:
                self._parser.CharacterDataHandler = self._append

    def _start_inline(self, name: str) -> None:
        if name not in CODES:
            return
        self._codes += 1
        if self._meaning is not None:
            self._parser.CharacterDataHandler = None
            if CODES[name]:
                self._gaps.append(len(self._pieces))

    def _speak(self, written: str) -> None:
        """Note the language of a `<tuv>`."""
        try:
            self._meaning = self._meanings[written]
        except KeyError:
            written = written[:_LONGEST_TAG]
            if len(self._meanings) >= _MOST_TAGS:
                self._refuse(f"it has more than {_MOST_TAGS} languages")
            self._meaning = self._meanings[written] = meaning_of(
                written, source_locale=self._source_locale, locales=self._wanted
            )
        if self._meaning is None:
            self._others[written] += 1

    def _end(self, name: str) -> None:
        if name == "seg":
            self._inside = "tuv"
            if self._meaning is not None:
                self._parser.CharacterDataHandler = None
                self._take_text(self._meaning)
        elif name == "tuv":
            self._inside = "tu"
        elif name == "tu":
            self._inside = "body"
            self._take_entry(self._entry)
        elif name == "prop":
            self._inside = self._around
            if self._field:
                self._parser.CharacterDataHandler = None
                self._take_prop()
        else:
            self._depth -= 1
            if self._inside == "seg":
                self._end_inline(name)
            elif name == "body":
                self._inside = "tmx"

    def _end_inline(self, name: str) -> None:
        if name not in CODES:
            return
        self._codes -= 1
        if not self._codes and self._meaning is not None:
            self._parser.CharacterDataHandler = self._append

    def _taken(self) -> str | None:
        """The text that has been collected; None if it is too long."""
        text = joined(self._pieces, self._gaps) if self._gaps else "".join(self._pieces)
        self._pieces.clear()
        self._gaps.clear()
        if self._too_long or len(text) > LONGEST:
            self._too_long = False
            return None
        return text

    def _take_text(self, meaning: Meaning) -> None:
        text = self._taken()
        if text is None:
            self._counts["too_long"] += 1
            return
        if not self._own:
            if not text.isprintable():
                text = _STRAY.sub("", text)
            text = text.strip(_SPACE)
        if not text:
            self._counts["empty"] += 1
            return
        texts = self._entry.texts
        known = texts.get(meaning.locale)
        if known is None or known.distance > meaning.distance:
            texts[meaning.locale] = Text(
                distance=meaning.distance, text=text, attributes=self._attributes
            )

    def _take_prop(self) -> None:
        text = self._taken()
        if text is not None:
            self._entry.props.setdefault(self._field, text)
        self._field = ""

    def _take_entry(self, entry: Entry) -> None:
        self._counts["read"] += 1
        if self._source_locale not in entry.texts:
            self._counts["without_source"] += 1
            return
        if len(entry.texts) == 1:
            self._counts["without_translation"] += 1
            return
        self._units += units_in(
            entry, source_locale=self._source_locale, level=self._level, origin=self._origin
        )
        self._counts["units"] += len(entry.texts) - 1
