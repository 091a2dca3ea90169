"""Units put into the tables of a memory, in groups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import islice
from typing import Final, TypeAlias

from communique.frozen import Frozen
from communique.memory.postings import Alphabet, Postings
from communique.memory.scores import LONGEST, normal_form, tokens
from communique.memory.unit import Level, Unit

__all__ = ["add_units", "held_key", "text_digest"]

_GROUP: Final = 2_000
_ASKED: Final = 500
_MOST_KNOWN: Final = 50_000

_Texts: TypeAlias = dict[bytes, tuple[str, Level, str, bool]]
"""By digest: source locale, level, text, and whether it is to be found by likeness."""
_NOTHING: Final = b""
"""The digest of what stands before the first text and after the last."""
_KNOWN: Final = (
    "SELECT digest, id, codes IS NULL FROM texts"  # noqa: S608 - question marks alone
    f" WHERE digest IN ({', '.join('?' * _ASKED)})"
)
_INSERT: Final = "INSERT OR IGNORE INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
# The greater of two is what was approved, and then what is newer; order plays no part.
_RENEW: Final = """
UPDATE units SET approved = ?, provenance = ?
WHERE text = ? AND locale = ? AND digest = ? AND (
  SELECT (units.approved, date, release, translator, origin) < (?, ?, ?, ?, ?)
  FROM provenance WHERE id = units.provenance)
"""


class _Kept(Frozen):
    """What is kept of a unit, its texts by their digests."""

    text: bytes
    locale: int
    digest: int
    approved: int
    provenance: int
    before: bytes | None
    after: bytes | None
    context: str | None
    translation: str
    held: int
    made: tuple[str, str, str, str]
    """Date, release, translator, origin."""


def text_digest(source_locale: str, level: Level, text: str) -> bytes:
    """What a text in its normal form is known by; raises UnicodeEncodeError."""
    return blake2b(f"{source_locale}\n{level}\n{text}".encode(), digest_size=16).digest()


def held_key(locale: str, translation: str) -> int:
    """What a translation in its normal form is known by; raises UnicodeEncodeError."""
    return _number(blake2b(f"{locale}\n{translation}".encode(), digest_size=8).digest())


def add_units(
    connection: sqlite3.Connection,
    units: Iterable[Unit],
    alphabet: Callable[[str, Level], Alphabet],
) -> int:
    """Put units in, inside of a transaction that is open; tell how many are new."""
    adding = _Adding(connection, alphabet)
    stream = iter(units)
    new = 0
    while group := list(islice(stream, _GROUP)):
        new += adding.add(group)
    adding.finish()
    return new


class _Adding:
    """Units on their way into the tables."""

    def __init__(
        self, connection: sqlite3.Connection, alphabet: Callable[[str, Level], Alphabet]
    ) -> None:
        self._connection = connection
        self._alphabet = alphabet
        self._postings = Postings(connection)
        (self._last,) = connection.execute("SELECT coalesce(max(id), 0) FROM texts").fetchone()
        self._tags: dict[str, int] = {}
        self._provenances: dict[tuple[str, str, str, str], int] = {}

    def finish(self) -> None:
        """Write what is held."""
        self._postings.write()

    def add(self, units: Iterable[Unit]) -> int:
        """Put a group of units in; tell how many are new."""
        texts: _Texts = {}
        kept: list[_Kept] = []
        for unit in units:
            try:
                found = self._kept(unit, texts)
            except UnicodeEncodeError:
                # Half a surrogate pair is no character; no file of text can hold it.
                continue
            if found is not None:
                kept.append(found)
        numbers = self._numbers(texts)
        rows = [
            (
                numbers[unit.text],
                unit.locale,
                unit.digest,
                unit.approved,
                unit.provenance,
                None if unit.before is None else numbers[unit.before],
                None if unit.after is None else numbers[unit.after],
                unit.context,
                unit.translation,
            )
            for unit in kept
        ]
        new = self._connection.executemany(_INSERT, rows).rowcount
        if new < len(rows):
            self._connection.executemany(
                _RENEW,
                (
                    (unit.approved, unit.provenance, *row[:3], unit.approved, *unit.made)
                    for row, unit in zip(rows, kept, strict=True)
                ),
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO held VALUES (?)", sorted((unit.held,) for unit in kept)
        )
        return new

    def _kept(self, unit: Unit, texts: _Texts) -> _Kept | None:
        """What is kept of a unit, and its texts put to the others; None where there is no text."""
        source, translation = normal_form(unit.source), unit.translation.strip()
        if not source or not translation:
            return None
        tag, level, context = unit.source_locale, unit.level, unit.context
        found: _Texts = {text_digest(tag, level, source): (tag, level, source, True)}
        (text,) = found
        before = _beside(unit.before, unit, found)
        after = _beside(unit.after, unit, found)
        length = "" if context is None else len(context)
        digest = blake2b(
            f"{length},{len(translation)},{context or ''}{translation}".encode(), digest_size=8
        )
        digest.update(b"-" if before is None else b"+" + before)
        digest.update(b"-" if after is None else b"+" + after)
        made = unit.date, unit.release, unit.translator, unit.origin
        kept = _Kept(
            text=text,
            locale=self._tag(unit.locale),
            digest=_number(digest.digest()),
            approved=int(unit.approved),
            provenance=self._provenance(made),
            before=before,
            after=after,
            context=context,
            translation=translation,
            held=held_key(unit.locale, normal_form(translation)),
            made=made,
        )
        # Only now, when nothing has failed.
        for one, told in found.items():
            if told[3] or one not in texts:
                texts[one] = told
        return kept

    def _tag(self, tag: str) -> int:
        if tag not in self._tags:
            self._connection.execute("INSERT OR IGNORE INTO tags (tag) VALUES (?)", (tag,))
            found = self._connection.execute("SELECT id FROM tags WHERE tag = ?", (tag,))
            (self._tags[tag],) = found.fetchone()
        return self._tags[tag]

    def _provenance(self, made: tuple[str, str, str, str]) -> int:
        if made not in self._provenances:
            if len(self._provenances) > _MOST_KNOWN:
                self._provenances.clear()
            self._connection.execute(
                "INSERT OR IGNORE INTO provenance (date, release, translator, origin)"
                " VALUES (?, ?, ?, ?)",
                made,
            )
            (self._provenances[made],) = self._connection.execute(
                "SELECT id FROM provenance"
                " WHERE date = ? AND release = ? AND translator = ? AND origin = ?",
                made,
            ).fetchone()
        return self._provenances[made]

    def _numbers(self, texts: _Texts) -> dict[bytes, int]:
        """The numbers of texts, those that are new put in."""
        numbers = {_NOTHING: 0}
        digests = list(texts)
        bare = []
        for at in range(0, len(digests), _ASKED):
            asked = digests[at : at + _ASKED]
            asked += [_NOTHING] * (_ASKED - len(asked))
            for digest, number, is_bare in self._connection.execute(_KNOWN, asked):
                numbers[digest] = number
                if is_bare and digest and texts[digest][3]:
                    bare.append(digest)
        new = []
        for digest in digests:
            if digest not in numbers:
                tag, level, text, indexed = texts[digest]
                self._last += 1
                numbers[digest] = self._last
                codes = self._indexed(self._last, texts[digest]) if indexed else None
                new.append((self._last, digest, self._tag(tag), level.value, codes, text))
        self._connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", new)
        # In the order of their numbers, by whose ranges the index is written.
        for digest in sorted(bare, key=numbers.__getitem__):
            codes = self._indexed(numbers[digest], texts[digest])
            self._connection.execute(
                "UPDATE texts SET codes = ? WHERE id = ?", (codes, numbers[digest])
            )
        return numbers

    def _indexed(self, number: int, text: tuple[str, Level, str, bool]) -> bytes | None:
        """The codes of a text, now held for the postings; None where it is too long."""
        if len(text[2]) > LONGEST:
            return None
        coded = self._alphabet(text[0], text[1]).coded(tokens(text[2]))
        self._postings.add(number, coded)
        return coded.codes


def _beside(text: str | None, unit: Unit, texts: _Texts) -> bytes | None:
    """The digest of a text beside that of a unit, put to the others; None where not known."""
    if text is None:
        return None
    text = normal_form(text)
    if not text:
        return _NOTHING
    digest = text_digest(unit.source_locale, unit.level, text)
    texts.setdefault(digest, (unit.source_locale, unit.level, text, False))
    return digest


def _number(digest: bytes) -> int:
    """A digest of eight bytes as SQLite keeps it best."""
    return int.from_bytes(digest, "little", signed=True)
