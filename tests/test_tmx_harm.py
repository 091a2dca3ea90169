"""TMX files that mean harm, are none, or are packed: a sentence each, in bounded time."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.memory import TmxError, read_tmx, tmx_members
from tmx_samples import Endless, entry, read, tmx


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column 1: no element found"),
        (b"PK", "line 1, column 1: syntax error"),
        (b"\x00\x01\x02", "line 1, column 1"),
        (b"msgid", "line 1, column 1: syntax error"),
        (b"<html/>", "the file begins with `<html>`, expected `<tmx>`"),
        (b"<tmx>\n<body>\n</tmx>", "line 3, column 3: mismatched tag"),
        (b"<tmx><body><tu>", "no element found"),
        (b"<tmx><body>\x01</body></tmx>", "column 12: not well-formed"),
        (b"<tmx><body>&#1;</body></tmx>", "reference to invalid character number"),
        (b"<tmx>\xff</tmx>", "column 6: not well-formed (invalid token)"),
        (b"<tmx>&bomb;</tmx>", "undefined entity"),
        (b'<!DOCTYPE tmx SYSTEM "file:///etc/passwd"><tmx>&e;</tmx>', "uses the entity `e`"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "a document type of its own"),
        (b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "x">]><tmx/>', "a document type of its own"),
        (b'<?xml version="1.0" encoding="UTF-16"?><tmx/>', "encoding specified in XML"),
        (b'<?xml version="1.0" encoding="big5"?><tmx/>', "encoding is unknown, expected UTF-8"),
        (
            b'<?xml version="1.0" encoding="klingon"?><tmx/>',
            "encoding is unknown, expected UTF-8",
        ),
        (b"<tmx><tu/></tmx>", "`<tu>` stands in `<tmx>`, expected in `<body>`"),
        (b"<tmx><body><tu><tu/></tu></body></tmx>", "`<tu>` stands in `<tu>`"),
        (b"<tmx><body><tu><seg/></tu></body></tmx>", "`<seg>` stands in `<tu>`"),
        (b"<tmx><body><tu><tuv><tuv/></tuv></tu></body></tmx>", "`<tuv>` stands in `<tuv>`"),
        (b"<tmx><prop><prop/></prop></tmx>", "`<prop>` stands in `<prop>`"),
        (b"<tmx>" + b"<a>" * 100, "nested more than 64 deep"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content: bytes, said: str) -> None:
    """With the line and the column; nothing is fetched, and nothing is unfolded."""
    with pytest.raises(TmxError) as raised:
        read(content)
    assert said in str(raised.value)
    assert "`a.tmx`" in str(raised.value)


@pytest.mark.parametrize(
    ("begin", "again", "said"),
    [
        ('<tmx a="', "a", "longer than 2 MB"),
        ("<tmx><!--", "a", "longer than 2 MB"),
        ("<tmx><", "a", "longer than 2 MB"),
        ("<tmx><body><tu><tuv><seg>", "<ph>", "nested more than 64 deep"),
    ],
)
def test_what_does_not_end_is_not_read_for_ever(begin: str, again: str, said: str) -> None:
    """A tag of gigabytes is refused after its first two megabytes."""
    file = Endless(begin, again)
    with pytest.raises(TmxError, match=said):
        list(read_tmx(file, source_locale="en", locales=["fr"], origin=""))
    assert file.given < 3_000_000


def test_a_million_names_are_refused() -> None:
    """A parser remembers each name of an element."""
    names = "".join(f"<n{number}/>" for number in range(20_000))
    with pytest.raises(TmxError, match="more than 5000 names"):
        read(f"<tmx>{names}</tmx>".encode())


def test_a_million_languages_are_refused() -> None:
    """So does the reader, of each language."""
    texts = "".join(entry((f"x{number}", "a")) for number in range(2_000))
    with pytest.raises(TmxError, match="more than 1000 languages"):
        read(tmx(texts))


@pytest.mark.parametrize("inner", ["a", "a<ph/>", " "])
def test_a_text_of_megabytes_is_left_out(inner: str) -> None:
    """The next one is read."""
    long = inner * 150_000
    units = read(tmx(entry(("en", long), ("fr", "a")) + entry(("en", "b"), ("fr", "c"))))
    assert [unit.source for unit in units] == ["b"]


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 100))
def test_any_bytes_are_read_or_refused(junk: bytes, place: int, gone: int) -> None:
    """Whatever happens to a file, there are units or a sentence."""
    content = tmx(entry(("en", "a<ph>b</ph>"), ("fr", "c")))
    with suppress(TmxError):
        read(content[:place] + junk + content[place + gone :])


# Packed files


def members(path: Path) -> dict[str, list[str]]:
    """The source texts in each file behind a path."""
    return {
        name: [
            unit.source for unit in read_tmx(file, source_locale="en", locales=["fr"], origin=name)
        ]
        for name, file in tmx_members(path)
    }


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """A zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def one(text: str) -> bytes:
    """A file with one unit."""
    return tmx(entry(("en", text), ("fr", "x")))


def test_a_file_may_be_packed(tmp_path: Path) -> None:
    """As DGT packs its volumes, and Trados a memory."""
    (tmp_path / "a.tmx").write_bytes(one("a"))
    assert members(tmp_path / "a.tmx") == {"a.tmx": ["a"]}
    (tmp_path / "a.tmx.gz").write_bytes(gzip.compress(one("b")))
    assert members(tmp_path / "a.tmx.gz") == {"a.tmx.gz": ["b"]}
    files = {"1.tmx": one("c"), "readme.txt": b"", "in/2\x1b.TMX": one("d")}
    path = packed(tmp_path / "a.zip", files)
    assert members(path) == {"a.zip/1.tmx": ["c"], "a.zip/in/2?.TMX": ["d"]}


def test_packed_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """Missing, damaged, empty, encrypted: each in a sentence."""
    whole = packed(tmp_path / "whole.zip", {"a.tmx": one("a") * 3}).read_bytes()
    encrypted = bytearray(whole)
    encrypted[6] |= 1
    encrypted[whole.index(b"PK\x01\x02") + 8] |= 1
    damaged = bytearray(whole)
    damaged[50:60] = b"\xff" * 10
    wrong = {
        "cut.zip": (whole[:-30], "cannot be read"),
        "damaged.zip": (bytes(damaged), "cannot be read"),
        "encrypted.zip": (bytes(encrypted), "is encrypted"),
        "nothing.zip": (b"PK\x05\x06" + b"\x00" * 18, "holds no file"),
        "cut.gz": (gzip.compress(one("a"))[:-20], "cannot be read"),
        "damaged.gz": (b"\x1f\x8b\x08\x00" + b"\xff" * 50, "cannot be read"),
        "table.zip": (
            b"PK\x03\x04" + b"PK\x05\x06" + b"\x00" * 8 + b"\xff" * 8 + b"\x00" * 2,
            "lists too many files",
        ),
    }
    for name, (content, said) in wrong.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(TmxError, match=said):
            members(tmp_path / name)
    for path in (tmp_path / "missing.tmx", tmp_path):
        with pytest.raises(TmxError, match="cannot be read"):
            members(path)


@pytest.mark.parametrize("packing", ["zip", "gz"])
def test_a_bomb_is_not_unpacked(packing: str, tmp_path: Path) -> None:
    """What unpacks to two hundred times its size ends after some sixty megabytes."""
    path = tmp_path / f"bomb.{packing}"
    begin, spaces = b"<tmx><body>", b" " * (1 << 20)
    if packing == "zip":
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("a.tmx", "w") as file,
        ):
            for block in (begin, *[spaces] * 70):
                file.write(block)
    else:
        with gzip.open(path, "wb", compresslevel=1) as file:
            for block in (begin, *[spaces] * 70):
                file.write(block)
    with pytest.raises(TmxError, match="more than 200 times its size"):
        members(path)
