"""The repairs of WeasyPrint 70.0 do what they say, and know the WeasyPrint they are for."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf
import pytest

from communique.pdf import EngineError, load_engine
from communique.pdf.engine import pinned
from communique.pdf.engine.document import ReleaseDocument, ReleasePage
from communique.pdf.engine.glyph_texts import SILENT, shared_out
from communique.pdf.engine.metadata import ReleaseMetadata
from communique.pdf.engine.pinned import INTERNALS, VERSION, check_internals, internal
from communique.pdf.engine.production import apply_repairs
from communique.pdf.engine.tagging import spoken
from communique.pdf.fetch import Resources


@pytest.fixture(scope="module", autouse=True)
def engine() -> None:
    """WeasyPrint, repaired."""
    load_engine()


def test_importing_the_package_does_not_import_weasyprint() -> None:
    """Help and status must not wait for the engine."""
    code = "import sys, communique.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", INTERNALS)
def test_upstream_has_not_moved(name: str) -> None:
    """What a repair calls or replaces reads as it did when the repair was written."""
    message = moved(name, INTERNALS[name].digest)
    assert message is None, message


def test_what_has_moved_is_told_with_what_to_do() -> None:
    """The message names function, modules, tests and the new digest, and shows the new source."""
    message = moved("weasyprint.layout.inline.split_inline_box", "0123456789ab")
    assert message is not None
    assert message.startswith("`weasyprint.layout.inline.split_inline_box` is not what it was")
    assert "inline_edges.py" in message
    assert "pytest tests/test_pdf_*.py" in message
    assert INTERNALS["weasyprint.layout.inline.split_inline_box"].digest in message
    assert "def split_inline_box(context, box," in message


def moved(name: str, digest: str) -> str | None:
    """What to do where the source of a function has another digest; None where it has this."""
    source = source_of(name)
    found = hashlib.sha256(source.encode()).hexdigest()[:12]
    if found == digest:
        return None
    function = name.rpartition(".")[2]
    users = [
        path.name
        for path in sorted(Path(pinned.__file__).parent.glob("*.py"))
        if function in path.read_text("utf-8") and path.name != "pinned.py"
    ]
    return (
        f"`{name}` is not what it was in WeasyPrint {VERSION}. Read its source, below, against "
        f"what {', '.join(users)} make of it; mend or drop the repair; run "
        f"`pytest tests/test_pdf_*.py`; then write its new digest `{found}` into `pinned.py`."
        f"\n\n{source}"
    )


def source_of(name: str) -> str:
    """Source of a function as it stands in its file, whatever has been put in its place."""
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            spec = importlib.util.find_spec(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        if spec is not None and spec.origin is not None:
            text = Path(spec.origin).read_text("utf-8")
            node: ast.AST = ast.parse(text)
            for part in parts[count:]:
                node = next(
                    one
                    for one in ast.iter_child_nodes(node)
                    if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == part
                )
            return ast.get_source_segment(text, node) or ""
    raise AssertionError(name)


def test_the_repairs_can_be_applied_again() -> None:
    """Applying them twice is applying them once."""
    before = [internal(name) for name in INTERNALS]
    apply_repairs()
    assert [internal(name) for name in INTERNALS] == before


def test_another_version_is_refused() -> None:
    """The message names both versions, and the hint the command."""
    expected = r"WeasyPrint 71\.0 is installed, and 70\.0 is needed"
    with pytest.raises(EngineError, match=expected) as caught:
        check_internals("71.0")
    assert caught.value.hint == f"run `pip install weasyprint=={VERSION}`"


def test_a_missing_function_is_told() -> None:
    """A function that upstream has taken away stops everything, by its name."""
    with pytest.raises(EngineError, match=r"no function `weasyprint\.layout\.inline\.gone`"):
        internal("weasyprint.layout.inline.gone")


HEAD = """<title>t</title><style>
@page { size: 400px 4000px; margin: 0 }
html, body, p { margin: 0; padding: 0 }
html { font: 16px "Noto Sans", "Noto Sans Arabic", sans-serif }
body { width: 300px; margin: 0 50px }
"""


def laid_out(body: str, style: str = "", direction: str = "rtl") -> ReleaseDocument:
    """A page of 400 pixels, its body from 50 to 350."""
    source = f'<html lang="ar" dir="{direction}">{HEAD}{style}</style><body>{body}</body></html>'
    import weasyprint

    page = ReleasePage(source, Resources(assets={"a.svg": SVG}))
    return page.render(**weasyprint.DEFAULT_OPTIONS)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'


def boxes_of(document: ReleaseDocument, kind: str) -> Iterator[Any]:
    """All boxes of that class on the first page."""
    for box in document.pages[0]._page_box.descendants():
        if type(box).__name__ == kind:
            yield box


def marked(document: ReleaseDocument) -> Any:
    """The box of the element with the id `x`."""
    return next(
        box
        for box in document.pages[0]._page_box.descendants()
        if box.element is not None
        and box.element.get("id") == "x"
        and type(box).__name__ not in ("LineBox", "TextBox")
    )


MIXED = "أعلنت The <b>Acme</b> <i>Corp</i> اليوم عن منتج Berlin في السوق 12.5% John Smith وقال "


@pytest.mark.parametrize(("alignment", "edge"), [("start", 350), ("end", 50)])
def test_lines_of_mixed_text_reach_their_edge(alignment: str, edge: float) -> None:
    """A space at the end of a line takes no room, whichever way the words around it run."""
    document = laid_out(f'<p style="text-align: {alignment}">{MIXED * 3}</p>')
    lines = list(boxes_of(document, "LineBox"))
    assert len(lines) > 4
    for line in lines:
        texts = [box for box in line.descendants() if type(box).__name__ == "TextBox"]
        seen = [box for box in texts if box.text.strip()]
        left = min(box.position_x for box in seen)
        right = max(box.position_x + box.width for box in seen)
        assert (right if alignment == "start" else left) == pytest.approx(edge, abs=0.5)
        assert right - left == pytest.approx(line.width, abs=0.5)


def test_a_space_before_a_line_break_takes_no_room() -> None:
    """What stands before `<br>` is the end of a line as any other."""
    document = laid_out('<p dir="ltr" style="text-align: right">abc <br>abc</p>')
    first, second = boxes_of(document, "LineBox")
    assert first.width == pytest.approx(second.width)
    assert first.position_x == pytest.approx(second.position_x)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ('<div id="x" style="width: 100px; margin: 0 auto">a</div>', 150),
        ('<div id="x" style="width: 100px; margin-inline-start: auto">a</div>', 50),
        ('<div id="x" style="width: 100px; margin-inline-end: auto">a</div>', 250),
        ('<div id="x" style="width: 100px">a</div>', 250),
        ('<div style="display: flex"><img id="x" src="a.svg" alt="a"></div>', 310),
        ('<img id="x" src="a.svg" alt="a" style="display: block; margin: auto">', 180),
        ('<dl><dt>a</dt><dd id="x" style="width: 100px">b</dd></dl>', 210),
    ],
)
def test_blocks_of_a_right_to_left_page_stand_where_they_should(body: str, left: float) -> None:
    """Automatic margins, images in a flex container and definitions are mirrored."""
    assert marked(laid_out(body)).border_box_x() == pytest.approx(left)


def test_definitions_are_indented_on_a_left_to_right_page_too() -> None:
    """Upstream's own style sheet indents them at the end where `dir` is given."""
    document = laid_out('<dl><dt>a</dt><dd id="x">b</dd></dl>', direction="ltr")
    assert marked(document).border_box_x() == pytest.approx(90)


def test_items_of_a_flex_container_are_not_put_together() -> None:
    """Latin items of an Arabic flex container stay items of their own."""
    document = laid_out('<div style="display: flex"><span>Acme</span> <span>Corp</span></div>')
    (flex,) = boxes_of(document, "FlexBox")
    assert [child.element_tag for child in flex.children] == ["span", "span"]


def test_generated_content_stands_once_at_an_element_that_was_cut() -> None:
    """`::before` belongs to the first part, `::after` to the last one."""
    document = laid_out(
        "<p>مع Acme <b>Corp ثم</b></p>", 'b::before { content: "[" } b::after { content: "]" }'
    )
    text = "".join(box.text for box in boxes_of(document, "TextBox"))
    assert text.count("[") == text.count("]") == 1


def test_the_footer_counts_in_arabic_from_right_to_left() -> None:
    """Text of a page margin is laid out in the direction of the page, digits included."""
    from weasyprint.text.ffi import ffi, pango

    document = laid_out(
        "<p>عرب</p>",
        "@page { margin: 50px; @bottom-left { content: "
        "'صفحة ' counter(page, arabic-indic) ' من ' counter(pages, arabic-indic) } }",
    )
    (margin,) = boxes_of(document, "MarginBox")
    (box,) = (one for one in margin.descendants() if type(one).__name__ == "TextBox")
    assert box.text == "صفحة ١ من ١"
    assert margin.style["direction"] == "rtl"
    ffi.cdef(
        "void pango_layout_index_to_pos (PangoLayout *layout, int index, PangoRectangle *pos);",
        override=True,
    )
    box.pango_layout.reactivate(box.style)
    places = []
    for index in range(len(box.text)):
        rectangle = ffi.new("PangoRectangle *")
        offset = len(box.text[:index].encode())
        pango.pango_layout_index_to_pos(box.pango_layout.layout, offset, rectangle)
        places.append(rectangle.x + rectangle.width / 2)
    box.pango_layout.deactivate()
    assert places == sorted(places, reverse=True)


NOMINAL = {"ك": 1, "ِ": 2, "x": 3, "\u0308": 4}


@pytest.mark.parametrize(
    ("whole", "glyphs", "parts"),
    [
        ("a", [9], ["a"]),
        ("ffi", [9], ["ffi"]),
        ("كِ", [2, 7], ["ِ", "ك"]),
        ("كِ", [2, 1], ["ِ", "ك"]),
        ("ب", [7, 8], ["ب", SILENT]),
        ("x\u0308", [3, 4], ["x", "\u0308"]),
        ("ب\u200d", [7], ["ب"]),
        ("\ufeff", [7], [SILENT]),
    ],
)
def test_each_glyph_of_a_group_says_its_own_part(
    whole: str, glyphs: list[int], parts: list[str]
) -> None:
    """A mark says the mark, a letter the letter, and nothing says nothing at all."""
    assert shared_out(whole, glyphs, lambda character: NOMINAL.get(character, 0)) == parts


def test_what_is_spoken_is_what_was_written() -> None:
    """Joiners and override characters that ordering added are not read out; a hyphen is."""
    assert spoken("ب\u200d") == "ب"
    assert spoken("ب\u200d\u200dيت") == "بيت"
    assert spoken("\u202eab\u202c") == "ab"
    assert spoken("Zu\u2010") == "Zu\u2010"


def test_metadata_hold_no_character_that_xml_forbids() -> None:
    """A control character in a title would make the metadata unreadable."""
    metadata = ReleaseMetadata.of(ReleaseMetadata(title="a\x01b\x00 \n c", lang="de"))
    assert metadata.title == "ab c"
    assert b"ab c" in metadata.generate_rdf_metadata("a", 2, "A")


def test_a_stream_that_ends_in_a_carriage_return_keeps_its_length() -> None:
    """The end of line behind it cannot be taken for a part of it, nor it for a part of that."""
    assert pydyf.Stream([b"abc\r"]).data.endswith(b"abc\r\r\nendstream")
    assert pydyf.Stream([b"abc"]).data.endswith(b"abc\nendstream")


def test_an_element_cut_by_a_line_has_one_edge_in_each() -> None:
    """Where a run of the other direction is cut as well, it starts at the side where it reads on.

    The element is right-to-left, its Latin words run from left to right.
    """
    words = "Cloud Leipzig Group GmbH Berlin Smith"
    body = f"<p>إن مع في <u>{words} السوق</u> {words}</p>"
    document = laid_out(body, "u { padding: 0 5px } body { width: 150px }")
    parts = [box for box in boxes_of(document, "InlineBox") if box.element_tag == "u"]
    assert len({box.position_y for box in parts}) > 1
    assert [(box.padding_left, box.padding_right) for box in parts] == [
        (0, 5),
        *[(0, 0)] * (len(parts) - 2),
        (5, 0),
    ]


def test_a_forced_order_holds_where_a_mark_ends_the_line() -> None:
    """The second half of what was forced to run backwards does so on its own line."""
    body = "<p>اليوم هذا <bdo dir=rtl>2024–2026</bdo></p>"
    document = laid_out(body, "body { width: 110px }")
    lines = [box.text for box in boxes_of(document, "TextBox") if "20" in box.text]
    assert [line.startswith("\u202e20") for line in lines] == [True, True]


def test_generated_text_has_no_say_in_an_automatic_direction() -> None:
    """An element takes its direction from its text (HTML), not from what a style sheet adds."""
    style = 'bdi::before { content: "Tel: " }'
    document = laid_out('<p>1 <bdi id="x">عرب</bdi></p>', style)
    assert marked(document).element.get("dir") == "rtl"
