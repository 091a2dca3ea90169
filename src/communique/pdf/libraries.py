"""Check that the native libraries of text layout are there, before WeasyPrint needs them."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from communique.frozen import Frozen
from communique.pdf.errors import LibraryError

__all__ = [
    "FRIBIDI",
    "LIBRARIES",
    "Library",
    "PackageManager",
    "check_libraries",
    "open_library",
    "package_manager",
]

PackageManager = Literal["apt", "dnf", "apk", "brew"]
"""A way to install packages whose names for the libraries are known here."""

_INSTALL: dict[PackageManager, str] = {
    "apt": "sudo apt install",
    "dnf": "sudo dnf install",
    "apk": "sudo apk add",
    "brew": "brew install",
}

_OF_SYSTEM: dict[str, PackageManager] = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "alpine": "apk",
}


class Library(Frozen):
    """One native library, the names to look for and the packages that hold it."""

    name: str
    """What people call it."""
    purpose: str
    """What cannot be done without it, as the end of “without it …”."""
    files: tuple[str, ...]
    """Names to open, in order; the names WeasyPrint 70.0 tries, for every platform."""
    packages: dict[PackageManager, str]
    """Package that holds it, by package manager."""
    version_function: str = ""
    """C function that tells whether the library is at least of a version; empty where none is."""
    version: tuple[int, int, int] = (0, 0, 0)
    """Oldest version that will do."""


FRIBIDI = Library(
    name="FriBidi",
    purpose="right-to-left text cannot be put in order",
    files=("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll", "fribidi-0.dll", "fribidi"),
    packages={
        "apt": "libfribidi0",
        "dnf": "fribidi",
        "apk": "fribidi",
        "brew": "fribidi",
    },
)
"""The Unicode bidirectional algorithm; Pango depends on it as well."""

LIBRARIES: tuple[Library, ...] = (
    Library(
        name="GObject",
        purpose="Pango cannot be used",
        files=(
            "libgobject-2.0-0",
            "gobject-2.0-0",
            "gobject-2.0",
            "libgobject-2.0.so.0",
            "libgobject-2.0.0.dylib",
            "libgobject-2.0-0.dll",
        ),
        packages={
            "apt": "libglib2.0-0",
            "dnf": "glib2",
            "apk": "glib",
            "brew": "glib",
        },
    ),
    Library(
        name="Fontconfig",
        purpose="no font can be found",
        files=(
            "libfontconfig-1",
            "fontconfig-1",
            "fontconfig",
            "libfontconfig.so.1",
            "libfontconfig.1.dylib",
            "libfontconfig-1.dll",
        ),
        packages={
            "apt": "libfontconfig1",
            "dnf": "fontconfig",
            "apk": "fontconfig",
            "brew": "fontconfig",
        },
    ),
    Library(
        name="HarfBuzz",
        purpose="letters cannot be shaped",
        files=(
            "libharfbuzz-0",
            "harfbuzz",
            "harfbuzz-0.0",
            "libharfbuzz.so.0",
            "libharfbuzz.0.dylib",
            "libharfbuzz-0.dll",
        ),
        packages={
            "apt": "libharfbuzz0b",
            "dnf": "harfbuzz",
            "apk": "harfbuzz",
            "brew": "harfbuzz",
        },
        # With an older one WeasyPrint cuts fonts by fontTools: a hundred times slower, and
        # other bytes.
        version_function="hb_version_atleast",
        version=(4, 1, 0),
    ),
    Library(
        name="HarfBuzz Subset",
        purpose="fonts would be cut by a slow fallback that gives other bytes",
        files=(
            "libharfbuzz-subset-0",
            "harfbuzz-subset",
            "harfbuzz-subset-0.0",
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
            "libharfbuzz-subset-0.dll",
        ),
        packages={
            "apt": "libharfbuzz-subset0",
            "dnf": "harfbuzz",
            # Alpine has moved this file between packages; apk also takes the file's own name.
            "apk": "so:libharfbuzz-subset.so.0",
            "brew": "harfbuzz",
        },
    ),
    Library(
        name="Pango",
        purpose="text cannot be laid out",
        files=(
            "libpango-1.0-0",
            "pango-1.0-0",
            "pango-1.0",
            "libpango-1.0.so.0",
            "libpango-1.0.dylib",
            "libpango-1.0-0.dll",
        ),
        packages={
            "apt": "libpango-1.0-0",
            "dnf": "pango",
            "apk": "pango",
            "brew": "pango",
        },
    ),
    Library(
        name="PangoFT2",
        purpose="Pango cannot use the fonts",
        files=(
            "libpangoft2-1.0-0",
            "pangoft2-1.0-0",
            "pangoft2-1.0",
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
            "libpangoft2-1.0-0.dll",
        ),
        packages={
            "apt": "libpangoft2-1.0-0",
            "dnf": "pango",
            "apk": "pango",
            "brew": "pango",
        },
    ),
    FRIBIDI,
)
"""Everything a PDF needs that pip does not install."""


def check_libraries(
    libraries: Iterable[Library] = LIBRARIES,
    *,
    load: Callable[[str], ctypes.CDLL] | None = None,
    manager: PackageManager | None = None,
) -> None:
    """Make sure that every library can be opened, without importing WeasyPrint.

    `load` opens one library by name and raises OSError where it cannot; `manager` is the package
    manager the hint is written for. Both default to those of this system.

    Raises LibraryError, naming all missing libraries and the packages that hold them.
    """
    opener = load or ctypes.CDLL
    missing: list[Library] = []
    old: list[Library] = []
    for library in libraries:
        handle = _opened(library, opener)
        if handle is None:
            missing.append(library)
        elif not _new_enough(library, handle):
            old.append(library)
    if missing or old:
        raise _error(missing, old, manager or package_manager())


def package_manager(
    *,
    os_release: str | None = None,
    system: str | None = None,
    which: Callable[[str], str | None] = shutil.which,
) -> PackageManager | None:
    """The package manager of this system, or None where it is one not known here.

    `os_release` is the text of `/etc/os-release`, `system` the kernel's name, `which` finds a
    program on the path; all default to this machine's.
    """
    if (system or platform.system()) == "Darwin":
        return "brew"
    text = _os_release() if os_release is None else os_release
    for line in sorted(text.splitlines(), key=lambda line: not line.startswith("ID=")):
        key, _, value = line.partition("=")
        if key in ("ID", "ID_LIKE"):
            for word in value.strip("\"'").split():
                for name in (word, word.partition("-")[0]):
                    if name in _OF_SYSTEM:
                        return _OF_SYSTEM[name]
    return next((manager for manager in _INSTALL if which(manager)), None)


def open_library(library: Library, load: Callable[[str], ctypes.CDLL] = ctypes.CDLL) -> ctypes.CDLL:
    """Open one library; raises LibraryError where no file of it is found."""
    handle = _opened(library, load)
    if handle is None:
        raise _error([library], [], package_manager())
    return handle


def _opened(library: Library, load: Callable[[str], ctypes.CDLL]) -> ctypes.CDLL | None:
    for name in library.files:
        for path in (name, None if "." in name else ctypes.util.find_library(name)):
            if path:
                try:
                    return load(path)
                except OSError:
                    continue
    return None


def _new_enough(library: Library, handle: ctypes.CDLL) -> bool:
    if not library.version_function:
        return True
    return bool(getattr(handle, library.version_function)(*library.version))


def _error(
    missing: list[Library], old: list[Library], manager: PackageManager | None
) -> LibraryError:
    parts = [f"`{library.name}` is missing: {library.purpose}" for library in missing]
    parts += [
        f"`{library.name}` is older than {'.'.join(map(str, library.version))}: {library.purpose}"
        for library in old
    ]
    wanted = [*missing, *old]
    if manager is None:
        files = ", ".join(f"`{library.files[-1]}`" for library in wanted)
        names = ", ".join(library.name for library in wanted)
        hint = f"install {names} with the package manager of this system (files like {files})"
    else:
        packages = dict.fromkeys(library.packages[manager] for library in wanted)
        hint = f"run `{_INSTALL[manager]} {' '.join(packages)}`"
    return LibraryError("; ".join(parts), hint=hint)


def _os_release() -> str:
    for path in (Path("/etc/os-release"), Path("/usr/lib/os-release")):
        try:
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return ""
