"""Random paragraphs of mixed direction, the same for the same seed."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Paragraphs", "page", "structures"]

ARABIC: Final = """
أعلنت الشركة اليوم عن منتج جديد في السوق العالمية وقال المدير إن النتائج كانت ممتازة هذا العام
مع نمو كبير بيت مُهِمّ لا إلى والاتحاد الأوروبي الأمم المتحدة
""".split()
LATIN: Final = """
Acme Corp Group GmbH Berlin John Smith Cloud Leipzig Q1 A.B. don’t C# résumé Überprüfung
""".split()
NUMBERS: Final = """
12 12.5% 2026 1,234.50 €5 $1,300 ٢٥ ٢٥٫٥ 24 5° +49 #7 −3 ٪١٢ 10:30 24/11/2026 2024–2026 3×4
""".split()
MARKS: Final = [".", "،", ":", "!", "؟", ";", "…", "\u200f", "\u200e", "\u200f.", "؛", " –"]
QUOTES: Final = ["({})", "[{}]", "«{}»", "“{}”", "„{}“", "‹{}›", "({}"]
ADDRESSES: Final = ["press@acme.example", "acme.example/a?b=1", "@acme_eu", "www.acme.example"]
PHONES: Final = ["+32 2 299 11 11", "(030) 12-34", "+1 (212) 555-0100"]
GENERATED: Final = ["(", "Tel: ", "هاتف: ", "[1] ", " (ar)", "12% ", " ٢٥", "«", "→ ", "عدد "]
TAGS: Final = """
strong em span cite u bdi span_dir=ltr span_dir=rtl bdo_dir=rtl bdo_dir=ltr bdi_dir=rtl
span_dir=auto a_href=#a span_lang=en u_class=edged
""".split()

STYLE: Final = """
@page { size: 20000px 400000px; margin: 0 }
html, body { margin: 0; padding: 0 }
body { width: WIDTHpx; margin: 0 20px }
html { font: 16px/1.5 "Communique Sans Arabic", "Communique Sans" }
p { margin: 0 0 8px; hyphens: none }
[id] { counter-reset: note }
* { font-weight: 400 !important; font-style: normal !important }
a { color: inherit; text-decoration: none } [href="#t"] { white-space: nowrap }
i { display: inline-block; width: 20px; height: 8px; background: navy }
.edged { padding-inline: 3px 6px; margin-inline-start: 2px; border-inline-end: 1px solid }
q { quotes: "«" "»" "‹" "›" }
.note { counter-increment: note }
section { margin-bottom: 20px }
h1, h2, h3, figure, dl, caption { margin: 0 0 6px; font-size: 16px; hyphens: none }
ul, ol { padding-inline-start: 30px; margin: 0 0 6px; hyphens: none }
dd { margin-inline: 40px 0 }
blockquote { margin: 0 10px 6px; border-inline-start: 3px solid; padding: 4px }
caption { text-align: start }
.inside { list-style-position: inside }
table { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 3px }
th, td { padding: 2px; padding-inline-end: 9px; text-align: start; vertical-align: top }
.row { display: flex; gap: 12px; margin: 0 0 8px }
.row > * { flex: 1; border: 1px solid; padding: 3px }
.apart { justify-content: space-between } .apart > * { flex: 0 1 45% }
"""
GENERATING: Final = """
q::before { content: open-quote } q::after { content: close-quote }
[data-before]::before { content: attr(data-before) }
[data-after]::after { content: attr(data-after) }
.note::after { content: " [" counter(note) "]" }
"""
WRITTEN_OUT: Final = "q::before, q::after { content: none }"
# The direction that an element takes from its text is that without generated text.
WRITE_OUT: Final = """<script>
for (const one of document.querySelectorAll("bdi:not([dir]), [dir=auto]"))
  one.dir = one.matches(":dir(rtl)") ? "rtl" : "ltr";
for (const one of document.querySelectorAll("[data-made]")) one.textContent = one.dataset.made;
</script>"""

_OPEN, _CLOSE = "\ue000", "\ue001"


def page(body: str, width: int, *, written_out: bool = False) -> str:
    """A whole page with that body; `written_out` has generated text as elements instead."""
    style = STYLE.replace("WIDTH", str(width)) + (WRITTEN_OUT if written_out else GENERATING)
    if written_out:
        body = body.replace(_OPEN, '<span data-made="').replace(_CLOSE, '"></span>') + WRITE_OUT
    else:
        body = re.sub(f"{_OPEN}.*?{_CLOSE}", "", body)
    return (
        '<!doctype html><html lang="ar"><head><meta charset="utf-8">'
        f"<title>-</title><style>{style}</style></head><body>{body}</body></html>"
    )


def structures(seed: int, direction: str) -> str:
    """Headings, lists, tables, quotations and rows, each block with random contents and an id."""
    maker = Paragraphs(seed)
    numbers = itertools.count()

    def filled(match: re.Match[str]) -> str:
        maker.direction, maker.nested_breaks = direction, True
        maker.notes = maker.quotes = 0
        words = maker.words()[: maker.chance.randint(1, 9)]
        # A space right behind a marker inside is kept by WeasyPrint alone.
        first = f"{words[0]} " if match[3] == "@" else ""
        tag = f'<{match[1]} id="s{seed}-{next(numbers)}"{match[2] or ""}>'
        return tag + first + maker.markup(words, 0)

    return (
        f'<section dir="{direction}" lang="{"ar" if direction == "rtl" else "en"}">'
        + re.sub(r"<(\w+)( [^>]*)?>([#@])", filled, _STRUCTURES)
        + "</section>"
    )


_STRUCTURES: Final = """
<h1>#</h1><h2>#</h2><h3>#</h3>
<ul><li>#</li><li>#<ul><li>#</li><li>#<ol><li>#</li></ol></li></ul></li>
<li><p>#</p><p>#</p></li></ul>
<ol class="inside"><li>@</li><li>@</li></ol>
<dl><dt>#</dt><dd>#</dd><dt>#</dt><dd>#</dd></dl>
<blockquote><p>#</p><p dir="auto">#</p></blockquote>
<figure><figcaption>#</figcaption></figure>
<table><caption>#</caption><thead><tr><th>#</th><th>#</th><th>#</th></tr></thead>
<tbody><tr><th>#</th><td>#</td><td>#</td></tr><tr><td colspan="2">#</td><td dir="auto">#</td></tr>
</tbody></table>
<div class="row"><div>#</div><div>#</div><div>#</div></div>
<div class="row apart"><p>#</p><p dir="ltr">#</p></div>
<p dir="auto">#</p><div>#</div>
<p dir="ltr">#</p><p dir="rtl">#</p>
"""


@dataclass(slots=True)
class Paragraphs:
    """A maker of paragraphs; generated text stands in them between private marks as well."""

    seed: int
    chance: random.Random = field(init=False)
    direction: str = "rtl"
    nested_breaks: bool = True
    """WeasyPrint does not justify a line that was to hold an element with a line break in it, so
    such elements are left out where that would show."""
    forced: bool = False
    """Inside text forced to run from left to right, no word is cut: Arabic letters join there in
    Chromium as no reader would expect."""
    in_link: bool = False
    notes: int = 0
    quotes: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311

    def body(self, count: int) -> str:
        """So many paragraphs, the ids of which tell seed and number."""
        return "".join(self.paragraph(f"p{self.seed}-{number}") for number in range(count))

    def paragraph(self, name: str) -> str:
        """One paragraph."""
        self.direction = self.chance.choice(["rtl", "rtl", "ltr"])
        alignment = self.chance.choice(["start", "start", "justify", "center", "end"])
        self.nested_breaks = alignment != "justify"
        self.notes = self.quotes = 0
        language = "ar" if self.direction == "rtl" else self.chance.choice(["en", "de"])
        inside = self.markup(self.words(), 0)
        return (
            f'<p id="{name}" lang="{language}" dir="{self.direction}" '
            f'style="text-align: {alignment}">{inside}</p>\n'
        )

    def words(self) -> list[str]:
        """Words mostly of the paragraph's own language, some in brackets, some with a mark."""
        chance = self.chance
        own, other = (ARABIC, LATIN) if self.direction == "rtl" else (LATIN, ARABIC)
        result = []
        for _ in range(chance.randint(3, 28)):
            word = chance.choice(chance.choices([own, other, NUMBERS], weights=[5, 3, 2])[0])
            dice = chance.random()
            if dice < 0.08:
                word = chance.choice(QUOTES).format(word)
            elif dice < 0.11:
                word = f'<a href="#a">{chance.choice(ADDRESSES)}</a>'
            elif dice < 0.13:
                word = f'<a href="#t" dir="ltr">{chance.choice(PHONES)}</a>'
            elif dice < 0.16:
                phrase = " ".join(chance.choices(other, k=chance.randint(2, 5)))
                word = chance.choice(QUOTES).format(phrase)
            if chance.random() < 0.15:
                word += chance.choice(MARKS)
            result.append(word)
        return result

    def markup(self, given: list[str], depth: int) -> str:
        """The words, some of them in elements, some of them cut by one."""
        chance = self.chance
        result: list[str] = []
        index = 0
        while index < len(given):
            dice = chance.random()
            if depth < 3 and dice < 0.28:
                size = chance.randint(1, 5)
                result.append(self.element(given[index : index + size], depth))
                index += size
                continue
            word = given[index]
            if dice > 0.97:
                result.append("<br>" if self.nested_breaks or not depth else "<i></i>")
            elif dice > 0.95:
                result.append("<i></i>")
            elif dice > 0.88 and len(word) > 3 and word[1:].isalpha() and not self.forced:
                at = chance.randint(1, len(word) - 1)
                word = f"{word[:at]}<em>{word[at:]}</em>"
            result.append(word)
            index += 1
        return " ".join(result)

    def element(self, given: list[str], depth: int) -> str:
        """An inline element with these words, some with generated text."""
        chance = self.chance
        dice = chance.random()
        if dice < 0.08:
            level = min(self.quotes, 1)
            self.quotes += 1
            inside = self.markup(given, depth + 1)
            self.quotes -= 1
            opening, closing = ("«»", "‹›")[level]
            return f"<q>{_made(opening)}{inside}{_made(closing)}</q>"
        if dice < 0.14:
            self.notes += 1
            inside = self.markup(given, depth + 1)
            made = _made(f" [{self.notes}]")
            return f'<span class="note">{inside}{made}</span>'
        tag = chance.choice(TAGS).replace("_", " ")
        if tag.startswith("a "):
            # HTML has no link in a link.
            if self.in_link or "<a " in " ".join(given):
                tag = "b"
            else:
                self.in_link = True
        # WeasyPrint places the padding of an element aside that starts or ends by a space.
        space = "" if "edged" in tag else chance.choice(["", "", "", " "])
        before = after = attributes = ""
        joins = self.forced or tag == "bdo dir=ltr"
        if chance.random() < 0.15 and not joins:
            before = _made_for(tag, chance.choice(GENERATED))
            attributes += f' data-before="{before}"'
        if chance.random() < 0.15 and not joins:
            after = _made_for(tag, chance.choice(GENERATED))
            attributes += f' data-after="{after}"'
        forced, self.forced = self.forced, self.forced or tag == "bdo dir=ltr"
        breaks, self.nested_breaks = self.nested_breaks, self.nested_breaks and "edged" not in tag
        inside = self.markup(given, depth + 1)
        self.nested_breaks, self.forced = breaks, forced
        self.in_link = self.in_link and not tag.startswith("a ")
        return (
            f"<{tag}{attributes}>{before and _made(before)}{space}{inside}{space}"
            f"{after and _made(after)}</{tag.split()[0]}>"
        )


def _made_for(tag: str, text: str) -> str:
    """Generated text that the element may have: no space at an edge with padding, as above."""
    return text.strip() if "edged" in tag else text


def _made(text: str) -> str:
    return f"{_OPEN}{text}{_CLOSE}"
