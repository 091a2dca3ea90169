"""A catalogue is read from bytes: what it says, or where and why it cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import (
    CatalogueFile,
    Message,
    TemplateMessage,
    new_catalogue_text,
    read_catalogue,
    template_text,
)
from communique.catalogue.po import written
from communique.findings import Finding
from communique.frozen import replace
from communique.locales import SAMPLE_LOCALES, locale

PATH: Final = "locales/fr/LC_MESSAGES/x.po"
REPOSITORY: Final = Path(__file__).parent.parent
HEADER: Final = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)
BODY: Final = '\nmsgid "Background"\nmsgstr "Contexte"\n'


def read(text: str | bytes, tag: str = "fr") -> tuple[CatalogueFile | None, tuple[Finding, ...]]:
    """A catalogue and its findings."""
    content = text.encode() if isinstance(text, str) else text
    return read_catalogue(content, path=PATH, locale=locale(tag))


def rules_of(text: str | bytes, tag: str = "fr") -> list[tuple[str, int | None]]:
    """Rule and line of each finding."""
    return [(finding.rule.id, finding.place.line) for finding in read(text, tag)[1]]


def messages(text: str) -> tuple[Message, ...]:
    """The messages of a catalogue in which nothing is wrong."""
    file, found = read(text)
    assert found == ()
    assert file is not None
    return file.catalogue.messages


def test_a_message_is_read_whole() -> None:
    """Texts, comments, flags and references, and the lines on which they stand."""
    text = (
        "\n# My remark.\n#. The note.\n#. Second line.\n#: release/a.md#lead release/b.md#lead\n"
        '#, fuzzy, no-wrap\n#| msgid "Foregrund"\nmsgctxt "heading"\nmsgid ""\n"Back"\n"ground"\n'
        'msgstr "Con\\ttexte \\"\\\\n\\"\\n"\n'
    )
    assert messages(HEADER + text) == (
        Message(
            id="Background",
            context="heading",
            translations=('Con\ttexte "\\n"\n',),
            fuzzy=True,
            flags=("no-wrap",),
            comments=("The note.", "Second line."),
            translator_comments=("My remark.",),
            references=("release/a.md#lead", "release/b.md#lead"),
            previous_id="Foregrund",
            line=13,
            translation_line=17,
        ),
    )


def test_the_header_is_read_as_fields() -> None:
    """They keep the order of the file; the plural rule is ready for use."""
    file, _ = read(HEADER + BODY)
    assert file is not None
    assert list(file.catalogue.headers) == ["Language", "Content-Type", "Plural-Forms"]
    assert file.plural_forms is not None
    assert (file.plural_forms.count, file.plural_forms.index(2)) == (2, 1)
    assert (file.catalogue.locale, file.catalogue.path) == ("fr", PATH)


def test_messages_are_told_apart_by_context_and_text() -> None:
    """An empty msgctxt is another one than none, and obsolete messages are not current."""
    text = (
        '\nmsgid "a"\nmsgstr "1"\n\nmsgctxt ""\nmsgid "a"\nmsgstr "2"\n\nmsgctxt "b"\nmsgid "a"\n'
        'msgstr "3"\n\n#~ msgid "c"\n#~ msgstr "4"\n'
    )
    file, found = read(HEADER + text)
    assert found == ()
    assert file is not None
    current = file.catalogue.current()
    assert {key: message.translations[0] for key, message in current.items()} == {
        (None, "a"): "1", ("", "a"): "2", ("b", "a"): "3",
    }  # fmt: skip
    assert [message.obsolete for message in file.catalogue.messages] == [False] * 3 + [True]


def test_a_message_is_translated_when_each_form_has_words() -> None:
    """White space alone is no translation, and neither is one form of two."""
    assert not Message(id="a").translated
    assert not Message(id="a", translations=(" \n",)).translated
    assert not Message(id="a", plural_id="b", translations=("c", "")).translated
    assert not Message(id="a", translations=()).translated
    assert Message(id="a", plural_id="b", translations=("c", "d")).translated


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER, []),
        (HEADER.replace("Language: fr", "Language: fr_FR"), []),
        (HEADER.replace("UTF-8", "utf-8"), []),
        ("#, no-wrap\n" + HEADER, []),
        (HEADER.replace("Language: fr", "Language: de"), [("catalogue-header", 3)]),
        (HEADER.replace("Language: fr", "Language: "), [("catalogue-header", 3)]),
        (HEADER.replace('"Language: fr\\n"\n', ""), [("catalogue-header", 1)]),
        ("#, fuzzy\n" + HEADER, [("catalogue-header", 1)]),
        ("", [("catalogue-header", 1)]),
        ('msgid ""\nmsgstr ""\n', [("catalogue-encoding", 1), ("catalogue-header", 1)]),
        (HEADER.replace("UTF-8", "ISO-8859-1"), [("catalogue-encoding", 4)]),
        (HEADER.replace("UTF-8", "CHARSET"), [("catalogue-encoding", 4)]),
        (HEADER.replace("charset=UTF", 'ch"\n"arset=ISO-8859-1 UTF'), [("catalogue-encoding", 4)]),
        (HEADER.replace("; charset=UTF-8", ""), [("catalogue-encoding", 4)]),
        (HEADER.replace("nplurals=2", "nplurals=INTEGER"), [("plural-forms", 5)]),
        (HEADER.replace("(n > 1)", "n/0"), [("plural-forms", 5)]),
        (HEADER.replace("(n > 1)", "__import__('os')"), [("plural-forms", 5)]),
        (HEADER.replace("nplurals=2", "nplurals=" + "9" * 5000), [("plural-forms", 5)]),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, list) else None,
)
def test_a_header_that_is_wrong_is_found(header: str, expected: list[tuple[str, int]]) -> None:
    """It must name its language, its encoding and a plural rule, and be approved."""
    assert rules_of(header + BODY) == expected


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de_AT"), ("zh", "zh_CN"), ("zh", "zh_Hans"), ("zh", "zh-Hans-CN"), ("pt", "pt_PT"),
     ("pt-BR", "pt_BR"), ("zh-Hant", "zh_Hant")],
)  # fmt: skip
def test_a_language_has_many_spellings(tag: str, language: str) -> None:
    """What a translators' tool writes for the language of the folder is the language."""
    text = HEADER.replace("Language: fr", f"Language: {language}") + BODY
    assert rules_of(text, tag) == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh", "zh_TW"), ("zh", "zh_Hant"), ("pt", "pt_BR"), ("pt-BR", "pt_PT"), ("de", "nl"),
     ("de", "German"), ("zh-Hant", "zh_CN")],
)  # fmt: skip
def test_another_variety_is_another_language(tag: str, language: str) -> None:
    """A catalogue in the wrong folder would publish one language under the name of another."""
    text = HEADER.replace("Language: fr", f"Language: {language}") + BODY
    assert rules_of(text, tag) == [("catalogue-header", 3)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((HEADER + BODY).encode("utf-16"), [("catalogue-encoding", 1)]),
        (b"\xef\xbb\xbf" + (HEADER + BODY).encode(), [("catalogue-encoding", 1)]),
        ((HEADER + BODY + "# é\n").encode("latin-1"), [("catalogue-encoding", 9)]),
        ((HEADER + BODY).encode() + b'\nmsgid "b"\nmsgstr "\xed\xa0\x80"\n',
         [("catalogue-encoding", 11)]),
        ((HEADER + '\nmsgid "a"\nmsgstr "b\n').encode(), [("catalogue-syntax", 8)]),
        ((HEADER + '\nmsgid "a"\nmsgstr "b\u2028c"\n').encode(), [("catalogue-syntax", 8)]),
        ((HEADER + BODY + HEADER).encode(), [("catalogue-syntax", 9)]),
        (b"\x00\x01\x02", [("catalogue-syntax", 1)]),
        (b"not a catalogue", [("catalogue-syntax", 1)]),
    ],
    ids=range(9),
)  # fmt: skip
def test_a_broken_file_gives_no_catalogue(content: bytes, expected: list[tuple[str, int]]) -> None:
    """Nothing is repaired and nothing is guessed; the line says where to mend it."""
    file, _ = read(content)
    assert file is None
    assert rules_of(content) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY * 2, [("catalogue-duplicate", 10)]),
        (BODY + '\n#~ msgid "Background"\n#~ msgstr "Fond"\n', [("catalogue-duplicate", 10)]),
        ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', [("plural-forms", 9)]),
        (
            '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\nmsgstr[2] "e"\n',
            [("plural-forms", 9)],
        ),
        ('\n#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "c"\n', []),
        ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', []),
    ],
)
def test_what_contradicts_itself_is_found(body: str, expected: list[tuple[str, int]]) -> None:
    """A message twice, obsolete or not, and forms that the header does not declare."""
    assert rules_of(HEADER + body) == expected


def test_a_plural_needs_a_rule() -> None:
    """Without one nobody could say which form stands with which number."""
    header = HEADER.replace('"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n', "")
    assert rules_of(header + BODY) == []
    plural = '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    assert rules_of(header + plural) == [("plural-forms", 1)]


CURRENT: Final = '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'


@pytest.mark.parametrize(
    ("content", "rule", "line", "column", "hint"),
    [
        (b"\xef\xbb\xbf" + (HEADER + BODY).encode(), "encoding", 1, 1, "save the file as UTF-8"),
        ((HEADER + BODY).encode("utf-16"), "encoding", 1, 1, "save the file as UTF-8"),
        ((HEADER + "# cœur é\n").encode("utf-8") + "# cœur é\n".encode("cp1252"), "encoding",
         7, 4, "save the file as UTF-8"),
        (HEADER.replace("UTF-8", "KOI8-Ü"), "encoding", 4, 36, "save the file as UTF-8"),
        (HEADER.replace("; charset=UTF-8", ""), "encoding", 4, 2, "charset=UTF-8"),
        (HEADER + '\nmsgid "a"\n  msgstr * (asterisco)"\n', "syntax", 8, 3, "text editor"),
        (HEADER + '\nmsgid "a"\nmsgstr "é\\q"\n', "syntax", 8, 8, "text editor"),
        (HEADER + '\nmsgid "a"\nmsgstr "c\u2028d"\n', "syntax", 8, 10, "text editor"),
        (BODY, "header", 1, 1, "begin it with that of another catalogue in `fr`"),
        ("", "header", 1, 1, "begin it with that of another catalogue in `fr`"),
        ("# French.\n#, c-format, fuzzy\n" + HEADER, "header", 2, 14, "take the flag away"),
        (HEADER.replace("Language: fr", "Language: de"), "header", 3, 2, "mend the field"),
        (HEADER.replace('"Language: fr\\n"\n', ""), "header", 1, 1, "mend the field"),
        (HEADER + BODY + '#~ msgid "Background"\n#~ msgstr ""\n', "duplicate", 9, 4, "keep the"),
        (HEADER + BODY + '\n\tmsgid "Background"\nmsgstr ""\n', "duplicate", 10, 2, "keep the"),
        (HEADER + CURRENT, "plural", 9, 1, "give it `msgstr[0]` to `msgstr[1]`"),
        (HEADER.replace("nplurals=2; plural=(n > 1)", "nplurals=1; plural=0") + CURRENT
         + 'msgstr[1] "d"\n', "plural", 9, 1, "give it `msgstr[0]` alone"),
        (HEADER.replace("(n > 1)", "n/0"), "plural", 5, 2, "plural=(n > 1)"),
        (HEADER.replace("Plural-Forms", "Forms") + CURRENT, "plural", 1, 1, "nplurals=2"),
    ],
    ids=range(19),
)  # fmt: skip
def test_each_finding_says_where_and_what_to_do(
    content: str | bytes, rule: str, line: int, column: int, hint: str
) -> None:
    """A line and a column that an editor can go to, counted in letters, and the next step."""
    ((found,), place) = read(content)[1], (line, column)
    assert rule in found.rule.id
    assert (found.place.line, found.place.column) == place
    assert hint in found.hint


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    | st.sampled_from(list('\n\t\r\v\f\b"\\{}#~ nrt')),
    max_size=30,
)
LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
SINGLE = st.builds(
    Message,
    id=TEXTS.filter(bool),
    context=st.none() | TEXTS,
    translations=st.tuples(TEXTS),
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    flags=st.just(()) | st.just(("no-wrap",)),
    translator_comments=st.lists(LINE.filter(lambda line: line[0] != "#"), max_size=2).map(tuple),
)
PLURAL = st.builds(
    replace, SINGLE, plural_id=TEXTS.filter(bool), translations=st.tuples(TEXTS, TEXTS)
)


@given(st.lists(SINGLE | PLURAL, max_size=4, unique_by=lambda message: message.key))
@settings(deadline=None, max_examples=200)
def test_what_is_written_is_read_back(wanted: list[Message]) -> None:
    """Any text survives: quotation marks, backslashes, line ends and tabs of every kind."""
    text = "\n".join([HEADER, *(written(message) for message in wanted)])
    found = [replace(message, line=0, translation_line=0) for message in messages(text)]
    assert found == wanted


@given(
    st.lists(LINE, max_size=3),
    st.lists(LINE.filter(lambda line: ":" not in line), max_size=3),
)
@settings(deadline=None, max_examples=100)
def test_comments_and_references_are_read_back(comments: list[str], references: list[str]) -> None:
    """They are compared with those of the source, so they must come back as they were."""
    wanted = Message(id="a", comments=tuple(comments), references=tuple(references))
    (found,) = messages(HEADER + "\n" + written(wanted))
    assert (found.comments, found.references) == (wanted.comments, wanted.references)


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_a_new_catalogue_is_a_right_one(tag: str) -> None:
    """It has a header in order, and as many empty forms as its language needs."""
    template = (
        TemplateMessage(id="a", comments=("note",), references=("a.md#lead",)),
        TemplateMessage(id="{n} page", plural_id="{n} pages", context="count"),
    )
    text = new_catalogue_text("x", template, locale(tag), source="en")
    file, found = read(text, tag)
    assert found == ()
    assert file is not None
    assert [message.key for message in file.catalogue.messages] == [
        message.key for message in template
    ]
    forms = locale(tag).plural_forms.count
    assert file.catalogue.messages[1].translations == ("",) * forms
    assert "POT-Creation-Date" not in text


def test_a_template_names_no_language_and_moves_without_cause_never() -> None:
    """Equal messages give equal bytes, on any day."""
    template = (TemplateMessage(id="a", comments=("note",), references=("a.md#lead",)),)
    text = template_text("x", template)
    assert text == template_text("x", template)
    assert '"Language: \\n"' in text
    assert text.endswith('\n#. note\n#: a.md#lead\nmsgid "a"\nmsgstr ""\n')


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "locales").rglob("*.po")), ids=lambda path: path.parts[-3]
)
def test_the_catalogues_of_this_repository_can_be_read(path: Path) -> None:
    """The working newsroom has nothing that a translator would have to mend first."""
    file, found = read(path.read_bytes(), path.parts[-3])
    assert found == ()
    assert file is not None


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@settings(deadline=None, max_examples=200)
def test_no_bytes_are_too_broken_to_be_read(content: bytes) -> None:
    """Anything at all is a catalogue, or findings that each have a line."""
    file, found = read(content)
    assert file is not None or found
    assert all((finding.place.line or 0) >= 1 for finding in found)
    assert all(finding.locale == "fr" for finding in found)
