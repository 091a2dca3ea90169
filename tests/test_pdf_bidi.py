"""Directions of a page are nested so that each parent's children share one."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.pdf.bidi import (
    JOINER,
    RUN,
    ByName,
    Flow,
    is_bidirectional,
    nest_directions,
    settle_directions,
)
from communique.pdf.bidi.fribidi import embedding_levels, is_transparent, joins


def parsed(source: str) -> Element:
    """The tree of a source."""
    return fromstring(source)  # noqa: S314


def nested(source: str) -> str:
    """The tree after ordering, with runs written as `[rtl: …]` and `[ltr: …]`."""
    root = parsed(source)
    nest_directions(root)
    text = tostring(root, encoding="unicode")
    for direction in ("rtl", "ltr"):
        text = text.replace(f'<{RUN} dir="{direction}">', f"[{direction}: ")
    return text.replace(f"</{RUN}>", "]").replace(JOINER, "~")


def test_levels_follow_the_paragraph_and_its_characters() -> None:
    """Latin stands two levels deep in a right-to-left paragraph, on the ground in its own."""
    assert embedding_levels("ab עב 1", rtl=True) == [2, 2, 1, 1, 1, 1, 2]
    assert embedding_levels("ab עב 1", rtl=False) == [0, 0, 0, 1, 1, 1, 2]
    assert embedding_levels("", rtl=True) == []


def test_letters_join_as_their_script_says() -> None:
    """Beh joins on both sides, alef only with the letter before it; marks are looked through."""
    assert joins("ب", "ي")
    assert joins("ب", "ا")
    assert not joins("ا", "ب")
    assert not joins("ب", "x")
    assert is_transparent("\u064e")
    assert not is_transparent("ب")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '<p dir="rtl">مع The <b>Acme</b> <i>Corp</i> اليوم</p>',
            '<p dir="rtl">مع [ltr: The <b>Acme</b> <i>Corp</i>] اليوم</p>',
        ),
        (
            '<p dir="rtl">زيادة <b>12.5%</b> هنا</p>',
            '<p dir="rtl">زيادة <b>[ltr: 12.5]%</b> هنا</p>',
        ),
        (
            '<p dir="rtl">عن <a>John <i>Smith</i> Jr.</a> هنا</p>',
            '<p dir="rtl">عن <a>[ltr: John <i>Smith</i> Jr].</a> هنا</p>',
        ),
        (
            "<p>The word <b>سلام (peace)</b> here</p>",
            "<p>The word <b>[rtl: سلام] (peace)</b> here</p>",
        ),
        (
            "<p>٢٥ <b>٣٠</b> here</p>",
            "<p>[rtl: [ltr: ٢٥] <b>[ltr: ٣٠]</b>] here</p>",
        ),
    ],
)
def test_a_deeper_stretch_becomes_an_element(source: str, expected: str) -> None:
    """Each stretch of another direction stands in an element of its own, markup inside it."""
    assert nested(source) == expected


def test_an_element_is_cut_where_a_stretch_ends_in_it() -> None:
    """The part in the stretch goes with it; the first part keeps the id."""
    assert nested('<p dir="rtl">مع Acme <b id="x" class="y">Corp ثم</b></p>') == (
        '<p dir="rtl">مع [ltr: Acme <b id="x" class="y">Corp</b>]<b class="y"> ثم</b></p>'
    )


def test_letters_stay_joined_across_a_tag() -> None:
    """Joiners stand at both sides of a tag inside a word, also behind a vowel mark."""
    assert nested('<p dir="rtl">ب<b>يت</b></p>') == '<p dir="rtl">ب~<b>~يت</b></p>'
    assert nested('<p dir="rtl">بَ<b>يت</b></p>') == '<p dir="rtl">بَ~<b>~يت</b></p>'
    assert nested('<p dir="rtl">ا<b>يت</b></p>') == '<p dir="rtl">ا<b>يت</b></p>'
    assert nested('<p dir="rtl">ب<img/>ت</p>') == '<p dir="rtl">ب<img />ت</p>'


def test_an_isolate_is_a_paragraph_inside_and_an_object_outside() -> None:
    """Text in `<bdi>` or with `dir` does not touch its surroundings, nor they it."""
    assert nested('<p dir="rtl">1 <bdi>abc</bdi> 2</p>') == (
        '<p dir="rtl">[ltr: 1] <bdi dir="ltr">abc</bdi> [ltr: 2]</p>'
    )
    assert nested('<p dir="rtl"><i dir="ltr">+32 2-1</i></p>') == (
        '<p dir="rtl"><i dir="ltr">+32 2-1</i></p>'
    )
    assert nested('<p>a <bdi dir="auto">12 عرب</bdi></p>') == (
        '<p>a <bdi dir="rtl">[ltr: 12] عرب</bdi></p>'
    )


def test_an_automatic_block_takes_the_direction_of_its_first_strong_letter() -> None:
    """`dir="auto"` is resolved by content, numbers and isolates left aside."""
    assert nested('<p dir="auto">12 <bdi>عرب</bdi> <b>abc</b></p>') == (
        '<p dir="ltr">12 <bdi dir="rtl">عرب</bdi> <b>abc</b></p>'
    )


def test_automatic_directions_can_be_settled_first() -> None:
    """Text that is added afterwards has no say in them."""
    root = parsed('<p dir="rtl"><bdi>عرب</bdi></p>')
    settle_directions(root)
    root[0].text = "abc " + (root[0].text or "")
    nest_directions(root)
    assert root[0].get("dir") == "rtl"


def test_a_line_break_ends_the_paragraph() -> None:
    """What stands behind `<br>` is resolved without what stands before, in an isolate as well."""
    assert (
        nested('<p dir="rtl">Acme (<br/>1)</p>') == '<p dir="rtl">[ltr: Acme] (<br />[ltr: 1])</p>'
    )
    assert nested('<p dir="rtl">Acme <bdi>x<br/>y</bdi> $1</p>') == (
        '<p dir="rtl">[ltr: Acme] <bdi dir="ltr">x<br />y</bdi> [ltr: $1]</p>'
    )


def test_blocks_are_ordered_one_by_one() -> None:
    """Blocks, also those inside inline elements, are paragraphs of their own direction."""
    assert nested('<div dir="rtl">abc<p>عب 1</p><i>def<div dir="ltr">عب 1</div></i></div>') == (
        '<div dir="rtl">[ltr: abc]<p>عب [ltr: 1]</p><i>[ltr: def]'
        '<div dir="ltr">[rtl: عب [ltr: 1]]</div></i></div>'
    )


def test_forced_order_survives() -> None:
    """Words of `<bdo>` carry override characters where alone they would run the other way."""
    rlo, pdf = "\u202e", "\u202c"
    assert nested('<p>a <bdo dir="rtl">bc de</bdo></p>') == (
        f'<p>a <bdo dir="rtl">{rlo}bc{pdf} {rlo}de{pdf}</bdo></p>'
    )


def test_a_preserved_line_feed_ends_the_paragraph() -> None:
    """In `<pre>` each line is resolved alone; elsewhere a line feed is a space."""
    assert (
        nested('<pre dir="rtl">Acme\n(1)</pre>') == '<pre dir="rtl">[ltr: Acme]\n([ltr: 1])</pre>'
    )
    assert nested('<p dir="rtl">Acme\nCorp</p>') == '<p dir="rtl">[ltr: Acme\nCorp]</p>'


def test_what_is_not_text_stays_as_it_is() -> None:
    """Style sheets, scripts, comments and the inside of images are never touched."""
    source = (
        '<div dir="rtl"><style>a عب b</style><svg><text>ab عب</text></svg>'
        "<script>1 عب</script></div>"
    )
    assert nested(source) == source


def test_a_style_may_say_what_is_inline() -> None:
    """The reading decides what is a block: items of a flex container are never put together."""

    class Items(ByName):
        def flow(self, element: Element) -> Flow:
            return Flow.BLOCK if element.tag == "span" else super().flow(element)

    root = parsed('<div dir="rtl"><span>Acme</span> <span>Corp</span></div>')
    nest_directions(root, Items())
    assert [child.tag for child in root] == ["span", "span"]


CHARACTERS = "aZ אב عب 12 ٣٤ +- %$ .,: ()[] «» !? \u0301\u064e \u200e\u200f\u061c \u00a0—"
TEXT = st.text(alphabet=CHARACTERS, max_size=12)
INLINE = ["b", "i", "a"]


def element(tag: str, text: str, children: list[tuple[Element, str]], direction: str) -> Element:
    """An element with its contents."""
    result = Element(tag, {"dir": direction} if direction else {})
    result.text = text
    for child, tail in children:
        child.tail = tail
        result.append(child)
    return result


def trees(
    tags: list[str], directions: list[str], text: st.SearchStrategy[str]
) -> st.SearchStrategy[Element]:
    """Paragraphs of nested inline elements."""
    leaves = st.builds(element, st.sampled_from(tags), text, st.just([]), st.just(""))
    inner = st.recursive(
        leaves,
        lambda children: st.builds(
            element,
            st.sampled_from(tags),
            text,
            st.lists(st.tuples(children, text), max_size=4),
            st.sampled_from(directions),
        ),
        max_leaves=8,
    )
    return st.builds(
        element,
        st.just("p"),
        text,
        st.lists(st.tuples(inner, text), max_size=5),
        st.sampled_from(["", "rtl", "ltr"]),
    )


ANY_TREE = trees([*INLINE, "bdi", "br", "img"], ["", "", "rtl", "ltr", "auto"], TEXT)
PLAIN_TREE = trees(INLINE, [""], TEXT)
LATIN_TREE = trees([*INLINE, "br", "img"], ["", "ltr"], st.text("aZ 12 +-%.,()«»", max_size=12))


def source_of(root: Element) -> str:
    """The tree as text."""
    return tostring(root, encoding="unicode")


@settings(deadline=None)
@given(ANY_TREE)
def test_no_text_is_added_lost_or_moved(root: Element) -> None:
    """Apart from joiners, the text of a tree is the same before and after."""
    before = "".join(root.itertext())
    nest_directions(root)
    assert "".join(root.itertext()).replace(JOINER, "") == before


@settings(deadline=None)
@given(ANY_TREE)
def test_taking_the_runs_out_again_gives_the_tree_back(root: Element) -> None:
    """Without runs and joiners, and with cut elements put together, nothing has changed."""
    before = restored(parsed(source_of(root)), {})
    parts = nest_directions(root)
    assert source_of(restored(root, parts)) == source_of(before)


@settings(deadline=None)
@given(LATIN_TREE)
def test_left_to_right_text_is_left_untouched(root: Element) -> None:
    """A page without right-to-left text or direction is not changed by a character."""
    root.attrib.pop("dir", None)
    before = source_of(root)
    assert not is_bidirectional(root)
    nest_directions(root)
    assert source_of(root) == before


@settings(deadline=None)
@given(ANY_TREE)
def test_ordering_twice_is_ordering_once(root: Element) -> None:
    """A tree in order stays as it is."""
    nest_directions(root)
    before = source_of(root)
    nest_directions(root)
    assert source_of(root) == before


@settings(deadline=None)
@given(PLAIN_TREE)
def test_ordering_children_by_their_parent_gives_the_visual_order(root: Element) -> None:
    """Reversing the children of right-to-left parents only is rule L2 over the whole text."""
    rtl = root.get("dir") == "rtl"
    text = "".join(root.itertext())
    expected = [text[index] for index in visual_order(embedding_levels(text, rtl=rtl))]
    nest_directions(root)
    found = [one for one in as_laid_out(root, rtl=rtl) if one != JOINER]
    assert "".join(found) == "".join(expected)


def visual_order(levels: list[int]) -> list[int]:
    """Indexes from left to right (UAX #9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return order


def as_laid_out(root: Element, *, rtl: bool) -> str:
    """Characters from left to right, as an engine sees them that knows one parent at a time."""
    if root.get("dir"):
        rtl = root.get("dir") == "rtl"
    parts = [in_pango(root.text or "", rtl=rtl)]
    for child in root:
        parts += [as_laid_out(child, rtl=rtl), in_pango(child.tail or "", rtl=rtl)]
    return "".join(reversed(parts) if rtl else parts)


def in_pango(text: str, *, rtl: bool) -> str:
    """One text node from left to right, without knowledge of any other."""
    return "".join(text[index] for index in visual_order(embedding_levels(text, rtl=rtl)))


def restored(root: Element, parts: dict[Element, list[Element]]) -> Element:
    """The tree without runs, joiners and directions, its cut elements put together."""
    later = {part for all_parts in parts.values() for part in all_parts[1:]}
    result = Element(root.tag)
    put_back(result, root, later)
    merge(result)
    return result


def put_back(target: Element, source: Element, later: set[Element]) -> None:
    """Append the contents of one element to another, those of runs in place of the runs."""
    add_text(target, source.text)
    for child in source:
        if child.tag == RUN:
            put_back(target, child, later)
        else:
            copy = Element(child.tag)
            if child in later:
                copy.set("later", "")
            put_back(copy, child, later)
            target.append(copy)
        add_text(target, child.tail)


def add_text(target: Element, text: str | None) -> None:
    """Append text to an element."""
    text = (text or "").replace(JOINER, "")
    if text and len(target):
        target[-1].tail = (target[-1].tail or "") + text
    elif text:
        target.text = (target.text or "") + text


def merge(root: Element) -> None:
    """Put the parts of each cut element together, from the outermost in."""
    for child in list(root):
        if "later" in child.attrib:
            index = list(root).index(child)
            first = root[index - 1]
            assert index
            assert not first.tail
            tail, child.tail = child.tail, None
            add_text(first, child.text)
            first.extend(list(child))
            first.tail = tail
            root.remove(child)
    for child in root:
        merge(child)
