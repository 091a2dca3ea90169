"""Catalogues that were cut in another way: `update` brings them to today's cut, approved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from communique.catalogue import Message, MessageKey, new_catalogue_text
from communique.catalogue.po import written
from communique.findings import has_errors
from communique.locales import Locale
from communique.project import Project, find_project, load_project, update_catalogues
from communique.release import Block, BlockKind, Container, Node, Release
from communique.revision import sentences_of
from communique.revision.recut import recut

RELEASE: Final = "2018-05-25-eu-un-counter-terrorism"
Texts = Mapping[MessageKey, str]
Cut = Callable[[Release, Texts, Locale, Locale], Iterator[Message]]
"""The entries that a catalogue had under an older cut: release, translations, two languages."""


@pytest.fixture(scope="module")
def sample() -> Project:
    """The newsroom of this repository."""
    return load_project(find_project(Path(__file__).parent))


def as_messages(release: Release, texts: Texts) -> Iterator[tuple[Block, str]]:
    """Each translated block with its translation."""
    contexts = {
        BlockKind.TITLE: "title",
        BlockKind.SUBTITLE: "subtitle",
        BlockKind.HEADING: "heading",
    }
    for block in release.blocks():
        translation = texts.get((block.context or contexts.get(block.kind), block.text))
        if translation is not None:
            yield block, translation


def without_contexts(
    release: Release, texts: Texts, _source: Locale, _target: Locale
) -> Iterator[Message]:
    """A text is told from others by itself alone."""
    for block, translation in as_messages(release, texts):
        yield Message(id=block.text, translations=(translation,))


def other_contexts(
    release: Release, texts: Texts, _source: Locale, _target: Locale
) -> Iterator[Message]:
    """Every kind has a context, by another name."""
    for block, translation in as_messages(release, texts):
        yield Message(id=block.text, context=f"block: {block.kind}", translations=(translation,))


def with_signs(
    release: Release, texts: Texts, _source: Locale, _target: Locale
) -> Iterator[Message]:
    """The signs of Markdown stand in the message: `## `, `> `, `- `."""
    signs = {BlockKind.HEADING: "## ", BlockKind.QUOTE: "> ", BlockKind.LIST_ITEM: "- "}
    for block, translation in as_messages(release, texts):
        sign = signs.get(block.kind, "")
        yield Message(id=sign + block.text, translations=(sign + translation,))


def by_line(release: Release, texts: Texts, _source: Locale, _target: Locale) -> Iterator[Message]:
    """The lines are broken as the writer, and the translator, broke them."""

    def broken(text: str) -> str:
        return re.sub(r"(?<=[^ ]{3}) (?=[^ \d]{6})", "\n", text)

    for block, translation in as_messages(release, texts):
        yield Message(id=broken(block.text), translations=(broken(translation),))


def by_sentence(
    release: Release, texts: Texts, source: Locale, target: Locale
) -> Iterator[Message]:
    """Each sentence is a message of its own, wherever the translation has as many."""
    for block, translation in as_messages(release, texts):
        ours = [sentence.strip() for sentence in sentences_of(block.text, source)]
        theirs = [sentence.strip() for sentence in sentences_of(translation, target)]
        if len(ours) != len(theirs):
            ours, theirs = [block.text], [translation]
        for one, other in zip(ours, theirs, strict=True):
            yield Message(id=one, translations=(other,))


def by_section(
    release: Release, texts: Texts, _source: Locale, _target: Locale
) -> Iterator[Message]:
    """A whole section is one message, its headings, lists and quotations written in Markdown."""
    translations = {id(block): text for block, text in as_messages(release, texts)}

    def markdown(nodes: Sequence[Node], text: Callable[[Block], str], before: str = "") -> str:
        parts = []
        for node in nodes:
            if isinstance(node, Block):
                parts.append(before + "#" * node.level + " " * bool(node.level) + text(node))
            elif isinstance(node, Container):
                sign = {"blockquote": "> ", "ul": "- ", "ol": "1. ", "li": ""}.get(node.tag, "")
                parts.append(markdown(node.children, text, before + sign))
        return "\n\n".join(parts)

    parts: list[list[Node]] = [[release.title], []]
    for node in release.body:
        if isinstance(node, Container) and node.tag == "section":
            parts.append(list(node.children))
        else:
            parts[1].append(node)
    for nodes in parts:
        yield Message(
            id=markdown(nodes, lambda block: block.text),
            context="title" if nodes == [release.title] else None,
            translations=(markdown(nodes, lambda block: translations.get(id(block), block.text)),),
        )


CUTS: Final = (without_contexts, other_contexts, with_signs, by_line, by_sentence, by_section)


def written_by(cut: Cut, sample: Project, tag: str, root: Path) -> tuple[str, Texts]:
    """A project whose catalogue is of an older cut: the catalogue's path, and its translations."""
    of = sample.house.locale(tag)
    release = sample.release(RELEASE)
    file, findings = sample.catalogue(RELEASE, of)
    assert file is not None
    assert not has_errors(findings)
    texts = {
        message.key: message.translations[0]
        for message in file.catalogue.messages
        if message.translated and not message.obsolete
    }
    entries = {message.key: message for message in cut(release, texts, sample.source, of)}
    head = new_catalogue_text(RELEASE, (), of, source=sample.house.source)
    for path, content in sample.sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    path = sample.catalogue_path(RELEASE, of)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("\n".join([head, *map(written, entries.values())]), "utf-8")
    return path, texts


@pytest.mark.parametrize("tag", ["fr", "de", "el", "bg", "ar", "zh"])
@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.__name__)
def test_no_translation_of_an_older_cut_becomes_fuzzy(
    cut: Cut, tag: str, sample: Project, tmp_path: Path
) -> None:
    """Each message has the translation it has today, approved, after one update."""
    path, texts = written_by(cut, sample, tag, tmp_path)
    project = load_project(tmp_path)
    changes = update_catalogues(project, [RELEASE], [tag])
    assert not changes.findings
    (tmp_path / path).write_bytes(changes.files[path])
    file, findings = load_project(tmp_path).catalogue(RELEASE, project.house.locale(tag))
    assert file is not None
    assert not has_errors(findings)
    current = file.catalogue.current()
    wrong = [
        (message.fuzzy, message.id, message.translations[0], texts[message.key])
        for message in current.values()
        if message.fuzzy or message.translations[0] != texts[message.key]
    ]
    assert not wrong
    assert len(current) == len(texts)


def test_what_nobody_approved_stays_for_approval() -> None:
    """A message that was fuzzy is fuzzy in each of its parts."""
    old = Message(id="## Heading\n\n> Words.", translations=("## Titre\n\n> Mots.",), fuzzy=True)
    assert [(part.context, part.id, part.fuzzy) for part in recut(old)] == [
        ("heading", "Heading", True),
        (None, "Words.", True),
    ]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("One.\n\nTwo.", "Eins. Zwei."),
        ("- One.\n- Two.", "Eins.\n\nZwei."),
        ("On 1 January", "1. Januar"),
        ("Words.", ""),
        ("Words.", "<!-- keep -->\n\nMots.\n\nAutres."),
    ],
)
def test_what_is_not_the_same_blocks_stays_as_it_is(text: str, translation: str) -> None:
    """Nobody could say which part belongs to which: the message is left whole."""
    old = Message(id=text, translations=(translation,))
    assert recut(old) == (old,)


def test_a_long_hostile_message_is_left_alone() -> None:
    """A message beyond the length of any release is not read as Markdown."""
    old = Message(id="> " * 100_000, translations=("> " * 100_000,))
    assert recut(old) == (old,)
