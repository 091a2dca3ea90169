"""An update brings a catalogue to a new template, loses no translation and touches nothing else."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from difflib import unified_diff
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
    updated_text,
)
from communique.findings import has_errors
from communique.frozen import replace
from communique.locales import locale

FRENCH: Final = locale("fr")
REPOSITORY: Final = Path(__file__).parent.parent
HEADER: Final = (
    '# French.\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)
ODD: Final = (
    HEADER
    + """
#   My remark, with  spaces.
#no space before this one
#. The note.
#: release/x.md#lead
#, fuzzy, no-wrap
#| msgid "Foreground"
msgctxt "heading"
msgid "Background"
msgstr "Contexte"

# ——— Part two: loose, belongs to no entry ———

#. The note.
#: release/x.md#lead
#= no-wrap
  msgid ""
"A wrapped "
"text"
\tmsgstr"Un texte "
"coupé"
#. The note.
#: release/x.md#lead
msgid "No blank line before"
msgstr "Pas de ligne vide"


#. The note.
#: release/x.md#lead
msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} page"
msgstr[1] "{n} pages"

#. The note.
#: release/x.md#lead
msgid "Untranslated"
msgstr ""

# Kept for later.
#, fuzzy
#~| msgid "Older"
#~ msgctxt "title"
#~ msgid "Old"
#~ msgstr "Vieux"

#~ msgid "Old plural"
#~ msgid_plural "Old plurals"
#~ msgstr[0] "Vieux pluriel"
#~ msgstr[1] "Vieux pluriels"

# The end.
"""
)


def read(text: str) -> CatalogueFile:
    """A catalogue in which nothing is wrong."""
    file, found = read_catalogue(text.encode(), path="x.po", locale=FRENCH)
    assert not has_errors(found), (text, found)
    assert file is not None
    return file


def updated(text: str, template: Sequence[TemplateMessage]) -> str:
    """The text of a French catalogue, updated."""
    return updated_text(read(text), template, FRENCH)


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


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that have come."""
    lines = list(unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    return (
        [line[1:] for line in lines if line.startswith("-")],
        [line[1:] for line in lines if line.startswith("+")],
    )


KEYS = st.tuples(st.none() | st.just("x"), st.sampled_from("abcdef"))
COMMENTS = st.sampled_from(["", "#. note\n", "#. note\n#: a.md#b\n", "#. other\n#. more\n"])
OWN = st.sampled_from(["", "# mine\n", "#mine\n", "#\n", "#  two\n# lines\n", " # inset\n"])
FLAGS = st.sampled_from(
    ["", "#, fuzzy\n", "#= fuzzy\n", "#, no-wrap\n", '#, fuzzy\n#| msgid "old"\n', "#,fuzzy\n"]
)
LEADS = st.sampled_from(["\n", "\n\n", "\n# loose\n\n", "\n#. loose\n\n", "", "\n#, fuzzy\n\n"])
TEXTS = st.sampled_from(["", "t", "u v", "é\\n", '\\"q\\"', "{n} 中", " "])


@st.composite
def entries(draw: st.DrawFn, key: tuple[str | None, str]) -> str:
    """The lines of one entry in some spelling, current or obsolete."""
    context, identifier = key
    texts = [f'msgctxt "{context}"\n'] if context else []
    texts += [draw(st.sampled_from([f'msgid "{identifier}"\n', f'msgid ""\n"{identifier}"\n']))]
    if draw(st.booleans()):
        texts += [f'msgid_plural "{draw(st.sampled_from(["p", "q"]))}"\n']
        texts += [f'msgstr[{n}] "{draw(TEXTS)}"\n' for n in range(2)]
    else:
        texts += [draw(st.sampled_from(['msgstr "%s"\n', 'msgstr ""\n"%s"\n'])) % draw(TEXTS)]
    comments = draw(OWN), draw(COMMENTS), draw(FLAGS)
    if draw(st.booleans()):
        return "".join((*comments, *texts))
    hidden = [f"#~ {line}" for line in "".join(texts).splitlines(keepends=True)]
    return "".join((comments[0], comments[2].replace("#|", "#~|"), *hidden))


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """A well-formed catalogue in some spelling."""
    keys = draw(st.lists(KEYS, max_size=5, unique=True))
    text = HEADER + "".join(draw(LEADS) + draw(entries(key)) for key in keys)
    text += draw(st.sampled_from(["", "\n", "\n# the end\n", "\n\n"]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if draw(st.booleans()) else text


TEMPLATES = st.lists(
    st.builds(
        lambda key, plural, comments: TemplateMessage(
            id=key[1], context=key[0], plural_id=plural, comments=comments
        ),
        KEYS,
        st.sampled_from(["", "p", "q"]),
        st.sampled_from([(), ("note",), ("other", "more")]),
    ),
    max_size=6,
    unique_by=lambda message: message.key,
).map(tuple)


@given(catalogues())
@settings(deadline=None, max_examples=200)
def test_a_catalogue_that_is_up_to_date_comes_back_to_the_byte(text: str) -> None:
    """Whatever its line ends, wrapping, comments and flags, nothing is rewritten."""
    file = read(text)
    assert updated_text(file, own_template(file), FRENCH) == text


@given(catalogues(), TEMPLATES)
@settings(deadline=None, max_examples=300)
def test_updating_twice_is_updating_once(text: str, template: Sequence[TemplateMessage]) -> None:
    """The update of a catalogue is up to date."""
    once = updated(text, template)
    assert updated(once, template) == once


@given(catalogues(), TEMPLATES)
@settings(deadline=None, max_examples=300)
def test_an_updated_catalogue_has_the_messages_of_the_template(
    text: str, template: Sequence[TemplateMessage]
) -> None:
    """Just these, in their order, with their plurals and comments; the rest is obsolete."""
    current = [m for m in read(updated(text, template)).catalogue.messages if not m.obsolete]
    assert [(m.key, m.plural_id, m.comments) for m in current] == [
        (m.key, m.plural_id, m.comments) for m in template
    ]


@given(catalogues(), TEMPLATES)
@settings(deadline=None, max_examples=300)
def test_an_update_loses_no_translation(text: str, template: Sequence[TemplateMessage]) -> None:
    """Each text is current, fuzzy or obsolete afterwards, under its own key, and as approved."""
    old, new = read(text).catalogue.messages, read(updated(text, template)).catalogue.messages
    after = {message.key: message for message in new}
    wanted = {message.key: message for message in template}
    for message in old:
        if not any(message.translations):
            continue
        found = after[message.key]
        if found.plural_id == message.plural_id:
            assert (found.translations, found.fuzzy) == (message.translations, message.fuzzy)
            assert found.flags == message.flags
            assert set(message.translator_comments) <= set(found.translator_comments)
        else:
            assert found.fuzzy or not any(found.translations)
            remarks = "\n".join(found.translator_comments)
            for translation in message.translations:
                assert translation in found.translations or " ".join(translation.split()) in remarks
        assert found.obsolete == (message.key not in wanted)


@given(catalogues())
@settings(deadline=None, max_examples=200)
def test_what_comes_back_is_as_it_was(text: str) -> None:
    """A text that was taken out and put in again has all its translations, approved as before."""
    file = read(text)
    template = own_template(file)
    back = read(updated(updated(text, ()), template)).catalogue.current()
    for message in file.catalogue.messages:
        if message.obsolete or not any(message.translations):
            continue
        found = back[message.key]
        assert (found.translations, found.fuzzy) == (message.translations, message.fuzzy)
        assert (found.plural_id, found.comments) == (message.plural_id, message.comments)


@given(catalogues(), TEMPLATES)
@settings(deadline=None, max_examples=200)
def test_lines_of_other_messages_stay(text: str, template: Sequence[TemplateMessage]) -> None:
    """An entry that the template leaves as it is keeps each of its lines, byte for byte."""
    file = read(text)
    new = updated_text(file, template, FRENCH)
    wanted = {message.key: message for message in template}
    lines = zip(file.catalogue.messages, file.scanned.entries[1:], strict=True)
    for message, entry in lines:
        source = wanted.get(message.key)
        same = source is not None and not message.obsolete and (
            source.plural_id, source.comments, source.references
        ) == (message.plural_id, message.comments, message.references)  # fmt: skip
        if same or (source is None and message.obsolete):
            assert "".join(entry.lines).rstrip("\r\n") in new


def test_odd_bytes_stay() -> None:
    """Remarks, flags of both kinds, wrapped texts, loose comments and earlier texts."""
    for text in (ODD, ODD.replace("\n", "\r\n"), ODD.rstrip("\n"), ODD + "\n\n"):
        file = read(text)
        assert updated_text(file, own_template(file), FRENCH) == text


def test_one_changed_note_is_one_changed_line() -> None:
    """A diff shows a reviewer what has changed, and nothing else."""
    template = list(own_template(read(ODD)))
    template[2] = replace(template[2], comments=("The new note.",))
    assert changed_lines(ODD, updated(ODD, template)) == (["#. The note."], ["#. The new note."])


def test_a_changed_text_is_a_new_message_and_an_obsolete_one() -> None:
    """Nobody has approved the old translation for the new text."""
    template = list(own_template(read(ODD)))
    template[2] = replace(template[2], id="No blank line anywhere")
    gone, come = changed_lines(ODD, updated(ODD, template))
    assert come == [
        "", "#. The note.", "#: release/x.md#lead", 'msgid "No blank line anywhere"', 'msgstr ""',
        "", '#~ msgid "No blank line before"', '#~ msgstr "Pas de ligne vide"',
    ] or set(come) == {
        "", 'msgid "No blank line anywhere"', 'msgstr ""',
        '#~ msgid "No blank line before"', '#~ msgstr "Pas de ligne vide"',
    }  # fmt: skip
    assert {'msgid "No blank line before"', 'msgstr "Pas de ligne vide"'} <= set(gone)


def test_a_message_nobody_has_worked_on_goes_without_a_trace() -> None:
    """An empty translation is no loss; one with a remark of the translator is."""
    template = [message for message in own_template(read(ODD)) if message.id != "Untranslated"]
    assert "Untranslated" not in updated(ODD, template)
    remarked = ODD.replace('msgid "Untranslated"', '# What is that?\nmsgid "Untranslated"')
    kept = read(updated(remarked, template)).catalogue.messages
    assert [message.obsolete for message in kept if message.id == "Untranslated"] == [True]


def test_an_obsolete_message_comes_back_to_life() -> None:
    """With its flag, its remark and its earlier text, each in the form of a current one."""
    old = TemplateMessage(id="Old", context="title", comments=("Again.",), references=("a.md#b",))
    text = updated(ODD, [*own_template(read(ODD)), old])
    assert (
        '\n# Kept for later.\n#. Again.\n#: a.md#b\n#, fuzzy\n#| msgid "Older"\n'
        'msgctxt "title"\nmsgid "Old"\nmsgstr "Vieux"\n'
    ) in text
    assert '#~ msgid "Old"' not in text


def test_a_message_becomes_obsolete_whole() -> None:
    """Its remarks and flags stay readable, its earlier text is hidden with it."""
    text = updated(ODD, own_template(read(ODD))[1:])
    assert (
        "#   My remark, with  spaces.\n#no space before this one\n#, fuzzy, no-wrap\n"
        '#~| msgid "Foreground"\n#~ msgctxt "heading"\n#~ msgid "Background"\n'
        '#~ msgstr "Contexte"\n'
    ) in text
    assert "# ——— Part two" in text


@pytest.mark.parametrize(
    ("plural", "template", "translations", "remarks"),
    [
        (True, "pages, all of them", ("une", "deux"), ()),
        (True, "", ("une",), ("msgstr[1]: deux",)),
        (False, "pages", ("une", "une"), ()),
    ],
)
def test_a_changed_plural_keeps_its_texts_for_approval(
    plural: bool,  # noqa: FBT001
    template: str,
    translations: tuple[str, ...],
    remarks: tuple[str, ...],
) -> None:
    """GNU gettext knows a message without its plural, so there can be no obsolete one beside it."""
    body = '\nmsgid "page"\n' + (
        'msgid_plural "pages"\nmsgstr[0] "une"\nmsgstr[1] "deux"\n' if plural else 'msgstr "une"\n'
    )
    text = updated(HEADER + body, [TemplateMessage(id="page", plural_id=template)])
    (message,) = read(text).catalogue.messages
    assert (message.translations, message.fuzzy, message.obsolete) == (translations, True, False)
    assert message.translator_comments == remarks


def test_a_catalogue_keeps_its_line_ends() -> None:
    """What is added ends as the rest of the file does, and a last line that has no end gets one."""
    text = (HEADER + '\nmsgid "a"\nmsgstr "b"').replace("\n", "\r\n")
    new = updated(text, [TemplateMessage(id="a"), TemplateMessage(id="c", comments=("note",))])
    assert new == text + '\r\n\r\n#. note\r\nmsgid "c"\r\nmsgstr ""\r\n'


def test_the_order_is_that_of_the_template() -> None:
    """A translator reads the messages in the order of the release."""
    text = HEADER + '\nmsgid "a"\nmsgstr "1"\nmsgid "b"\nmsgstr "2"\n'
    new = updated(text, [TemplateMessage(id="b"), TemplateMessage(id="a")])
    assert new == HEADER + '\nmsgid "b"\nmsgstr "2"\n\nmsgid "a"\nmsgstr "1"\n'


def test_a_catalogue_declares_its_own_number_of_forms() -> None:
    """A new plural gets as many texts as the header of the file says, not as CLDR does."""
    header = HEADER.replace("nplurals=2; plural=(n > 1)", "nplurals=3; plural=n>1?2:n")
    new = updated(header, [TemplateMessage(id="a", plural_id="b")])
    assert read(new).catalogue.messages == (
        Message(
            id="a", plural_id="b", translations=("", "", ""), line=8, translation_line=10
        ),
    )  # fmt: skip


def gettext_accepts(text: str, folder: Path) -> str:
    """What GNU gettext has against a catalogue; empty where nothing."""
    path = folder / "x.po"
    path.write_text(text, encoding="utf-8")
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    return finished.stderr if finished.returncode else ""


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_gettext_accepts_what_is_written(tmp_path: Path) -> None:
    """Translators' tools end in gettext; new, updated and revived catalogues pass its checks."""
    template = own_template(read(ODD))
    old = TemplateMessage(id="Old plural", plural_id="")
    for text in (
        ODD,
        updated(ODD, ()),
        updated(updated(ODD, ()), template),
        updated(ODD, (*template[2:], old)),
        updated(ODD, (replace(template[3], plural_id=""),)),
        updated(ODD, (replace(template[1], plural_id="texts"),)),
    ):
        assert gettext_accepts(text, tmp_path) == ""
    new = new_catalogue_text("x", template, FRENCH, source="en")
    complaints = gettext_accepts(new, tmp_path)
    # It asks for the name and date that the translator's tool will fill in.
    assert "syntax" not in complaints
    assert "duplicate" not in complaints


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "locales").rglob("*.po")), ids=lambda path: path.parts[-3]
)
def test_the_catalogues_of_this_repository_survive_an_empty_template(path: Path) -> None:
    """All messages obsolete and back again: every translation is there, every line."""
    of = locale(path.parts[-3])
    content = path.read_bytes()
    file, _ = read_catalogue(content, path=path.name, locale=of)
    assert file is not None
    template = own_template(file)
    emptied, found = read_catalogue(updated_text(file, (), of).encode(), path=path.name, locale=of)
    assert emptied is not None
    assert found == ()
    assert all(message.obsolete for message in emptied.catalogue.messages)
    assert updated_text(emptied, template, of).encode() == content
