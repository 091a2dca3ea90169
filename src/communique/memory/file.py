"""The file of a memory: opened, made, and what is wrong with it said in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from communique.findings import CommuniqueError
from communique.memory import postings

__all__ = ["DamageError", "MemoryFileError", "connected", "in_sentences"]

APPLICATION: Final = 0x636F6D71
"""What marks a file of SQLite as a memory of ours: `comq`."""
VERSION: Final = 1
"""The version of its tables."""

# A text and the texts beside it stand once, whatever is translated into how many languages.
_TABLES: Final = (
    "CREATE TABLE tags (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE) STRICT",
    # `codes` is null where nothing is to be found by likeness: a neighbour alone, a text too long.
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE,"
    " locale INTEGER NOT NULL, level TEXT NOT NULL, codes BLOB, text TEXT NOT NULL) STRICT",
    "CREATE TABLE provenance (id INTEGER PRIMARY KEY, date TEXT NOT NULL, release TEXT NOT NULL,"
    " translator TEXT NOT NULL, origin TEXT NOT NULL,"
    " UNIQUE (date, release, translator, origin)) STRICT",
    "CREATE TABLE units (text INTEGER NOT NULL, locale INTEGER NOT NULL, digest INTEGER NOT NULL,"
    " approved INTEGER NOT NULL, provenance INTEGER NOT NULL, before INTEGER, after INTEGER,"
    " context TEXT, translation TEXT NOT NULL, UNIQUE (text, locale, digest)) STRICT",
    "CREATE TABLE held (id INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE origins (origin TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID",
    postings.TABLE,
)
# What stands beside the first text and the last.
_NOTHING: Final = "INSERT INTO texts VALUES (0, x'', 0, '', NULL, '')"
_OLDEST_SQLITE: Final = (3, 38)
_CACHE: Final = 64
"""How many megabytes of a file are kept in memory."""


class MemoryFileError(CommuniqueError):
    """A memory that cannot be read or written."""


class DamageError(sqlite3.DatabaseError):
    """Something in a file that no memory has; the message says what, and quotes nothing of it."""


def connected(path: Path, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open the file of a memory, and make one where there is none if `create`.

    Raises MemoryFileError.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise MemoryFileError(
            f"this Python has SQLite {sqlite3.sqlite_version}; the memory needs 3.38 or newer",
            hint="use a Python with a newer SQLite",
        )
    # An absolute path is never taken for `:memory:` or for an address.
    path = path.absolute()
    if not create and not path.exists():
        raise MemoryFileError(
            f"there is no memory at `{path}`",
            hint="`communique update` makes it from the catalogues",
        )
    with in_sentences(path):
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            _prepare(connection, path, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Raise MemoryFileError for what SQLite raises about a file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # A mistake of ours, and not of the file.
        raise
    except sqlite3.Error as error:
        raise _sentence(path, error) from error
    except UnicodeDecodeError as error:
        # SQLite quotes what it cannot read.
        raise MemoryFileError(f"`{path}` is damaged", hint=_REBUILD) from error


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    connection.execute(f"PRAGMA cache_size = {-1024 * _CACHE}")
    connection.execute("PRAGMA secure_delete = OFF")
    # The file may come from anybody.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    tables = _tables(connection)
    if not tables and create:
        tables = _make(connection)
    application = _number(connection, "application_id")
    version = _number(connection, "user_version")
    if not tables and not application:
        raise MemoryFileError(
            f"`{path}` is empty, and no memory",
            hint="`communique update` makes it from the catalogues",
        )
    if application != APPLICATION:
        raise MemoryFileError(
            f"`{path}` is no translation memory: another program keeps its data in it",
            hint="name another file, or move this one away",
        )
    if version != VERSION:
        raise MemoryFileError(
            f"`{path}` is a memory of version {version}; this program knows version {VERSION}",
            hint="update communique, or export it as TMX with the program that wrote it",
        )
    if tables != _TABLES:
        raise DamageError("its tables are not those of a memory")


def _make(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Lay out the tables, unless somebody else just did."""
    connection.execute("BEGIN IMMEDIATE")
    if not _tables(connection):
        for statement in (*_TABLES, _NOTHING):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    return _tables(connection)


def _tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """How the tables of a file were made, in order; what SQLite keeps for itself left out."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY rowid"
    )
    return tuple(sql for (sql,) in rows)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


_REBUILD: Final = "move it away; `communique update` makes it anew from the catalogues"
# What SQLite's primary result codes mean to somebody who has a file: sqlite.org/rescode.html.
_SENTENCES: Final = {
    sqlite3.SQLITE_NOTADB: ("is no translation memory, and no file of SQLite", _REBUILD),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _REBUILD),
    sqlite3.SQLITE_BUSY: ("is in use by another process", "wait until that is done, and try again"),
    sqlite3.SQLITE_LOCKED: ("is in use", "wait until that is done, and try again"),
    sqlite3.SQLITE_READONLY: ("cannot be written: it or its folder is read-only", ""),
    sqlite3.SQLITE_PERM: ("cannot be opened: no permission", ""),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "its folder has to exist and let you write"),
    sqlite3.SQLITE_FULL: ("cannot be written: the disk is full", "nothing of it was changed"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk refuses", ""),
    sqlite3.SQLITE_TOOBIG: ("cannot keep a text of this size", ""),
}


def _sentence(path: Path, error: sqlite3.Error) -> MemoryFileError:
    code = getattr(error, "sqlite_errorcode", None)
    found = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    if found is not None:
        return MemoryFileError(f"`{path}` {found[0]}", hint=found[1])
    # What SQLite says of the rest quotes the file, whose bytes are not for a terminal.
    what = f": {error}" if isinstance(error, DamageError) else ""
    return MemoryFileError(f"`{path}` is damaged{what}", hint=_REBUILD)
