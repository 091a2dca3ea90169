"""A catalogue of any size takes memory and work in proportion to it, and an end is set to both."""

from __future__ import annotations

import resource
import sys
import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pytest

from communique.catalogue import (
    LARGEST,
    WRAPPED,
    TemplateMessage,
    canonical_text,
    merged,
    read_catalogue,
    retranslated_text,
    updated_text,
)
from communique.locales import locale

if TYPE_CHECKING:
    from conftest import Newsroom

FRENCH: Final = locale("fr")
HEADER: Final = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)
SOURCE: Final = "The town of Lowbridge opens its library, and everybody may read in it. "
TEXT: Final = "La commune de Lowbridge ouvre sa bibliothèque, et chacun peut y lire. "


def many(number: int) -> str:
    """A catalogue of so many messages, every tenth of them obsolete."""
    return HEADER + "".join(
        f'\n#~ msgid "{SOURCE}{n}"\n#~ msgstr "{TEXT}"\n'
        if n % 10 == 0
        else f'\n#. note\n#: a.md#{n}\nmsgid ""\n"{SOURCE}"\n"{n}"\nmsgstr "{TEXT}"\n'
        for n in range(number)
    )


def one_long(number: int) -> str:
    """A catalogue of one message of so many sentences, on one line."""
    return HEADER + f'\nmsgid "{SOURCE * number}"\nmsgstr "{TEXT * number}"\n'


def one_cut(number: int) -> str:
    """The same on a line for each sentence."""
    source, text = f'"{SOURCE}"\n' * number, f'"{TEXT}"\n' * number
    return HEADER + f'\nmsgid ""\n{source}msgstr ""\n{text}'


def twice(number: int) -> str:
    """A catalogue of the same message over and over."""
    return HEADER + '\nmsgid "a"\nmsgstr "b"\n' * number


def broken(number: int) -> str:
    """A file with a mistake in every other line."""
    return HEADER + "\nrubbish\n" * number


def remarks(number: int) -> str:
    """A catalogue with nothing but remarks, references and flags."""
    return HEADER + '\n# remark\n#: a b c\n#, fuzzy\n#| msgid "x"\n' * number


def work(text: str) -> None:
    """All that is ever done with the text of a catalogue."""
    file, _ = read_catalogue(text.encode(), path="fr.po", locale=FRENCH)
    if file is None:
        return
    messages = file.catalogue.messages
    template = [
        TemplateMessage(id=it.id, comments=it.comments, references=it.references)
        for it in messages
        if not it.obsolete
    ]
    updated_text(file, template, FRENCH)
    updated_text(file, (), FRENCH)
    canonical_text(file, WRAPPED)
    if messages:
        retranslated_text(file, {messages[-1].key: (TEXT * 3,)})
    merged(file, file, file)
    merged(None, file, file)


def calls_of(action: Callable[[], None]) -> int:
    """How many functions are called on the way, ours and Python's own."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def memory_of(action: Callable[[], None]) -> int:
    """How many bytes are taken at most on the way."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


KINDS: Final = [many, one_long, one_cut, twice, broken, remarks]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_four_times_the_size_is_four_times_the_work(kind: Callable[[int], str]) -> None:
    """Counted in calls, which do not depend on the machine, and in bytes of memory."""
    small, large = kind(300), kind(1200)
    work(large)
    assert calls_of(lambda: work(large)) <= 4.5 * calls_of(lambda: work(small))
    needed = memory_of(lambda: work(large))
    assert needed <= 4.5 * memory_of(lambda: work(small)) + 100_000
    assert needed <= 60 * len(large.encode()) + 1_000_000


def test_no_more_than_a_hundred_mistakes_of_a_kind_are_told() -> None:
    """Nobody reads more of them; that there are more is said."""
    plural = '\nmsgid "{0}"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    for text in (broken(5000), twice(5000), HEADER + "".join(map(plural.format, range(5000)))):
        _, found = read_catalogue(text.encode(), path="fr.po", locale=FRENCH)
        assert len(found) == 101
        assert "what follows of the kind is told when these are mended" in found[-1].message
        assert not any("what follows" in finding.message for finding in found[:-1])


def test_a_file_larger_than_all_releases_is_not_read(newsroom: Newsroom) -> None:
    """It is a finding in every command, and the file stays as it is."""
    path = newsroom.catalogue("fr")
    with (newsroom.root / path).open("r+b") as file:
        file.truncate(LARGEST + 1)
    for arguments in (("check",), ("update",), ("fmt",), ("build", "--executor", "serial")):
        outcome = newsroom.call(*arguments)
        assert outcome.code == 1, outcome.text
        assert "the file has more than 100 MB [catalogue-size]" in outcome.text
        assert f"{path}:1:1" in outcome.places()
    ours = newsroom.root / path
    outcome = newsroom.call("merge-po", ours, ours, ours, path)
    assert outcome.code == 1
    assert "catalogue-size" in outcome.rules()
    assert ours.stat().st_size == LARGEST + 1


def test_another_file_larger_than_all_releases_is_not_read(newsroom: Newsroom) -> None:
    """A release or a page template of that size stops the command with a sentence."""
    path = newsroom.root / "release/library-opening.md"
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    outcome = newsroom.call("check")
    assert outcome.code == 2
    assert "it has more than 100 MB" in outcome.stderr


def _bounded() -> None:
    """Give a process an address space of two gigabytes, most of which Python never touches."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))


def huge(number: int, repeated: int) -> str:
    """Messages that no release has, so that only reading and writing take anything."""
    return "".join(
        f'\n#. note {n}\n#: release/x.md#{n}\nmsgid "{SOURCE * repeated}{n}"\n'
        f'msgstr "{TEXT * repeated}{n}"\n'
        for n in range(number)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "repeated", "commands"),
    [
        (100_000, 1, ["check", "fmt --check", "merge-po", "update", "fmt --check"]),
        (1, 14_000, ["check", "fmt --check", "merge-po", "update", "fmt --check"]),
        (52_000, 6, ["check", "fmt --check", "merge-po"]),
    ],
    ids=["100,000 messages", "a message of 1 MB", "50 MB"],
)
def test_commands_work_on_catalogues_of_any_size(
    newsroom: Newsroom, number: int, repeated: int, commands: list[str]
) -> None:
    """In bounded memory, without a traceback, and losing nothing."""
    path = newsroom.catalogue("fr")
    text = newsroom.read(path) + huge(number, repeated)
    newsroom.write(path, text)
    for name in ("base", "theirs"):
        newsroom.write(f"{name}.po", text)
    for command in commands:
        arguments = command.split()
        if command == "merge-po":
            arguments += ["base.po", path, "theirs.po", path]
        outcome = newsroom.run(*arguments, before=_bounded)
        assert outcome.code == 0, (command, outcome.text[-2000:])
        assert "Traceback" not in outcome.text
    hidden = "#~ " if "update" in commands else ""
    assert newsroom.read(path).count(f'\n{hidden}msgstr "{TEXT}') == number
