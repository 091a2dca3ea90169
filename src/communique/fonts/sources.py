"""Find the font files that installed packages bring."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from communique.fonts.faces import FontError
from communique.frozen import Frozen

__all__ = ["Source", "find_only_font", "find_source", "read_source"]


class Source(Frozen):
    """A font file of an installed package."""

    package: str
    """Name of the package, as pip knows it."""
    version: str
    """Version of the package."""
    path: Path
    """Where the font file is."""
    sha256: str
    """Digest that the package's own record gives for the file, in hexadecimal."""


def find_source(package: str, file_name: str) -> Source:
    """Find a font file by its package and name, without reading it.

    Raises `FontError` if the package is not installed, or keeps no record of such a file.
    """
    found = _distribution(package, brings=f"the font `{file_name}`")
    for entry in found.files or ():
        if entry.name == file_name and entry.hash and entry.hash.mode == "sha256":
            return Source(
                package=package,
                version=found.version,
                path=Path(str(entry.locate())),
                sha256=_hexadecimal(entry.hash.value),
            )
    raise FontError(
        f"the package `{package}` {found.version} does not list the font `{file_name}` with"
        " its digest",
        hint=f"pip install --force-reinstall {package}",
    )


def find_only_font(package: str) -> str:
    """Name the one upright TrueType font of a package, without its folder.

    Raises `FontError` if the package is not installed, or has none, or several.
    """
    found = _distribution(package, brings="a font")
    names = sorted(
        entry.name
        for entry in found.files or ()
        if entry.suffix.lower() == ".ttf" and "italic" not in entry.name.lower()
    )
    if len(names) == 1:
        return names[0]
    listed = ", ".join(f"`{name}`" for name in names)
    raise FontError(
        f"the package `{package}` {found.version} has "
        + (f"several fonts: {listed}" if names else "no TrueType font"),
        hint="name one of them as `file`" if names else "name another package",
    )


def read_source(source: Source) -> bytes:
    """Read a font file; raises `FontError` if it is gone, or is not what was installed."""
    try:
        content = source.path.read_bytes()
    except OSError as error:
        found = f"cannot be read: {error.strerror}"
    else:
        if hashlib.sha256(content).hexdigest() == source.sha256:
            return content
        found = "has changed since it was installed"
    raise FontError(
        f"the font `{source.path}` of the package `{source.package}` {found}",
        hint=f"pip install --force-reinstall {source.package}",
    )


def _distribution(package: str, *, brings: str) -> Distribution:
    try:
        return distribution(package)
    except (PackageNotFoundError, ValueError):
        raise FontError(
            f"the package `{package}`, which brings {brings}, is not installed",
            hint=f"pip install {package}",
        ) from None


def _hexadecimal(record: str) -> str:
    """Turn the unpadded base64 of a package's record (PEP 376, PEP 427) into hexadecimal."""
    return base64.urlsafe_b64decode(record + "=" * (-len(record) % 4)).hex()
