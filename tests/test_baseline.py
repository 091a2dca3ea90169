"""The baseline: what a project accepts as it is, and what it can never accept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique import rules
from communique.findings import Finding, Place, fingerprints
from communique.project import ProjectError, baseline_text, read_baseline
from communique.project.baseline import accepting

if TYPE_CHECKING:
    from conftest import Newsroom

FILE: Final = "release/baseline.json"
CHECK: Final = ("check", "--baseline")


def finding(found: str, *, line: int = 1, subject: str = "a") -> Finding:
    """A finding in a message."""
    return Finding(
        rule=rules.FACT_MISSING,
        message="`x` is wrong",
        place=Place(path="locales/fr/LC_MESSAGES/x.po", line=line),
        found=found,
        locale="fr",
        subject=subject,
    )


def spoil(newsroom: Newsroom) -> None:
    """Two mistakes in one language."""
    path = newsroom.catalogue("fr")
    newsroom.replace(path, "de {growth} par an", "chaque année")
    newsroom.replace(path, "coûté {cost}", "coûté cher")


def written(newsroom: Newsroom) -> Path:
    """The baseline of a newsroom with two mistakes, written by the command."""
    spoil(newsroom)
    target = newsroom.root / FILE
    outcome = newsroom.call("check", "--baseline", target, "--write-baseline")
    assert (outcome.code, outcome.stderr) == (
        0,
        f"2 findings accepted in {FILE}\nnothing left to mend; 2 accepted\n",
    )
    return target


class TestFingerprints:
    """What a finding is known by."""

    def test_the_same_slip_twice_is_two(self) -> None:
        """The second is told from the first, in the order of the file."""
        first, second = fingerprints([finding("x", line=1), finding("x", line=2)])
        assert second == f"{first}-2"

    def test_lines_and_order_do_not_matter(self) -> None:
        """A file that is wrapped or sorted otherwise has the same ones."""
        findings = [finding("x"), finding("y"), finding("z", subject="b")]
        for order in permutations(findings):
            assert set(fingerprints(order)) == set(fingerprints(findings))
        assert fingerprints([finding("x", line=7)]) == fingerprints([finding("x", line=9)])


class TestFile:
    """What stands in it."""

    def test_it_reads_what_it_has_written(self) -> None:
        """Every finding that can be accepted, and no other."""
        findings = [finding("x"), finding("x", line=2), finding("y")]
        baseline = read_baseline(baseline_text(findings).encode(), path=FILE)
        left, accepted = accepting(findings, baseline)
        assert (left, len(accepted)) == ((), 3)

    def test_a_finding_more_is_an_entry_more(self) -> None:
        """So that a change of the file shows what has changed, whatever came first."""
        findings = [finding(letter) for letter in "abcdef"]
        one, more = baseline_text(findings[1:]), baseline_text(findings)
        lines = set(more.split("\n")) - set(one.split("\n"))
        assert len(lines) <= 3
        assert baseline_text(findings[::-1]) == more

    def test_reasons_are_kept(self) -> None:
        """What a person has written there outlives the command."""
        data = json.loads(baseline_text([finding("x")]))
        data["accepted"][0]["reason"] = "printed since 2012"
        earlier = read_baseline(json.dumps(data).encode(), path=FILE)
        again = json.loads(baseline_text([finding("x"), finding("y")], earlier))
        assert sorted(entry["reason"] for entry in again["accepted"]) == ["", "printed since 2012"]

    @pytest.mark.parametrize(
        "content",
        [b"", b"[]", b"{}", b'{"format": 2, "accepted": []}', b'{"format": 1}', b"\xff",
         b"[" * 9999, b'{"format": 1, "accepted": [1]}',
         b'{"format": 1, "accepted": [{"fingerprint": 1}]}'],
    )  # fmt: skip
    def test_what_is_no_baseline_is_refused(self, content: bytes) -> None:
        """With a sentence, and not as if it accepted nothing."""
        with pytest.raises(ProjectError, match="is no baseline"):
            read_baseline(content, path=FILE)


class TestCheck:
    """`communique check --baseline`."""

    def test_what_it_lists_is_accepted(self, newsroom: Newsroom) -> None:
        """And counted; a new mistake of the same kind is none of it."""
        target = written(newsroom)
        outcome = newsroom.call("check", "--baseline", target)
        assert (outcome.code, outcome.rules()) == (0, [])
        assert "2 accepted" in outcome.stderr
        newsroom.replace(newsroom.catalogue("ar"), "{readers} قارئ", "قارئ")
        outcome = newsroom.call("check", "--baseline", target)
        assert (outcome.code, outcome.rules()) == (1, ["fact-missing"])

    def test_without_it_everything_is_told(self, newsroom: Newsroom) -> None:
        """A baseline that the house does not name is none."""
        written(newsroom)
        assert newsroom.call("check").rules() == ["fact-missing", "fact-missing"]

    def test_what_was_mended_is_told(self, newsroom: Newsroom) -> None:
        """As a warning at its line, because it would accept the next one."""
        target = written(newsroom)
        newsroom.replace(newsroom.catalogue("fr"), "coûté cher", "coûté {cost}")
        outcome = newsroom.call("check", "--baseline", target)
        assert (outcome.code, outcome.rules()) == (0, ["baseline-unused"])
        (place,) = outcome.places()
        path, _, line = place.partition(":")
        assert path == FILE
        assert '"fingerprint"' in newsroom.read(FILE).split("\n")[int(line) - 1]
        assert newsroom.call("check", "--baseline", target, "-l", "fr").rules() == []

    def test_writing_again_takes_it_out(self, newsroom: Newsroom) -> None:
        """And twice is once."""
        target = written(newsroom)
        newsroom.replace(newsroom.catalogue("fr"), "coûté cher", "coûté {cost}")
        newsroom.call("check", "--baseline", target, "--write-baseline")
        assert len(json.loads(target.read_text())["accepted"]) == 1
        before = target.stat().st_mtime_ns
        newsroom.call("check", "--baseline", target, "--write-baseline")
        assert target.stat().st_mtime_ns == before

    def test_what_is_missing_is_never_accepted(self, newsroom: Newsroom) -> None:
        """An edition with a gap would go out, if a file could say that it may."""
        target = written(newsroom)
        path = newsroom.catalogue("fr")
        newsroom.replace(path, 'msgstr "Ce qu’on y trouve"', 'msgstr ""')
        outcome = newsroom.call("check", "--baseline", target, "--write-baseline")
        assert (outcome.code, outcome.rules()) == (1, ["missing"])
        assert len(json.loads(target.read_text())["accepted"]) == 2

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--baseline", "nowhere.json"), "the baseline `nowhere.json` is not there"),
            (("--write-baseline",), "there is no name for a baseline"),
            (("--write-baseline", "-l", "fr"), "a baseline is of the whole project"),
            (("--write-baseline", "--since", "HEAD"), ""),
        ],
    )
    def test_a_mistake_is_a_sentence(
        self, newsroom: Newsroom, options: Sequence[str], said: str
    ) -> None:
        """And nothing is written."""
        outcome = newsroom.call("check", *options)
        assert outcome.code == 2
        assert said in outcome.stderr


class TestHouse:
    """A baseline that the house names holds for every command."""

    @pytest.fixture
    def house(self, newsroom: Newsroom) -> Newsroom:
        """A newsroom with two mistakes and a house that names its baseline."""
        spoil(newsroom)
        text = newsroom.read("release/house.toml")
        newsroom.write("release/house.toml", f'{text}\n[check]\nbaseline = "{FILE}"\n')
        return newsroom

    def test_check_and_build_agree(self, house: Newsroom) -> None:
        """What is accepted withholds nothing."""
        assert house.call("check", "--write-baseline").code == 0
        assert house.call("check").rules() == []
        outcome = house.build("-l", "fr")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert FILE in json.dumps(house.manifest()["inputs"])

    def test_status_counts_what_nobody_has_accepted(self, house: Newsroom) -> None:
        """It says how far an edition is from going out, as the check and a build do."""
        house.call("check", "--write-baseline")
        rows = json.loads(house.call("status", "--format", "json").stdout)
        assert {row["wrong"] for row in rows} == {0}

    @pytest.mark.parametrize("arguments", [["check"], ["build"], ["status"]])
    def test_a_baseline_that_is_gone_is_a_mistake(
        self, house: Newsroom, arguments: list[str]
    ) -> None:
        """Nothing is accepted by a file that nobody can read."""
        outcome = house.call(*arguments)
        assert outcome.code == 2
        assert f"the baseline `{FILE}` that `release/house.toml` names" in outcome.stderr

    def test_it_is_in_the_project(self, newsroom: Newsroom) -> None:
        """A house does not name files elsewhere."""
        text = newsroom.read("release/house.toml")
        newsroom.write("release/house.toml", f'{text}\n[check]\nbaseline = "../x.json"\n')
        outcome = newsroom.call("check", "--baseline", newsroom.root / FILE, "--write-baseline")
        assert "`../x.json` is not in the project folder" in outcome.text
