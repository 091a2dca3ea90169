"""Every PDF is read by a strict reader of our own, which finds each fault that is planted."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import page as validator
import pikepdf
import pytest
from PIL import Image

from communique.page import HouseStyle, release_page
from communique.pdf import render_pdf
from communique.project import load_project, plan_editions
from communique.proof.pdf_text import read_pdf
from pdf_structure import CLAIMS, faults

if TYPE_CHECKING:
    from conftest import Newsroom

REPOSITORY: Final = Path(__file__).parent.parent
TAGS: Final = tuple(load_project(REPOSITORY).house.locales)
LOGO: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'
)
MANY: Final = " ".join(["words"] * 400)
STYLE: Final = """
@page { size: A5; @top-left { content: "Header" } @bottom-right { content: counter(page) } }
html { font: 11pt "Communique Sans", "Communique Sans Arabic" }
.star::before { content: url(asset:///a.svg) }
"""

PAGE: Final = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><style>{STYLE}</style></head><body>
<header><img src="a.svg" alt="Town of Lowbridge"><img src="a.svg" alt=""></header>
<main><h1>The <em>whole</em> page</h1>
<p class="star">Lead with <span lang="fr">mots français</span> and
<a href="https://example.org/report">a link of many words that will surely go on on the next line
of this page</a>. <span aria-hidden="true">§</span></p>
<section><h2>Lists</h2>
<ul><li>one<ul><li>inner <b>one</b></li><li>inner two<ol><li>innermost</li></ol> and
more</li></ul></li>
<li>two {MANY}</li><li><p>three</p><p>and more</p><ol type="a"><li>first</li></ol></li></ul>
<dl><dt>term</dt><dd>meaning</dd></dl></section>
<section><h2>Quotations</h2><blockquote><p>{MANY}</p><p>Said.</p></blockquote>
<h3>Below</h3><p>{MANY} {MANY} <a href="mailto:desk@example.org">desk@example.org</a></p></section>
<section><h2>Tables</h2><table><caption>Books</caption><thead>
<tr><th scope="col">Year</th><th scope="col">Books</th></tr></thead><tbody>
<tr><th scope="row">2018</th><td>12</td></tr><tr><th scope="row">2019</th><td>14</td></tr>
</tbody></table></section>
<section><h2>Pictures and notes</h2>
<p>A star: <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Star</title>
<path d="M0 0h9v9z"/></svg></p>
<figure><img src="b.png" alt="Reading room"><figcaption>Our room</figcaption></figure>
<aside role="note"><p>A note.</p></aside><aside role="doc-footnote">Another.</aside></section>
</main></body></html>"""

ARABIC: Final = f"""<!doctype html>
<html lang="ar" dir="rtl"><head><title>صفحة</title><style>{STYLE}</style></head><body>
<main><h1>أعلن الاتحاد مع The Acme Corp</h1>
<p>أعلن <strong>الاتحاد</strong> مع The <strong>Acme</strong> <em>Corp</em> (برلين)
<a href="https://example.org/">البيان <strong>المشترك</strong> لمكافحة الإرهاب</a> بزيادة 12.5%،
الهاتف <span dir="ltr">+32 2 123-4567</span>. المصطلح <span lang="fr">« état d’urgence »</span>
يبقى.</p>
<ul><li>أعلن<ul><li>مع Acme</li></ul></li></ul>
<p><img src="a.svg" alt="شعار"></p></main></body></html>"""


def rendered(html: str) -> bytes:
    """The PDF of a page, with which nothing is wrong."""
    photograph = io.BytesIO()
    Image.new("RGB", (40, 20)).save(photograph, "png")
    result = render_pdf(html, assets={"a.svg": LOGO, "b.png": photograph.getvalue()})
    assert (result.problems, result.missing_glyphs) == ((), ())
    return result.content


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The PDF of the page that has everything."""
    return rendered(PAGE)


@pytest.fixture(scope="module")
def papers(sample: Newsroom) -> dict[str, tuple[bytes, str]]:
    """The PDF of the sample in each language, and the page it was made from."""
    project = load_project(sample.root)
    style = HouseStyle(project.templates, folder="templates")
    built = sample.built()
    found = {}
    for planned in plan_editions(project).editions:
        edition = planned.edition
        tag, name = edition.locale.tag, edition.release.id
        view = release_page(edition, locales=(), draft=False)
        html = style.page("release.pdf.html.j2", view, edition.words)
        found[tag] = built[f"{tag}/{name}/{name}.{tag}.pdf"], html
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_each_language_of_the_sample_is_read_as_its_page(
    papers: dict[str, tuple[bytes, str]], tag: str
) -> None:
    """Nothing is wrong with structure, order, languages, links, fonts and names of any of them."""
    assert faults(*papers[tag]) == []


@pytest.mark.parametrize("html", [PAGE, ARABIC], ids=["left to right", "right to left"])
def test_everything_a_page_can_have_is_read_as_it_stands(html: str) -> None:
    """Nested lists, quotations and links over pages, tables, images, notes; and they are valid."""
    content = rendered(html)
    assert faults(content, html) == []
    for profile in ("ua1", "2a"):
        found = validator.validate_pdf_bytes(content, profile=profile).failures
        assert [failure.message for failure in found] == []


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_verapdf_agrees(papers: dict[str, tuple[bytes, str]], profile: str, tmp_path: Path) -> None:
    """The reference implementation finds every language compliant."""
    for tag, (content, _) in papers.items():
        (tmp_path / f"{tag}.pdf").write_bytes(content)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    command = ["verapdf", "--flavour", profile, "--format", "text", *paths]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in finished.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    assert [line for line in lines if not line.startswith("PASS")] == []
    assert len(lines) == len(papers), finished.stderr


# --- planted faults ---


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[Any]:
    """The structure elements of a file, of one kind or all."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            continue
        if not kind or f"/{kind}" == element.S:
            yield element
        waiting[:0] = list(element.get("/K", []))


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    """The first structure element of a kind."""
    return next(elements(pdf, kind))


def note(pdf: pikepdf.Pdf) -> Any:
    """The first annotation."""
    return pdf.pages[0].Annots[0]


def drawn(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change what the first page draws, once."""
    content = pdf.pages[0].Contents.read_bytes()
    changed, count = re.subn(old, new, content, count=1, flags=re.DOTALL)
    assert count == 1
    pdf.pages[0].Contents = pdf.make_stream(changed)


def a_font(pdf: pikepdf.Pdf) -> Any:
    """The font of the first page that draws first."""
    return next(iter(pdf.pages[0].Resources.Font.values()))


def swap(kids: Any, one: int, other: int) -> None:
    """Change the places of two kids."""
    kids[one], kids[other] = kids[other], kids[one]


def repeated(pdf: pikepdf.Pdf) -> None:
    """Hang a paragraph into the tree once more."""
    pdf.Root.StructTreeRoot.K[0].K.append(first(pdf, "P"))


def metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change the metadata."""
    raw = pdf.Root.Metadata.read_bytes()
    assert old in raw
    pdf.Root.Metadata.write(raw.replace(old, new))


def first_list(pdf: pikepdf.Pdf) -> Any:
    """The list of elements of the first page, in the parent tree."""
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1]


Plant = Callable[[pikepdf.Pdf], object]


def change(kind: str, key: str, value: object) -> Plant:
    """Give the first element of a kind another value; a text is a name where it begins so."""
    made: object = value
    if isinstance(value, str):
        made = pikepdf.Name(value) if value.startswith("/") else pikepdf.String(value)
    return lambda pdf: first(pdf, kind).update({key: made})


def drop(kind: str, key: str) -> Plant:
    """Take a value away from the first element of a kind."""
    return lambda pdf: first(pdf, kind).__delitem__(key)


def change_note(key: str, value: object) -> Plant:
    """Give the first annotation another value."""
    return lambda pdf: note(pdf).update({key: value})


def without(key: str) -> Plant:
    """Take an entry of the catalogue away."""
    return lambda pdf: pdf.Root.__delitem__(key)


def bound_wrongly(pdf: pikepdf.Pdf) -> None:
    """Bind the document at the right."""
    pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L


def not_embedded(pdf: pikepdf.Pdf) -> None:
    """Take away the file of a font."""
    del a_font(pdf).DescendantFonts[0]["/FontDescriptor"]


def picture_loose(pdf: pikepdf.Pdf) -> None:
    """Make the photograph no figure."""
    photograph = next(one for one in elements(pdf, "Figure") if str(one.Alt) == "Reading room")
    photograph.S = pikepdf.Name.Div


def french_lost(pdf: pikepdf.Pdf) -> None:
    """Take the language of the foreign words away."""
    del next(one for one in elements(pdf) if "/Lang" in one)["/Lang"]


def named_twice(pdf: pikepdf.Pdf) -> None:
    """Give two elements one name."""
    first(pdf, "H1").ID = first(pdf, "Note").ID


FIRST_MARK: Final = rb"/Span\s<</MCID 0>>\sBDC"
EMPTY: Final = pikepdf.Dictionary()

PLANTED: Final[tuple[tuple[str, str, Plant], ...]] = (
    ("content", "neither tagged", lambda pdf: drawn(pdf, FIRST_MARK, b"/Any BMC")),
    (
        "content",
        "0 stands in artifact",
        lambda pdf: drawn(pdf, rb"(" + FIRST_MARK + rb".*?EMC)", rb"/Artifact BMC \1 EMC"),
    ),
    ("content", "not closed", lambda pdf: drawn(pdf, rb"EMC", b"")),
    ("content", "not open", lambda pdf: drawn(pdf, rb"EMC", b"EMC EMC")),
    ("agreement", "nowhere drawn", lambda pdf: first(pdf, "Link").K.append(999)),
    ("agreement", "in 0 elements", lambda pdf: drawn(pdf, rb"/MCID 3", b"/MCID 777")),
    ("agreement", "another element", lambda pdf: swap(first_list(pdf), 0, 1)),
    ("agreement", "entries", lambda pdf: first_list(pdf).append(first(pdf, "P"))),
    ("tree", "another parent", lambda pdf: first(pdf, "P").update({"/P": first(pdf, "H1")})),
    ("tree", "2 times", repeated),
    ("tree", "no content", change("P", "/K", pikepdf.Array())),
    ("tree", "one Document", change("Document", "/S", "/Sect")),
    ("headings", "levels", change("H2", "/S", "/H1")),
    ("headings", "after H1 comes H3", change("H2", "/S", "/H3")),
    ("lists", "LI in", change("LBody", "/S", "/P")),
    ("lists", "L has", change("LI", "/S", "/Div")),
    ("lists", "before its items", change("L", "/A", EMPTY)),
    ("tables", "no scope", change("TH", "/A", EMPTY)),
    ("tables", "columns", lambda pdf: first(pdf, "TR").K.__delitem__(0)),
    ("tables", "no row", change("TR", "/S", "/Div")),
    ("links", "no words", change_note("/Contents", pikepdf.String(""))),
    ("links", "bare address", lambda pdf: note(pdf).update({"/Contents": note(pdf).A.URI})),
    ("links", "no annotation", change("P", "/S", "/Link")),
    ("links", "stands in", change("Link", "/S", "/Span")),
    ("links", "another element", change_note("/StructParent", 0)),
    ("links", "not printed", change_note("/F", 0)),
    ("images", "no text", drop("Figure", "/Alt")),
    ("images", "and the page", change("Figure", "/Alt", "something else")),
    ("images", "stands at", change("Figure", "/A", EMPTY)),
    ("images", "no figure", picture_loose),
    ("languages", "no language", lambda pdf: pdf.Root.update({"/Lang": pikepdf.String("en_GB")})),
    ("languages", "on the page", change("P", "/Lang", "de")),
    ("languages", "on the page", french_lost),
    ("viewer", "not shown", without("/ViewerPreferences")),
    ("viewer", "wrong side", bound_wrongly),
    ("viewer", "tagged", without("/MarkInfo")),
    ("viewer", "tabbed", lambda pdf: pdf.pages[1].obj.__delitem__("/Tabs")),
    ("outline", "outline is", without("/Outlines")),
    ("outline", "of the tree", change("H2", "/ActualText", "x")),
    ("fonts", "not embedded", not_embedded),
    ("fonts", "has no characters", lambda pdf: a_font(pdf).__delitem__("/ToUnicode")),
    ("fonts", "has no character", lambda pdf: drawn(pdf, rb"<[0-9a-f]{4}>", b"<fffe>")),
    ("title", "titles", lambda pdf: pdf.docinfo.update({"/Title": pikepdf.String("Other")})),
    ("title", "titles", lambda pdf: metadata(pdf, b">A page<", b">Other<")),
    ("order", "it reads", lambda pdf: swap(first(pdf, "Sect").K, 0, 1)),
    ("order", "it reads", change("P", "/ActualText", "x")),
    ("shape", "the page", change("BlockQuote", "/S", "/Div")),
    ("names", "no name", drop("Note", "/ID")),
    ("names", "one name", named_twice),
    ("names", "listed", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/IDTree")),
)
"""Claim, words of what is found, and how to do the wrong."""


@pytest.mark.parametrize(("claim", "words", "plant"), PLANTED)
def test_a_planted_fault_is_found(claim: str, words: str, plant: Plant, whole: bytes) -> None:
    """Each claim can fail: a reader that finds nothing has looked."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        plant(pdf)
        changed = io.BytesIO()
        pdf.save(changed)
    found = faults(changed.getvalue(), PAGE)
    assert [fault for fault in found if fault.startswith(f"{claim}: ") and words in fault], found


def test_every_claim_has_a_planted_fault() -> None:
    """None of them is there for show."""
    assert {claim for claim, _, _ in PLANTED} == set(CLAIMS)


def test_a_space_between_two_elements_is_read() -> None:
    """It is not drawn, and without a text of its own two words would be read as one."""
    body = "<p><em>One</em> <b>two</b> and <i>three</i> <i>four</i></p>"
    html = f"<html lang='en'><head><title>t</title><style>{STYLE}</style></head><body>{body}"
    reading = read_pdf(render_pdf(html, assets={"a.svg": LOGO}).content)
    texts = ["".join(segment.text for segment in passage.segments) for passage in reading.passages]
    assert texts == ["One two and three four"]
