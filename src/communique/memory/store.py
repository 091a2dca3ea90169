"""The memory itself: units put in, and found again by text and by likeness."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from communique.frozen import Frozen
from communique.memory.adding import add_units, held_key, text_digest
from communique.memory.file import DamageError, connected, in_sentences
from communique.memory.postings import Alphabet, candidates
from communique.memory.scores import LONGEST, likeness, normal_form, tokens, upper_bounds
from communique.memory.unit import Level, Unit

__all__ = ["Match", "Memory", "open_memory"]

WAIT: Final = 5.0
"""How long another process may keep the file, in seconds."""
MOST_EXACT: Final = 1_000
"""How many translations of one text are given at most."""
_MOST_ALIKE: Final = 2_000

# What the parts of a unit stand in; `_unit` reads a row of it.
_UNITS: Final = """
SELECT t.text, u.translation, source.tag, target.tag, t.level, p.release, p.date, p.translator,
  p.origin, u.context, b.text, a.text, u.approved
FROM units u
  CROSS JOIN texts t ON t.id = u.text
  CROSS JOIN provenance p ON p.id = u.provenance
  CROSS JOIN tags source ON source.id = t.locale
  CROSS JOIN tags target ON target.id = u.locale
  LEFT JOIN texts b ON b.id = u.before
  LEFT JOIN texts a ON a.id = u.after
"""
_BY_VALUE: Final = "t.text, u.translation, u.context, b.text, a.text"
_NEWEST: Final = f" AND u.approved ORDER BY p.date DESC, {_BY_VALUE} LIMIT ?"
_EXACT: Final = (
    _UNITS  # noqa: S608 - of these constants alone
    + "WHERE u.text = (SELECT id FROM texts WHERE digest = ?)"
    + " AND u.locale = (SELECT id FROM tags WHERE tag = ?)"
    + _NEWEST
)
_OF_TEXTS: Final = (
    _UNITS  # noqa: S608 - of these constants alone
    + "WHERE u.text IN (SELECT value FROM json_each(?)) AND u.locale = ?"
    + _NEWEST
)
_ALL: Final = (
    _UNITS
    + "WHERE ? IS NULL OR target.tag = ?"
    + f" ORDER BY source.tag, target.tag, t.level, {_BY_VALUE}"
)
# What has no translation in the language is no match, however alike it is.
_TRANSLATED: Final = """
SELECT id, text FROM texts
WHERE id IN (SELECT value FROM json_each(?))
  AND EXISTS (SELECT 1 FROM units WHERE text = texts.id AND locale = ? AND approved)
ORDER BY digest LIMIT ?
"""
_COUNT: Final = """
SELECT source.tag, target.tag, t.level, count(*)
FROM units u
  CROSS JOIN texts t ON t.id = u.text
  CROSS JOIN tags source ON source.id = t.locale
  CROSS JOIN tags target ON target.id = u.locale
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Match(Frozen):
    """A unit that a text was found to be like."""

    unit: Unit
    """The unit."""
    score: int
    """How alike its source text is, 0 to 100; 100 where it is equal."""


def open_memory(path: Path, *, create: bool = False, wait: float = WAIT) -> Memory:
    """Open the memory in a file, and make an empty one where there is none if `create`.

    A file that another process writes is waited for, `wait` seconds at most. Raises
    MemoryFileError.
    """
    return Memory(connected(path, create=create, wait=wait), path)


class Memory:
    """An open memory; a context manager that closes it.

    Every method raises MemoryFileError where the file fails.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._alphabets: dict[tuple[str, Level], Alphabet] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        self._connection.close()

    def add(self, units: Iterable[Unit]) -> int:
        """Put units in, and tell how many the memory did not have.

        All of them or none: what fails midway, or is killed, leaves the memory as it was. The
        same text with the same translation, context and neighbours is one unit, with the newest
        date and what belongs to it; one that is approved anywhere is approved. Texts are kept in
        their normal form; units without text, or with text that no file can hold (half a
        surrogate pair), are passed over. `units` may be of any length: they are read once, in
        small groups.
        """
        with in_sentences(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                new = add_units(self._connection, units, self._alphabet)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return new

    def exact(
        self, source: str, *, source_locale: str, locale: str, level: Level = Level.PARAGRAPH
    ) -> tuple[Unit, ...]:
        """The approved units of a text, newest first; `MOST_EXACT` at most.

        The text is the same in its normal form: composed, without white space at its ends.
        """
        try:
            digest = text_digest(source_locale, level, normal_form(source))
        except UnicodeEncodeError:
            return ()
        with in_sentences(self._path):
            rows = self._connection.execute(_EXACT, (digest, locale, MOST_EXACT))
            return tuple(map(_unit, rows))

    def similar(
        self,
        source: str,
        *,
        source_locale: str,
        locale: str,
        least: int = 75,
        most: int = 5,
        level: Level = Level.PARAGRAPH,
    ) -> tuple[Match, ...]:
        """The approved units whose texts are most like a text, best first; equal ones included.

        None has a score under `least`, and there are `most` at most. Of two with the same score
        the newer comes first. For texts of more than `LONGEST` characters only equal ones are
        found; of more than 2,000 texts with one score, 2,000 are looked at, always the same. In
        scripts without spaces some with a score under 50 are missed.
        """
        text, least = normal_form(source), max(1, least)
        if len(text) > LONGEST or not text:
            units = self.exact(source, source_locale=source_locale, locale=locale, level=level)
            return tuple(Match(unit=unit, score=100) for unit in units[:most])
        with in_sentences(self._path):
            tag = self._connection.execute(
                "SELECT id FROM tags WHERE tag = ?", (locale,)
            ).fetchone()
            if tag is None:
                return ()
            bounds = self._bounds(text, self._alphabet(source_locale, level), least)
            matches: list[Match] = []
            for bound, group in groupby(bounds, key=lambda found: found[0]):
                if sum(match.score > bound for match in matches) >= most:
                    break
                numbers = [number for _, number in group]
                matches += self._matches(text, numbers, tag[0], least=least, most=most)
        matches.sort(key=lambda match: _order(match.unit))
        matches.sort(key=lambda match: (match.score, match.unit.date), reverse=True)
        return tuple(matches[:most])

    def units(self, *, locale: str | None = None) -> Iterator[Unit]:
        """All units, or those of one locale, approved or not, in an order that depends on them.

        They are read one after the other; the memory must not be changed meanwhile.
        """
        with in_sentences(self._path):
            for row in self._connection.execute(_ALL, (locale, locale)):
                yield _unit(row)

    def holds(self, translation: str, *, locale: str) -> bool:
        """Whether a text is the translation of any unit, approved or not."""
        try:
            key = held_key(locale, normal_form(translation))
        except UnicodeEncodeError:
            return False
        with in_sentences(self._path):
            return (
                self._connection.execute("SELECT 1 FROM held WHERE id = ?", (key,)).fetchone()
                is not None
            )

    def count(self) -> Mapping[tuple[str, str, Level], int]:
        """How many units there are, by source locale, locale and level, in order."""
        with in_sentences(self._path):
            return {
                (source, locale, _level(level)): number
                for source, locale, level, number in self._connection.execute(_COUNT)
            }

    def digest_of(self, origin: str) -> str | None:
        """What `remember` was last told of a file; None where nothing."""
        with in_sentences(self._path):
            row = self._connection.execute(
                "SELECT digest FROM origins WHERE origin = ?", (origin,)
            ).fetchone()
        return None if row is None else str(row[0])

    def remember(self, digests: Mapping[str, str]) -> None:
        """Note the digests of files whose units have been added, by file; all or none."""
        with in_sentences(self._path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT INTO origins VALUES (?, ?)"
                " ON CONFLICT (origin) DO UPDATE SET digest = excluded.digest",
                digests.items(),
            )

    def _alphabet(self, source_locale: str, level: Level) -> Alphabet:
        key = source_locale, level
        if key not in self._alphabets:
            self._alphabets[key] = Alphabet(source_locale, level)
        return self._alphabets[key]

    def _bounds(self, text: str, alphabet: Alphabet, least: int) -> list[tuple[int, int]]:
        """The scores that texts can have at most, best first, and the numbers of the texts."""
        coded = alphabet.coded(tokens(text))
        numbers = candidates(self._connection, coded, paired=alphabet.paired, least=least)
        rows = self._connection.execute(
            "SELECT id, codes FROM texts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        ).fetchall()
        others = [_characters(codes) for _, codes in rows]
        found = upper_bounds(_characters(coded.codes), others, least=least)
        return sorted(((bound, rows[at][0]) for bound, at in found), reverse=True)

    def _matches(
        self, text: str, numbers: list[int], locale: int, *, least: int, most: int
    ) -> list[Match]:
        """The best units of texts with these numbers."""
        rows = self._connection.execute(_TRANSLATED, (json.dumps(numbers), locale, _MOST_ALIKE))
        scores = sorted((-likeness(text, other, least=least), number) for number, other in rows)
        matches: list[Match] = []
        for negative, group in groupby(scores, key=lambda scored: scored[0]):
            if -negative < least or len(matches) >= most:
                break
            alike = json.dumps([number for _, number in group])
            units = self._connection.execute(_OF_TEXTS, (alike, locale, most))
            matches += (Match(unit=_unit(row), score=-negative) for row in units)
        return matches


def _order(unit: Unit) -> tuple[str, ...]:
    """What decides between units of one date."""
    context = ("", "") if unit.context is None else ("1", unit.context)
    before, after = (
        ("", "") if beside is None else ("1", beside) for beside in (unit.before, unit.after)
    )
    return (unit.source, unit.translation, *context, *before, *after)


def _unit(row: tuple[Any, ...]) -> Unit:
    """The unit in a row of `_UNITS`, of which a damaged file may give anything."""
    *texts, context, before, after, approved = row
    beside = (context, before, after)
    if not all(isinstance(text, str) for text in (*texts, *filter(None, beside))):
        raise DamageError("a unit has a part that is no text")
    source, translation, source_locale, locale, level, release, date, translator, origin = texts
    return Unit(
        source=source,
        translation=translation,
        source_locale=source_locale,
        locale=locale,
        level=_level(level),
        context=context,
        before=before,
        after=after,
        release=release,
        date=date,
        translator=translator,
        origin=origin,
        approved=bool(approved),
    )


def _level(name: str) -> Level:
    if name not in tuple(Level):
        raise DamageError("a text has a level that there is not")
    return Level(name)


def _characters(codes: object) -> str:
    """A text as a character for each token; a file may be damaged."""
    return codes.decode("utf-16-le", "replace") if isinstance(codes, bytes) else ""
