"""Catalogues have one form, and bringing them into it loses nothing."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.catalogue import CatalogueFile, canonical_text, read_catalogue
from communique.locales import locale

if TYPE_CHECKING:
    from conftest import Newsroom

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)
UGLY = (
    HEADER + '\n\n\n# Loose.\n\n#, fuzzy\n#: a.c:12 b.c:3 a.c:40\n#. note\n#| msgid "o"\n'
    '#| "ld"\n# mine\nmsgid "a"\n"b"\nmsgstr ""\n"x"\n#~ msgid "y"\n#~ msgstr "w"\n'
    '\nmsgctxt "c"\nmsgid "q"\nmsgid_plural "qs"\nmsgstr[0] "r\\n"\n"s"\nmsgstr[1] "t"\n# The end.'
)


def read(text: str) -> CatalogueFile:
    """A catalogue in which nothing is wrong."""
    file, findings = read_catalogue(text.encode(), path="fr.po", locale=locale("fr"))
    assert file is not None, findings
    return file


def test_every_part_has_its_place() -> None:
    """Comments in gettext's order, texts in one piece but for their line feeds, `#~` last."""
    assert canonical_text(read(UGLY)) == HEADER + (
        '\n# Loose.\n\n# mine\n#. note\n#: a.c b.c\n#, fuzzy\n#| msgid "old"\n'
        'msgid "ab"\nmsgstr "x"\n\nmsgctxt "c"\nmsgid "q"\nmsgid_plural "qs"\nmsgstr[0] ""\n'
        '"r\\n"\n"s"\nmsgstr[1] "t"\n\n#~ msgid "y"\n#~ msgstr "w"\n\n# The end.\n'
    )


def test_windows_line_ends_go() -> None:
    """One tool on Windows does not change every line of the file for all others."""
    assert canonical_text(read(UGLY.replace("\n", "\r\n"))) == canonical_text(read(UGLY))


texts = st.text(alphabet='ab é\\"\n\t中ا', max_size=30)


@given(st.lists(st.tuples(texts.filter(str.strip), texts), max_size=5, unique_by=lambda p: p[0]))
def test_no_text_changes(pairs: list[tuple[str, str]]) -> None:
    """Whatever letters they have; and formatting twice is formatting once."""

    def quoted(text: str) -> str:
        for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(sign, escape)
        return f'"{text}"'

    entries = [f"msgid {quoted(one)}\nmsgstr {quoted(other)}\n" for one, other in pairs]
    file = read("\n".join([HEADER, *entries]))
    once = canonical_text(file)
    again = read(once)
    assert [(m.id, m.translations) for m in again.catalogue.messages] == [
        (m.id, m.translations) for m in file.catalogue.messages
    ]
    assert canonical_text(again) == once


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="GNU gettext is not installed")
def test_it_is_the_form_of_gettext(newsroom: Newsroom) -> None:
    """`msgcat --no-wrap` finds nothing to change."""
    for tag in ("fr", "ar"):
        for domain in ("house", "library-opening"):
            text = canonical_text(read(newsroom.read(newsroom.catalogue(tag, domain))))
            told = subprocess.run(
                ["msgcat", "--no-wrap", "-"], input=text.encode(), capture_output=True, check=True
            )
            assert told.stdout.decode() == text


def test_the_command_writes_what_is_not_in_form(newsroom: Newsroom) -> None:
    """`--check` says so and fails; afterwards there is nothing to do, and texts are the same."""
    path = newsroom.catalogue("fr")
    text = newsroom.read(path)
    newsroom.write(path, text.replace('msgstr "Nous', 'msgstr ""\n"Nous').replace("\n", "\r\n"))
    told = newsroom.call("fmt", "--check")
    assert (told.code, told.stdout) == (1, f"{path}\n")
    assert newsroom.call("fmt").code == 0
    assert newsroom.read(path) == text
    assert newsroom.call("fmt", "--check").code == 0


def test_a_broken_catalogue_is_left_alone(newsroom: Newsroom) -> None:
    """It is told with its line; the others are written."""
    path = newsroom.catalogue("fr")
    newsroom.write(path, newsroom.read(path) + "rubbish\n")
    outcome = newsroom.call("fmt")
    assert outcome.code == 1
    assert "catalogue-syntax" in outcome.stderr
    assert newsroom.read(path).endswith("rubbish\n")
