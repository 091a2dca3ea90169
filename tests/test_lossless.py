"""A catalogue loses nothing: not a byte that was not meant to change is changed."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from communique.catalogue import (
    UNWRAPPED,
    WRAPPED,
    CatalogueFile,
    Message,
    TemplateMessage,
    Wrapping,
    canonical_text,
    merged,
    read_catalogue,
    retranslated_text,
    updated_text,
)
from communique.catalogue.scan import EntryLines
from communique.locales import Locale, locale

CORPORA: Final = os.environ.get("COMMUNIQUE_CORPORA", "")
FRENCH: Final = locale("fr")

# Every kind of comment, in spellings that gettext reads.
OWN: Final = ["#", "#own", "# own", "#  two  spaces ", "#\ttab", "##", "# communique: no such rule"]
TOLD: Final = ["#. note", "#.note", "#.", "#.  inset"]
PLACES: Final = ["#: a.md#b c.md#d", "#:e.md:12", "#:", "#: \u2068a b.md\u2069:3"]
FLAGS: Final = ["#, fuzzy", "#,fuzzy,no-wrap", "#, c-format , fuzzy", "#,", "#= range: 0..5"]
EARLIER: Final = [
    '#| msgctxt "earlier"', '#| msgid "earlier"', '#| msgid ""\n#| "ear"\n#| "lier"',
    '#| msgid_plural "earlier ones"', "#| nobody can read this", "#|",
]  # fmt: skip
BLANK: Final = ["", "\n", "\n\n\n", " \n", "\t\n\n", "\n# loose\n\n", "\n#. loose\n#: loose\n\n"]
PIECES: Final = ["", "a", "b ", "é", "中文", "ا ", '\\"', "\\\\", "\\n", "\\t", "{fact}", "x" * 90]
FIELDS: Final = [
    "Language: fr", "Plural-Forms: nplurals=2; plural=(n > 1);", "X-Generator: Poedit 3.4",
    "Content-Type: text/plain; charset=UTF-8", "PO-Revision-Date: 2018-05-25 12:00+0200",
    "Last-Translator: Zoé <z@example.org>", "X-Odd:no space, no value:",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn, keyword: str, pieces: list[str]) -> list[str]:
    """The lines of a text, cut anywhere, each perhaps inset or with spaces behind."""
    space = draw(st.sampled_from([" ", "", "\t", "  "]))
    if len(pieces) == 1:
        lines = [f'{keyword}{space}"{pieces[0]}"']
    else:
        lines = [f'{keyword}{space}""', *(f'"{piece}"' for piece in pieces)]
    inset = st.sampled_from(["", "", "", " ", "\t"])
    return [f"{draw(inset)}{line}{draw(inset)}" for line in lines]


@st.composite
def entries(draw: st.DrawFn, number: int, *, obsolete: bool) -> str:
    """An entry that is like no other in its file, with comments in any order."""
    pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5)
    lines: list[str] = []
    if draw(st.booleans()):
        lines += draw(texts("msgctxt", draw(pieces)))
    lines += draw(texts("msgid", [f"{number}", *draw(pieces)]))
    if draw(st.booleans()):
        lines += draw(texts("msgid_plural", ["p", *draw(pieces)]))
        for form in range(2):
            lines += draw(texts(f"msgstr[{form}]", draw(pieces)))
    else:
        lines += draw(texts("msgstr", draw(pieces)))
    kinds = [OWN, FLAGS, EARLIER, *([] if obsolete else [TOLD, PLACES])]
    remarks = draw(st.lists(st.sampled_from([it for kind in kinds for it in kind]), max_size=5))
    if obsolete:
        remarks = [remark.replace("#|", "#~|") for remark in remarks]
        hidden = draw(st.sampled_from(["#~ ", "#~", "#~\t"]))
        lines = [f"{hidden}{line}" for line in lines]
    return "".join(f"{line}\n" for line in (*remarks, *lines))


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """A well-formed catalogue as some tool, some person or both have left it."""
    fields = draw(st.permutations(FIELDS))
    header = [
        *draw(st.lists(st.sampled_from(OWN), max_size=3)),
        'msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields),
    ]  # fmt: skip
    text = "".join(f"{line}\n" for line in header)
    for number in range(draw(st.integers(0, 5))):
        text += draw(st.sampled_from(BLANK))
        text += draw(entries(number, obsolete=draw(st.booleans())))
    text += draw(st.sampled_from(["", "\n", "\n\n", "\n# The end.\n", "# The end.\n", "\n#~ \n"]))
    ends = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = text.replace("\n", ends)
    return text.rstrip("\r\n") if draw(st.booleans()) else text


def read(content: bytes, of: Locale = FRENCH) -> CatalogueFile:
    """A catalogue in which nothing is wrong that keeps it from being written."""
    file, findings = read_catalogue(content, path="x.po", locale=of)
    assert file is not None, findings
    return file


def own_template(file: CatalogueFile) -> tuple[TemplateMessage, ...]:
    """The template that a catalogue is up to date with."""
    return tuple(
        TemplateMessage(
            id=message.id,
            plural_id=message.plural_id,
            context=message.context,
            comments=message.comments,
            references=message.references,
        )
        for message in file.catalogue.messages
        if not message.obsolete
    )


def current(file: CatalogueFile) -> list[tuple[int, Message]]:
    """The messages that are not obsolete, each with the number of its entry."""
    numbered = enumerate(file.catalogue.messages, start=1)
    return [(number, message) for number, message in numbered if not message.obsolete]


def before_texts(entry: EntryLines) -> list[str]:
    """The lines of an entry above its first msgstr."""
    lines = list(entry.lines)
    at = next(n for n, line in enumerate(lines) if line.lstrip().startswith("msgstr"))
    return lines[:at]


def check_that_an_update_changes_nothing(content: bytes, of: Locale) -> None:
    """Read and written, or updated with its own template, it is the same to the byte."""
    file = read(content, of)
    parts = [line for entry in file.scanned.entries for line in (*entry.lead, *entry.lines)]
    assert "".join((*parts, *file.scanned.tail)).encode() == content
    assert retranslated_text(file, {}).encode() == content
    same = {message.key: message.translations for _, message in current(file)}
    assert retranslated_text(file, same).encode() == content
    for wrapping in (UNWRAPPED, WRAPPED):
        text = updated_text(file, own_template(file), of, wrapping=wrapping)
        assert text.encode() == content


def check_that_a_change_is_one_of_its_own_lines(
    content: bytes, of: Locale, number: int, message: Message
) -> None:
    """A new text changes the lines of its `msgstr`, and no other."""
    old = read(content, of)
    translations = tuple(f"{text} – changed, “and longer”\n" for text in message.translations)
    text = retranslated_text(old, {message.key: translations})
    new = read(text.encode(), of)
    assert new.catalogue.messages[number - 1].translations == translations
    assert new.scanned.tail == old.scanned.tail
    assert len(new.scanned.entries) == len(old.scanned.entries)
    for at, (one, other) in enumerate(zip(old.scanned.entries, new.scanned.entries, strict=True)):
        assert one.lead == other.lead
        if at == number:
            assert before_texts(one) == before_texts(other)
            assert one.lines[-1].endswith("\n") == other.lines[-1].endswith("\n")
        else:
            assert one.lines == other.lines
    back = retranslated_text(new, {message.key: message.translations})
    assert read(back.encode(), of).catalogue.messages[number - 1].translations == (
        message.translations
    )


@given(catalogues())
@settings(deadline=None, max_examples=300)
def test_what_is_up_to_date_comes_back_to_the_byte(text: str) -> None:
    """Comments of every kind, obsolete entries anywhere, odd blank lines, any line end or none."""
    check_that_an_update_changes_nothing(text.encode(), FRENCH)


@given(catalogues(), st.data())
@settings(deadline=None, max_examples=300)
def test_a_changed_message_changes_its_own_lines(text: str, data: st.DataObject) -> None:
    """Those above, below and between stay, and so does the end of the file."""
    messages = current(read(text.encode()))
    assume(messages)
    number, message = data.draw(st.sampled_from(messages))
    check_that_a_change_is_one_of_its_own_lines(text.encode(), FRENCH, number, message)


@given(catalogues(), st.integers(0, 5))
@settings(deadline=None, max_examples=200)
def test_a_new_message_adds_its_own_lines(text: str, place: int) -> None:
    """Wherever it comes: what stood in the file stands in it still, in the same order."""
    file = read(text.encode())
    template = list(own_template(file))
    template.insert(place, TemplateMessage(id="new", comments=("told",), references=("n.md#o",)))
    new = read(updated_text(file, template, FRENCH).encode())
    old = [(entry.lead, entry.lines) for entry in file.scanned.entries]
    ours = [
        (entry.lead, entry.lines)
        for entry, message in zip(new.scanned.entries, new.scanned.messages, strict=True)
        if message.id != "new"
    ]
    assert len(ours) == len(old)
    for (old_lead, old_lines), (lead, lines) in zip(old, ours, strict=True):
        # A blank line may come between it and the new one, or a line end at the end of the file.
        assert [line for line in lead if line.strip()] == [it for it in old_lead if it.strip()]
        assert [line.rstrip("\r\n") for line in lines] == [it.rstrip("\r\n") for it in old_lines]


@given(catalogues(), st.sampled_from([UNWRAPPED, WRAPPED]))
@settings(deadline=None, max_examples=300)
def test_formatting_keeps_all_that_anybody_wrote(text: str, wrapping: Wrapping) -> None:
    """Every text, flag, comment and earlier text; formatting twice is formatting once."""
    file = read(text.encode())
    once = canonical_text(file, wrapping)
    again = read(once.encode())
    assert canonical_text(again, wrapping) == once
    assert list(again.catalogue.headers.items()) == list(file.catalogue.headers.items())
    old, new = ({message.key: message for message in it.catalogue.messages} for it in (file, again))
    assert old.keys() == new.keys()
    for key, message in old.items():
        found = new[key]
        for one, other in (
            (message.translations, found.translations),
            (message.plural_id, found.plural_id),
            (message.fuzzy, found.fuzzy),
            (message.obsolete, found.obsolete),
            (set(message.flags), set(found.flags)),
            (message.comments, found.comments),
            (message.translator_comments, found.translator_comments),
            (message.previous_id, found.previous_id),
        ):
            assert one == other
    for remark in ("# loose", "# The end.", "nobody can read this"):
        assert once.count(remark) == text.count(remark)


@given(catalogues())
@settings(deadline=None, max_examples=200)
def test_merging_a_catalogue_with_itself_changes_nothing(text: str) -> None:
    """Nor does merging it with what it was made from."""
    file = read(text.encode())
    obsolete = [message.obsolete for message in file.catalogue.messages]
    assume(all(one <= other for one, other in pairwise(obsolete)))
    assert merged(file, file, file).text == text


def test_a_message_that_both_sides_changed_has_one_earlier_text() -> None:
    """What stands above it is put together of both, and nothing of it twice."""
    header = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    entry = '\n#. {0}\n#, fuzzy\n#| msgid "before"\nmsgid "now"\nmsgstr "{1}"\n'
    base, ours, theirs = (
        read((header + entry.format(note, text)).encode())
        for note, text in (("note", "x"), ("other", "x"), ("note", "y"))
    )
    assert merged(base, ours, theirs).text == header + entry.format("other", "y")


def real() -> list[Path]:
    """The files of a folder of catalogues that people have made."""
    return sorted(Path(CORPORA).rglob("*.po")) if CORPORA else []


@pytest.mark.skipif(not CORPORA, reason="COMMUNIQUE_CORPORA names no folder")
@pytest.mark.parametrize("path", real(), ids=lambda path: "/".join(path.parts[-2:]))
def test_real_catalogues_lose_nothing(path: Path) -> None:
    """Each comes back to the byte, and a change of its longest message changes that one."""
    content = path.read_bytes()
    of = locale(path.parent.name.replace("_", "-"))
    check_that_an_update_changes_nothing(content, of)
    messages = current(read(content, of))
    number, message = max(messages, key=lambda it: len(it[1].translations[0]))
    check_that_a_change_is_one_of_its_own_lines(content, of, number, message)
