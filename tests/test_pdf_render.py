"""One page becomes one PDF that is archival, accessible and the same everywhere."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import page as validator
import pikepdf
import pytest
from PIL import Image

from communique.pdf import PdfError, PdfResult, ResourceError, render_pdf
from communique.proof.pdf_text import read_pdf

PROFILES = ("ua1", "2a")

STYLE = b"""
@page {
  size: A4; margin: 30mm 22mm 25mm;
  @top-left { content: string(title) }
  @bottom-right { content: counter(page) " / " counter(pages) }
}
html { font: 10.5pt/1.5 "Communique Sans", "Communique Sans Arabic", "Communique Sans SC" }
html[dir=rtl] { font-family: "Communique Sans Arabic", "Communique Sans" }
h1 { string-set: title content() }
header { display: flex; justify-content: space-between }
blockquote { border-inline-start: 2pt solid navy; padding-inline-start: 8pt }
table { border-collapse: collapse }
td, th { border: 1px solid gray }
.rule { background: url(img/logo.svg); height: 4px }
"""
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'
ASSETS = {"style.css": STYLE, "img/logo.svg": LOGO}

TEXTS = {
    "de": (
        "Gemeinsame Erklärung der EU und der UN",
        'Die <strong>Europäische Union</strong> hat heute <a href="https://www.un.org/x">die '
        "<strong>gemeinsame</strong> Erklärung</a> angenommen, die 12,5\u00a0% mehr vorsieht. "
        'Der Ausdruck <span lang="fr">« état d’urgence »</span> bleibt.',
        "Wir arbeiten enger zusammen als je zuvor.",
    ),
    "ar": (
        "بيان مشترك للاتحاد الأوروبي والأمم المتحدة",
        "أعلن <strong>الاتحاد</strong> مع The <strong>Acme</strong> <em>Corp</em> (برلين) "
        '<a href="https://www.un.org/x">البيان <strong>المشترك</strong> لمكافحة الإرهاب</a> '
        "بزيادة <strong>12.5%"
        '</strong>، الهاتف <span dir="ltr">+32 2 123-4567</span>. المصطلح <span lang="fr">« état '
        "d’urgence »</span> يبقى. كِتَابٌ مُهِمٌّ ب<strong>يت</strong>.",
        "نعمل معا أكثر من أي وقت مضى.",
    ),
    "zh-Hans": (
        "欧盟与联合国联合声明",
        '<strong>欧洲联盟</strong>今天通过了<a href="https://www.un.org/x">关于反恐的<strong>联合'
        '</strong>声明</a>，预算增加12.5%。<span lang="fr">« état d’urgence »</span> 一词不译。',
        "我们比以往任何时候都更紧密地合作。",
    ),
}


def release(language: str) -> str:
    """A page as a release's, with everything that has once been wrong in one."""
    title, paragraph, quote = TEXTS[language]
    return f"""<!doctype html>
<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"><head><meta charset="utf-8">
<title>{title}</title><meta name="author" content="EU"><meta name="author" content="UN">
<meta name="description" content="{quote}"><meta name="keywords" content="EU, UN">
<meta name="generator" content="communique"><meta name="dcterms.created" content="2018-05-25">
<link rel="stylesheet" href="asset:///style.css"></head><body>
<header><img src="img/logo.svg" alt="EU"><span>Acme</span><span>Corp</span></header>
<main><h1>{title}</h1><p>{paragraph}</p><h2>{title}</h2>
<ul><li>{paragraph}</li><li><p>{quote}</p><p>{quote}</p></li>
<li><a href="mailto:a@example.org">a@example.org</a></li></ul>
<blockquote><p>{quote}</p></blockquote>
<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">{title[:3]}</th><td>12</td></tr></tbody></table>
<dl><dt>A</dt><dd>B <em lang="en">c</em></dd></dl><div class="rule"></div>
<p><img src="img/logo.svg" alt=""> {quote} <span aria-hidden="true">§</span></p>
<address>{quote}<br>EU</address></main></body></html>"""


@pytest.fixture(scope="module", params=list(TEXTS))
def rendered(request: pytest.FixtureRequest) -> tuple[str, PdfResult]:
    """Each language's page, rendered once."""
    return request.param, render_pdf(release(request.param), assets=ASSETS)


def small(
    body: str, head: str = "<title>t</title>", attributes: str = 'lang="de"', **assets: bytes
) -> PdfResult:
    """A small page; an asset `a_svg` is named `a.svg`."""
    style = '<style>html { font-family: "Communique Sans", "Communique Sans Arabic" }</style>'
    source = (
        f"<!doctype html><html {attributes}><head>{head}{style}</head><body>{body}</body></html>"
    )
    named = {name.replace("_", "."): content for name, content in assets.items()}
    return render_pdf(source, assets=named)


def failures(content: bytes) -> list[str]:
    """What the two standards find wrong."""
    return [
        f"{profile}: {failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in validator.validate_pdf_bytes(content, profile=profile).failures
    ]


def opened(result: PdfResult) -> pikepdf.Pdf:
    """The PDF, read."""
    return pikepdf.open(io.BytesIO(result.content))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """All elements of the structure tree, in order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        found.append(element)
        for kid in list(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    return found


def of_type(pdf: pikepdf.Pdf, name: str) -> list[Any]:
    """Elements of that type."""
    return [element for element in elements(pdf) if f"/{name}" == element.S]


def test_each_language_is_archival_and_accessible(rendered: tuple[str, PdfResult]) -> None:
    """German, Arabic and Chinese pages are PDF/A-2a and PDF/UA-1 at once, and lack nothing."""
    _, result = rendered
    assert failures(result.content) == []
    assert result.missing_glyphs == ()
    assert result.problems == ()
    pdf = opened(result)
    assert result.pages == len(pdf.pages)


def test_the_file_says_what_the_page_says_of_itself(rendered: tuple[str, PdfResult]) -> None:
    """Title, authors, subject, keywords, date and language come from the page's head."""
    language, result = rendered
    title, _, quote = TEXTS[language]
    pdf = opened(result)
    assert {key: str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": title,
        "/Author": "EU, UN",
        "/Subject": quote,
        "/Keywords": "EU, UN",
        "/Creator": "communique",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20180525",
    }
    assert str(pdf.Root.Lang) == language
    raw = pdf.Root.Metadata.read_raw_bytes()
    assert title.encode() in raw, "metadata are not compressed"
    xml = ElementTree.fromstring(raw)  # noqa: S314
    texts = {one.tag.rpartition("}")[2]: one.text for one in xml.iter() if one.text}
    assert texts["CreateDate"] == "2018-05-25"
    assert texts["part"] == "1"
    assert [one.text for one in xml.iter() if one.text in ("EU", "UN")] == ["EU", "UN"]


def test_only_a_right_to_left_document_is_bound_at_the_right(
    rendered: tuple[str, PdfResult],
) -> None:
    """A reader shows two pages of an Arabic document side by side from the right."""
    language, result = rendered
    pdf = opened(result)
    assert pdf.Root.ViewerPreferences.get("/Direction") == ("/R2L" if language == "ar" else None)


def test_each_link_has_one_annotation_that_says_where_it_leads(
    rendered: tuple[str, PdfResult],
) -> None:
    """Markup inside a link makes no further annotation; its description is the link's text."""
    language, result = rendered
    pdf = opened(result)
    contents = [str(note.Contents) for one in pdf.pages for note in one.get("/Annots", [])]
    words = re.search(r'un\.org/x">(.*?)</a>', TEXTS[language][1], re.DOTALL)
    assert words
    text = " ".join(re.sub("<.*?>", "", words[1]).split())
    assert set(contents) == {text, "a@example.org"}
    assert len(of_type(pdf, "Link")) == len(contents)


def test_foreign_words_and_headers_are_marked(rendered: tuple[str, PdfResult]) -> None:
    """Each change of language is in the tree, and each header cell tells what it heads."""
    _, result = rendered
    pdf = opened(result)
    languages = [str(one.Lang) for one in elements(pdf) if "/Lang" in one]
    assert languages.count("fr") == 2
    assert languages.count("en") == 1
    assert not [one for one in of_type(pdf, "NonStruct") if "/Lang" in one]
    assert [str(one.A.Scope) for one in of_type(pdf, "TH")] == ["/Column", "/Column", "/Row"]


def test_arabic_is_read_in_the_order_it_was_written(rendered: tuple[str, PdfResult]) -> None:
    """Every right-to-left span carries its text, without the joiners that hold its letters."""
    language, result = rendered
    pdf = opened(result)
    spoken = [str(one.ActualText) for one in elements(pdf) if "/ActualText" in one]
    if language != "ar":
        assert spoken == []
        return
    assert TEXTS["ar"][0] in spoken
    assert "البيان " in spoken, "the text of a link"
    assert "يت" in spoken, "a word cut by markup"
    assert not any("\u200d" in text for text in spoken)


def test_signs_alone_are_read_in_the_order_they_were_written(fonts: object) -> None:
    """A full stop and a bracket after a number or a name, which is where Arabic puts them."""
    del fonts
    html = (
        '<html lang="ar" dir="rtl"><head><title>x</title></head><body>'
        "<p>(سنة <time>2017</time>.) ثم (<bdi>Library</bdi>).</p></body></html>"
    )
    (passage,) = read_pdf(render_pdf(html, assets={}).content).passages
    assert "".join(segment.text for segment in passage.segments) == "(سنة 2017.) ثم (Library)."


def test_header_footer_and_decoration_are_artifacts(rendered: tuple[str, PdfResult]) -> None:
    """What repeats on each page or tells nothing is not read out."""
    _, result = rendered
    pdf = opened(result)
    assert len(of_type(pdf, "Figure")) == 1, "the image with an empty `alt` is none"
    for one in pdf.pages:
        content = one.Contents.read_bytes()
        assert content.count(b"/Subtype /Header") == 1
        assert content.count(b"/Subtype /Footer") == 1
        assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")


def test_bookmarks_show_the_headings(rendered: tuple[str, PdfResult]) -> None:
    """The outline has the headings' own text."""
    language, result = rendered
    pdf = opened(result)
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [TEXTS[language][0]]


@pytest.mark.parametrize(
    "text", ["كِتَابٌ مُهِمٌّ اللَّهِ لآن", "a\u0308 x\u0308\u0323 office", "ب<b>يت</b> \u200fA\u200e"]
)
def test_each_glyph_says_something(text: str) -> None:
    """Vowel marks and combined letters leave no glyph without text, which PDF/A forbids."""
    assert failures(small(f"<p>{text}</p>").content) == []


def test_letters_keep_their_text_under_vowel_marks() -> None:
    """What is copied from vocalised Arabic is letters and marks, each once."""
    pdf = opened(small('<p lang="ar" dir="rtl">كَتَبَ كتب</p>'))
    maps = [
        stream.read_bytes()
        for stream in pdf.objects
        if isinstance(stream, pikepdf.Stream) and b"beginbfchar" in stream.read_bytes()
    ]
    texts = {
        bytes.fromhex(text.decode()).decode("utf-16-be")
        for one in maps
        for text in re.findall(rb"^<[0-9a-f]{4}> <([0-9a-f]*)>$", one, re.MULTILINE)
    }
    assert {"ك", "\u064e"} <= texts
    assert not [text for text in texts if len(text) > 1]


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "png"), ("L", "png"), ("P", "png"), ("RGB", "jpeg")]
)
def test_photographs_are_archival(mode: str, kind: str) -> None:
    """No image asks its reader for interpolation."""
    content = io.BytesIO()
    Image.new(mode, (20, 10)).save(content, kind)
    result = small('<img src="a.png" alt="a">', a_png=content.getvalue())
    assert failures(result.content) == []


def test_the_same_page_gives_the_same_bytes() -> None:
    """Neither what came before nor the process, its hash seed or its time zone matters."""
    first = render_pdf(release("ar"), assets=ASSETS).content
    small("<p>in between</p>")
    assert render_pdf(release("ar"), assets=ASSETS).content == first
    code = (
        "import sys, json; from communique.pdf import render_pdf\n"
        "html, assets = json.load(sys.stdin)\n"
        "assets = {name: text.encode() for name, text in assets.items()}\n"
        "sys.stdout.buffer.write(render_pdf(html, assets=assets).content)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([release("ar"), {k: v.decode() for k, v in ASSETS.items()}]).encode(),
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        check=True,
    )
    assert finished.stdout == first


def test_missing_glyphs_are_told() -> None:
    """Each character without a glyph is named once, in the order of Unicode."""
    assert small("<p>a \U00013000 \ue000 \ue000</p>").missing_glyphs == ("\ue000", "\U00013000")


def test_invisible_characters_are_not_missing() -> None:
    """Marks of direction, joiners and soft hyphens need no glyph."""
    assert small("<p>a\u200eb\u200fc\u2066d\u2069e\u00adf\u200dg\u061ch</p>").missing_glyphs == ()


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("x", "<title>t</title><style>p { colour: red }</style>", "colour"),
        ("x", "<title>t</title><style>p::nonsense { color: red }</style>", "nonsense"),
        ('<a href="#nowhere">x</a>', "<title>t</title>", "nowhere"),
        ('<a href="javascript:x()">x</a>', "<title>t</title>", "`javascript:x()`"),
        ('<a href="other.html">x</a>', "<title>t</title>", "other.html"),
        ('<img src="a.svg">', "<title>t</title>", "alt"),
        ('<img src="b.png" alt="b">', "<title>t</title>", "b.png"),
        ("x", "", "<title>"),
        ('<p style="margin-left: 5000px">far</p>', "<title>t</title>", "`far` lies outside"),
        (
            '<div dir="rtl" style="display: grid"><p>a</p></div>',
            "<title>t</title>",
            "does not mirror",
        ),
        (
            '<div dir="rtl" style="display: flex; flex-direction: column; align-items: center">'
            "<p>a</p></div>",
            "<title>t</title>",
            "misplaces",
        ),
        (
            '<p class="run"><a href="https://x.org">x</a></p>',
            "<title>t</title><style>.run { position: running(run) } "
            "@page { @top-left { content: element(run) } }</style>",
            "running header",
        ),
        (
            "x",
            "<title>t</title><style>@font-face { font-family: f; src: url(b.png) }</style>",
            "Font-face",
        ),
    ],
)
def test_what_is_wrong_is_told_and_not_only_logged(body: str, head: str, expected: str) -> None:
    """Everything WeasyPrint would log, and what it would not, is part of the result."""
    result = small(body, head, a_svg=LOGO, b_png=b"no image")
    assert [problem for problem in result.problems if expected in problem], result.problems
    assert len(set(result.problems)) == len(result.problems)


def test_a_link_in_a_running_header_leaves_the_file_valid() -> None:
    """It is dropped, told, and its text stays."""
    result = small(
        '<p class="run"><a href="https://x.org">x</a></p>',
        "<title>t</title><style>.run { position: running(run) } "
        "@page { @top-left { content: element(run) } }</style>",
    )
    assert failures(result.content) == []
    assert result.problems


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="asset:///no.png" alt="x">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        "<style>@import url(http://example.org/x.css);</style>",
        "<style>body { background: url(http://example.org/x.png) }</style>",
        "<style>@font-face { font-family: x; src: url(http://example.org/x.ttf) }</style>",
        "<style>@color-profile --x { src: url(http://example.org/x.icc) }</style>",
        '<img src="a.svg" alt="x">',
    ],
)
def test_an_address_that_is_no_asset_fails_the_page(body: str) -> None:
    """No network, no file: the refusal is an error of the document, wherever it hides."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    with pytest.raises(ResourceError, match=r"not one of its assets|no such asset"):
        small(body, a_svg=svg)


def test_all_refusals_are_told_at_once() -> None:
    """Whoever mends a template sees every address in one go."""
    with pytest.raises(PdfError, match=r"one\.png.*two\.png"):
        small('<img src="http://x/one.png" alt="x"><img src="http://x/two.png" alt="x">')


def test_a_style_sheet_may_name_its_images_relative_to_itself() -> None:
    """As in a browser, `url(../logo.svg)` counts from the style sheet."""
    style = b"div { height: 9px; background: url(../img/logo.svg) }"
    head = '<title>t</title><link rel="stylesheet" href="asset:///css/a.css">'
    source = f'<html lang="de"><head>{head}</head><body><div></div></body></html>'
    result = render_pdf(source, assets={"css/a.css": style, "img/logo.svg": LOGO})
    assert result.problems == ()


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 2000 + "x",
        "<b>" * 2000 + "عرب",
        '<p style="letter-spacing: 1000000000px">x</p>',
        '<a rel="attachment" href="asset:///a.txt">x</a>',
        '<link rel="attachment" href="asset:///a.txt">',
        "a\ud800b",
    ],
)
def test_a_page_that_cannot_be_laid_out_is_one_error(body: str) -> None:
    """Whatever breaks inside becomes one sentence, and the next page is not harmed."""
    with pytest.raises(PdfError):
        small(body, a_txt=b"x")
    assert small("<p>x</p>").pages == 1


def test_an_empty_page_is_a_page() -> None:
    """No content is no error here."""
    result = small("")
    assert result.pages == 1
    assert failures(result.content) == []
