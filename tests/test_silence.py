"""Silencers: a translator accepts one finding, with a reason, for the text as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import rules
from communique.catalogue import Message, TemplateMessage, read_catalogue
from communique.check import digest_of, silencers_of
from communique.locales import locale
from communique.rules import RULES

if TYPE_CHECKING:
    from conftest import Newsroom

SOURCE: Final = "The number of readers grows by {growth} a year, as [the plan]({plan}) says."
ENTRY: Final = f'msgid "{SOURCE}"\n'
DIGEST: Final = digest_of(TemplateMessage(id=SOURCE))
RIGHT: Final = f"# communique: accept fact-missing [{DIGEST}]: the plan says it\n"


def spoilt(newsroom: Newsroom, comment: str) -> str:
    """The French catalogue with a fact missing, and a comment above the message."""
    path = newsroom.catalogue("fr")
    newsroom.replace(path, "de {growth} par an", "chaque année")
    newsroom.replace(path, ENTRY, f"{comment}{ENTRY}")
    return path


def place_of(newsroom: Newsroom, path: str) -> str:
    """The place of the one finding there is, as the command names it."""
    (place,) = newsroom.call("check").places()
    assert place.startswith(path)
    return place


class TestAccepting:
    """A right comment takes its finding away, and nothing else."""

    def test_the_finding_is_counted_and_not_told(self, newsroom: Newsroom) -> None:
        """What is accepted does not fail the check, and is not forgotten."""
        spoilt(newsroom, "")
        assert newsroom.call("check").rules() == ["fact-missing"]
        newsroom.replace(newsroom.catalogue("fr"), ENTRY, f"{RIGHT}{ENTRY}")
        outcome = newsroom.call("check")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert (outcome.stdout, outcome.stderr) == ("", "nothing left to mend; 1 silenced\n")

    def test_a_build_takes_what_is_accepted(self, newsroom: Newsroom) -> None:
        """The edition goes out: a person has said that it may."""
        spoilt(newsroom, RIGHT)
        outcome = newsroom.build("-l", "fr")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert ("library-opening", "fr") in newsroom.editions()

    def test_other_messages_and_other_rules_are_told(self, newsroom: Newsroom) -> None:
        """One comment is of one message and the rules that it names."""
        path = spoilt(newsroom, RIGHT)
        newsroom.replace(path, "[le plan]({plan})", "le plan")
        newsroom.replace(path, "coûté {cost}", "coûté cher")
        found = newsroom.call("check").rules()
        assert "fact-missing" in found
        assert len(found) > 1

    def test_several_rules_can_be_accepted(self, newsroom: Newsroom) -> None:
        """With spaces or commas between them."""
        path = spoilt(
            newsroom,
            f"# communique: accept fact-missing, markup-changed [{DIGEST}]: as agreed\n",
        )
        newsroom.replace(
            path, " comme le dit [le plan]({plan}).", " *comme* le dit [le plan]({plan})."
        )
        assert newsroom.call("check").rules() == []

    @pytest.mark.parametrize(
        "comment",
        [
            "communique: accept fact-missing [{digest}]: the plan says it",
            "Communique: Accept fact-missing [{DIGEST}] : le plan le dit",
            "communiqué : accept fact-missing [{digest}] : le plan le dit",
            "communique: accept fact-missing [{digest}]:the plan",
            "communique：accept fact-missing [{digest}]：计划里有",
            "communique: accept [{digest}] fact-missing: الخطة تقول ذلك",
            "communique: accept fact-missing: the plan says it [{digest}]",
            "communique:accept   fact-missing  [{digest}]  :  the plan: see there",
        ],
    )
    def test_keyboards_and_habits_differ(self, newsroom: Newsroom, comment: str) -> None:
        """What a person types and means is taken for what it means."""
        written = comment.format(digest=DIGEST, DIGEST=DIGEST.upper())
        spoilt(newsroom, f"#  {written}\n")
        assert newsroom.call("check").rules() == []

    @pytest.mark.parametrize(
        "comment",
        ["a communique: accept it", "communiqué : terme officiel", "communique is the word", ""],
    )
    def test_other_comments_are_of_people_for_people(
        self, newsroom: Newsroom, comment: str
    ) -> None:
        """Nothing is found wrong with a remark that is no silencer."""
        newsroom.replace(newsroom.catalogue("fr"), ENTRY, f"# {comment}\n{ENTRY}")
        assert newsroom.call("check").rules() == []

    def test_a_comment_of_the_house_is_of_all_releases(self, newsroom: Newsroom) -> None:
        """What several releases share is accepted where it stands."""
        path = newsroom.catalogue("fr", "house")
        newsroom.replace(path, 'msgstr "{city}, ', 'msgstr "')
        found = newsroom.call("check")
        assert found.rules() == ["fact-missing"]
        place = found.places()[0]
        outcome = newsroom.call("silence", "fact-missing", place, "--reason", "no city in French")
        assert outcome.code == 0
        assert newsroom.call("check").rules() == []
        assert newsroom.build().code in (0, 1)


class TestWrong:
    """A comment that accepts nothing is told, with the line that would."""

    @pytest.mark.parametrize(
        ("comment", "said"),
        [
            ("accept fact-missing: the plan says it", "does not say which text"),
            ("accept fact-missing [00000000]: the plan says it", "another source text"),
            (f"accept fact-missing [{DIGEST}]:", "does not say why"),
            (f"accept fact-missing [{DIGEST}]", "does not say why"),
            (f"accept fact-missing [{DIGEST}]: …", "does not say why"),
            (f"accept fact-mising [{DIGEST}]: the plan says it", "`fact-mising`, which is no rule"),
            (f"acept fact-missing [{DIGEST}]: the plan says it", "`acept`, which is no rule"),
            (f"accept [{DIGEST}]: the plan says it", "does not say which rule"),
            (f"accept missing [{DIGEST}]: the plan says it", "`missing`, which nobody can"),
        ],
    )
    def test_it_silences_nothing_and_says_why(
        self, newsroom: Newsroom, comment: str, said: str
    ) -> None:
        """The finding stays, and the comment is a finding of its own at its line."""
        path = spoilt(newsroom, f"# communique: {comment}\n")
        outcome = newsroom.call("check")
        assert sorted(outcome.rules()) == ["fact-missing", "silencer-wrong"]
        line = newsroom.line_of(path, "# communique: ")
        assert f"{path}:{line}:3" in outcome.places()
        assert said in outcome.stdout

    @pytest.mark.parametrize(
        "comment",
        [
            "accept fact-missing: the plan says it",
            "accept fact-missing [00000000]: the plan says it",
            "acept fact-missing: the plan says it",
        ],
    )
    def test_the_hint_is_the_line_to_paste(self, newsroom: Newsroom, comment: str) -> None:
        """Whoever pastes it has nothing else to find out."""
        path = spoilt(newsroom, f"# communique: {comment}\n")
        hint = re.search(
            r"write `(# communique: .*)`$", newsroom.call("check").stdout, re.MULTILINE
        )
        assert hint is not None
        newsroom.replace(path, f"# communique: {comment}", hint[1])
        assert newsroom.call("check").rules() == []

    def test_it_expires_with_its_text(self, newsroom: Newsroom) -> None:
        """Nobody has said yes to the new words, even if the comment has come along."""
        path = spoilt(newsroom, RIGHT)
        newsroom.replace("release/library-opening.md", "a year, as", "each year, as")
        newsroom.call("update")
        text = newsroom.read(path)
        assert text.count("communique: accept") == 1, "that of the old text, now obsolete"
        changed = SOURCE.replace("a year", "each year")
        told = re.compile(rf"#, fuzzy\n(?:#\|.*\n)*(?=msgid {re.escape(json.dumps(changed))})")
        newsroom.write(path, told.sub(lambda _: RIGHT, text))
        outcome = newsroom.call("check", "-l", "fr")
        assert sorted(outcome.rules()) == ["fact-missing", "silencer-wrong"]

    @pytest.mark.parametrize("rule", sorted(name for name in RULES if not RULES[name].silenceable))
    def test_what_is_unsafe_or_missing_cannot_be_accepted(self, rule: str) -> None:
        """By a comment of any translator, in any catalogue."""
        text = (
            'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
            f"# communique: accept {rule} [{digest_of(Message(id='a'))}]: because\n"
            'msgid "a"\nmsgstr "b"\n'
        )
        file, _ = read_catalogue(text.encode(), path="x.po", locale=locale("fr"))
        assert file is not None
        (silencer,) = silencers_of(file)
        assert "which nobody can" in silencer.problem

    @pytest.mark.parametrize(
        "rule",
        ["missing", "fuzzy", "stale", "markup-forbidden", "address-forbidden", "bidi-control",
         "control-character", "fact-unknown", "host-new", "catalogue-syntax", "template-stale"],
    )  # fmt: skip
    def test_these_rules_are_among_them(self, rule: str) -> None:
        """What is withheld for the sake of readers stays withheld."""
        assert rule not in RULES or not RULES[rule].silenceable


class TestUnused:
    """A comment that accepts nothing that is there would hide the next mistake."""

    def test_it_is_told(self, newsroom: Newsroom) -> None:
        """With the line to remove."""
        path = newsroom.catalogue("fr")
        newsroom.replace(path, ENTRY, f"{RIGHT}{ENTRY}")
        outcome = newsroom.call("check")
        assert (outcome.code, outcome.rules()) == (0, ["silencer-unused"])
        assert outcome.places() == [f"{path}:{newsroom.line_of(path, RIGHT)}:3"]

    def test_one_of_two_rules_can_be_unused(self, newsroom: Newsroom) -> None:
        """The other goes on accepting."""
        spoilt(newsroom, f"# communique: accept fact-missing spacing [{DIGEST}]: as agreed\n")
        outcome = newsroom.call("check")
        assert outcome.rules() == ["silencer-unused"]
        assert "take `spacing` out" in outcome.stdout

    def test_an_old_comment_without_a_finding_is_to_be_removed(self, newsroom: Newsroom) -> None:
        """It is one mistake, not two, and nobody has to renew it first."""
        comment = "# communique: accept fact-missing [00000000]: the plan says it\n"
        newsroom.replace(newsroom.catalogue("fr"), ENTRY, f"{comment}{ENTRY}")
        assert newsroom.call("check").rules() == ["silencer-unused"]

    def test_of_what_is_not_translated_nothing_can_be_said(self, newsroom: Newsroom) -> None:
        """The comment may be wanted again with the translation."""
        path = spoilt(newsroom, RIGHT)
        text = newsroom.read(path)
        newsroom.write(path, re.sub(re.escape(ENTRY) + 'msgstr ".*"', f'{ENTRY}msgstr ""', text))
        assert newsroom.call("check").rules() == ["missing"]

    def test_obsolete_messages_are_left_alone(self, newsroom: Newsroom) -> None:
        """Nobody is told of comments on what is not published."""
        path = newsroom.catalogue("fr")
        text = newsroom.read(path)
        newsroom.write(path, f'{text}\n{RIGHT}#~ msgid "old"\n#~ msgstr "vieux"\n')
        assert newsroom.call("check").rules() == []


class TestCommand:
    """`communique silence`, for those who do not edit the file."""

    def test_the_finding_it_is_given_is_gone(self, newsroom: Newsroom) -> None:
        """And nothing else in the file has changed."""
        path = spoilt(newsroom, "")
        before = newsroom.read(path)
        outcome = newsroom.call(
            "silence", "fact-missing", place_of(newsroom, path), "--reason", "the plan  says\nit"
        )
        assert (outcome.code, outcome.stdout) == (0, f"{path}\n")
        after = newsroom.read(path)
        assert after.replace(RIGHT, "") == before
        # Translators’ comments stand before those of the source, as gettext has them.
        assert re.search(rf"\n\n{re.escape(RIGHT)}(#\. .*\n)+#: .*\n{re.escape(ENTRY)}", after)
        assert newsroom.call("check").rules() == []

    def test_an_older_comment_of_the_rule_is_replaced(self, newsroom: Newsroom) -> None:
        """A text has one comment of a rule."""
        path = spoilt(newsroom, "")
        line = newsroom.line_of(path, ENTRY)
        for _ in range(2):
            newsroom.call(
                "silence", "fact-missing", f"{path}:{line}", "--reason", "the plan says it"
            )
        newsroom.replace(path, DIGEST, "00000000")
        newsroom.replace(path, "# communique", "# of a person\n# communique")
        assert newsroom.call("silence", "fact-missing", f"{path}:{line}", "--reason", "x").code == 0
        comment = RIGHT.replace("the plan says it", "x")
        assert f"# of a person\n{comment}#. " in newsroom.read(path)
        assert newsroom.read(path).count("# communique: ") == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("missing", "{path}:{line}", "--reason", "why"), "`missing` cannot be silenced"),
            (("fact-missing", "{path}:{line}", "--reason", "…"), "the reason says nothing"),
            (("fact-missing", "{path}", "--reason", "why"), "is no place"),
            (("fact-missing", "{path}:1", "--reason", "why"), "no message stands in"),
            (("fact-missing", "{path}:9999", "--reason", "why"), "no message stands in"),
            (("fact-missing", "release/house.toml:1", "--reason", "why"), "is no catalogue"),
            (("fact-missing", "../x.po:1", "--reason", "why"), "is no catalogue"),
        ],
    )
    def test_a_mistake_is_a_sentence(
        self, newsroom: Newsroom, arguments: tuple[str, ...], said: str
    ) -> None:
        """And nothing is written."""
        path = spoilt(newsroom, "")
        line = newsroom.line_of(path, ENTRY)
        before = newsroom.read(path)
        outcome = newsroom.call(
            "silence", *(word.format(path=path, line=line) for word in arguments)
        )
        assert outcome.code == 2
        assert said in outcome.stderr
        assert newsroom.read(path) == before

    def test_ends_of_lines_are_kept(self, newsroom: Newsroom) -> None:
        """A file of Windows stays one."""
        path = spoilt(newsroom, "")
        newsroom.write(path, newsroom.read(path).replace("\n", "\r\n").encode())
        newsroom.call("silence", "fact-missing", place_of(newsroom, path), "--reason", "why")
        assert b"\n" not in (newsroom.root / path).read_bytes().replace(b"\r\n", b"")


class TestDigest:
    """The eight signs that tie a comment to its text."""

    @given(st.text(), st.text(), st.none() | st.text())
    def test_another_text_has_another_digest(
        self, text: str, other: str, context: str | None
    ) -> None:
        """So has the same text in another role."""
        one = digest_of(Message(id=text, context=context))
        assert re.fullmatch("[0-9a-f]{8}", one)
        assert one == digest_of(Message(id=text, context=context, translations=("x",)))
        if text != other:
            assert one != digest_of(Message(id=other, context=context))
        assert one != digest_of(Message(id=text, context=f"{context}x"))


def test_the_rules_of_silencers_cannot_be_silenced() -> None:
    """Nobody can say yes to a comment that nobody understands."""
    assert not rules.SILENCER_WRONG.silenceable
    assert not rules.SILENCER_UNUSED.silenceable
