"""The body of a release is cut into blocks in one place, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique import rules
from communique.findings import Finding
from communique.release import Block, BlockKind, Container, Node, Separator, segments
from communique.release.blocks import blocks_in, cut

PIECES = st.sampled_from(
    ["a", "word ", "two words", "\n", "\n\n", "  \n", "\\\n", "*", "_", "`", "[", "]", "{x}",
     "<!-- note: n -->", "<!-- keep -->", "<!-- section: more -->", "<!--", "-->", "# ", "## ",
     "### ", "###### ", "- ", "* ", "1. ", "7) ", "> ", "---\n", "***", "```\n", "~~~\n", "    ",
     "\t", "<b>", "<div>\n", "[a]: b\n", "===\n", "|", "\r", "\r\n", "\x0b", "\x0c", "\x1c",
     "\x85", "\u2028", "é", "中文", "العربية", "7"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)

BODY = """\
The *first* paragraph
goes on here.

The second one.

<!-- note: What the translator must know. -->
<!-- context: slogan -->
A third.

## What there is

<!-- note: One. -->
<!-- note: Two. -->
- a list item;

- another
  - and one inside it

1. numbered

> Quoted words.

---

### Details

<!-- keep -->
UNOCT

<!-- section: background -->
## Background

Last words.
"""


def blocks(text: str) -> list[Block]:
    """The blocks of a body that begins on the first line."""
    nodes, _ = cut(text, path="release/x.md", first_line=1)
    return list(blocks_in(nodes))


def findings(text: str) -> tuple[Finding, ...]:
    """What is wrong with the structure of a body that begins on line 11."""
    _, found = cut(text, path="release/x.md", first_line=11)
    return found


def words(text: str) -> list[str]:
    """The words of a text, without markup."""
    return re.findall(r"[^\W_]+", text)


def containers(nodes: tuple[Node, ...]) -> Iterator[Container]:
    """Every container of a tree."""
    for node in nodes:
        if isinstance(node, Container):
            yield node
            yield from containers(node.children)


@given(TEXTS)
@example("a\x0bb\n\nc\u2028d\n\ne\r\rf\r\n\r\ng")
@settings(deadline=None, max_examples=300)
def test_the_segments_of_a_text_are_the_text(text: str) -> None:
    """Every character of the file is in one segment, in order."""
    assert "".join(segments(text)) == text
    assert all(segments(text))


@given(TEXTS)
@example("- a\n\n  b\n> c\n## d\ne\x0bf\n\ng")
@settings(deadline=None, max_examples=300)
def test_every_block_has_the_words_of_its_segment(text: str) -> None:
    """A block says what its segment says, and the blocks come in the order of the file."""
    left = iter(segments(text))
    for block in blocks(text):
        for segment in left:
            rest = iter(words(segment))
            if words(block.text) and all(word in rest for word in words(block.text)):
                break
            if not words(block.text):
                break
        else:
            raise AssertionError(f"{block.text!r} is in no segment")


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_every_heading_has_an_address_of_its_own(text: str) -> None:
    """Headings that are worded alike can still be told apart in a link."""
    anchors = [block.anchor for block in blocks(text) if block.kind is BlockKind.HEADING]
    assert len(set(anchors)) == len(anchors)


def test_each_block_knows_what_it_is_and_where_it_stands() -> None:
    """Kind, position and anchor are told per section, so that a new section moves no other."""
    assert [(block.kind.value, block.position, block.anchor) for block in blocks(BODY)] == [
        ("lead", "lead", "lead"),
        ("paragraph", "paragraph 2, opening section", "opening-paragraph-2"),
        ("paragraph", "paragraph 3, opening section", "opening-paragraph-3"),
        ("heading", "heading, section 1", "what-there-is-heading"),
        ("list item", "list item 1, section “What there is”", "what-there-is-list-item-1"),
        ("list item", "list item 2, section “What there is”", "what-there-is-list-item-2"),
        ("list item", "list item 3, section “What there is”", "what-there-is-list-item-3"),
        ("list item", "list item 4, section “What there is”", "what-there-is-list-item-4"),
        ("quote", "quote 1, section “What there is”", "what-there-is-quote-1"),
        ("heading", "heading 1, section “What there is”", "what-there-is-heading-1"),
        ("paragraph", "paragraph 1, section “What there is”", "what-there-is-paragraph-1"),
        ("heading", "heading, section 2", "background-heading"),
        ("paragraph", "paragraph 1, section “Background”", "background-paragraph-1"),
    ]


def test_each_block_knows_its_line() -> None:
    """Findings and references lead to the line on which the block begins."""
    lines = BODY.split("\n")
    for block in blocks(BODY):
        assert words(block.text)[0] in lines[block.line - 1]


def test_comments_belong_to_the_block_that_follows_them() -> None:
    """A note for translators, a context, and what is to be kept; several notes are one."""
    by_text = {block.text: block for block in blocks(BODY)}
    third = by_text["A third."]
    assert (third.note, third.context) == ("What the translator must know.", "slogan")
    assert by_text["a list item;"].note == "One. Two."
    assert by_text["another"].note == ""
    assert [block.text for block in by_text.values() if block.keep] == ["UNOCT"]


def test_sections_hold_all_that_follows_their_heading() -> None:
    """Each heading of the second level opens a section; the writer can say what it is for."""
    nodes, found = cut(BODY, path="release/x.md", first_line=1)
    assert found == ()
    assert [type(node).__name__ for node in nodes] == ["Block"] * 3 + ["Container"] * 2
    first, second = next(containers(nodes)), nodes[-1]
    assert isinstance(second, Container)
    assert (first.tag, first.role, second.role) == ("section", "", "background")
    assert any(isinstance(child, Separator) for child in first.children)
    tags = [container.tag for container in containers(nodes)]
    assert tags == ["section", "ul", "li", "li", "ul", "li", "ol", "li", "blockquote", "section"]


def test_a_numbered_list_begins_where_the_writer_says() -> None:
    """The first number is kept, and the rest follow."""
    nodes, _ = cut("4. four\n5. five", path="x", first_line=1)
    assert [found.start for found in containers(nodes) if found.tag == "ol"] == [4]


def test_sections_of_one_name_are_told_apart() -> None:
    """Their anchors differ, and so do those of sections in other scripts and of the opening."""
    body = "a\n\n## News\n\nb\n\n## News\n\nc\n\n## 新闻\n\nd\n\n## Opening\n\ne"
    anchors = [block.anchor for block in blocks(body)]
    assert len(set(anchors)) == len(anchors)
    assert anchors == [
        "lead", "news-heading", "news-paragraph-1", "news-2-heading", "news-2-paragraph-1",
        "section-3-heading", "section-3-paragraph-1", "opening-4-heading",
        "opening-4-paragraph-1",
    ]  # fmt: skip


def test_lines_of_the_file_do_not_matter() -> None:
    """Line ends of any kind, and how the writer wrapped the text, change no block."""
    unix = [block.text for block in blocks(BODY)]
    assert [block.text for block in blocks(BODY.replace("\n", "\r\n"))] == unix
    unwrapped = BODY.replace("paragraph\ngoes", "paragraph goes")
    assert [block.text for block in blocks(unwrapped)] == unix


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("a\n\n<div>b</div>", 13, "HTML"),
        ("a\n\n<script>\nalert(1)\n</script>", 13, "HTML"),
        ("a\n\n<!-- note: b --> c", 13, "HTML"),
        ("a\n\n```\ncode\n```", 13, "a code block"),
        ("# a", 11, "a heading of level 1"),
        ("a\n\n##### b", 13, "a heading of level 5"),
        ("## a\n\n#### b", 13, "a heading of level 4 below one of level 2"),
        ("a\n\n### b", 13, "a heading of level 3 below one of level 1"),
        ("a\n\n> ## b", 13, "a heading inside a list or quotation"),
        ("a\n\n##", 13, "a heading without words"),
        ("<!-- TODO: b -->\na", 11, "the comment `TODO: b`"),
        ("<!-- notes: b -->\na", 11, "the comment `notes: b`"),
        ("a\n\n<!-- note: b -->", 13, "a comment with no block after it"),
        ("<!-- section: more -->\na", 12, "a `section` comment"),
        ("## a\n\n<!-- section: more -->\n### b", 14, "a `section` comment"),
        ("<!-- section: annex -->\n## a", 12, "`section: annex`"),
    ],
)
def test_what_has_no_place_in_a_release_is_found_at_its_line(
    body: str, line: int, found: str
) -> None:
    """Each is a finding that says what was found and what may stand there."""
    problems = [(problem.place.line, problem.found) for problem in findings(body)]
    assert (line, found) in problems
    assert {problem.rule for problem in findings(body)} == {rules.RELEASE_STRUCTURE}


def test_all_mistakes_of_a_body_are_found_at_once() -> None:
    """A writer mends everything in one go."""
    body = "# a\n\n<div>\n\n#### b\n\n```\n```\n\n<!-- what -->\n<!-- note: x -->"
    assert [problem.place.line for problem in findings(body)] == [11, 13, 15, 17, 20, 21]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_no_nesting_is_too_deep(mark: str) -> None:
    """A hostile text ends in blocks or findings, and soon."""
    assert len(blocks(f"{mark * 5_000}a")) <= 1


def test_a_table_is_a_finding() -> None:
    """A table would come out as a paragraph of bars and hyphens, so it is refused at its line."""
    _, findings = cut("| a | b |\n|---|---|\n| 1 | 2 |\n", path="release/x.md", first_line=9)

    assert [(finding.rule.id, finding.place.line) for finding in findings] == [
        ("release-structure", 9)
    ]
