"""The TMX files behind a path: the file itself, or what a `.gz` or a `.zip` holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from communique.memory.tmx.error import TmxError
from communique.memory.tmx.read import Readable

__all__ = ["tmx_members"]

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_GZIP: Final = b"\x1f\x8b"

# UTF-16 full of tags shrinks to a twentieth or so. What shrinks ten times more is a trap, but a
# small file may do as it likes.
_MOST_TIMES: Final = 200
_HARMLESS: Final = 1 << 26
# The table of contents is read as a whole; this is enough for 200,000 files.
_LONGEST_TABLE: Final = 1 << 24
_END_OF_ZIP: Final = 22 + 0xFFFF


def tmx_members(path: Path) -> Iterator[tuple[str, Readable]]:
    """The name and the bytes of each TMX file behind a path, one after the other.

    Read each before the next one is asked for. A name is for people: it has no character that
    does something to a terminal. Raises TmxError, also while a file is read.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(4)
            file.seek(0)
            limit = _Limit(path)
            if begin in {_ZIP, _EMPTY_ZIP}:
                yield from _zipped(path, file, limit)
            elif begin.startswith(_GZIP):
                import gzip

                with gzip.open(file) as unpacked:
                    yield _shown(path.name), _Bounded(unpacked, path, limit)
            else:
                yield _shown(path.name), _Bounded(file, path, None)
    except OSError as error:
        raise _unreadable(path, error) from error


def _zipped(path: Path, file: BinaryIO, limit: _Limit) -> Iterator[tuple[str, Readable]]:
    # Few files are packed, and each command would wait for it.
    import zipfile

    if _table_length(file) > _LONGEST_TABLE:
        raise TmxError(f"`{_shown(path.name)}` lists too many files, expected at most 200,000")
    with _understood(path):
        archive = zipfile.ZipFile(file)
    with archive:
        names = [
            member for member in archive.infolist() if member.filename.lower().endswith(".tmx")
        ]
        if not names:
            raise TmxError(f"`{_shown(path.name)}` holds no file that ends in `.tmx`")
        for member in names:
            name = _shown(f"{path.name}/{member.filename}")
            if member.flag_bits & 1:
                raise TmxError(f"`{name}` is encrypted", hint="unpack it and import the files")
            with _understood(path):
                unpacked = archive.open(member)
            with unpacked:
                yield name, _Bounded(unpacked, path, limit)


def _table_length(file: BinaryIO) -> int:
    """How many bytes of a zip are its table of contents (APPNOTE.TXT, section 4.3.16)."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_OF_ZIP))
    _, found, end = file.read().rpartition(_EMPTY_ZIP)
    file.seek(0)
    return int.from_bytes(end[8:12], "little") if found else 0


class _Limit:
    """How much may come out of one packed file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rest = max(_HARMLESS, path.stat().st_size * _MOST_TIMES)

    def count(self, length: int) -> None:
        """Take note of what came out; raises TmxError."""
        self._rest -= length
        if self._rest < 0:
            raise TmxError(
                f"`{_shown(self._path.name)}` unpacks to more than {_MOST_TIMES} times its size",
                hint="unpack it and import the files, if you trust them",
            )


class _Bounded:
    """What can be read of a file, with its faults as sentences."""

    def __init__(self, file: Readable, path: Path, limit: _Limit | None) -> None:
        self._file = file
        self._path = path
        self._limit = limit

    def read(self, size: int, /) -> bytes:
        """The next bytes; raises TmxError."""
        with _understood(self._path):
            block = self._file.read(size)
        if self._limit is not None:
            self._limit.count(len(block))
        return block


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    """Tell in a sentence what is wrong with a file."""
    try:
        yield
    except TmxError:
        raise
    except Exception as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> TmxError:
    reason = error.strerror if isinstance(error, OSError) else None
    return TmxError(
        f"`{_shown(path.name)}` cannot be read: {reason or str(error) or 'it is damaged'}"
    )


def _shown(name: str) -> str:
    """A name without characters that do something to a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]
