"""The only place that writes files: all of a set or none of it, and never half a file.

Every file is first written in full beside its place, flushed to the disk, and then renamed over
it. Whatever happens, a reader finds the old file or the new one; what a killed process has left
beside them goes with the next one that writes there.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from communique.project.project import ProjectError

__all__ = ["remove_files", "write_files", "write_stream"]

_UNFINISHED: Final = re.compile(r"\..+\.[0-9a-f]{8}\.part")


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files below a folder, in the order given; returns the paths that have changed.

    Nothing is replaced before everything could be written, so that a full disk leaves all as it
    was. A file that has its bytes already is not touched. Two that write at once take turns.
    Devices and pipes are written to, and never replaced. Raises ProjectError.
    """
    staged: list[tuple[Path, Path]] = []
    streams: list[tuple[Path, bytes]] = []
    changed = []
    try:
        with _alone(folder):
            _sweep({(folder / path).parent for path in files})
            for path, content in files.items():
                target = folder / path
                if _is_stream(target):
                    streams.append((target, content))
                elif _same(target, content):
                    continue
                else:
                    staged.append((_staged(target, [content]), target))
                changed.append(path)
            for temporary, target in staged:
                temporary.replace(target)
            for target, content in streams:
                target.write_bytes(content)
    except OSError as error:
        raise _unwritten(error, folder) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(changed)


def write_stream(target: Path, parts: Iterable[bytes]) -> None:
    """Write one file of any length, part by part; raises ProjectError.

    Until all parts are there, what stood there stands there.
    """
    try:
        with _alone(target.parent):
            _sweep([target.parent])
            if _is_stream(target):
                with target.open("wb") as stream:
                    stream.writelines(parts)
            else:
                _staged(target, parts).replace(target)
    except OSError as error:
        raise _unwritten(error, target) from error


def _unwritten(error: OSError, target: Path) -> ProjectError:
    name = error.filename or target
    return ProjectError(
        f"`{name}` cannot be written: {error.strerror or error}",
        hint="nothing that stood there was changed or half-written; see to the permissions "
        "and the room on the disk, then run the command again",
    )


def remove_files(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Remove files below a folder, and folders that become empty; raises ProjectError."""
    removed = []
    root = folder.resolve()
    for path in paths:
        target = folder / path
        # The list comes from a file that anybody can have changed.
        try:
            if not target.resolve().is_relative_to(root) or not target.is_file():
                continue
        except (RuntimeError, ValueError):
            continue
        try:
            target.unlink()
        except OSError as error:
            raise ProjectError(f"`{target}` cannot be removed: {error.strerror}") from error
        removed.append(path)
        for parent in target.parents:
            if parent.resolve() == root or any(parent.iterdir()):
                break
            parent.rmdir()
    return tuple(removed)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write below a folder; its end, however it comes, is the next's."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(folders: Iterable[Path]) -> None:
    """Remove what a process that was killed had not yet put in its place."""
    for folder in folders:
        if folder.is_dir():
            for path in folder.iterdir():
                if _UNFINISHED.fullmatch(path.name):
                    path.unlink(missing_ok=True)


def _is_stream(target: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder, as `/dev/null` is."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _same(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _staged(target: Path, parts: Iterable[bytes]) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    try:
        with temporary.open("xb") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(target)
        raise
    return temporary


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a web server needs to read a new one."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return 0o644
