"""`check --since`: only what a change has touched, by messages and not by lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from conftest import Newsroom, Outcome

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

RELEASE: Final = "release/library-opening.md"


def git(folder: Path, *arguments: str) -> None:
    """A command of git that must succeed, with nobody's settings."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)


def commit(folder: Path) -> None:
    """Take all that there is for the next revision."""
    git(folder, "add", "--all")
    git(folder, "commit", "--allow-empty", "--message", "x")


@pytest.fixture
def repository(newsroom: Newsroom) -> Newsroom:
    """A newsroom in a repository of its own, with an old mistake in each of two messages."""
    path = newsroom.catalogue("fr")
    newsroom.replace(path, "coûté {cost}", "coûté cher")
    newsroom.replace(path, "de {growth} par an", "chaque année")
    git(newsroom.root, "init", "--initial-branch", "main")
    commit(newsroom.root)
    return newsroom


def since(newsroom: Newsroom, revision: str = "HEAD") -> Outcome:
    """The check of what has changed."""
    return newsroom.call("check", "--since", revision)


class TestMessages:
    """What was touched in a catalogue."""

    def test_nothing_touched_is_nothing_told(self, repository: Newsroom) -> None:
        """Old mistakes are no business of this change; without the option they are told."""
        outcome = since(repository)
        assert (outcome.code, outcome.rules()) == (0, [])
        assert repository.call("check").rules() == ["fact-missing", "fact-missing"]

    def test_a_touched_message_is_told(self, repository: Newsroom) -> None:
        """With all that is wrong with it, old or new; another in the same file is not."""
        repository.replace(repository.catalogue("fr"), "coûté cher", "coûté très cher")
        outcome = since(repository)
        assert (outcome.code, outcome.rules()) == (1, ["fact-missing"])
        assert "{cost}" in outcome.stdout

    def test_flags_are_a_change(self, repository: Newsroom) -> None:
        """A message that somebody has marked is touched."""
        path = repository.catalogue("fr")
        repository.replace(path, 'msgid "The town opens', '#, fuzzy\nmsgid "The town opens')
        assert sorted(since(repository).rules()) == ["fact-missing", "fuzzy"]

    def test_a_silencer_taken_away_is_a_change(self, repository: Newsroom) -> None:
        """What it had accepted comes back with the change that takes it away."""
        place = next(place for place in repository.call("check").places())
        repository.call("silence", "fact-missing", place, "--reason", "why")
        commit(repository.root)
        path = repository.catalogue("fr")
        text = repository.read(path)
        repository.write(path, re.sub(r"# communique: .*\n", "", text))
        assert since(repository).rules() == ["fact-missing"]

    @pytest.mark.parametrize(
        "reformat",
        [
            lambda text: text.replace("\n", "\r\n"),
            lambda text: text.replace('msgstr "', 'msgstr ""\n"'),
            lambda text: text.replace("\n\n", "\n\n\n"),
            lambda text: "\n\n".join([text.split("\n\n")[0], *sorted(text.split("\n\n")[1:])]),
            lambda text: re.sub(r"#\. .*\n", "", text),
        ],
        ids=["line ends", "wrapped", "blank lines", "sorted", "comments"],
    )
    def test_a_file_written_otherwise_is_no_change(
        self, repository: Newsroom, reformat: Callable[[str], str]
    ) -> None:
        """Tools wrap and sort; a change is what a reader would see."""
        path = repository.catalogue("fr")
        repository.write(path, reformat(repository.read(path)).encode())
        assert since(repository).rules() == []
        assert repository.call("check").rules() == ["fact-missing", "fact-missing"]

    def test_a_new_catalogue_is_all_touched(self, repository: Newsroom) -> None:
        """Also where nobody has told git of it yet."""
        path = repository.catalogue("fr")
        text = repository.read(path)
        (repository.root / path).unlink()
        commit(repository.root)
        repository.write(path, text)
        assert since(repository).rules() == ["fact-missing", "fact-missing"]

    def test_a_catalogue_taken_away_is_told(self, repository: Newsroom) -> None:
        """What is gone is touched."""
        (repository.root / repository.catalogue("ar")).unlink()
        assert since(repository).rules() == ["catalogue-missing"]

    def test_a_message_taken_away_is_told(self, repository: Newsroom) -> None:
        """So is an entry that somebody has deleted."""
        path = repository.catalogue("ar")
        entries = repository.read(path).split("\n\n")
        kept = [entry for entry in entries if 'msgid "What there is"' not in entry]
        repository.write(path, "\n\n".join(kept))
        assert since(repository).rules() == ["stale"]

    def test_a_broken_catalogue_is_told(self, repository: Newsroom) -> None:
        """A file that cannot be read is told, if it was touched."""
        repository.write(repository.catalogue("ar"), "broken")
        assert since(repository).rules() == ["catalogue-syntax"]
        commit(repository.root)
        assert since(repository).rules() == []


class TestSources:
    """What was touched in the texts."""

    def test_a_changed_release_touches_all_its_messages(self, repository: Newsroom) -> None:
        """A translation that was right may be wrong now."""
        repository.replace(RELEASE, "cost = { money = 1200000", "cost = { money = 1300000")
        repository.call("update")
        assert since(repository).rules() == ["fact-missing", "fact-missing"]

    def test_a_release_wrapped_otherwise_does_not(self, repository: Newsroom) -> None:
        """Its editions are the same to the letter."""
        repository.replace(RELEASE, "today. It cost", "today.\nIt cost")
        assert since(repository).rules() == []

    def test_a_changed_text_without_an_update_is_told(self, repository: Newsroom) -> None:
        """Nobody has to touch a catalogue for it to be stale."""
        repository.replace(RELEASE, "What there is", "What is there")
        found = since(repository).rules()
        assert found.count("stale") == 2
        assert "template-stale" in found

    def test_another_release_is_left_alone(self, repository: Newsroom) -> None:
        """What a change of one release cannot have broken is not told."""
        repository.add_release("reading-week")
        found = set(since(repository).places())
        assert {place.split(":")[0] for place in found} == {
            repository.catalogue("fr", "reading-week")
        }

    def test_a_changed_house_touches_what_is_new(self, repository: Newsroom) -> None:
        """One name, not all that releases share."""
        path = repository.catalogue("fr", "house")
        repository.replace(path, 'msgstr "{city}, ', 'msgstr "')
        commit(repository.root)
        repository.replace("release/house.toml", '"Head librarian"', '"Chief librarian"')
        repository.call("update")
        assert since(repository).rules() == ["changed-wording", "changed-wording"]

    def test_a_mistake_in_a_release_is_told_if_it_was_touched(self, repository: Newsroom) -> None:
        """The source is checked as the catalogues are."""
        repository.replace(RELEASE, "readers = 12500", "readers = 12500\nunused = 1")
        assert "fact-unused" in since(repository).rules()
        commit(repository.root)
        assert since(repository).rules() == []


class TestRepository:
    """Where the project stands, and what git says."""

    def test_a_project_may_be_a_part_of_a_repository(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """Names of files are those of the project."""
        git(tmp_path, "init")
        commit(tmp_path)
        path = newsroom.catalogue("fr")
        newsroom.replace(path, "coûté {cost}", "coûté cher")
        assert since(newsroom).rules() == ["fact-missing"]
        (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
        assert since(newsroom).rules() == ["fact-missing"]
        commit(tmp_path)
        assert since(newsroom).rules() == []
        assert since(newsroom, "HEAD~1").rules() == ["fact-missing"]

    def test_what_others_have_done_meanwhile_is_not_told(self, repository: Newsroom) -> None:
        """A pull request is compared with where it began, and what it has not committed counts."""
        root = repository.root
        fr, ar = repository.catalogue("fr"), repository.catalogue("ar")
        git(root, "checkout", "-b", "theirs")
        repository.replace(fr, "coûté cher", "coûté très cher")
        commit(root)
        git(root, "checkout", "-b", "ours", "main")
        assert since(repository, "theirs").rules() == []
        repository.replace(ar, "{readers} قارئ", "قارئ")
        assert since(repository, "theirs").places() == since(repository, "main").places() != []
        commit(root)
        (place,) = since(repository, "theirs").places()
        assert place.startswith(ar)

    def test_a_revision_that_has_nothing_in_common_is_compared_itself(
        self, repository: Newsroom
    ) -> None:
        """As where a branch was begun anew."""
        git(repository.root, "checkout", "--orphan", "anew")
        repository.replace(repository.catalogue("fr"), "coûté cher", "coûté très cher")
        commit(repository.root)
        assert since(repository, "main").rules() == ["fact-missing"]

    def test_a_repository_of_another_user_is_a_sentence(
        self, repository: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As in a container, where git refuses to look; the hint has the command that lets it."""
        # Git has this for its own tests.
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        outcome = since(repository)
        root = repository.root.resolve()
        assert outcome.code == 2
        assert outcome.stderr.startswith(
            f"error: git does not look into `{root}`, because it belongs to another user\n"
            f"hint: run `git config --global --add safe.directory {root}`"
        )

    def test_nothing_is_written_to_the_repository(self, repository: Newsroom) -> None:
        """Also where a file has another time and the same bytes, which git would note."""
        index = repository.root / ".git/index"
        before = index.read_bytes()
        for path in (repository.catalogue("fr"), RELEASE, "release/house.toml"):
            os.utime(repository.root / path, (1, 1))
        assert since(repository).rules() == []
        assert index.read_bytes() == before

    @pytest.mark.parametrize(
        "revision",
        [
            "nowhere",
            "",
            "--output=x",
            "-n",
            "^HEAD",
            "HEAD^{tree}",
            "HEAD..HEAD",
            "HEAD\0",
            "HEAD; echo x",
            "$(id)",
            "a b",
        ],
    )
    def test_an_unknown_revision_is_a_sentence(self, repository: Newsroom, revision: str) -> None:
        """Whatever is in it, it is a name and no command."""
        outcome = since(repository, revision)
        assert outcome.code == 2
        assert outcome.stderr.startswith("error: git knows no revision `")
        assert not (repository.root / "x").exists()

    def test_outside_of_a_repository_is_a_sentence(
        self, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And it says what would work."""
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(newsroom.root.parent))
        outcome = since(newsroom)
        assert outcome.code == 2
        assert "is in no repository of git" in outcome.stderr
        assert "hint: check everything without `--since`" in outcome.stderr

    def test_without_git_is_a_sentence(
        self, repository: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A machine without it is told what it lacks."""
        monkeypatch.setenv("PATH", str(repository.root))
        outcome = since(repository)
        assert outcome.code == 2
        assert "`git` is not installed" in outcome.stderr

    def test_what_is_broken_is_told_in_the_words_of_git(self, repository: Newsroom) -> None:
        """Nothing else says what to do about it."""
        (repository.root / ".git/index").write_text("broken", encoding="utf-8")
        outcome = since(repository)
        assert outcome.code == 2
        assert re.search("error: `git .*` failed in `.*`\nhint: git says `.*index", outcome.stderr)

    @pytest.mark.parametrize("names", [("GIT_DIR",), ("GIT_INDEX_FILE", "GIT_WORK_TREE")])
    def test_a_hook_does_not_lead_it_astray(
        self, repository: Newsroom, monkeypatch: pytest.MonkeyPatch, names: Sequence[str]
    ) -> None:
        """Git tells its hooks where it is, in words that hold for them alone."""
        for name in names:
            monkeypatch.setenv(name, "/nowhere")
        assert since(repository).rules() == []
