"""Catalogues are merged by message, and no translation ever changes its source text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.catalogue import CONFLICT, CatalogueFile, merged, read_catalogue
from communique.locales import locale

if TYPE_CHECKING:
    from conftest import Newsroom

FRENCH = locale("fr")
HEADER = (
    'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2026-01-01 10:00+0000\\n"\n'
    '"Last-Translator: A <a@a.example>\\n"\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)


def entry(source: str, translation: str, *above: str) -> str:
    """The text of an entry, with the lines that stand above it."""
    return "".join(f"{line}\n" for line in above) + f'msgid "{source}"\nmsgstr "{translation}"\n'


def catalogue(*entries: str, header: str = HEADER) -> CatalogueFile:
    """A catalogue of a header and these entries."""
    text = "\n".join([header, *entries])
    file, findings = read_catalogue(text.encode(), path="fr.po", locale=FRENCH)
    assert file is not None
    assert findings == ()
    return file


def pairs(text: str) -> dict[str, str]:
    """The translation of each message that is not obsolete."""
    file, _ = read_catalogue(text.encode(), path="fr.po", locale=FRENCH)
    assert file is not None
    return {message.id: message.translations[0] for message in file.catalogue.current().values()}


def text_of(file: CatalogueFile) -> str:
    """The text that a catalogue was read from."""
    lines = [line for entry in file.scanned.entries for line in (*entry.lead, *entry.lines)]
    return "".join([*lines, *file.scanned.tail])


def test_two_translators_work_side_by_side() -> None:
    """Each translates another message: both stand, without a conflict."""
    base = catalogue(entry("one", ""), entry("two", ""))
    ours = catalogue(entry("one", "un"), entry("two", ""))
    theirs = catalogue(entry("one", ""), entry("two", "deux"))
    result = merged(base, ours, theirs)
    assert pairs(result.text) == {"one": "un", "two": "deux"}
    assert result.conflicts == ()


def test_an_update_and_a_translation_are_no_conflict() -> None:
    """The tool renews comments and references, a translator the text of the same entry."""
    base = catalogue(entry("one", "", "#. old comment", "#: release/a.md#lead"))
    ours = catalogue(entry("one", "", "#. new comment", "#: release/a.md#paragraph-1"))
    theirs = catalogue(entry("one", "un", "# mine", "#. old comment", "#: release/a.md#lead"))
    result = merged(base, ours, theirs)
    assert entry("one", "un", "# mine", "#. new comment", "#: release/a.md#paragraph-1") in (
        result.text
    )


def test_two_translations_of_one_message_are_a_conflict() -> None:
    """Ours stays, fuzzy, theirs stands in the comment: nothing is lost and nothing goes out."""
    base = catalogue(entry("one", ""))
    result = merged(base, catalogue(entry("one", "un")), catalogue(entry("one", "une")))
    assert result.conflicts == ((None, "one"),)
    assert f"# {CONFLICT}: une\n#, fuzzy\n" + 'msgid "one"\nmsgstr "un"\n' in result.text


def test_an_approved_translation_counts_before_a_fuzzy_one() -> None:
    """One side approves what the other has only proposed."""
    base = catalogue(entry("one", "on", "#, fuzzy"))
    result = merged(
        base, catalogue(entry("one", "onne", "#, fuzzy")), catalogue(entry("one", "un"))
    )
    assert pairs(result.text) == {"one": "un"}
    assert "fuzzy" not in result.text
    assert result.conflicts == ()


def test_a_message_taken_out_keeps_what_was_translated_meanwhile() -> None:
    """As obsolete: the text does not have it, and nobody's work is thrown away."""
    base = catalogue(entry("one", ""), entry("two", "deux"))
    ours = catalogue(entry("two", "deux"))
    theirs = catalogue(entry("one", "un"), entry("two", "deux"))
    result = merged(base, ours, theirs)
    assert pairs(result.text) == {"two": "deux"}
    assert '#~ msgid "one"\n#~ msgstr "un"\n' in result.text


def test_a_changed_source_text_does_not_get_the_others_translation() -> None:
    """Git would put the translation of the old text under the new one without a word."""
    base = catalogue(entry("It applies.", ""))
    ours = catalogue(entry("It does not apply.", ""))
    theirs = catalogue(entry("It applies.", "Cela s’applique."))
    result = merged(base, ours, theirs)
    assert pairs(result.text) == {"It does not apply.": ""}
    assert '#~ msgstr "Cela s’applique."' in result.text


def test_the_later_date_brings_its_translator_along() -> None:
    """The header says who worked on the catalogue last."""
    later = HEADER.replace("2026-01-01", "2026-02-02").replace("A <a@a", "B <b@b")
    base = catalogue(entry("one", ""))
    ours = catalogue(entry("one", "un"))
    theirs = catalogue(entry("one", ""), header=later)
    assert "Last-Translator: B <b@b.example>" in merged(base, ours, theirs).text
    assert "Last-Translator: B <b@b.example>" in merged(base, theirs, ours).text


def test_what_is_added_keeps_its_place() -> None:
    """A message of theirs stands behind the one that it stands behind there."""
    base = catalogue(entry("one", "un"), entry("four", "quatre"))
    ours = catalogue(entry("one", "un"), entry("two", "deux"), entry("four", "quatre"))
    theirs = catalogue(entry("one", "un"), entry("three", "trois"), entry("four", "quatre"))
    result = merged(base, ours, theirs)
    assert set(pairs(result.text)) == {"one", "two", "three", "four"}
    assert next(iter(pairs(result.text))) == "one"
    assert list(pairs(result.text))[-1] == "four"


texts = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y", "z"]))


def made(translations: dict[str, str]) -> CatalogueFile:
    """A catalogue of these translations by source text."""
    return catalogue(*(entry(source, text) for source, text in translations.items()))


@given(texts, texts, texts)
def test_no_translation_changes_its_source_text(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    """Whatever both sides do, each text of the result stood under the same source on a side."""
    result = merged(made(base), made(ours), made(theirs))
    for source, translation in pairs(result.text).items():
        assert translation in (ours.get(source), theirs.get(source))


@given(texts, texts, texts)
def test_nothing_that_a_side_has_written_is_lost(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    """It is current, obsolete or in a comment; only what the other side replaced may go."""
    result = merged(made(base), made(ours), made(theirs)).text
    for mine, other in ((ours, theirs), (theirs, ours)):
        for source, text in mine.items():
            if text and text != base.get(source):
                kept = f'msgid "{source}"\nmsgstr "{text}"' in result.replace("#~ ", "")
                assert kept or f"{CONFLICT}: {text}" in result or other.get(source) == text


@given(texts, texts)
def test_a_side_without_changes_takes_over_the_other(
    base: dict[str, str], other: dict[str, str]
) -> None:
    """Merged with the base or with itself, a version is itself."""
    assert pairs(merged(made(base), made(other), made(base)).text) == other
    assert pairs(merged(made(base), made(base), made(other)).text) == other
    assert merged(made(base), made(other), made(other)).text == text_of(made(other))


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git as a person called T."""
    who = ["-c", "user.name=T", "-c", "user.email=t@t.example", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def repository(newsroom: Newsroom) -> Newsroom:
    """The small newsroom under git, with the merge driver registered."""
    root = newsroom.root
    newsroom.write(".gitattributes", "*.po merge=communique\n*.pot merge=communique\n")
    assert git(root, "init").returncode == 0
    driver = f"{sys.executable} -m communique merge-po %O %A %B %P"
    git(root, "config", "merge.communique.driver", driver)
    git(root, "add", ".")
    assert git(root, "commit", "-m", "begin").returncode == 0
    return newsroom


def test_translator_writer_and_tool_work_at_once(repository: Newsroom) -> None:
    """A translator mends one text while a writer changes another and runs the update: both hold.

    By lines, git would call this a conflict, or marry a translation to another source text.
    """
    root, path = repository.root, repository.catalogue("fr")
    git(root, "checkout", "-b", "translator")
    repository.replace(path, "Ce qu’on y trouve", "Ce que l’on y trouve")
    git(root, "commit", "-am", "mended")
    git(root, "checkout", "main")
    repository.replace("release/library-opening.md", "We have waited", "We have hoped")
    repository.call("update")
    git(root, "commit", "-am", "other words")
    outcome = git(root, "merge", "translator", "-m", "both")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    text = repository.read(path)
    assert "Ce que l’on y trouve" in text
    assert "We have hoped" in text
    assert repository.call("update").stdout == ""


def test_two_translators_of_one_text_are_told(repository: Newsroom) -> None:
    """Git says that the file is in conflict; the file can be read, and nothing of it goes out."""
    root, path = repository.root, repository.catalogue("fr")
    git(root, "checkout", "-b", "one")
    repository.replace(path, "Ce qu’on y trouve", "L’offre")
    git(root, "commit", "-am", "one")
    git(root, "checkout", "main")
    repository.replace(path, "Ce qu’on y trouve", "Les collections")
    git(root, "commit", "-am", "other")
    outcome = git(root, "merge", "one")
    assert outcome.returncode == 1
    assert "merge-conflict" in outcome.stderr
    assert f"UU {path}" in git(root, "status", "--short").stdout
    assert f"# {CONFLICT}: L’offre" in repository.read(path)
    assert repository.call("check").rules() == ["fuzzy"]


def test_a_file_that_is_no_catalogue_is_left_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    """Ours stays as it is, the mistake is told with its line, and git is told of a conflict."""
    sound = newsroom.read(newsroom.catalogue("fr"))
    for name, text in {"base": sound, "ours": sound, "theirs": sound + "rubbish\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    outcome = newsroom.call("merge-po", *(tmp_path / name for name in ("base", "ours", "theirs")))
    assert outcome.code == 1
    assert "catalogue-syntax" in outcome.stderr
    assert (tmp_path / "ours").read_text("utf-8") == sound
