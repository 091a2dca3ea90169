"""Texts begin a new line where gettext begins one, or where their own file does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import (
    UNWRAPPED,
    WRAPPED,
    CatalogueFile,
    Wrapping,
    canonical_text,
    read_catalogue,
    retranslated_text,
)
from communique.catalogue.po import text_lines
from communique.catalogue.wrapping import parted, wrapping_of
from communique.locales import locale

if TYPE_CHECKING:
    from conftest import Newsroom

CORPORA: Final = os.environ.get("COMMUNIQUE_CORPORA", "")
HEADER: Final = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)
LONG: Final = (
    "The quick brown fox jumps over the lazy dog, and does so again and once more "
    "until it is tired."
)
# Letters of every class of the rule, each alphabet apart, because runs of one kind tell most.
ALPHABETS: Final = [
    "abcdefgh ", "ab cd 0123,.;:/-()[]{}%$€\"'\\ ", "中文字、。「」（）〔〕ー…，：",
    "かなカナっゃ ー",
    "한국어 각가 각각", 'אבג-–— "', "عربي ٠١٢؟، ", "ไทยลาว ะา", "देवनागरी क्ष ।",
    "e\u0301\u200d\u200b\u00a0\u2060\u00ad ", "👨‍👩‍👧🏻🇫🇷🇩🇪🇧 ",
    "—–‐‑…«»‹›“”„‚‘’ §°№&<>=+*#@!?|~^_`", "\n\t\r ", '\\n" ', "www.debian.org/a?b=c;&lt;$(HOME)",
]  # fmt: skip


def installed() -> bool:
    """Whether this is the gettext whose rule is ours; 0.23 came with another one."""
    program = shutil.which("msgcat")
    if program is None:
        return False
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return re.search(r"\) 0\.2[12]\b", told.stdout) is not None


needs_gettext = pytest.mark.skipif(not installed(), reason="GNU gettext 0.21 is not installed")


def by_msgcat(text: str, *options: str) -> str:
    """A catalogue as `msgcat` writes it."""
    told = subprocess.run(
        ["msgcat", "--add-location=file", *options, "-"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return told.stdout.decode()


def read(text: str) -> CatalogueFile:
    """A catalogue, whatever is wrong with its header."""
    file, findings = read_catalogue(text.encode(), path="fr.po", locale=locale("fr"))
    assert file is not None, findings
    return file


def catalogue(pairs: Sequence[tuple[str, str]], wrapping: Wrapping = UNWRAPPED) -> str:
    """A catalogue of messages with their translations."""
    entries = [
        "\n".join(
            [*text_lines("msgid", one, "", wrapping), *text_lines("msgstr", two, "", wrapping)]
        )
        for one, two in pairs
    ]
    return HEADER + "\n\n".join(entries) + "\n"


def style_of(text: str, default: Wrapping = UNWRAPPED) -> Wrapping:
    """How a catalogue is wrapped."""
    return wrapping_of(read(text).scanned.entries[1:], default)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Long texts in a few scripts at once."""
    alphabet = "".join(draw(st.lists(st.sampled_from(ALPHABETS), min_size=1, max_size=3)))
    return draw(st.text(st.sampled_from(alphabet), max_size=260))


@needs_gettext
@given(st.lists(texts(), min_size=1, max_size=40))
@settings(deadline=None, max_examples=40)
def test_lines_end_where_gettext_ends_them(drawn: list[str]) -> None:
    """In every script, at every sign, before and behind every escape."""
    text = catalogue([(f"{number} {text}", text) for number, text in enumerate(drawn)])
    assert canonical_text(read(text), WRAPPED) == by_msgcat(text)
    assert canonical_text(read(text)) == by_msgcat(text, "--no-wrap")


@needs_gettext
@pytest.mark.skipif(not CORPORA, reason="COMMUNIQUE_CORPORA names no folder")
def test_real_catalogues_are_written_as_gettext_writes_them() -> None:
    """To the byte, wrapped and not, whatever tool has written them."""
    paths = sorted(Path(CORPORA).rglob("*.po"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        assert canonical_text(read(text), WRAPPED) == by_msgcat(text), path
        assert canonical_text(read(text)) == by_msgcat(text, "--no-wrap"), path


@given(texts(), st.integers(1, 90), st.integers(0, 20))
@settings(deadline=None, max_examples=300)
def test_the_pieces_of_a_text_are_the_text(text: str, room: int, start: int) -> None:
    """None is lost, none is empty but that of an empty text, and no escape is cut in two."""
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n")
    pieces = parted(escaped, room=room, start=start)
    assert "".join(pieces) == escaped
    assert all(pieces) or pieces == [""]
    assert all((len(piece) - len(piece.rstrip("\\"))) % 2 == 0 for piece in pieces)


@given(st.lists(texts(), max_size=6), st.sampled_from([UNWRAPPED, WRAPPED]))
@settings(deadline=None, max_examples=100)
def test_formatting_twice_is_formatting_once(drawn: list[str], wrapping: Wrapping) -> None:
    """And no text changes, from one kind of wrapping to the other and back."""
    pairs = [(f"{number} {text}", text) for number, text in enumerate(drawn)]
    file = read(catalogue(pairs))
    once = canonical_text(file, wrapping)
    again = read(once)
    assert [(m.id, m.translations[0]) for m in again.catalogue.messages] == pairs
    assert canonical_text(again, wrapping) == once
    assert canonical_text(again, UNWRAPPED) == canonical_text(file, UNWRAPPED)


@needs_gettext
def test_every_kind_of_line_is_wrapped_as_gettext_does() -> None:
    """The header, contexts, plurals, earlier texts, obsolete ones, and many references."""
    rule = "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : 4"
    text = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: nplurals=2; plural=({rule});\\n"\n'
        f"\n#own\n#  inset, with a space behind \n#.note\n#: {'a' * 41}.c:1 {'b' * 30}.c:2 "
        f"{'c' * 20}.c:3 {'b' * 30}.c:9 \u2068a name with spaces.c\u2069:3\n"
        f'#, fuzzy\n#| msgctxt "{LONG}"\n#| msgid ""\n#| "{LONG}"\n#| msgid_plural "{LONG}"\n'
        f'msgctxt "{LONG}"\nmsgid "{LONG}"\nmsgid_plural "{LONG}\\n"\nmsgstr[0] "{LONG}\\n{LONG}"\n'
        f'msgstr[1] "\\n"\n\n#, no-wrap\nmsgid "{LONG}"\nmsgstr "{LONG}\\n{LONG}"\n'
        f'\n# Old.\n#. note\n#, fuzzy\n#~| msgid "{LONG}"\n#~ msgid "{LONG} {LONG}"\n'
        f'#~ msgstr "{LONG}"\n'
    )
    assert canonical_text(read(text), WRAPPED) == by_msgcat(text)
    assert canonical_text(read(text)) == by_msgcat(text, "--no-wrap")


SENTENCES: Final = [
    (f"{number} {LONG * (number % 3 + 1)}", f"{'x' * number} {LONG * 2}") for number in range(40)
]


@pytest.mark.parametrize("width", [60, 72, 76, 77, 79, 80, 100, 120])
def test_a_file_tells_its_width(width: int) -> None:
    """Each line that ends says so: it is full, and the next word would not have fitted."""
    text = catalogue(SENTENCES, Wrapping(width=width))
    assert style_of(text, Wrapping(width=40)) == Wrapping(width=width)
    assert style_of(text.replace("\n", "\r\n"), Wrapping(width=40)) == Wrapping(width=width)


@needs_gettext
@pytest.mark.parametrize(("options", "width"), [([], 79), (["-w", "100"], 100), (["--no-wrap"], 0)])
def test_what_gettext_and_poedit_write_is_known(options: list[str], width: int) -> None:
    """Poedit has `msgcat` wrap its files, at the column of its settings or not at all."""
    assert style_of(by_msgcat(catalogue(SENTENCES), *options)) == Wrapping(width=width)


@pytest.mark.parametrize(
    ("wrapping", "lines"),
    [
        # The three settings of Weblate: 77 columns of text, at line feeds alone, and never.
        (Wrapping(width=79), ["", f"{LONG[:77]}", f"{LONG[77:]}\\n", LONG[:77], LONG[77:]]),
        (Wrapping(), ["", f"{LONG}\\n", LONG]),
        (Wrapping(at_line_feeds=False), [f"{LONG}\\n{LONG}"]),
    ],
    ids=["77", "65535", "-1"],
)
def test_a_changed_message_is_written_as_its_file_is(wrapping: Wrapping, lines: list[str]) -> None:
    """Whatever the project says; the tool that wrote the file then finds nothing to change."""
    assert LONG[76] == " "
    text = catalogue([*SENTENCES[:3], ("a\nb" + LONG * 2, "c\nd" + LONG * 2), ("x", "y")], wrapping)
    assert style_of(text) == wrapping
    for default in (UNWRAPPED, WRAPPED):
        new = retranslated_text(read(text), {(None, "x"): (f"{LONG}\n{LONG}",)}, wrapping=default)
        assert new == text.replace('msgstr "y"', "msgstr " + "\n".join(f'"{it}"' for it in lines))


@pytest.mark.parametrize(
    "text",
    [
        HEADER,
        HEADER + 'msgid "short"\nmsgstr ""\n"cut "\n"by hand"\n',
        HEADER + f'msgid "short"\nmsgstr "{"a" * 90}"\n',
        HEADER + f'msgid "{LONG}"\nmsgstr ""\n"{LONG[:40]}"\n"{LONG[40:]}"\n',
    ],
    ids=["empty", "short", "one word", "both kinds"],
)
def test_a_file_without_evidence_is_written_as_the_project_says(text: str) -> None:
    """No long text, none that could be wrapped, or as many wrapped ones as others."""
    for default in (UNWRAPPED, WRAPPED, Wrapping(width=100, at_line_feeds=False)):
        assert style_of(text, default) == default


def test_a_flag_keeps_a_message_as_it_is() -> None:
    """`no-wrap` is gettext's own word for texts whose lines must stay."""
    text = HEADER + f'#, no-wrap\nmsgid "{LONG}"\nmsgstr "{LONG}"\n'
    assert canonical_text(read(text), WRAPPED) == text


def test_a_project_says_how_its_catalogues_are_wrapped(newsroom: Newsroom) -> None:
    """`fmt` writes them so, new catalogues and templates are so from the start."""
    newsroom.write("release/house.toml", newsroom.read("release/house.toml").replace(
        "[types.press-release]", '[catalogues]\nwrap = "gettext"\n\n[types.press-release]', 1
    ))  # fmt: skip
    path = newsroom.catalogue("fr")
    unwrapped = newsroom.read(path)
    assert newsroom.call("fmt").code == 0
    text = newsroom.read(path)
    assert max(map(len, text.splitlines())) <= WRAPPED.width < max(map(len, unwrapped.splitlines()))
    assert newsroom.call("fmt", "--check").code == 0
    (newsroom.root / newsroom.catalogue("ar")).unlink()
    assert newsroom.call("update").code == 0
    new = newsroom.read(newsroom.catalogue("ar"))
    assert max(map(len, new.splitlines())) <= WRAPPED.width
    assert newsroom.call("fmt", "--check").code == 0
    if installed():
        assert by_msgcat(text) == text
        assert by_msgcat(new) == new


def test_another_word_is_no_setting(newsroom: Newsroom) -> None:
    """It is told where it stands, and nothing is guessed from it."""
    newsroom.write("release/house.toml", newsroom.read("release/house.toml").replace(
        "[types.press-release]", '[catalogues]\nwrap = "79"\n\n[types.press-release]', 1
    ))  # fmt: skip
    outcome = newsroom.call("check")
    assert outcome.code == 1
    assert "wrap" in outcome.stdout
    line = newsroom.line_of("release/house.toml", 'wrap = "79"')
    assert f"release/house.toml:{line}" in outcome.places()
