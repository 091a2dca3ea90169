"""Groups of glyphs with a text of their own, for scripts whose glyphs cannot tell it."""

from __future__ import annotations

from communique.pdf.engine.group_texts import Telling, with_group_texts
from communique.pdf.engine.shown import Group

TEXTS = {1: "a", 2: "b", 3: "ि", 4: "क", 5: "\u200b"}


def group(text: str, *glyphs: int) -> Group:
    """Some glyphs that stand for a text."""
    return Group(glyphs=glyphs, text=text, texts=TEXTS)


def written(operators: list[object]) -> list[str]:
    """Operators as they stand in the file."""
    return [str(getattr(one, "data", one).decode("latin-1")) for one in operators]  # type: ignore[attr-defined]


def test_what_glyphs_tell_by_themselves_stays_as_it_is() -> None:
    """Alphabets cost nothing."""
    operators = [b"1 0 0 1 0 0 Tm", b"[<0001>-20<0002>] TJ"]
    assert with_group_texts(operators, [group("a", 1), group("b", 2)]) == operators


def test_a_syllable_in_another_order_gets_its_text() -> None:
    """The vowel that is drawn first is read after its consonant; distances stay."""
    operators = [b"[<000100030004>7<0002>] TJ"]
    groups = [group("a", 1), group("कि", 3, 4), group("b", 2)]
    assert written(with_group_texts(operators, groups)) == [
        "[<0001>] TJ",
        "/Span",
        "<</ActualText <feff0915093f>>>",
        "BDC",
        "[<00030004>] TJ",
        "EMC",
        "[7<0002>] TJ",
    ]


def test_a_group_may_be_shown_in_several_steps() -> None:
    """A glyph that stands higher has operators of its own, which belong to its group."""
    operators = [b"[<0001>] TJ", b"2 Ts", b"[<0005>] TJ", b"0 Ts", b"[<0002>] TJ"]
    groups = [group("á", 1, 5), group("b", 2)]
    marked = written(with_group_texts(operators, groups))
    assert marked[0] == "/Span"
    assert marked[2:] == [
        *("BDC", "[<0001>] TJ", "2 Ts", "[<0005>] TJ", "EMC", "0 Ts", "[<0002>] TJ")
    ]


def test_operators_that_show_something_else_stay_as_they_are() -> None:
    """Nothing is marked where it is not sure what it would be."""
    operators = [b"[<0003>] TJ"]
    assert with_group_texts(operators, [group("कि", 3, 4)]) == operators


def test_text_that_runs_to_the_left_is_told_elsewhere() -> None:
    """A group without a text is no reason for a mark."""
    operators = [b"[<00010002>] TJ"]
    assert with_group_texts(operators, [group("", 1), group("", 2)]) == operators


def test_a_mark_without_a_width_stands_between_groups() -> None:
    """Before the letter it is for, and behind it, in one line."""
    groups = [group("a", 1), group("b", 2)]
    shown = with_group_texts([b"[<00010002>7] TJ"], groups, before={1: 9}, behind={1: 8})
    assert shown == [b"[<0001>] TJ", b"[<0009>] TJ", b"[<0002>] TJ", b"[<0008>] TJ", b"[7] TJ"]


def test_text_that_runs_to_the_left_is_shown_in_parts_in_the_order_of_reading() -> None:
    """The part that stands right comes first, and each part stands where it stood."""
    groups = [
        Group(glyphs=(glyph,), text=text, leftwards=True, texts=TEXTS, widths={1: 500, 2: 250})
        for glyph, text in ((1, "a"), (2, "b"), (1, "a"))
    ]
    operators = [b"1 0 0 -1 100 50 Tm", b"/F 10 Tf", b"[<0001>20<00020001>] TJ"]
    told = Telling(first=1, last=1, texts=((b"/XXFound", "+"),))
    assert written(with_group_texts(operators, groups, tellings=[told], leftwards=True)) == [
        *("1 0 0 -1 107.3 50 Tm", "/F 10 Tf", "[<0001>] TJ"),
        *("1 0 0 -1 104.8 50 Tm", "/XXFound", "<</ActualText (+)>>", "BDC", "[<0002>] TJ", "EMC"),
        *("1 0 0 -1 100 50 Tm", "[<0001>20] TJ"),
    ]
