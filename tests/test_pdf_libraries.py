"""The native libraries are looked for by name, and what is missing names its package."""

from __future__ import annotations

import ctypes

import pytest

from communique.pdf.errors import LibraryError
from communique.pdf.libraries import (
    FRIBIDI,
    LIBRARIES,
    Library,
    PackageManager,
    check_libraries,
    open_library,
    package_manager,
)

MANAGERS: list[PackageManager] = ["apt", "dnf", "apk", "brew"]


class Opened(ctypes.CDLL):
    """A library that has what is asked of it, and is as new as it says."""

    def __init__(self, *, new: bool) -> None:
        self.new = new

    def hb_version_atleast(self, *_version: int) -> int:
        return int(self.new)


class System:
    """A system that has some libraries and not others."""

    def __init__(self, *missing: str, new: bool = True) -> None:
        self.missing = missing
        self.new = new

    def load(self, name: str) -> ctypes.CDLL:
        if any(part in name for part in self.missing):
            raise OSError(name)
        return Opened(new=self.new)


def test_this_machine_has_them_all() -> None:
    """The machine these tests run on can make PDFs."""
    check_libraries()


def test_a_complete_system_passes() -> None:
    """Nothing is raised where every library opens."""
    check_libraries(load=System().load)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt", "sudo apt install libharfbuzz-subset0"),
        ("dnf", "sudo dnf install harfbuzz"),
        ("apk", "sudo apk add so:libharfbuzz-subset.so.0"),
        ("brew", "brew install harfbuzz"),
    ],
)
def test_a_missing_library_names_the_package_of_this_system(
    manager: PackageManager, command: str
) -> None:
    """Without HarfBuzz Subset WeasyPrint would fall back in silence; here the command is told."""
    with pytest.raises(LibraryError, match="`HarfBuzz Subset` is missing") as caught:
        check_libraries(load=System("harfbuzz-subset").load, manager=manager)
    assert caught.value.hint == f"run `{command}`"


def test_all_missing_libraries_are_told_at_once() -> None:
    """One message and one command for everything."""
    with pytest.raises(LibraryError) as caught:
        check_libraries(load=System("pango", "fribidi").load, manager="dnf")
    assert all(name in str(caught.value) for name in ("`Pango`", "`PangoFT2`", "`FriBidi`"))
    assert caught.value.hint == "run `sudo dnf install pango fribidi`"


def test_an_old_harfbuzz_is_refused() -> None:
    """Before 4.1 the slow fallback would be taken, and give other bytes."""
    with pytest.raises(LibraryError, match=r"`HarfBuzz` is older than 4\.1\.0"):
        check_libraries(load=System(new=False).load, manager="apt")


def test_an_unknown_system_is_told_the_names() -> None:
    """Where no package manager is known, the hint names libraries and files."""
    with pytest.raises(LibraryError) as caught:
        open_library(FRIBIDI, System("fribidi").load)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("os_release", "expected"),
    [
        ("ID=debian\nVERSION_ID=12\n", "apt"),
        ('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt"),
        ("ID=fedora\n", "dnf"),
        ('ID="almalinux"\nID_LIKE="rhel centos fedora"\n', "dnf"),
        ("ID=alpine\n", "apk"),
        ("ID=plan9\n", None),
        ("", None),
    ],
)
def test_the_system_tells_its_package_manager(
    os_release: str, expected: PackageManager | None
) -> None:
    """The file `os-release` names the system or those it is like."""
    found = package_manager(os_release=os_release, system="Linux", which=lambda _name: None)
    assert found == expected


def test_a_mac_uses_brew() -> None:
    """On macOS there is no `os-release`."""
    assert package_manager(os_release="", system="Darwin", which=lambda _name: None) == "brew"


def test_an_unnamed_system_is_known_by_its_programs() -> None:
    """Where `os-release` tells nothing, the program on the path does."""
    found = package_manager(
        os_release="", system="Linux", which=lambda name: "/sbin/apk" if name == "apk" else None
    )
    assert found == "apk"


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_each_library_has_a_package_everywhere(library: Library) -> None:
    """No hint is ever empty."""
    assert set(library.packages) == set(MANAGERS)
    assert all(library.packages.values())
    assert library.files
