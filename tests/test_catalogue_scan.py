"""A PO file is cut into entries without losing a byte, and broken syntax is found at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.catalogue import Message
from communique.catalogue import scan as scanning
from communique.catalogue.po import written
from communique.catalogue.scan import Scanned, scan

LINES = st.sampled_from(
    ['msgid "a"\n', 'msgid ""\n', 'msgstr "b"\n', 'msgstr ""\n', 'msgctxt "c"\n',
     'msgctxt ""\n', 'msgid_plural "d"\n', 'msgstr[0] "e"\n', 'msgstr[1] "f"\n', '"more"\n',
     '"\\n"\n', '"\\"\\\\"\n',
     '#~ msgid "g"\n', '#~ msgid_plural "g"\n', '#~ msgstr "h"\n', '#~ "h"\n', '#~msgid "i"\n',
     '#~| msgid "i"\n', '#| msgid "j"\n', "#|\n", "#~|\n", "#, fuzzy\n", "#= fuzzy\n", "#,\n",
     "#. note\n", "#.\n", "#: a.md#b\n", "#:\n", "# remark\n", "#remark\n", "#\n", "#~\n", "\n",
     "\r\n", "  \n", '  msgid "k"\n', 'msgstr"l"\n', '\tmsgstr "l"\r\n', '"Language: de\\n"\n',
     'msgstr "no line end"']
)  # fmt: skip
BROKEN = st.sampled_from(
    ["msgid", '"', "\\", "x", "\t", "\u2028", "\x00", "\x0b", "\x85", "\r", "#", 'msgstr[12] "m"\n',
     'msgid[0] "n"\n', 'msgid "o\n', 'msgid "\\q"\n', 'msgid "p" q\n', "msgstr[", "é", "\ufeff"]
)  # fmt: skip
ENTRY = st.sampled_from(
    ['msgid "%s"\nmsgstr "b"\n', 'msgctxt "c"\nmsgid "%s"\nmsgstr ""\n"b"\n',
     'msgid "%s"\nmsgid_plural "d"\nmsgstr[0] "e"\nmsgstr[1] ""\n',
     '#~ msgid "%s"\n#~ msgstr "b"\n', '#, fuzzy\n#| msgid "x"\nmsgid "%s"\nmsgstr "b"\n',
     '#~| msgid "x"\n#~ msgid "%s"\n#~ msgstr ""\n']
)  # fmt: skip
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["", "\n", "# loose\n\n", "# own\n", "#. note\n", "#\n", "\r\n"]), ENTRY
    )
).map(lambda pairs: "".join(lead + entry % n for n, (lead, entry) in enumerate(pairs)))
TEXTS = (
    st.lists(LINES | BROKEN, max_size=25).map("".join)
    | st.lists(LINES, max_size=12).map("".join)
    | ENTRIES
    | st.text(max_size=60)
)
HEADER: Final = 'msgid ""\nmsgstr "Language: de\\n"\n\n'


CATALOGUES: Final = sorted((Path(__file__).parent.parent / "locales").rglob("*.po"))


def ours(message: Message) -> tuple[object, ...]:
    """What we read of a message, as far as polib tells it."""
    return (
        message.context,
        message.id,
        message.plural_id,
        message.translations,
        message.fuzzy,
        message.obsolete,
        message.comments,
        message.translator_comments,
        message.references,
    )


def meaning(entry: polib.POEntry) -> tuple[object, ...]:
    """The same, as polib reads it."""
    plural = tuple(text for _, text in sorted(entry.msgstr_plural.items()))
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgid_plural or "",
        plural or (entry.msgstr,),
        "fuzzy" in entry.flags,
        bool(entry.obsolete),
        tuple(entry.comment.split("\n")) if entry.comment else (),
        tuple(entry.tcomment.split("\n")) if entry.tcomment else (),
        tuple(f"{path}:{line}" if line else path for path, line in entry.occurrences),
    )


def rejoined(scanned: Scanned) -> str:
    """The entries and the tail, put together again."""
    entries = [line for entry in scanned.entries for line in (*entry.lead, *entry.lines)]
    return "".join((*entries, *scanned.tail))


@given(TEXTS)
@example('msgid "a\u2028b"\nmsgstr "c\x85d"\n')
@example("\r\r\n\r")
@settings(deadline=None, max_examples=400)
def test_leads_lines_and_tail_are_the_file(text: str) -> None:
    """Not a byte is lost or changed, whether the file is well-formed or not."""
    assert rejoined(scan(text)) == text


def by_lines(text: str) -> Scanned:
    """A text without the short way for whole entries."""
    scanner = scanning._Scanner(has_controls=scanning._CONTROL.search(text) is not None)
    for line in scanning._LINE.findall(text):
        scanner.read(line)
    return scanner.finish()


@given(TEXTS | st.lists(ENTRIES, max_size=4).map("\n".join) | st.lists(LINES).map("\n".join))
@example(HEADER + 'msgid ""\n""\nmsgstr "b"\n\nmsgid ""\n"a"\n"\\""\nmsgstr "b"')
@example(HEADER + '# one\n\n\n#, fuzzy\n#: a.md\nmsgctxt ""\nmsgid "a"\nmsgstr ""\n\n# end\n')
@settings(deadline=None, max_examples=1000)
def test_a_whole_entry_is_read_as_its_lines_are(text: str) -> None:
    """The short way through a file that is written as usual leads to the same entries."""
    assert scan(text) == by_lines(text)


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_what_is_well_formed_has_a_meaning(text: str) -> None:
    """Each entry says something, and its places stand in the order of the file."""
    scanned = scan(text)
    if scanned.problems:
        return
    assert len(scanned.messages) == len(scanned.entries)
    for number, (message, entry) in enumerate(zip(scanned.messages, scanned.entries, strict=True)):
        assert message.obsolete == entry.obsolete
        assert message.id or message.obsolete or number == 0
        assert entry.keyword_line <= entry.translation_line


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_another_reader_reads_the_same(text: str) -> None:
    """What is written anew, in plain spelling, means to polib what it meant to us."""
    scanned = scan(text)
    if scanned.problems:
        return
    for message in scanned.messages[1:]:
        if message.id and not message.obsolete:
            (entry,) = polib.pofile(f'msgid ""\nmsgstr ""\n\n{written(message)}')
            assert meaning(entry) == ours(message)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join(path.parts[-3:]))
def test_another_reader_reads_our_catalogues_the_same(path: Path) -> None:
    """Two readers agree on every catalogue of the sample."""
    content = path.read_text("utf-8")
    messages = [message for message in scan(content).messages if message.id]
    assert [meaning(entry) for entry in polib.pofile(content)] == [ours(m) for m in messages]


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_problems_stand_in_the_file(text: str) -> None:
    """Each has a line and a column that an editor can go to."""
    lines = text.split("\n")
    for problem in scan(text).problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('msgid "a"\nmsgstr "b', 2, 8, '`"b` is no text in quotation marks'),
        ('msgid "a"\nmsgstr b"', 2, 1, '`msgstr b"` is neither a keyword, a text nor a comment'),
        ('msgid "a"\nmsgstr "b" c', 2, 8, '`"b" c` is no text'),
        ('msgid "a"\nmsgstr "b" "c"', 2, 8, '`"b" "c"` is no text'),
        ('msgid "a"\nmsgstr "say "yes""', 2, 8, "is no text in quotation marks"),
        ('msgid "a"\nmsgstr "\\q"', 2, 8, "is no text in quotation marks"),
        ('msgid "a"\nmsgstr "\\"', 2, 8, "is no text in quotation marks"),
        ('msgid "a"\nmsgstr', 2, 7, "is no text in quotation marks"),
        ('msgid "a"\nmsgstr * (asterisco)"', 2, 1, "is neither a keyword"),
        ("Hello", 1, 1, "`Hello` is neither a keyword"),
        ('"a"', 1, 1, "without a keyword before it"),
        ('msgstr "a"', 1, 1, "`msgstr` cannot stand here"),
        ('msgid_plural "a"', 1, 1, "`msgid_plural` cannot stand here"),
        ('msgid "a"\nmsgid "b"', 2, 1, "`msgid` cannot stand after `msgid`"),
        ('msgid "a"\nmsgctxt "b"', 2, 1, "`msgctxt` cannot stand after `msgid`"),
        ('msgctxt "a"\nmsgstr "b"', 2, 1, "`msgstr` cannot stand after `msgctxt`"),
        ('msgid "a"\n', 1, 1, "the entry has no `msgstr`"),
        ('msgid "a"\n\nmsgctxt "b"\n', 3, 1, "`msgctxt` cannot stand after `msgid`"),
        ('msgid "a"\n# b\nmsgstr "c"', 2, 1, "a comment stands inside an entry"),
        ('msgid "a"\n#~ msgstr "b"', 2, 4, "partly obsolete"),
        ('#~ msgid "a"\nmsgstr "b"', 2, 1, "partly obsolete"),
        ('msgid "a"\nmsgstr[0] "b"', 2, 1, "expected one `msgstr`"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 3, 1, "expected one `msgstr`"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', 3, 1, "expected `msgstr[0]`"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"', 3, 1, "expected `msgstr[0]`"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"', 4, 1, "`msgstr[1]`"),
        ('msgid[0] "a"\nmsgstr "b"', 1, 1, "is neither a keyword"),
        (HEADER + 'msgid ""\nmsgstr "a"', 4, 1, "`msgid` is empty"),
        (HEADER + 'msgctxt "a"\nmsgid ""\nmsgstr "a"', 4, 1, "`msgid` is empty"),
        ('msgctxt "a"\nmsgid ""\nmsgstr "a"', 1, 1, "`msgid` is empty"),
        ('msgid "a"\nmsgstr "b\u2028c"', 2, 10, "invisible character U+2028"),
        ('msgid "a"\nmsgstr "b\x85c"', 2, 10, "invisible character U+0085"),
        ('msgid "a"\nmsgstr "b\rc"', 2, 10, "invisible character U+000D"),
        ('# a\x0bb\nmsgid "a"\nmsgstr "b"', 1, 4, "invisible character U+000B"),
        ('msgid "a"\rmsgstr "b"\r', 1, 10, "invisible character U+000D"),
        ('\ufeffmsgid "a"\nmsgstr "b"', 1, 1, "is neither a keyword"),
    ],
)
def test_broken_syntax_is_found_at_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    """What gettext refuses is refused here, and said in a sentence."""
    problems = scan(text).problems
    found = [(problem.line, problem.column, problem.message) for problem in problems]
    assert any(
        (at, place) == (line, column) and message in sentence for at, place, sentence in found
    ), found


def test_every_problem_of_a_file_is_found() -> None:
    """A translator mends everything in one go."""
    text = HEADER + 'msgid "a\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d\n\nHello\n\nmsgid "e"\n'
    assert [problem.line for problem in scan(text).problems] == [4, 8, 10, 12]


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"',
        'msgid"a"\nmsgstr\t"b"\n',
        '  msgid "a"\n\tmsgstr "b"  \n',
        'msgid "a"\r\nmsgstr "b"\r\n',
        'msgid ""\n"a"\nmsgstr ""\n"b"\n""\n',
        'msgid "a"\n\nmsgstr "b"\n',
        '#comment\n#.note\n#:a.md#b\n#,no-wrap\nmsgid "a"\nmsgstr "b"\n',
        '#=fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#, fuzzy\n#| msgid "old"\n#| "er"\n#| nonsense\n#|\nmsgid "a"\nmsgstr "b"\n',
        '# \n#\n##\n# # b\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\n#~| msgid "c"',
        'msgid "a"\nmsgstr "b"\n#,\n',
        'msgid "a"\nmsgstr "b"\n# the end',
        '#, fuzzy\n\n# loose\n\nmsgid "a"\nmsgstr "b"\n',
    ],
)
def test_every_spelling_that_gettext_reads_is_read(text: str) -> None:
    """Spaces, line ends, comments and flags come in many forms; the meaning is one."""
    scanned = scan(HEADER + text)
    assert scanned.problems == ()
    _, *messages = scanned.messages
    assert [(message.id, message.translations) for message in messages] == [("a", ("b",))]
    assert [message.fuzzy for message in messages] == ["fuzzy" in text]


def test_entries_know_their_lines() -> None:
    """A finding leads to the `msgid`, or to the `msgstr` where the translation is meant."""
    text = HEADER + '# own\n#. note\nmsgctxt "c"\nmsgid ""\n"a"\nmsgstr ""\n"b"\n'
    entry = scan(text).entries[1]
    assert (entry.keyword_line, entry.translation_line) == (6, 9)
    assert (entry.lead, entry.lines[0], entry.obsolete) == (("\n",), "# own\n", False)


def test_comments_before_a_blank_line_belong_to_no_entry() -> None:
    """A remark on a whole part of the file stays where it is."""
    text = HEADER + '# part two\n\n# own\nmsgid "a"\nmsgstr "b"\n\n# the end\n'
    scanned = scan(text)
    assert scanned.entries[1].lead == ("\n", "# part two\n", "\n")
    assert scanned.entries[1].lines[0] == "# own\n"
    assert scanned.tail == ("\n", "# the end\n")
    assert scanned.messages[1].translator_comments == ("own",)


def test_a_long_hostile_line_takes_no_time() -> None:
    """Each line is read once, from left to right."""
    for line in ('msgid "' + "\\" * 1_000_001, '"' * 1_000_000, "msgstr" + " " * 1_000_000 + "x"):
        assert scan(line).problems
