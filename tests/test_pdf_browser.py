"""Mixed text stands where a browser puts it, character by character."""

from __future__ import annotations

import base64
import html as html_text
import json
import os
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from communique.fonts import ARABIC_FAMILY, SANS_FAMILY, FontSet
from communique.pdf import load_engine
from communique.pdf.fetch import Resources

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

ARABIC = """
أعلنت الشركة اليوم عن منتج جديد في السوق العالمية وقال المدير إن النتائج كانت ممتازة هذا العام
مع نمو كبير بيت مُهِمّ لا إلى
""".split()
LATIN = "Acme Corp Group GmbH Berlin John Smith Cloud Leipzig Q1 A.B. don’t C++".split()
NUMBERS = "12 12.5% 2026 1,234.50 €5 $1,300 ٢٥ ٢٥٫٥ 24 5° +49 #7 −3".split()
MARKS = [".", "،", ":", "!", "؟", ";", "…", "\u200f", "\u200e", "\u200f."]
TAGS = """
strong em span cite u bdi span_dir=ltr span_dir=rtl bdo_dir=rtl bdi_dir=rtl
""".split()

STYLE = """
@page { size: 1000px 30000px; margin: 0 }
html, body { margin: 0; padding: 0 }
body { width: WIDTHpx; margin: 0 20px }
html { font: 16px/1.5 "Communique Sans Arabic", "Communique Sans" }
p { margin: 0 0 8px; hyphens: none }
* { font-weight: 400 !important; font-style: normal !important }
i { display: inline-block; width: 20px; height: 8px; background: navy }
"""

SCRIPT = r"""
<script>
addEventListener("load", () => document.fonts.ready.then(() => {
  const found = {};
  for (const p of document.querySelectorAll("p")) {
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), places = [];
    for (let node; node = walker.nextNode();) {
      for (let i = 0; i < node.data.length; i++) {
        const range = document.createRange();
        range.setStart(node, i); range.setEnd(node, i + 1);
        const boxes = range.getClientRects(), box = boxes[boxes.length - 1];
        if (!box) continue;
        places.push([node.data[i], (box.top + box.bottom) / 2, (box.left + box.right) / 2]);
      }
    }
    found[p.id] = places;
  }
  document.body.textContent = "BEGIN" + JSON.stringify(found) + "END";
}));
</script>
"""

# Spaces at the end of a line, and what has no width, stand nowhere in particular.
UNSEEN = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one character stands."""

    character: str
    line: int
    x: float


def paragraphs(seed: int, count: int) -> str:
    """Random paragraphs of mixed text with nested markup, isolates, line breaks and objects."""
    chance = random.Random(seed)  # noqa: S311
    return "".join(
        f'<p id="p{number}" dir="{direction}" style="text-align: {alignment}">'
        f"{markup(chance, words(chance, direction), 0, nested_breaks=alignment != 'justify')}</p>"
        for number in range(count)
        for direction in [chance.choice(["rtl", "rtl", "ltr"])]
        for alignment in [chance.choice(["start", "start", "justify", "center", "end"])]
    )


def words(chance: random.Random, direction: str) -> list[str]:
    """Words mostly of the paragraph's own direction."""
    own, other = (ARABIC, LATIN) if direction == "rtl" else (LATIN, ARABIC)
    result = []
    for _ in range(chance.randint(3, 28)):
        word = chance.choice(chance.choices([own, other, NUMBERS], weights=[5, 3, 2])[0])
        if chance.random() < 0.08:
            word = chance.choice(["({})", "[{}]", "«{}»", "“{}”"]).format(word)
        if chance.random() < 0.15:
            word += chance.choice(MARKS)
        result.append(word)
    return result


def markup(chance: random.Random, given: list[str], depth: int, *, nested_breaks: bool) -> str:
    """The words, some of them in elements, some of them cut by one.

    WeasyPrint does not justify a line that was to hold an element with a line break in it, so
    such elements are left out where that would show.
    """
    result: list[str] = []
    index = 0
    while index < len(given):
        dice = chance.random()
        if depth < 3 and dice < 0.28:
            size = chance.randint(1, 5)
            inside = markup(
                chance, given[index : index + size], depth + 1, nested_breaks=nested_breaks
            )
            tag = chance.choice(TAGS).replace("_", " ")
            space = chance.choice(["", "", "", " "])
            result.append(f"<{tag}>{space}{inside}{space}</{tag.split()[0]}>")
            index += size
            continue
        word = given[index]
        if dice > 0.97:
            result.append("<br>" if nested_breaks or not depth else "<i></i>")
        elif dice > 0.95:
            result.append("<i></i>")
        elif dice > 0.88 and len(word) > 3 and word[1:].isalpha():
            cut = chance.randint(1, len(word) - 1)
            word = f"{word[:cut]}<em>{word[cut:]}</em>"
        result.append(word)
        index += 1
    return " ".join(result)


def page(body: str, width: int, faces: str = "") -> str:
    """A whole page with that body."""
    style = faces + STYLE.replace("WIDTH", str(width))
    return (
        '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f"<title>-</title><style>{style}</style></head><body>{body}</body></html>"
    )


def our_faces(fonts: FontSet) -> str:
    """The product's own faces for a browser, which sees the fonts of the system only."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: '
        f"url(data:font/ttf;base64,{base64.b64encode(face.path.read_bytes()).decode()}) }}\n"
        for face in fonts.faces
        if face.family in (SANS_FAMILY, ARABIC_FAMILY)
        and (face.weight, face.style) == (400, "normal")
    )


def in_chromium(body: str, width: int, fonts: FontSet, folder: Path) -> dict[str, list[Place]]:
    """Places of all characters, by paragraph, in headless Chromium."""
    assert CHROMIUM is not None
    source = folder / "page.html"
    source.write_text(page(body + SCRIPT, width, our_faces(fonts)), "utf-8")
    finished = subprocess.run(
        [
            CHROMIUM,
            *"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run".split(),
            *"--disable-background-networking --disable-component-update --disable-sync".split(),
            *"--virtual-time-budget=8000 --window-size=1000,9000 --dump-dom".split(),
            f"--user-data-dir={folder / 'profile'}",
            source.as_uri(),
        ],
        # Under our configuration of fonts, which is for PDF files, it would hint the letters.
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    dump = html_text.unescape(finished.stdout.decode())
    found = re.search("BEGIN(.*)END", dump, re.DOTALL)
    assert found, "Chromium gave no places"
    result: dict[str, list[Place]] = {}
    for name, places in json.loads(found[1]).items():
        line, last, result[name] = -1, -1e9, []
        for character, y, x in places:
            if UNSEEN.match(character):
                continue
            if y > last + 8:
                line, last = line + 1, y
            result[name].append(Place(character=character, line=line, x=x))
    return result


def in_weasyprint(body: str, width: int) -> dict[str, list[Place]]:
    """Places of all characters, by paragraph, in the repaired WeasyPrint."""
    load_engine()
    import weasyprint
    from weasyprint.text.ffi import ffi

    from communique.pdf.engine.document import ReleasePage

    ffi.cdef(
        "void pango_layout_index_to_pos (PangoLayout *layout, int index, PangoRectangle *pos);",
        override=True,
    )
    release_page = ReleasePage(page(body, width), Resources(assets={}))
    document = release_page.render(**weasyprint.DEFAULT_OPTIONS)
    assert len(document.pages) == 1
    return {
        box.element.get("id"): [
            place
            for number, line in enumerate(lines_with_text(box))
            for place in places_in(line, number)
            if not UNSEEN.match(place.character)
        ]
        for box in document.pages[0]._page_box.descendants()
        if box.element is not None and box.element_tag == "p" and type(box).__name__ == "BlockBox"
    }


def lines_with_text(box: Any) -> list[Any]:
    """Lines of a block in which something can be seen; a browser tells of no others."""
    return [
        line
        for line in box.children
        if any(not UNSEEN.match(place.character) for place in places_in(line, 0))
    ]


def places_in(box: Any, line: int) -> Iterator[Place]:
    """Places of the characters in a laid-out box, in reading order."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if not isinstance(box, boxes.TextBox):
        for child in getattr(box, "children", ()):
            yield from places_in(child, line)
        return
    layout = box.pango_layout
    layout.reactivate(box.style)
    rectangle = ffi.new("PangoRectangle *")
    index = 0
    for character in box.text:
        pango.pango_layout_index_to_pos(layout.layout, index, rectangle)
        x = box.position_x + (rectangle.x + rectangle.width / 2) * FROM_UNITS
        yield Place(character=character, line=line, x=x)
        index += len(character.encode())
    layout.deactivate()


def verdict(ours: list[Place], theirs: list[Place]) -> str:
    """`right`, `order`, `shift`, or `lines` where the two break lines at different words."""
    if [place.character for place in ours] != [place.character for place in theirs]:
        return "text"
    if [place.line for place in ours] != [place.line for place in theirs]:
        return "lines"
    for line in {place.line for place in ours}:
        indexes = [index for index, place in enumerate(ours) if place.line == line]
        rank = {index: n for n, index in enumerate(sorted(indexes, key=lambda i: ours[i].x))}
        their_rank = {
            index: n for n, index in enumerate(sorted(indexes, key=lambda i: theirs[i].x))
        }
        # Marks and the parts of a ligature share a place, so neighbours may change theirs.
        if any(abs(rank[index] - their_rank[index]) > 1 for index in indexes):
            return "order"
    apart = max((abs(a.x - b.x) for a, b in zip(ours, theirs, strict=True)), default=0)
    return "shift" if apart > 3 else "right"


def compare(seed: int, count: int, width: int, fonts: FontSet, folder: Path) -> dict[str, str]:
    """Verdict on each of so many random paragraphs."""
    body = paragraphs(seed, count)
    theirs = in_chromium(body, width, fonts, folder)
    ours = in_weasyprint(body, width)
    return {name: verdict(ours.get(name, []), places) for name, places in theirs.items()}


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed to compare with")
@pytest.mark.parametrize(("seed", "width"), [(1, 420), (2, 260), (3, 600)])
def test_each_character_stands_where_chromium_puts_it(
    seed: int, width: int, fonts: FontSet, tmp_path: Path
) -> None:
    """Random mixed paragraphs have each character at Chromium's place, three pixels more or less.

    Paragraphs in which the two break lines at different words are left out, and are few.
    """
    verdicts = compare(seed, 40, width, fonts, tmp_path)
    counts = Counter(verdicts.values())
    wrong = {name: one for name, one in verdicts.items() if one not in ("right", "lines")}
    assert not wrong
    assert counts["right"] >= 30
